"""The charts of the briefing of April 2023: what they say is computed from the figures."""

from __future__ import annotations

import math

import pytest

from recount import charts_enterprises
from recount.functions import middle
from recount.notebook import BriefingView
from tests.library.conftest import Spoil, title_of

BRIEFING = "2023-04-23-policy-briefing"


def test_each_window_has_a_field_of_its_own(briefing: BriefingView) -> None:
    chart = charts_enterprises.active_by_window(briefing)
    fields = {axes.get_title("center"): axes for axes in chart.figure.axes}
    assert list(fields) == list(charts_enterprises.WINDOWS.values())
    lines = {name: list(axes.lines[0].get_ydata()) for name, axes in fields.items()}
    now = briefing.now
    assert lines["First quarters"] == pytest.approx(
        [float(middle(now.active_traders(f"{year}-Q1")) / 1000) for year in range(2022, 2026)]
    )
    assert [len(line) for line in lines.values()] == [4, 2, 2]


def test_bases_follow_from_growth(briefing: BriefingView, spoilt: Spoil) -> None:
    title = title_of(charts_enterprises.active_by_window(briefing))
    assert title.startswith("457,000 enterprises traded in the first quarter of 2023; a year before about 432,000")
    faster = charts_enterprises.active_by_window(spoilt("series/active_traders_growth.csv", "2022,5.6,", "2022,9.9,"))
    assert "543,000 to 545,000 for 2021" in faster.alt


def test_a_year_without_a_count_is_a_gap(spoilt: Spoil) -> None:
    chart = charts_enterprises.active_by_window(
        spoilt(
            "series/active_traders.csv",
            "2023-H1,540000,",
            "2025-H1,620000,count,,,2025-07-14,first,scio-2023-07-26-p2,\n2023-H1,540000,",
        )
    )
    halves = list(chart.figure.axes[1].lines[0].get_ydata())
    assert [math.isnan(height) for height in halves] == [False, False, True, False]


def test_growth_and_amount_need_not_agree(briefing: BriefingView, spoilt: Spoil) -> None:
    chart = charts_enterprises.first_months(briefing)
    assert title_of(chart) == (
        "Early 2023: growth rose each month, from −7 to 15.5 percent; the amount fell in February, from 484 to 411 "
        "billion dollars, and rose in March, to 543"
    )
    assert "imports grew 11.1 percent in February and 6.3 in March" in chart.alt
    assert len(chart.figure.axes) == 2
    slower = charts_enterprises.first_months(spoilt("series/total_trade_growth.csv", "2023-03,15.5,", "2023-03,5.5,"))
    assert "growth rose in February, from −7 to 8 percent, and fell in March, to 5.5" in title_of(slower)
