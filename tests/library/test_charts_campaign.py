"""The charts of the campaign: what they say is computed from the figures."""

from __future__ import annotations

from recount import charts_campaign
from recount.notebook import BriefingView
from tests.library.conftest import Spoil, title_of

BRIEFING = "2025-04-27-facilitation-initiative"


def test_the_sums_of_the_measures_are_those_of_the_record(briefing: BriefingView) -> None:
    chart = charts_campaign.measures_by_task(briefing)
    assert "the stated 29 measures; 28 by clause and 34 by named item" in title_of(chart)
    assert "Links 4, 5 and 6" in chart.alt
    # Of each way of splitting, the tasks add up to the sum.
    bars = [[bar.get_width() for bar in each] for each in chart.figure.axes[0].containers]
    assert [sum(widths) for widths in bars] == [28, 29, 34]


def test_the_finding_on_measures_follows_the_list(spoilt: Spoil) -> None:
    apart = spoilt(
        "tables/measures_2025.csv", "4,2,BRICS customs centre,4.1,4.1b,", "4,2,BRICS customs centre,4.1,4.1a,"
    )
    title = title_of(charts_campaign.measures_by_task(apart))
    assert title.startswith("No way of splitting the list gives the stated 29 measures: 28 by clause, 28 by direct")


def test_the_new_cities_are_marked(briefing: BriefingView) -> None:
    chart = charts_campaign.cities_by_province(briefing)
    assert title_of(chart).startswith("25 cities in 17 province-level units: five new against 2024, four of them")
    assert "New are Yancheng (Jiangsu), Zhengzhou (Henan), Chengdu (Sichuan)" in chart.alt
    assert "all 20 cities of 2024 are kept" in chart.alt
    marked = [text.get_text() for text in chart.figure.axes[0].texts if text.get_text().startswith("+ ")]
    assert sorted(marked) == ["+ Chengdu", "+ Guiyang", "+ Urumqi", "+ Yancheng", "+ Zhengzhou"]


def test_a_city_that_is_gone_is_named(spoilt: Spoil) -> None:
    other = spoilt("tables/cities.csv", "2024,Haikou,Hainan", "2024,Sanya,Hainan")
    alt = charts_campaign.cities_by_province(other).alt
    assert "six new against 2024" in alt and "gone are Sanya" in alt


def test_years_without_figures_stay_empty(briefing: BriefingView) -> None:
    chart = charts_campaign.campaign_by_year(briefing)
    assert title_of(chart) == (
        "From 2024 to 2026 cities rose from 20 to 45, other departments rose from 13 to 24 and measures fell from 32 to 29"
    )
    assert "For 2018 to 2023 the collection has no figures by year" in chart.alt and "add up to 83." in chart.alt
    for axes in chart.figure.axes:
        assert [round(bar.get_center()[0]) for bar in axes.containers[0]] == [2024, 2025, 2026]


def test_every_measure_has_one_outcome(briefing: BriefingView) -> None:
    found = charts_campaign.outcomes(briefing)
    names = [measure.name for measure in briefing.briefing.measures]
    assert sorted(name for kind in found.values() for name in kind) == sorted(names)
    assert "Lithium battery export inspection" in found["extended"] and "BRICS customs centre" in found["reported"]
    words = charts_campaign.outcomes_in_words(briefing, 4)
    assert words.startswith("Of the five measures of this task") and words.endswith("of one nothing was found.")
