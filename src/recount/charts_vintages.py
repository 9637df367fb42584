"""Charts of the vintage triangle: what was restated by how much, where a figure is held, and what later tables changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, YearLocator, date2num
from matplotlib.lines import Line2D
from matplotlib.ticker import MultipleLocator

from recount.blocks import as_list
from recount.charts import (
    BILLION,
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    TRILLION,
    Chart,
    bounds,
    drawing,
    middles,
    source_line,
    stacked,
    write,
    write_clear,
    year_axis,
)
from recount.downloads import OWN_LICENCE, OWN_SOURCE, Data, Lines, drawn
from recount.quantity import Answer, Quantity
from recount.vintages import (
    CURRENCIES,
    DIFFERENCE,
    EXPORTS,
    IMPORTS,
    MEASURES,
    PRINTED,
    RATE,
    SUM,
    TOTAL,
    Rate,
    Triangle,
    Vintage,
)
from recount.words import interval_in_words

YEARS = range(2012, 2026)
_TABLES = 10**6  # dollars or yuan: wider than what tables to the thousand leave open, narrower than any release
_YUAN = {"CNY": "yuan", "USD": "dollars"}
_MARKS: dict[str, dict[str, Any]] = {
    "printed in the release": {"marker": "o", "color": BLUE, "markersize": 8},
    "mentioned later": {"marker": "o", "color": BLUE, "markersize": 8, "markerfacecolor": "white"},
    "sum of parts of one release": {"marker": "D", "color": GREEN, "markersize": 6},
    "only as the base of a rate": {"marker": "s", "color": ORANGE, "markersize": 7, "markerfacecolor": "white"},
    "not found": {"marker": "x", "color": GREY, "markersize": 6},
}


def yearly_restatements(triangle: Triangle) -> Chart:
    """For each year, in percent of the first print, the base that the next year's rate implies; yuan."""
    found = {measure: _rates(triangle, measure) for measure in (TOTAL, EXPORTS, IMPORTS)}
    certain = [y for y, r in found[TOTAL].items() if r.fits_first is False]
    widest = max(certain, key=lambda y: abs(sum(bounds(_share(found[TOTAL][y]).interval))))
    title = f"Yearly trade was certainly restated for {as_list([str(y) for y in certain])}; most for {widest}"
    changes = [r.change for each in found.values() for r in each.values() if r.change is not None]
    with drawing(title, source_line(triangle.collection, *changes), 6.6) as (figure, axes):
        for field, (measure, rates) in zip(stacked(figure, axes, (1, 1, 1), shared=3), found.items(), strict=True):
            _draw_shares(field, rates, measure.capitalize() if measure != TOTAL else "Exports plus imports")
        figure.align_ylabels()
        year_axis(field, YEARS)
        field.set_xlabel("Year whose figure was restated (base of the next year's growth rate)")
    lines: Lines = {m: {y: _share(rates[y]) if y in rates else None for y in YEARS} for m, rates in found.items()}
    alt = f"{title}. " + " ".join(_told(measure, rates) for measure, rates in found.items())
    return Chart(figure, alt, "yearly-restatements", drawn(triangle.collection, "year", lines))


def by_release(triangle: Triangle) -> Chart:
    """The triangle itself: each year's and each first quarter's total by the day of each release that bears on it."""
    parts = {"year": "Years", "Q1": "First quarters"}
    paths = {part: _paths(triangle, part) for part in parts}
    years, quarters = ([p for p in each.values() if len(p) > 1] for each in paths.values())
    title = (
        f"{_ruled_out(years)} of {len(years)} yearly totals and {_ruled_out(quarters)} of {len(quarters)} "
        "first quarters cannot have stayed as first printed"
    )
    every = [v.value for each in paths.values() for path in each.values() for v in path]
    with drawing(title, source_line(triangle.collection, *every), 9.2) as (figure, axes):
        fields = stacked(figure, axes, (9, 5), shared=2)
        for field, (part, name) in zip(fields, parts.items(), strict=True):
            before = None
            for path in paths[part].values():
                _draw_path(field, path, before is not None and (path[0].value < before.value).answer is Answer.YES)
                before = path[0]
            field.set_ylabel("trillion yuan", fontsize=9)
            field.set_title(name, loc="left", fontsize=10, color=INK)
            field.margins(x=0.08, y=0.08)
            field.autoscale_view()
        for field, part in zip(fields, parts, strict=True):
            _write_changes(field, paths[part].values())
        fields[-1].set_xlabel("Day of release")
        fields[-1].xaxis.set_major_locator(YearLocator(2))  # type: ignore[no-untyped-call]
        fields[-1].xaxis.set_major_formatter(DateFormatter("%Y"))  # type: ignore[no-untyped-call]
        axes.legend(handles=_path_legend(), loc="upper left", frameon=False, fontsize=9)
    lines: Lines = {
        period: {f"{v.published} {v.how}": v.value for v in path}
        for each in paths.values()
        for period, path in each.items()
    }
    told = [_path_told(path) for path in (*years, *quarters) if _ruled_out([path])]
    single = [period for each in paths.values() for period, path in each.items() if len(path) == 1]
    alt = f"{title}. {'; '.join(told)}. One figure only: {as_list(single)}."
    return Chart(figure, alt, "by-release", drawn(triangle.collection, "released", lines))


def _paths(triangle: Triangle, part: str) -> dict[str, list[Vintage]]:
    """The figures of each period's total in yuan in the order of their releases, the first print in front."""
    paths = {}
    for period in triangle.periods(part):
        first = triangle.first(TOTAL, period)
        if first is not None:
            later = [
                v for v in triangle.of(TOTAL, period) if v is not first and v.published.first > first.published.last
            ]
            paths[period] = [first, *later]
    return paths


def _ruled_out(paths: Sequence[Sequence[Vintage]]) -> int:
    """How many paths hold a figure that cannot be the first."""
    return sum(any(_differs(path[0], v) for v in path[1:]) for path in paths)


def _differs(first: Vintage, later: Vintage) -> bool:
    return not first.value.interval.meets(later.value.interval)


def _draw_path(axes: Axes, path: Sequence[Vintage], falls: bool) -> None:
    days, heights = zip(*_places(path), strict=True)
    axes.step(days, heights, where="post", color=GREY, linewidth=0.9, zorder=1)
    for v, day, height in zip(path, days, heights, strict=True):
        low, high = bounds(v.value.interval, TRILLION)
        colour = ORANGE if _differs(path[0], v) else BLUE if v is path[0] else GREY
        axes.plot((day, day), (low, high), color=colour, linewidth=4, solid_capstyle="butt", zorder=2)
        filled = colour if v.how == PRINTED else "none"
        axes.plot(day, height, marker="o", color=colour, markerfacecolor=filled, markersize=5.5, zorder=3)
    beside = (-3, -11) if falls else (-3, 4)
    write(axes, str(path[0].period)[:4], days[0], heights[0], beside, ha="right")


def _places(path: Sequence[Vintage]) -> list[tuple[float, float]]:
    """Where each figure is drawn: its day and its middle, in trillions."""
    days = [date2num(v.published.last) for v in path]  # type: ignore[no-untyped-call]
    return list(zip(days, middles([v.value for v in path], TRILLION), strict=True))


def _write_changes(axes: Axes, paths: Collection[Sequence[Vintage]]) -> None:
    """Beside the last figure that cannot be the first, by how much it differs; below it unless other marks are there."""
    marks = [place for path in paths for place in _places(path)]
    for path in paths:
        if not _ruled_out([path]):
            continue
        places = _places(path)
        last = max(i for i, v in enumerate(path) if _differs(path[0], v))
        change = f"{places[last][1] - places[0][1]:+.2f}".replace("-", "−")
        write_clear(axes, change, *places[last], ((3, -12), (3, 5)), marks, color=ORANGE, fontsize=8.5)


def _path_legend() -> list[Line2D]:
    looks = {
        "first figure": (BLUE, BLUE),
        "later, cannot be the first": (ORANGE, ORANGE),
        "later, can be the first": (GREY, GREY),
        "open: implied, not printed": (INK, "none"),
    }
    return [
        Line2D([], [], color=colour, markerfacecolor=filled, marker="o", markersize=5.5, linestyle="none", label=label)
        for label, (colour, filled) in looks.items()
    ]


def _path_told(path: Sequence[Vintage]) -> str:
    figures = [f"{interval_in_words(v.value.interval, v.value.unit)} by {v.published.last:%B %Y}" for v in path]
    return f"{path[0].period}: {', then '.join(figures)}"


def where_figures_are_held(triangle: Triangle) -> Chart:
    """A mark for each measure, currency and year: how its first figure is known, a cross where it is not."""
    cells = {(c, m): {y: _how(triangle, m, y, c) for y in YEARS} for c in CURRENCIES for m in MEASURES}
    every = [how for row in cells.values() for how in row.values()]
    missing, first = every.count("not found"), every.count("printed in the release")
    title = f"Of {len(every)} yearly figures {first} are held as printed in their release, {missing} not at all"
    held = [v.value for v in triangle.rows if v.period.part == "year"]
    with drawing(title, source_line(triangle.collection, *held), 4.9) as (figure, axes):
        rows = list(cells)
        for how, look in _MARKS.items():
            places = [(y, -i) for i, row in enumerate(rows) for y in YEARS if cells[row][y] == how]
            axes.plot([x for x, _ in places], [y for _, y in places], linestyle="none", label=how, **look)
        axes.set_yticks([-i for i in range(len(rows))], [f"{m.capitalize()}, {_YUAN[c]}" for c, m in rows], fontsize=9)
        axes.margins(y=0.08)
        year_axis(axes, YEARS)
        axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.18), ncols=2, frameon=False, fontsize=9)
    gaps = [f"{m} in {_YUAN[c]} {y}" for (c, m), row in cells.items() for y, how in row.items() if how == "not found"]
    columns = ("measure", "currency", "year", "held", "source", "licence")
    lines = ((m, c, str(y), how, OWN_SOURCE, OWN_LICENCE) for (c, m), row in cells.items() for y, how in row.items())
    data = Data(columns, tuple(lines))
    return Chart(figure, f"{title}. Not found: {as_list(gaps)}.", "where-figures-are-held", data)


def later_tables(triangle: Triangle) -> Chart:
    """What the monthly tables in dollars made of the months before: cumulated less last month, against the first print."""
    shifts = exact_shifts(triangle)
    years = sorted({v.period.year for v, _, _ in shifts})
    title = "; ".join(
        f"tables of {y} {_direction([c for v, _, c in shifts if v.period.year == y])} the months before" for y in years
    )
    title = title[0].upper() + title[1:]
    with drawing(title, source_line(triangle.collection, *(c for _, _, c in shifts)), 1.6 + 0.36 * len(shifts)) as (
        figure,
        axes,
    ):
        heights = middles([c for _, _, c in shifts], BILLION)
        colours = [BLUE if v.measure == EXPORTS else ORANGE for v, _, _ in shifts]
        axes.barh(range(len(shifts)), heights, color=colours, height=0.6)
        axes.set_yticks(range(len(shifts)), [_span_in_words(v) for v, _, _ in shifts], fontsize=8.5)
        axes.invert_yaxis()
        axes.axvline(0, color=INK, linewidth=0.8)
        axes.margins(x=0.22)
        for place, height in enumerate(heights):
            side = (5, -3) if height > 0 else (-5, -3)
            write(axes, f"{height:+.2f}".replace("-", "−"), height, place, side, ha="left" if height > 0 else "right")
        axes.set_xlabel("Change in the next table held, billion dollars")
    told = [f"{_span_in_words(v)} {interval_in_words(c.interval, c.unit)}" for v, _, c in shifts]
    rows = {m: {str(v.period): c for v, _, c in shifts if v.measure == m} for m in MEASURES}
    return Chart(figure, f"{title}. {'; '.join(told)}.", "later-tables", drawn(triangle.collection, "period", rows))


def exact_shifts(triangle: Triangle) -> list[tuple[Vintage, Vintage, Quantity]]:
    """The shifts that tables in thousand dollars give, known to a few thousand."""
    return [s for s in triangle.shifts() if (width := s[2].interval.width) is not None and width < _TABLES]


def _rates(triangle: Triangle, measure: str) -> dict[int, Rate]:
    """The rates that have a first print of the year before to be held against, by that year."""
    rates = {year: triangle.rate(measure, str(year + 1)) for year in YEARS}
    return {year: rate for year, rate in rates.items() if rate is not None and rate.change is not None}


def _share(rate: Rate) -> Quantity:
    assert rate.base is not None and rate.first is not None
    return rate.base.value / rate.first.value - 1


def _draw_shares(axes: Axes, rates: dict[int, Rate], name: str) -> None:
    axes.axhline(0, color=INK, linewidth=0.8)
    for year in YEARS:
        if year not in rates:
            axes.plot(year, 0, marker="x", color=GREY, markersize=6)
            continue
        low, high = (100 * end for end in bounds(_share(rates[year]).interval))
        colour = GREY if rates[year].fits_first else BLUE
        axes.plot((year, year), (low, high), color=colour, linewidth=6 if colour == BLUE else 3, solid_capstyle="butt")
    axes.set_ylabel("percent", fontsize=9)
    axes.set_title(name, loc="left", fontsize=10, color=INK)
    axes.yaxis.set_major_locator(MultipleLocator(0.5))
    axes.margins(y=0.12)


def _told(measure: str, rates: dict[int, Rate]) -> str:
    changes = [
        f"{year} {interval_in_words(rate.change.interval, rate.change.unit)}"
        for year, rate in rates.items()
        if rate.change is not None and not rate.fits_first
    ]
    missing = [str(y) for y in YEARS if y not in rates]
    name = "exports plus imports" if measure == TOTAL else measure
    return f"{name.capitalize()}, certain: {as_list(changes)}; nothing to compare for {as_list(missing)}."


def _how(triangle: Triangle, measure: str, year: int, currency: str) -> str:
    first = triangle.first(measure, str(year), currency)
    if first is None:
        based = triangle.of(measure, str(year), currency, RATE, DIFFERENCE)
        return "only as the base of a rate" if based else "not found"
    if first.how == SUM:
        return "sum of parts of one release"
    return "printed in the release" if first.kind == "first" else "mentioned later"


def _direction(changes: Sequence[Quantity]) -> str:
    signs = [change.interval.sign() for change in changes]
    if all(sign == 1 for sign in signs):
        return "raised"
    if all(sign == -1 for sign in signs):
        return "lowered"
    return "mostly raised" if signs.count(1) > signs.count(-1) else "mostly lowered"


def _span_in_words(v: Vintage) -> str:
    return f"{v.measure.capitalize()} {v.period.start:%b} to {v.period.end:%b} {v.period.year}"


__all__ = ["by_release", "exact_shifts", "later_tables", "where_figures_are_held", "yearly_restatements"]
