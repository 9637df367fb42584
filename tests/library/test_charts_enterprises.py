"""The charts of the briefing of April 2023: what they say is computed, and the picture is the same each time."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from recount import charts_enterprises
from recount.charts import Chart
from recount.collection import load_collection
from recount.functions import middle
from recount.notebook import BriefingView, open_briefing

BRIEFING = "2023-04-23-policy-briefing"
CHARTS = [charts_enterprises.active_by_window, charts_enterprises.first_months]
Spoil = Callable[[str, str, str], BriefingView]


@pytest.fixture(scope="module")
def briefing() -> BriefingView:
    return open_briefing(BRIEFING)


@pytest.fixture
def spoilt(tmp_path: Path) -> Spoil:
    """Opens the briefing on a copy of the data in which one piece is another."""

    def open_with(name: str, old: str, new: str) -> BriefingView:
        shutil.copytree(load_collection().root / "data", tmp_path / "data")
        path = tmp_path / "data" / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return open_briefing(BRIEFING, tmp_path)

    return open_with


def title_of(chart: Chart) -> str:
    return " ".join(chart.figure.get_suptitle().split())


@pytest.mark.parametrize("draw", CHARTS)
def test_the_description_opens_with_the_finding(briefing: BriefingView, draw: Callable[[BriefingView], Chart]) -> None:
    chart = draw(briefing)
    assert chart.alt.startswith(f"{title_of(chart)}. ")
    assert 2 <= chart.alt.count(". ") + 1 <= 4 and chart.alt.endswith(".")
    assert any(letter.isdigit() for letter in chart.alt.removeprefix(title_of(chart)))


@pytest.mark.parametrize("draw", CHARTS)
def test_the_picture_is_the_same_each_time(briefing: BriefingView, draw: Callable[[BriefingView], Chart]) -> None:
    once = draw(briefing)
    assert once.png() == once.png() == draw(briefing).png()
    assert once.png().startswith(b"\x89PNG")


@pytest.mark.parametrize("draw", CHARTS)
def test_nothing_written_runs_off_the_picture(briefing: BriefingView, draw: Callable[[BriefingView], Chart]) -> None:
    figure = draw(briefing).figure
    box = figure.get_tightbbox()
    assert box.x0 >= 0 and box.x1 <= figure.get_figwidth() and box.y0 >= 0 and box.y1 <= figure.get_figheight()


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
