"""Charts of what was said in July 2024: trade since 2012, its half-years, three products, and cargo beside value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, NullLocator

from recount.blocks import as_list
from recount.charts import (
    BILLION,
    BLUE,
    CHINA,
    GREEN,
    GREY,
    INK,
    ORANGE,
    TRILLION,
    Chart,
    bounds,
    drawing,
    maybe,
    middles,
    panel_of,
    series_of,
    source_line,
    write,
    year_axis,
)
from recount.downloads import Lines, drawn
from recount.economies import economy_name
from recount.functions import Panel, annual_mean, middle, rank
from recount.notebook import BriefingView, words
from recount.period import parse_period
from recount.quantity import Answer, Interval, Quantity
from recount.scope import Scope
from recount.words import interval_in_words, number_in_words

BASE, YEAR = "2012", "2023"
YEARS = range(int(BASE), int(YEAR) + 1)
HALF_YEARS = range(2018, 2027)  # first halves before these were not looked for
TRADERS = 10


def largest_traders(briefing: BriefingView) -> Chart:
    """The largest traders of 2023, and among them the rise since 2012 at the mean rate of that year."""
    now, stated = briefing.now, briefing.claim("rise-17-2012").stated
    panel, total = panel_of(now, "world_trade", YEAR), series_of(now, "total_trade")
    rate = annual_mean(series_of(now, "cny_per_usd"), YEAR)
    rise = (total.one(YEAR, "first") - total.one(BASE)) / rate
    as_said = (stated / rate).interval
    place, alone = rank(rise, panel), rank(rise, panel.without(CHINA))
    order = sorted(panel.top(TRADERS).values, key=lambda e: middle(panel[e]), reverse=True)
    above = [e for e in order if (panel[e] > rise).answer is Answer.YES]
    below = [e for e in order if (panel[e] < rise).answer is Answer.YES]
    title = (
        f"The rise of {_quoted(briefing, 'rise-17-2012')} would be number {words(place)} among the traders of {YEAR}, "
        f"and number {words(alone)} among those other than China"
    )
    rows = [*above, "", *below]
    values = [rise if economy == "" else panel[economy] for economy in rows]
    with drawing(title, source_line(briefing.collection, rise, *panel.values.values()), 5.4) as (figure, axes):
        for row, (economy, value) in enumerate(zip(rows, middles(values, BILLION), strict=True)):
            own = economy == ""
            axes.barh(
                row, value, 0.68, color=BLUE if own else "#c5ccd3", hatch="///" if own else None, edgecolor="white"
            )
            write(axes, f"{value:,.0f}", value, row, (12 if own else 4, 0), va="center", color=BLUE if own else INK)
        _whisker(axes, as_said, BILLION, len(above))
        axes.set_yticks(range(len(rows)), [economy_name(e) if e else f"China's rise\nsince {BASE}" for e in rows])
        _embolden(axes, len(above))
        axes.invert_yaxis()
        axes.set_xlabel(
            f"Exports plus imports in {YEAR}, billion US dollars\nline on the hatched bar: what “17 trillion” allows"
        )
        axes.set_xlim(0, max(middles(values, BILLION)) * 1.12)
    alt = (
        f"{title}. At the mean rate of {YEAR} the rise recomputed from the totals is {words(rise)}; it stands between "
        f"{_named(above[-1], panel)} and {_named(below[0], panel)}. "
        f"{len(above)} economies traded more: {as_list([_in_text(e) for e in above])}. European Union members are counted one by one."
    )
    lines: Lines = {"trader": {e: panel[e] for e in order}, "rise": {"recomputed": rise, "as stated": stated / rate}}
    return Chart(figure, alt, "largest-traders", drawn(briefing.collection, "of", lines))


@dataclass(frozen=True)
class _Mark:
    """A row of the chart of multiples; without an interval it says what is missing."""

    label: str
    interval: Interval | None
    look: str


_LOOKS = {"by": ("s", BLUE), "to": ("D", GREEN), "transcript": ("s", BLUE), "value": ("o", INK), "units": ("^", GREY)}


def product_multiples(briefing: BriefingView) -> Chart:
    """Exports of three products in 2023 as a multiple of 2012: the statement read in two ways, and what can be recomputed."""
    now = briefing.now
    found = {claim: _recomputed(now, claim) for claim in _PRODUCTS}
    rows = [(claim, _marks(briefing, claim, found[claim])) for claim in _PRODUCTS]
    checked = [claim for claim in _PRODUCTS if any("value" in name for name in found[claim])]
    findings = [_met(briefing, claim, found[claim]) for claim in checked]
    missing = as_list([_PRODUCTS[claim] for claim in _PRODUCTS if claim not in checked])
    title = "; ".join([*findings, f"no value of {BASE} was found for {missing}"] if missing else findings)
    title = title[0].upper() + title[1:]
    used = [q for each in found.values() for q in each.values()]
    with drawing(title, source_line(briefing.collection, *used), 6.6) as (figure, axes):
        places = _draw_marks(axes, rows)
        axes.set_xscale("log")
        axes.set_xlim(1.4, 36)
        axes.xaxis.set_major_locator(FixedLocator([2, 3, 5, 10, 20]))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axes.set_ylim(places + 0.2, -0.9)
        axes.set_xlabel(f"Exports of {YEAR} as a multiple of\n{BASE}, logarithmic scale")
    readings = [
        f"{_PRODUCTS[claim]} {_figure(_stated(briefing, claim, 'by'))} if it rose by that much and "
        f"{_figure(_stated(briefing, claim, 'to'))} if it rose to it"
        for claim in _PRODUCTS
    ]
    alt = f"{title}. As multiples of {BASE} the statements are: {'; '.join(readings)}.{_in_units(found)}"
    lines: Lines = {
        _PRODUCTS[claim]: {**found[claim], "as stated, rose by": briefing.claim(claim).stated} for claim in _PRODUCTS
    }
    return Chart(figure, alt, "product-multiples", drawn(briefing.collection, "measured by", lines))


def half_years(briefing: BriefingView) -> Chart:
    """First and second halves of each year on first prints, with the mark of the claim."""
    now, mark = briefing.now, briefing.claim("first-half-first-time")[2]
    halves = {
        half: {year: maybe(now, "total_trade", f"{year}-{half}", kind) for year in HALF_YEARS}
        for half, kind in (("H1", "first"), ("H2", "implied"))
    }
    name = {"H1": "first", "H2": "second"}
    first = {half: _first_above(mark, values) for half, values in halves.items()}
    title = (
        f"First halves passed {words(mark)} in {first['H1'] or 'no year'}; "
        f"second halves certainly did so in {first['H2'] or 'no year'}"
    )
    known = [q for values in halves.values() for q in values.values() if q is not None]
    missing = [
        f"the {name[half]} half of {year}"
        for half, values in halves.items()
        for year, q in values.items()
        if q is None and parse_period(f"{year}-{half}").end < briefing.collection.as_known_on
    ]
    looks: dict[str, Any] = {"H1": ("o", BLUE, "-", (11, -13)), "H2": ("s", ORANGE, (0, (5, 2)), (-11, 8))}
    with drawing(title, source_line(briefing.collection, *known), 5.2) as (figure, axes):
        level = float(middle(mark) / TRILLION)
        axes.axhline(level, color=INK, linewidth=0.9, linestyle=(0, (1, 2)))
        write(axes, f"{level:g} trillion", HALF_YEARS[0], level, (-22, 4))
        for half, values in halves.items():
            _draw_half(axes, values, looks[half])
        write(axes, "second halves: the year\nless its first half", 2018.9, 18.9, (0, 0), color=ORANGE, ha="center")
        write(axes, "first halves,\nas first printed", 2022.2, 16.9, (0, 0), color=BLUE, ha="center")
        empty = [year for year in HALF_YEARS if all(values[year] is None for values in halves.values())]
        for year in empty:
            write(axes, "no\nfigure\nfound", year, level, (0, 10), ha="center", color=GREY)
        axes.set_xlim(HALF_YEARS[0] - 0.7, HALF_YEARS[-1] + 0.5)
        axes.set_xticks(list(HALF_YEARS))
        axes.margins(y=0.12)
        axes.set_ylabel("Exports plus imports, trillion yuan")
    unsure = [str(year) for year, q in halves["H2"].items() if q is not None and (q > mark).answer is Answer.UNDECIDED]
    year = briefing.briefing.held.first.year
    now_half = halves["H1"][year]
    assert now_half is not None
    before = [
        f"{words(q)} in the second half of {y}"
        for y, q in halves["H2"].items()
        if y < year and q is not None and (q > now_half).answer is Answer.YES
    ]
    alt = (
        f"{title}. The first half of {year} was {words(now_half)}; larger were {as_list(before) or 'no earlier halves'}. "
        + (f"For the second half of {as_list(unsure)} rounding leaves it open. " if unsure else "")
        + f"No figure was found for {as_list(missing)}."
    )
    lines: Lines = {"first halves": halves["H1"], "second halves": halves["H2"], "mark": {"as stated": mark}}
    return Chart(figure, alt, "half-years", drawn(briefing.collection, "year", lines))


def cargo_and_value(briefing: BriefingView) -> Chart:
    """Cargo, known as a rate between two years only, and the value of trade in yuan and dollars on one index."""
    now, rate = briefing.now, briefing.claim("cargo-rise-2012").stated
    world = series_of(now, "world_trade")
    yuan_levels = {year: maybe(now, "total_trade", str(year), "first", "quoted") for year in YEARS}
    dollar_levels = {year: world.one(str(year), economy=CHINA) for year in YEARS}
    start = yuan_levels[YEARS[0]]
    assert start is not None
    # The base is 100 by definition; dividing it by itself would spread it over its rounding.
    yuan = {year: None if q is None else q / start for year, q in yuan_levels.items() if year != YEARS[0]}
    dollars = {year: q / dollar_levels[YEARS[0]] for year, q in dollar_levels.items() if year != YEARS[0]}
    end = YEARS[-1]
    in_yuan, in_dollars = yuan[end], dollars[end]
    assert in_yuan is not None
    title = (
        f"From {BASE} to {YEAR} cargo rose by {_percent(rate)} percent as stated; value rose by "
        f"{_percent(in_yuan - 1, 0)} percent in yuan and {_percent(in_dollars - 1)} percent in dollars"
    )
    missing = [str(year) for year, q in yuan.items() if q is None]
    with drawing(title, source_line(briefing.collection, rate, in_yuan, in_dollars), 5.2) as (figure, axes):
        for values, colour, marker, style in ((yuan, BLUE, "o", "-"), (dollars, GREEN, "^", (0, (5, 2)))):
            heights = [100.0, *(100 * height for height in middles(values.values()))]
            axes.plot(list(YEARS), heights, color=colour, marker=marker, linestyle=style, markersize=5)
        cargo = 100 * (1 + float(middle(rate)))
        axes.plot(
            [YEARS[0], end], [100, cargo], "s", color=ORANGE, markersize=9, markerfacecolor="none", markeredgewidth=2
        )
        write(axes, f"cargo {cargo:.1f}", end, cargo, (10, 3), color=ORANGE, fontweight="bold")
        write(
            axes,
            f"dollars {100 * float(middle(in_dollars)):.1f}",
            end,
            100 * float(middle(in_dollars)),
            (10, -13),
            color=GREEN,
        )
        write(axes, f"yuan {100 * float(middle(in_yuan)):.1f}", end, 100 * float(middle(in_yuan)), (10, -3), color=BLUE)
        write(axes, "cargo: two points only,\nno tonnes were found", 2017.4, 138, (0, 0), color=ORANGE, ha="right")
        for year in missing:
            write(axes, f"no printed total\nin yuan for {year}", int(year), 100, (0, -34), color=BLUE, ha="center")
        axes.set_xlim(YEARS[0] - 0.4, end + 2.4)
        axes.set_ylim(86, 180)
        year_axis(axes, YEARS)
        axes.set_ylabel(f"{BASE} = 100")
    alt = (
        f"{title}. With {BASE} as 100, {YEAR} is {_hundreds(in_yuan)} in yuan and {_hundreds(in_dollars)} in dollars. Cargo is "
        f"drawn as two points, since only its rate is known; value in yuan has a gap at {as_list(missing)}."
    )
    lines: Lines = {
        **{f"yuan, times {BASE}": yuan, f"dollars, times {BASE}": dollars},
        **{"yuan": yuan_levels, "dollars": dollar_levels, "cargo, growth as stated": {f"{BASE} to {YEAR}": rate}},
    }
    return Chart(figure, alt, "cargo-and-value", drawn(briefing.collection, "year", lines))


_PRODUCTS = {
    "cars-8-times": "cars",
    "chips-1-8-times": "integrated circuits",
    "batteries-15-times": "lithium batteries",
}


def _recomputed(now: Scope, claim: str) -> dict[str, Quantity]:
    """What the figures give for 2023 over 2012: value in yuan, value in dollars, units; only those that exist."""
    rate = {year: annual_mean(series_of(now, "cny_per_usd"), year) for year in (BASE, YEAR)}
    yuan_of, dollars_of, units_of = {
        "cars-8-times": ("", "automobile_exports_usd", "automobile_exports_caam"),
        "chips-1-8-times": ("integrated_circuit_exports", "integrated_circuit_exports_usd", ""),
        "batteries-15-times": ("lithium_battery_exports", "lithium_battery_exports_usd", ""),
    }[claim]
    dollars = _of_years(now, dollars_of)
    yuan = _of_years(now, yuan_of)
    for year, each in rate.items():
        in_yuan, in_dollars = yuan[year], dollars[year]
        yuan[year] = in_yuan if in_yuan is not None or in_dollars is None else in_dollars * each
        dollars[year] = in_dollars if in_dollars is not None or in_yuan is None else in_yuan / each
    units = _of_years(now, units_of)
    found = {}
    for name, values in (("value in yuan", yuan), ("value in dollars", dollars), ("units", units)):
        before, after = values[BASE], values[YEAR]
        if before is not None and after is not None:
            found[name] = after / before
    return found


def _of_years(now: Scope, name: str) -> dict[str, Quantity | None]:
    return {year: maybe(now, name, year) if name else None for year in (BASE, YEAR)}


def _in_units(found: Mapping[str, Mapping[str, Quantity]]) -> str:
    """What the numbers of units give where they are known, for the description."""
    counted = [
        f" The number of {_PRODUCTS[claim]}, as the makers count them, is {_figure(values['units'].interval)} times that of {BASE}."
        for claim, values in found.items()
        if "units" in values
    ]
    return "".join(counted)


def _marks(briefing: BriefingView, claim: str, found: Mapping[str, Quantity]) -> list[_Mark]:
    record = briefing.claim(claim).result.claim
    number = record.mentions[0].quote
    marks = [_Mark(f"rose {way} “{number}”", _stated(briefing, claim, way), way) for way in ("by", "to")]
    original = record.original
    if original is not None and original.stated is not None:
        said = f"rose by “{original.stated.value}”, Chinese"
        marks.append(_Mark(said, original.stated.interval("by"), "transcript"))
    marks += [_Mark(name, q.interval, "value") for name, q in found.items() if name != "units"]
    if not any(name.startswith("value") for name in found):
        marks.append(_Mark("value", None, "value"))
    return marks + [
        _Mark("number (makers' count)", q.interval, "units") for name, q in found.items() if name == "units"
    ]


def _draw_marks(axes: Axes, rows: list[tuple[str, list[_Mark]]]) -> float:
    """Draw the rows under a heading a product; returns the last place used."""
    place, labels = 0.0, {}
    for claim, marks in rows:
        heading = _PRODUCTS[claim][0].upper() + _PRODUCTS[claim][1:]
        write(axes, heading, 1.4, place - 0.62, (4, -3), fontweight="bold")
        for mark in marks:
            shape, colour = _LOOKS[mark.look]
            labels[place] = mark.label
            if mark.interval is None:
                write(axes, f"no value of {BASE} found", 1.4, place, (4, -3), color=GREY)
            else:
                low, high = bounds(mark.interval)
                axes.hlines(place, low, high, color=colour, linewidth=3)
                filled = "white" if mark.look in ("to", "units", "transcript") else colour
                axes.plot((low + high) / 2, place, shape, color=colour, markerfacecolor=filled, markersize=7)
                write(axes, f"{_figure(mark.interval)}", high, place, (9, -3), color=colour)
            place += 1
        if claim != rows[-1][0]:
            axes.axhline(place - 0.25, color=GREY, linewidth=0.5)
        place += 0.75
    axes.set_yticks(list(labels), list(labels.values()))
    axes.tick_params(axis="y", length=0)
    return place - 1


def _stated(briefing: BriefingView, claim: str, way: str) -> Interval:
    return briefing.claim(claim).result.claim.mentions[0].interval(way)


def _met(briefing: BriefingView, claim: str, found: Mapping[str, Quantity]) -> str:
    """What a recomputed product comes to, and which of the two readings meets it."""
    number = briefing.claim(claim).result.claim.mentions[0].quote
    parts: list[str] = []
    for name, q in found.items():
        if name != "units":
            low, high = bounds(q.interval)
            ways = [w for w in ("by", "to") if _meet(bounds(_stated(briefing, claim, w)), (low, high))]
            said = f"a rise {' and '.join(ways)} “{number}”" if ways else "neither reading"
            times = "times" if parts else f"times those of {BASE}"
            parts.append(f"{_figure(q.interval)} {times} in {name.removeprefix('value in ')} ({said})")
    return f"{_PRODUCTS[claim]} of {YEAR} are {as_list(parts)}"


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _draw_half(
    axes: Axes, values: Mapping[int, Quantity | None], look: tuple[str, str, Any, tuple[float, float]]
) -> None:
    marker, colour, style, offset = look
    heights = middles(values.values(), TRILLION)
    axes.plot(list(values), heights, color=colour, marker=marker, linestyle=style, markersize=6)
    for (year, q), height in zip(values.items(), heights, strict=True):
        if q is not None:
            before, after = values.get(year - 1), values.get(year + 1)
            dip = before is not None and after is not None and middle(q) < min(middle(before), middle(after))
            axes.vlines(year, *bounds(q.interval, TRILLION), color=colour, linewidth=4, alpha=0.5)
            write(
                axes,
                number_in_words(middle(q) / TRILLION),
                year,
                height,
                (0, -15) if dip else offset,
                ha="center",
                color=colour,
            )


def _first_above(mark: Quantity, values: Mapping[int, Quantity | None]) -> int | None:
    """The first year that is certainly above the mark."""
    return next((y for y, q in values.items() if q is not None and (q > mark).answer is Answer.YES), None)


def _whisker(axes: Axes, interval: Interval, per: int, row: int) -> None:
    low, high = bounds(interval, per)
    axes.hlines(row, low, high, color=INK, linewidth=2)
    axes.vlines([low, high], row - 0.16, row + 0.16, color=INK, linewidth=2)


def _embolden(axes: Axes, row: int) -> None:
    axes.get_yticklabels()[row].set(fontweight="bold", color=BLUE)


def _quoted(briefing: BriefingView, claim: str) -> str:
    return f"“{briefing.claim(claim).result.claim.mentions[0].quote}”"


def _figure(interval: Interval) -> str:
    low, high = bounds(interval)
    return f"{(low + high) / 2:.2f}".rstrip("0").rstrip(".")


def _hundreds(ratio: Quantity) -> str:
    interval = ratio.interval
    assert interval.low is not None and interval.high is not None
    return interval_in_words(Interval(interval.low * 100, interval.high * 100), ratio.unit)


def _percent(ratio: Quantity, places: int = 1) -> str:
    return f"{float(middle(ratio)) * 100:.{places}f}"


def _named(economy: str, panel: Panel) -> str:
    return f"{_in_text(economy)} with {float(middle(panel[economy]) / BILLION):,.0f} billion US dollars"


def _in_text(economy: str) -> str:
    return f"the {economy_name(economy)}" if economy in ("GBR", "NLD", "USA") else economy_name(economy)


__all__ = ["cargo_and_value", "half_years", "largest_traders", "product_multiples"]
