"""Charts of China's place in the world: who was first, what is medium-sized, who grew faster, whose partner it is."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FixedLocator, NullLocator

from recount.blocks import as_list, number_word
from recount.charts import (
    BILLION,
    BLUE,
    CHINA,
    DASHED,
    GREY,
    INK,
    ORANGE,
    PAPER,
    Chart,
    drawing,
    middles,
    panel_of,
    series_of,
    source_line,
    write,
)
from recount.downloads import Data, drawn, shown
from recount.functions import Panel, annual_mean, growth, mean, median, middle, rank
from recount.leaders import EU_AS_ONE, EXPORTS, FIRST_VINTAGE, IMPORTS, LATEST, YEARS, Counting, as_spans, countings
from recount.notebook import CollectionView, words
from recount.quantity import Answer, Quantity, Truth
from recount.scope import Scope

GROUPS = {
    "g20": "G20 member countries",
    "ten_largest_traders": "ten largest traders",
    "twenty_largest_traders": "twenty largest traders",
}
_SHORT = {"USA": "US", "EUU": "EU"}
_LABEL = 22  # characters of a line beside the squares
_PALE = "#c5ccd3"
_SPANS = {Answer.YES: "first in", Answer.NO: "not first in", Answer.UNDECIDED: "undecided in"}


def first_by_year(view: CollectionView) -> Chart:
    """Whether China was the largest goods trader, a square for each year and way of counting."""
    ways = countings(view)
    title = _who_was_first(ways)
    sources = [q for way in ways for truth in way.ahead.values() for q in _compared(truth)]
    with drawing(title, source_line(view.collection, *sources), 5.6) as (figure, axes):
        for row, way in enumerate(ways):
            for column, year in enumerate(YEARS):
                _draw_square(axes, row, column, way, year)
        axes.set_xlim(-0.6, len(YEARS) - 0.4)
        axes.set_ylim(len(ways) - 0.4, -0.6)
        axes.set_yticks(range(len(ways)), [textwrap.fill(way.name, _LABEL) for way in ways])
        axes.set_xticks(range(len(YEARS)), [f"’{year % 100}" for year in YEARS])
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        axes.set_xlabel("blue: China first; letters: who else was\nhatched: undecided; dot: no figure held")
    lines = "; ".join(
        f"{way.name}: "
        + ", ".join(f"{word} {as_spans(way.years(answer))}" for answer, word in _SPANS.items() if way.years(answer))
        for way in ways
    )
    return Chart(figure, f"{title}. {lines}.", "first-by-year", _answers(ways))


@dataclass(frozen=True)
class Size:
    """What a trader of medium size can be: a value, in words, and the year that it is of."""

    name: str
    value: Quantity


def sizes(view: CollectionView, year: str) -> list[Size]:
    """The traders in the middle, by universe and measure, smallest first."""
    now, panel = view.now, panel_of(view.now, "world_trade", year)
    found = [
        Size("median of all economies", series_of(now, "world_trade_median").one(year)),
        Size("mean of all economies", series_of(now, "world_trade_mean").one(year)),
    ]
    for group, name in GROUPS.items():
        members = panel.group(view.collection.groups[group])
        found += [Size(f"median of the {name}", median(members)), Size(f"mean of the {name}", mean(members))]
    return sorted(found, key=lambda size: middle(size.value))


def medium_sized(view: CollectionView, year: str = "2024") -> Chart:
    """The two increases that are compared with a trader of medium size, in dollars, beside what such a trader can be."""
    said_of = [view.claim(name) for name in ("added-2024", "yearly-rise-2012")]
    rises = {f"“{claim.result.claim.mentions[0].quote}”": claim[0] for claim in said_of}
    marks = sizes(view, year)
    dollars = {name: rise / annual_mean(series_of(view.now, "cny_per_usd"), year) for name, rise in rises.items()}
    reached = [sum((rise >= size.value).answer is Answer.YES for size in marks) for rise in dollars.values()]
    title = f"Of {number_word(len(marks))} meanings of a medium-sized trader in {year}, " + as_list(
        [f"{name} reaches {number_word(number)}" for name, number in zip(dollars, reached, strict=True)]
    )
    source = source_line(view.collection, *dollars.values(), *(size.value for size in marks))
    with drawing(title, source, 5.0) as (figure, axes):
        for row, size in enumerate(marks):
            x = float(middle(size.value) / BILLION)
            axes.plot(x, row, "o" if size.name.startswith("median") else "D", color=GREY, markersize=8)
            write(axes, f"{x:,.0f}", x, row, (9, -4), color=INK)
        looks = ((BLUE, "-", "left"), (ORANGE, DASHED, "right"))
        for (name, rise), (colour, style, side) in zip(dollars.items(), looks, strict=True):
            x = float(middle(rise) / BILLION)
            axes.axvline(x, color=colour, linestyle=style, linewidth=1.8)
            offset = (4 if side == "left" else -4, 4)
            write(axes, f"{name}\n{x:,.0f}", x, len(marks) - 0.6, offset, color=colour, ha=side)
        axes.set_xscale("log")
        axes.set_xlim(4, 6000)
        axes.xaxis.set_major_locator(FixedLocator([10, 30, 100, 300, 1000, 3000]))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.set_yticks(range(len(marks)), [size.name for size in marks])
        axes.set_ylim(-0.6, len(marks) + 0.9)
        axes.set_xlabel("Billion US dollars, each step about three times\ncircles: medians; diamonds: means")
    listed = "; ".join(f"{size.name} {words(size.value)}" for size in marks)
    said = as_list([f"{name} is {words(rise)}" for name, rise in dollars.items()])
    lines: dict[str, dict[str, Quantity]] = {"size": {size.name: size.value for size in marks}, "increase": dollars}
    return Chart(figure, f"{title}. {said}. {listed}.", "medium-sized", drawn(view.collection, "what", lines))


def speeds(view: CollectionView) -> dict[str, Panel]:
    """Growth of every economy held: of 2024 as first tabulated and as known now, and of 2025."""
    then, now = view.as_known_on(FIRST_VINTAGE), view.now
    return {
        "2024, table of 2025": growth(series_of(then, "world_trade"), "2024"),
        "2024, table of 2026": growth(series_of(now, "world_trade"), "2024"),
        "2025, table of 2026": growth(series_of(now, "world_trade"), "2025"),
    }


def in_groups(view: CollectionView, panel: Panel) -> dict[str, Panel]:
    """The panel cut down to each group, and whole."""
    groups = view.collection.groups
    return {**{name: panel.group(groups[key]) for key, name in GROUPS.items()}, "all economies held": panel}


def growth_by_group(view: CollectionView) -> Chart:
    """China's growth in dollars among that of each group of traders, year and vintage."""
    rows = [(when, name, panel) for when, all_ in speeds(view).items() for name, panel in in_groups(view, all_).items()]
    places = {(when, name): rank(CHINA, panel) for when, name, panel in rows}
    latest = [when for when, _, _ in rows][-1]
    title = f"In dollars China's growth in {latest[:4]} was number " + as_list(
        [f"{words(places[latest, name])} of {len(panel)} ({name})" for when, name, panel in rows if when == latest]
    )
    with drawing(title, source_line(view.collection, *rows[-1][2].values.values()), 6.4) as (figure, axes):
        for row, (when, name, panel) in enumerate(rows):
            y = row + 0.7 * (row // (len(GROUPS) + 1))
            others = [100 * v for v in middles(panel.without(CHINA).values.values())]
            own = 100 * float(middle(panel[CHINA]))
            axes.plot(others, [y] * len(others), "|", color=GREY, markersize=10)
            axes.plot(own, y, "o", color=BLUE, markersize=8, markeredgecolor=PAPER)
            axes.text(
                1.01,
                y,
                f"{words(places[when, name])} of {len(panel)}",
                transform=axes.get_yaxis_transform(),
                va="center",
                fontsize=9,
                color=BLUE,
            )
            if row % (len(GROUPS) + 1) == 0:
                axes.text(
                    0,
                    y - 0.62,
                    when,
                    transform=axes.get_yaxis_transform(),
                    fontsize=9.5,
                    fontweight="bold",
                    va="center",
                )
        size = len(GROUPS) + 1
        axes.set_yticks([row + 0.7 * (row // size) for row in range(len(rows))], [name for _, name, _ in rows])
        axes.invert_yaxis()
        axes.margins(y=0.07)
        axes.set_xlabel(
            "Growth of exports plus imports in US dollars, percent\nblue: China, with its place; strokes: the others"
        )
    said = "; ".join(f"{when}, {name}: number {words(place)}" for (when, name), place in places.items())
    lines = {when: dict(all_.values) for when, all_ in speeds(view).items()}
    return Chart(figure, f"{title}. {said}.", "growth-by-group", drawn(view.collection, "economy", lines))


@dataclass(frozen=True)
class PartnerCount:
    """A count of partners: what is counted, and out of how many economies where that is said."""

    name: str
    value: Quantity


def partner_counts(now: Scope) -> list[PartnerCount]:
    """Counts of China's partners by what makes a partner, from the loosest to the strictest."""
    counted = [
        ("any trade, 2025", "partners_any", "2025", None),
        ("among the three largest, 2025", "partners_top_three", "2025-08", None),
        ("larger than the US, 2023", "partners_larger_than_us", "2023", None),
        ("larger than the US, 2018\n(counted in 2025)", "partners_larger_than_us", "2018", "revised"),
        ("larger than the US, 2018\n(counted in 2019)", "partners_larger_than_us", "2018", "first"),
        ("larger than the US, 2011", "partners_larger_than_us_ap", "2011", None),
        ("larger than the US, 2006", "partners_larger_than_us_ap", "2006", None),
        ("the largest, 2023", "partners_largest", "2023", None),
    ]
    return [PartnerCount(name, series_of(now, series).one(period, kind)) for name, series, period, kind in counted]


def partners(view: CollectionView) -> Chart:
    """Counts of partners by what makes a partner, with the number of the briefings."""
    least = view.claim("partners-150")[0].interval.low
    assert least is not None
    mark = least - 1  # "over 150" starts with 151
    counts = partner_counts(view.now)
    reach = [count for count in counts if (count.value >= least).answer is Answer.YES]
    title = (
        f"Over {mark} partners: {number_word(len(reach))} of {number_word(len(counts))} counts reach that, "
        f"{as_list([_in_a_line(count.name) for count in reach])}"
    )
    with drawing(title, source_line(view.collection, *(count.value for count in counts)), 4.8) as (figure, axes):
        for row, count in enumerate(counts):
            low = count.value.interval.low
            assert low is not None
            if count in reach:
                axes.barh(row, float(low), 0.62, color=BLUE)
                write(axes, words(count.value), float(low), row, (5, -4))
            else:
                axes.barh(row, float(low), 0.62, color=_PALE)
                write(axes, words(count.value), float(low), row, (-5, -4), ha="right")
        axes.axvline(float(mark), color=ORANGE, linewidth=1.8)
        write(axes, f"“over {mark}”", float(mark), -0.55, (4, 0), color=ORANGE)
        axes.set_yticks(range(len(counts)), [count.name for count in counts])
        axes.set_ylim(len(counts) - 0.5, -1.1)
        axes.set_xlim(0, 300)
        axes.set_xlabel("Economies for which China is a partner of that kind")
    listed = "; ".join(f"{_in_a_line(count.name)}: {words(count.value)}" for count in counts)
    lines = {"count": {_in_a_line(count.name): count.value for count in counts}}
    return Chart(figure, f"{title}. {listed}.", "partners", drawn(view.collection, "what", lines))


def _in_a_line(name: str) -> str:
    return " ".join(name.split())


def _who_was_first(ways: Sequence[Counting]) -> str:
    named = {_in_a_line(way.name): way for way in ways}
    one_by_one, as_one = named[LATEST], named[EU_AS_ONE]
    return (
        f"Largest goods trader: China {_since(one_by_one)} with EU members one by one, {_since(as_one)} with the EU as one; "
        f"{_since(named[EXPORTS])} by exports alone, {_since(named[IMPORTS])} by imports alone"
    )


def _since(way: Counting) -> str:
    """In which years China is first up to the last figures; certain at the first year held, it may be so from earlier."""
    start = way.since()
    if start is None:
        return "in no year" if not way.years(Answer.YES) else f"not in {way.last}"
    earlier = "" if start - 1 in way.ahead else " or before"
    return f"since {start}{earlier}" if way.last == YEARS[-1] else f"from {start}{earlier} to {way.last}"


def _draw_square(axes: Axes, row: int, column: int, way: Counting, year: int) -> None:
    truth = way.ahead.get(year)
    if truth is None:
        axes.plot(column, row, ".", color=GREY, markersize=4)
        return
    look: dict[Answer, dict[str, Any]] = {
        Answer.YES: {"facecolor": BLUE, "edgecolor": BLUE},
        Answer.NO: {"facecolor": PAPER, "edgecolor": ORANGE},
        Answer.UNDECIDED: {"facecolor": PAPER, "edgecolor": GREY, "hatch": "////"},
    }
    axes.add_patch(Rectangle((column - 0.4, row - 0.38), 0.8, 0.76, linewidth=1.4, **look[truth.answer]))
    if truth.answer is Answer.NO:
        other = way.other[year]
        write(axes, _SHORT.get(other, other), column, row, (0, 0), ha="center", va="center", color=ORANGE, fontsize=8)


def _answers(ways: Sequence[Counting]) -> Data:
    """A row for each square: the answer and the figures compared, as text."""
    rows = [
        (
            _in_a_line(way.name),
            str(year),
            way.ahead[year].answer.value if year in way.ahead else "missing",
            way.other.get(year, ""),
        )
        for way in ways
        for year in YEARS
    ]
    return shown(("way of counting", "year", "China first", "largest other trader"), rows)


def _compared(truth: Truth) -> list[Quantity]:
    return [Quantity(node) for node in truth.nodes]


__all__ = [
    "first_by_year",
    "growth_by_group",
    "in_groups",
    "medium_sized",
    "partner_counts",
    "partners",
    "sizes",
    "speeds",
]
