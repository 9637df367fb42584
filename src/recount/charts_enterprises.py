"""Charts of the policy briefing of April 2023: enterprises that trade, and the first three months of that year."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from matplotlib.axes import Axes

from recount.blocks import as_list
from recount.charts import (
    BILLION,
    BLUE,
    GREY,
    INK,
    ORANGE,
    THOUSAND,
    Chart,
    bounds,
    drawing,
    maybe,
    middles,
    series_of,
    source_line,
    write,
)
from recount.downloads import Lines, drawn
from recount.functions import middle
from recount.notebook import BriefingView
from recount.period import parse_period
from recount.quantity import Answer, Quantity
from recount.scope import Scope
from recount.words import number_in_words

WINDOWS = {"Q1": "First quarters", "H1": "First halves", "year": "Whole years"}
MONTHS = {"2023-01": "January", "2023-02": "February", "2023-03": "March"}


def active_by_window(briefing: BriefingView, period: str = "2023-Q1") -> Chart:
    """Enterprises that traded, one field for quarters, one for halves and one for years.

    Filled dots are printed counts, hollow diamonds the bases that the printed growth, or the printed change, implies.
    """
    now = briefing.now
    fields = {part: _window(now, part) for part in WINDOWS}
    own, before = _active(now, period), _active(now, str(parse_period(period).shifted(-1)))
    assert own is not None and before is not None
    rate = _percent(series_of(now, "active_traders_growth").one(period))
    title = (
        f"{_full(own)} enterprises traded in {_spelt(period)}; a year before about "
        f"{_full(before, THOUSAND)}, by the growth of {rate} percent"
    )
    known = {p: q for counts in fields.values() for p, q in counts.items() if q is not None}
    source = source_line(briefing.collection, *known.values())
    with drawing(title, source, 4.6) as (figure, axes):
        widths = [len(counts) + 0.6 for counts in fields.values()]
        grid = figure.add_gridspec(1, len(fields), width_ratios=widths)
        axes.set_subplotspec(grid[0])
        panels = [axes, *(figure.add_subplot(grid[n], sharey=axes) for n in range(1, len(fields)))]
        for panel, (part, counts) in zip(panels, fields.items(), strict=True):
            _draw_window(panel, now, part, counts, period)
            panel.tick_params(labelleft=panel is axes)
        key = "filled: as printed\nhollow: implied by the growth\nor change of the next year"
        axes.annotate(key, (0.04, 0.97), xycoords="axes fraction", va="top", fontsize=9)
        axes.set_ylabel("Enterprises with imports or exports\nin the period, thousand")
        heights = middles(known.values(), THOUSAND)
        axes.set_ylim(min(heights) - 35, max(heights) + 30)
    data = drawn(briefing.collection, "period", {WINDOWS[part]: counts for part, counts in fields.items()})
    return Chart(figure, f"{title}. {_windows_in_words(now, fields)}", "active-by-window", data)


def first_months(briefing: BriefingView) -> Chart:
    """January to March 2023: what was traded, in dollars, and beside it the growth on the year before, in yuan."""
    now = briefing.now
    sides = {side: _months(now, f"{side}_usd") for side in ("exports", "imports")}
    totals = {month: sides["exports"][month] + sides["imports"][month] for month in MONTHS}
    rates = {month: series_of(now, "total_trade_growth").one(month) for month in MONTHS}
    of_sides = {side: _found(now, f"{side}_growth") for side in sides}
    title = f"Early 2023: growth {_course(rates, _percent, 'percent')}; the amount {_course(totals, _billions, 'billion dollars')}"
    figures = [
        *totals.values(),
        *rates.values(),
        *(q for found in of_sides.values() for q in found.values() if q is not None),
    ]
    with drawing(title, source_line(briefing.collection, *figures), 5.0) as (figure, axes):
        grid = figure.add_gridspec(1, 2, width_ratios=(1, 1))
        axes.set_subplotspec(grid[0])
        _draw_amounts(axes, sides, totals)
        _draw_rates(figure.add_subplot(grid[1]), rates, of_sides)
    first, second, third = MONTHS
    parts = [
        f"{side} grew {_percent_of(found, second)} percent in {MONTHS[second]} and {_percent_of(found, third)} in {MONTHS[third]}"
        for side, found in of_sides.items()
    ]
    alt = (
        f"{title}. In dollars trade was {_billions(totals[first])} billion in {MONTHS[first]}, {_billions(totals[second])} in "
        f"{MONTHS[second]} and {_billions(totals[third])} in {MONTHS[third]}; in yuan it grew {_percent(rates[first])}, "
        f"{_percent(rates[second])} and {_percent(rates[third])} percent on the year before. "
        f"By side, in yuan, {as_list(parts)}; for {MONTHS[first]} no rates of the sides in yuan were found."
    )
    growth = {f"growth of {side}": found for side, found in of_sides.items()}
    lines: Lines = {"trade": totals, **sides, "growth of trade": rates, **growth}
    return Chart(figure, alt, "first-months", drawn(briefing.collection, "month", lines))


def _window(now: Scope, part: str) -> dict[str, Quantity | None]:
    """The counts of a window from its earliest year, or the base of that, to its latest; ``None`` leaves a gap."""
    printed = [p for p in series_of(now, "active_traders").series.periods() if p.part == part]
    latest, years = max(printed), [p.year for p in printed]
    base = str(min(printed).shifted(-1))
    earliest = min(years) - (_active(now, base) is not None)
    periods = [str(latest.shifted(year - latest.year)) for year in range(earliest, max(years) + 1)]
    return {period: _active(now, period) for period in periods}


def _active(now: Scope, period: str) -> Quantity | None:
    """The printed count; without one the base that a later print implies; ``None`` without either."""
    found, after = maybe(now, "active_traders", period, "first", "implied"), str(parse_period(period).shifted(1))
    if found is not None:
        return found
    later, rate = maybe(now, "active_traders", after, "first"), maybe(now, "active_traders_growth", after)
    return None if later is None or rate is None else later / (1 + rate)


def _is_printed(now: Scope, period: str) -> bool:
    return maybe(now, "active_traders", period, "first") is not None


def _rise(now: Scope, period: str) -> str | None:
    """Growth on the year before, in percent: as printed, else of the two counts."""
    printed = maybe(now, "active_traders_growth", period)
    if printed is not None:
        return _percent(printed)
    own, before = _active(now, period), _active(now, str(parse_period(period).shifted(-1)))
    return None if own is None or before is None else f"about {_percent(own / before - 1)}"


def _draw_window(axes: Axes, now: Scope, part: str, counts: dict[str, Quantity | None], own: str) -> None:
    years = [parse_period(period).year for period in counts]
    heights = middles(counts.values(), THOUSAND)
    axes.plot(years, heights, color=GREY, linewidth=1.2, zorder=1)
    for year, height, (period, q) in zip(years, heights, counts.items(), strict=True):
        if q is None:
            continue
        printed = _is_printed(now, period)
        colour, marker, inside = (BLUE, "o", BLUE) if printed else (ORANGE, "D", "white")
        axes.plot(year, height, marker, markersize=8 if period == own else 6, color=colour, markerfacecolor=inside)
        axes.vlines(year, *bounds(q.interval, THOUSAND), color=colour, linewidth=2, zorder=1)
        weight = "bold" if period == own else "normal"
        write(axes, _thousands(q), year, height, (0, -17), color=colour, ha="center", fontweight=weight)
        rise, earlier = _rise(now, period), heights[year - years[0] - 1] if year > years[0] else float("nan")
        if rise is not None and earlier == earlier:
            text = f"{'≈' if rise.startswith('about') else ''}{_signed(rise.removeprefix('about '))}%"
            write(axes, text, year - 0.5, (height + earlier) / 2, (-3, 5), ha="right")
    axes.set_title(WINDOWS[part], fontsize=10.5, fontweight="normal", loc="center")
    axes.set_xticks(years, [str(year) for year in years], fontsize=9.5)
    axes.set_xlim(years[0] - 0.55, years[-1] + 0.55)


def _windows_in_words(now: Scope, fields: dict[str, dict[str, Quantity | None]]) -> str:
    """The printed and the implied counts, a sentence each; windows are never compared."""
    printed, implied = (
        [
            f"{_full(q) if asked else _range(q)} for {_spelt(period)}"
            for counts in fields.values()
            for period, q in counts.items()
            if q is not None and _is_printed(now, period) is asked
        ]
        for asked in (True, False)
    )
    return (
        f"Printed: {as_list(printed)}. Implied by growth or change printed a year later: {as_list(implied)}. "
        "Quarters, halves and years are drawn apart, since a longer window counts more enterprises."
    )


def _months(now: Scope, name: str) -> dict[str, Quantity]:
    """A side by month: January and March as printed, February as the quarter less both."""
    series, (first, second, third) = series_of(now, name), MONTHS
    january, march = series.one(first, "first"), series.one(third, "first")
    return {first: january, second: series.one("2023-Q1", "first") - january - march, third: march}


def _found(now: Scope, name: str) -> dict[str, Quantity | None]:
    return {month: maybe(now, name, month) for month in MONTHS}


def _course(values: dict[str, Quantity], text: Callable[[Quantity], str], unit: str) -> str:
    """How a figure went through the months, in words: rose each month, or where it fell."""
    first, second, third = values.values()
    steps = [(later > earlier).answer for earlier, later in ((first, second), (second, third))]
    names = list(MONTHS.values())
    if steps == [Answer.YES, Answer.YES]:
        return f"rose each month, from {text(first)} to {text(third)} {unit}"
    moves = {Answer.YES: "rose", Answer.NO: "fell", Answer.UNDECIDED: "hardly moved"}
    return (
        f"{moves[steps[0]]} in {names[1]}, from {text(first)} to {text(second)} {unit}, and {moves[steps[1]]} in "
        f"{names[2]}, to {text(third)}"
    )


def _draw_amounts(axes: Axes, sides: dict[str, dict[str, Quantity]], totals: dict[str, Quantity]) -> None:
    places = list(range(len(MONTHS)))
    exports, imports = (middles(side.values(), BILLION) for side in sides.values())
    axes.bar(places, exports, 0.72, color=BLUE)
    axes.bar(places, imports, 0.72, bottom=exports, facecolor="white", edgecolor=ORANGE, hatch="////", linewidth=1)
    for place, low, high, total in zip(places, exports, imports, totals.values(), strict=True):
        write(axes, f"{low:.0f}", place, low / 2, (0, -4), ha="center", color="white")
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
        write(axes, f"{high:.0f}", place, low + high / 2, (0, -4), ha="center", color=ORANGE, bbox=box)
        write(axes, _billions(total), place, low + high, (0, 4), ha="center", fontweight="bold", fontsize=10)
    write(axes, "exports", 0, exports[0], (0, -13), ha="center", color="white")
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    write(axes, "imports", 0, exports[0] + imports[0], (0, -13), ha="center", color=ORANGE, bbox=box)
    axes.set_ylim(0, max(e + i for e, i in zip(exports, imports, strict=True)) * 1.12)
    _month_axis(axes, "Amount traded")
    axes.set_ylabel("Billion US dollars")
    axes.set_xlabel("February: the quarter\nless January and March", fontsize=9)


def _draw_rates(axes: Axes, rates: dict[str, Quantity], of_sides: dict[str, dict[str, Quantity | None]]) -> None:
    places = list(range(len(MONTHS)))
    own = [value * 100 for value in middles(rates.values())]
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.plot(places, own, color=INK, marker="o", markersize=7, linewidth=2)
    where = (((10, -4), "left", "total "), ((-9, -1), "right", ""), ((9, -4), "left", ""))
    for place, value, q, (offset, side_of, name) in zip(places, own, rates.values(), where, strict=True):
        write(axes, f"{name}{_percent(q)}", place, value, offset, ha=side_of, fontweight="bold")
    looks = {"exports": (BLUE, "^", "-."), "imports": (ORANGE, "s", "--")}
    for side, found in of_sides.items():
        colour, marker, line = looks[side]
        heights = [height * 100 for height in middles(found.values())]
        axes.plot(places, heights, color=colour, marker=marker, linestyle=line, markersize=6)
        ends = [(place, q) for place, q in zip(places, found.values(), strict=True) if q is not None]
        above = {place: float(middle(q)) * 100 > own[place] for place, q in ends}
        for place, q in ends:
            text = f"{side} {_percent(q)}" if place == ends[-1][0] else _percent(q)
            write(axes, text, place, heights[place], (0, 7 if above[place] else -15), ha="center", color=colour)
    axes.set_xlim(-0.4, len(places) - 0.35)
    axes.margins(y=0.14)
    _month_axis(axes, "Growth on the year before")
    axes.set_ylabel("Percent, in yuan")
    axes.set_xlabel("Sides in January:\nno rates in yuan found", fontsize=9)


def _month_axis(axes: Axes, title: str) -> None:
    axes.set_title(title, fontsize=10.5, fontweight="normal", loc="center")
    axes.set_xticks(range(len(MONTHS)), [name[:3] for name in MONTHS.values()])


def _spelt(period: str) -> str:
    """``the first quarter of 2023``."""
    parsed = parse_period(period)
    name = {"Q1": "the first quarter of ", "H1": "the first half of "}.get(parsed.part, "")
    return f"{name}{parsed.year}"


def _full(quantity: Quantity, to: int = 1) -> str:
    return number_in_words(Fraction(round(middle(quantity) / to) * to), digits=7)


def _range(quantity: Quantity) -> str:
    """``431,000 to 432,000``."""
    low, high = quantity.interval.low, quantity.interval.high
    assert low is not None and high is not None
    ends = (number_in_words(Fraction(round(end / THOUSAND) * THOUSAND), digits=7) for end in (low, high))
    return " to ".join(dict.fromkeys(ends))


def _thousands(quantity: Quantity) -> str:
    return f"{float(middle(quantity) / THOUSAND):.0f}"


def _billions(quantity: Quantity) -> str:
    return f"{float(middle(quantity) / BILLION):.0f}"


def _percent(ratio: Quantity) -> str:
    text = f"{float(middle(ratio)) * 100:.1f}".removesuffix(".0")
    return text.replace("-", "−")


def _percent_of(found: dict[str, Quantity | None], month: str) -> str:
    q = found[month]
    return "an unknown" if q is None else _percent(q)


def _signed(text: str) -> str:
    return text if text.startswith("−") else f"+{text}"


__all__ = ["active_by_window", "first_months"]
