"""The charts of July 2024: what they say is computed from the figures."""

from __future__ import annotations

import math

import pytest

from recount import charts_since_2012 as charts
from recount.functions import annual_mean, rank
from recount.notebook import BriefingView, words
from tests.library.conftest import Spoil, title_of

BRIEFING = "2024-07-30-high-quality-development"


def test_the_rise_has_its_place(briefing: BriefingView) -> None:
    now, chart = briefing.now, charts.largest_traders(briefing)
    rise = (now.total_trade("2023", "first") - now.total_trade("2012")) / annual_mean(now.cny_per_usd, "2023")
    assert f"number {words(rank(rise, now.world_trade('2023')))} among the traders" in title_of(chart)
    assert words(rise) in chart.alt and "between Germany" in chart.alt and "the Netherlands" in chart.alt
    labels = [label.get_text() for label in chart.figure.axes[0].get_yticklabels()]
    assert len(labels) == charts.TRADERS + 1 and labels[3].startswith("China's rise")
    assert not [label for label in labels if label.isupper()]


def test_the_title_of_the_traders_follows_the_figures(spoilt: Spoil) -> None:
    smaller = spoilt("series/total_trade.csv", "2012,24.4,", "2012,31.4,")
    assert "would be number 6 among" in title_of(charts.largest_traders(smaller))


def test_multiples_state_both_readings(briefing: BriefingView) -> None:
    chart = charts.product_multiples(briefing)
    labels = [label.get_text() for label in chart.figure.axes[0].get_yticklabels()]
    for number in ("8 times", "1.8 times", "15.2 times"):
        assert f"rose by “{number}”" in labels and f"rose to “{number}”" in labels
    assert labels.count("value in yuan") == labels.count("value in dollars") == 1
    assert "(a rise by “1.8 times”) and 2.5 times in dollars (neither reading)" in title_of(chart)
    assert "no value of 2012 was found for cars and lithium batteries" in title_of(chart)


def test_a_multiple_appears_once_its_base_is_known(spoilt: Spoil) -> None:
    known = spoilt("series/lithium_battery_exports_usd.csv", "2018,10.822,", "2012,4.5,")
    title = title_of(charts.product_multiples(known))
    assert "lithium batteries of 2023 are 16.11 times" in title and title.endswith("was found for cars")


def test_half_years_have_gaps_and_doubts(briefing: BriefingView, spoilt: Spoil) -> None:
    chart = charts.half_years(briefing)
    lines = [line for line in chart.figure.axes[0].lines if len(line.get_xdata()) == len(charts.HALF_YEARS)]
    missing = [
        [year for year, y in zip(line.get_xdata(), line.get_ydata(), strict=True) if math.isnan(y)] for line in lines
    ]
    assert missing == [[2026], [2026]]
    assert "No figure was found for the first half of 2026." in chart.alt
    assert "second halves certainly did so in 2021" in title_of(chart) and "rounding leaves it open" not in chart.alt
    assert words(briefing.now.total_trade("2023-H2", "implied")) in chart.alt
    blunter = charts.half_years(
        spoilt("series/total_trade.csv", "2021,39.1,trillion CNY,,0.01,", "2021,39.1,trillion CNY,,,")
    )
    assert "second halves certainly did so in 2022" in title_of(blunter)
    assert "For the second half of 2021 rounding leaves it open." in blunter.alt


def test_cargo_is_two_points(briefing: BriefingView) -> None:
    now, chart = briefing.now, charts.cargo_and_value(briefing)
    yuan, dollars, cargo = chart.figure.axes[0].lines
    assert list(cargo.get_xdata()) == [2012, 2023] and cargo.get_linestyle() == "None"
    assert list(cargo.get_ydata()) == pytest.approx([100, 154.5])
    gaps = [year for year, y in zip(yuan.get_xdata(), yuan.get_ydata(), strict=True) if math.isnan(y)]
    assert gaps == [2014] and not any(math.isnan(y) for y in dollars.get_ydata())
    assert words(100 * (now.total_trade("2023") / now.total_trade("2012"))) in chart.alt
