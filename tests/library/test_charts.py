"""What holds for every chart: its description says the finding, and its picture is whole and the same each time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from operator import sub
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import pytest
from matplotlib.colors import to_rgb
from PIL import Image

import recount
from recount import (
    charts_campaign,
    charts_currency,
    charts_enterprises,
    charts_first,
    charts_measures,
    charts_monthly,
    charts_partners,
    charts_power,
    charts_relayed,
    charts_since_2012,
    charts_trade,
    charts_vintages,
)
from recount.charts import INK, PAPER, WIDTH, Chart
from recount.collection import load_collection
from recount.notebook import open_briefing, open_collection
from recount.vintages import read_triangle
from tests.library.conftest import title_of

# The briefing that a module draws, ``None`` for a thread across all of them, or what opens its own view.
BRIEFINGS: dict[ModuleType, str | Callable[[], object] | None] = {
    charts_campaign: "2025-04-27-facilitation-initiative",
    charts_currency: None,
    charts_enterprises: "2023-04-23-policy-briefing",
    charts_first: None,
    charts_measures: None,
    charts_monthly: "2025-03-gac-committee",
    charts_partners: None,
    charts_power: None,
    charts_relayed: None,
    charts_since_2012: "2024-07-30-high-quality-development",
    charts_trade: "2025-01-13-annual-2024",
    charts_vintages: lambda: read_triangle(load_collection()),
}
CHARTS = [
    pytest.param((function, briefing), id=name)
    for module, briefing in BRIEFINGS.items()
    for name in module.__all__
    if get_type_hints(function := getattr(module, name))["return"] is Chart
]


def to_255(colour: str) -> tuple[int, ...]:
    return tuple(round(255 * part) for part in to_rgb(colour))


@pytest.fixture(scope="module", params=CHARTS)
def draw(request: pytest.FixtureRequest) -> Callable[[], Chart]:
    function, briefing = request.param
    if callable(briefing):
        return partial(function, briefing())
    return partial(function, open_briefing(briefing) if briefing else open_collection())


@pytest.fixture(scope="module")
def chart(draw: Callable[[], Chart]) -> Chart:
    return draw()


def test_no_module_of_charts_is_left_out() -> None:
    modules = {path.stem for path in Path(recount.__path__[0]).glob("charts_*.py")}
    assert modules == {module.__name__.removeprefix("recount.") for module in BRIEFINGS}


def test_the_description_opens_with_the_finding(chart: Chart) -> None:
    assert chart.alt.startswith(f"{title_of(chart)}. ")
    assert 2 <= chart.alt.count(". ") + 1 <= 4 and chart.alt.endswith(".")


def test_the_description_has_figures_beyond_the_finding(chart: Chart) -> None:
    assert any(letter.isdigit() for letter in chart.alt.removeprefix(title_of(chart)))


def test_the_picture_is_the_same_each_time(draw: Callable[[], Chart], chart: Chart) -> None:
    once = chart.png()
    assert once.startswith(b"\x89PNG")
    assert once == chart.png() == draw().png()


def test_few_colours_leave_paper_white_and_ink_dark(chart: Chart) -> None:
    with Image.open(BytesIO(chart.png())) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 16)}
    assert to_255(PAPER) in colours and not {colour for colour in colours - {to_255(PAPER)} if min(colour) > 250}
    assert min(max(map(abs, map(sub, colour, to_255(INK)))) for colour in colours) <= 8


def test_what_it_draws_can_be_taken_along_with_sources(chart: Chart) -> None:
    assert chart.data.rows and chart.data.columns[-2:] == ("source", "licence")
    for row in chart.data.rows:
        assert len(row) == len(chart.data.columns)
        assert (row[-2] and row[-1]) or "missing" in row, row


def test_nothing_written_runs_off_the_picture(chart: Chart) -> None:
    box, (width, height) = chart.figure.get_tightbbox(), chart.figure.get_size_inches()
    assert box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height


def test_a_phone_can_show_it_and_the_source_is_named(chart: Chart) -> None:
    assert chart.figure.get_figwidth() == WIDTH
    assert len(chart.figure.get_supxlabel()) > len("Source: ") and chart.figure.get_supxlabel().startswith("Source: ")
