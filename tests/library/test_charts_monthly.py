"""The charts of the first two months: what they say is computed from the figures."""

from __future__ import annotations

import math

from recount import charts_monthly
from recount.notebook import BriefingView, words
from tests.library.conftest import Spoil, title_of

BRIEFING = "2025-03-gac-committee"


def test_years_without_a_print_are_gaps(briefing: BriefingView) -> None:
    yuan, dollars = charts_monthly.exports_of_two_months(briefing).figure.axes[:2]
    for field, gaps in ((yuan, [2018, 2019]), (dollars, [2018])):
        heights = dict(zip(charts_monthly.YEARS, field.lines[0].get_ydata(), strict=True))
        assert [year for year, height in heights.items() if math.isnan(height)] == gaps


def test_the_record_is_told_in_both_currencies(briefing: BriefingView) -> None:
    now, chart = briefing.now, charts_monthly.exports_of_two_months(briefing)
    assert "in yuan above every earlier year held" in title_of(chart)
    assert "in dollars 4.76 billion below the first print of 2022" in title_of(chart)
    first, whole = now.exports_usd("2022-01..02", "first"), now.exports_usd
    assert words(first * whole("2022", "implied") / whole("2022", "first")) in chart.alt
    assert "No first print is held in yuan for 2018 and 2019 and in dollars for 2018; the print and rate" in chart.alt


def test_restated_values_stand_apart(briefing: BriefingView) -> None:
    yuan = charts_monthly.exports_of_two_months(briefing).figure.axes[0]
    prints, bases = yuan.lines[:2]
    assert prints.get_marker() != bases.get_marker() and prints.get_color() != bases.get_color()
    # 2023 was restated downwards: the hollow mark is below the filled one.
    assert bases.get_ydata()[list(bases.get_xdata()).index(2023.24)] < prints.get_ydata()[2023 - 2018]


def test_the_title_follows_the_dollars(spoilt: Spoil) -> None:
    lower = spoilt("series/exports_usd.csv", "2022-01..02,544.7,", "2022-01..02,534.7,")
    assert "in dollars above the first prints too" in title_of(charts_monthly.exports_of_two_months(lower))


def test_the_bracket_has_the_rate_of_its_two_figures(briefing: BriefingView) -> None:
    now, chart = briefing.now, charts_monthly.rate_of_the_bracket(briefing)
    yuan, dollars = briefing.claim("exports-start-2025").stated, briefing.claim("exports-start-2025-usd").stated
    for rate in (yuan / dollars, now.exports("2025-01..02", "first") / now.exports_usd("2025-01..02", "first")):
        assert words(rate).removesuffix(" yuan per US dollar") in title_of(chart)
    assert "a market rate of March" in title_of(chart)
    assert "March 7.2493" in chart.alt and "7.1717 on 24 February 2025" in chart.alt
    assert "none of any day held turns the yuan figure" in chart.alt


def test_a_day_whose_rate_fits_is_named(spoilt: Spoil) -> None:
    found = charts_monthly.rate_of_the_bracket(
        spoilt("tables/cny_per_usd_daily_2025.csv", "2025-03-05,2025-03,7.2506", "2025-03-05,2025-03,7.2490")
    )
    assert "that of 5 March 2025 turns the yuan figure into the dollars exactly" in found.alt
