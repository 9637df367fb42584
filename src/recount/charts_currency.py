"""Charts of yuan, dollars and volume: indices, exports and imports with their balance, and rates of conversion."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes

from recount.blocks import as_list, number_word
from recount.charts import (
    BILLION,
    BLUE,
    CHINA,
    DASHED,
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
    series_of,
    source_line,
    stacked,
    write,
    year_axis,
)
from recount.currency import OWN, PARITY, PERIOD, PRINTED, YEARS, Conversion, conversions, dollars, yuan
from recount.downloads import drawn
from recount.functions import middle
from recount.notebook import CollectionView, words
from recount.quantity import Quantity
from recount.scope import Scope
from recount.words import number_in_words

BASE = 2019  # the first year in which port cargo is counted as it is now
_ROSE, _FELL = "+", "−"

Line = dict[int, Quantity]


def measured(view: CollectionView) -> dict[str, Line]:
    """China's goods trade in five measures, by year; a year without a figure is left out."""
    now = view.now
    in_yuan, in_dollars = yuan(now), dollars(now)
    world = {year: series_of(now, "world_trade_total").one(str(year)) for year in YEARS}
    product = {year: maybe(now, "gdp", str(year), "first") for year in YEARS}
    cargo = {year: maybe(now, "port_foreign_cargo", str(year), "first", "implied") for year in YEARS}
    return {
        "value in yuan": in_yuan,
        "value in dollars": in_dollars,
        "tonnes at ports": {year: tonnes for year, tonnes in cargo.items() if tonnes is not None},
        "share of world trade": {year: in_dollars[year] / world[year] for year in YEARS},
        "share of GDP": {year: trade / gdp for year, trade in in_yuan.items() if (gdp := product[year]) is not None},
    }


def indices(view: CollectionView) -> Chart:
    """Five measures of China's goods trade, with the first year of comparable port cargo as a hundred."""
    lines = measured(view)
    indexed = {
        name: {year: value / line[BASE] for year, value in line.items() if year != BASE} for name, line in lines.items()
    }
    last = YEARS[-1]
    changes = [f"{name} {_signed(line[last])} percent" for name, line in indexed.items()]
    title = f"China's trade from {BASE} to {last}: {as_list(changes)}"
    looks = ((BLUE, "o", "-"), (GREEN, "^", DASHED), (ORANGE, "s", "-"), (INK, "D", (0, (1, 2))), (GREY, "v", DASHED))
    with drawing(title, source_line(view.collection, *(v for line in lines.values() for v in line.values())), 6.4) as (
        figure,
        axes,
    ):
        ends = _apart({name: 100 * float(middle(line[last])) for name, line in indexed.items()}, 4.6)
        for (name, line), (colour, marker, style) in zip(indexed.items(), looks, strict=True):
            heights = [100.0 if year == BASE else _height(line.get(year)) for year in YEARS]
            axes.plot(list(YEARS), heights, color=colour, marker=marker, linestyle=style, markersize=5)
            text = f"{name} {100 * float(middle(line[last])):.0f}"
            axes.text(last + 0.35, ends[name], text, color=colour, va="center", fontsize=9.5)
        axes.axhline(100, color=GREY, linewidth=0.6)
        axes.set_xlim(YEARS[0] - 0.4, last + 5.2)
        year_axis(axes, YEARS)
        axes.set_ylabel(f"{BASE} = 100")
    starts = [f"{name} {100 * float(middle(line[YEARS[0]])):.0f}" for name, line in indexed.items() if YEARS[0] in line]
    missing = [
        f"{name} for {as_list([str(y) for y in YEARS if y not in line])}"
        for name, line in lines.items()
        if len(line) < len(YEARS)
    ]
    alt = f"{title}. With {BASE} as 100, {YEARS[0]} was: {as_list(starts)}. No printed figure is held of {'; of '.join(missing)}."
    return Chart(figure, alt, "indices", drawn(view.collection, "year", lines))


def sides(view: CollectionView) -> Chart:
    """Exports and imports in dollars, and the balance in both currencies."""
    now = view.now
    exports, imports = (
        {y: series_of(now, name).one(str(y), economy=CHINA) for y in YEARS}
        for name in ("world_exports", "world_imports")
    )
    balance = {year: exports[year] - imports[year] for year in YEARS}
    in_yuan = balance_in_yuan(now)
    last, peak = YEARS[-1], max(YEARS, key=lambda year: middle(imports[year]))
    title = (
        f"China's exports in dollars were {_times(exports[last], exports[YEARS[0]])} times those of {YEARS[0]} in {last}, its imports "
        f"{_times(imports[last], imports[YEARS[0]])} times; imports were largest in {peak}, the balance in {_top(balance)}"
    )
    used = [q for line in (exports, imports, in_yuan) for q in line.values()]
    with drawing(title, source_line(view.collection, *used), 6.8) as (figure, axes):
        _, lower = stacked(figure, axes, (3, 2), shared=2)
        for line, colour, marker, style, name in (
            (exports, BLUE, "o", "-", "exports"),
            (imports, ORANGE, "s", DASHED, "imports"),
        ):
            heights = middles(line.values(), TRILLION)
            axes.plot(list(line), heights, color=colour, marker=marker, linestyle=style, markersize=5)
            write(axes, f"{name}\n{heights[-1]:.2f}", last, heights[-1], (8, -8), color=colour)
        axes.set_ylabel("Trillion US dollars")
        axes.set_ylim(0, 1.1 * max(middles(exports.values(), TRILLION)))
        lower.bar([y - 0.2 for y in YEARS], middles(balance.values(), BILLION), 0.4, color=BLUE)
        lower.set_ylabel("Balance,\nbillion US dollars")
        other = lower.twinx()
        other.bar(
            [y + 0.2 for y in in_yuan],
            middles(in_yuan.values(), TRILLION),
            0.4,
            facecolor="none",
            edgecolor=ORANGE,
            hatch="////",
        )
        other.set_ylabel("trillion yuan (hatched)", color=ORANGE)
        other.spines["right"].set_visible(True)
        # Both scales start at nothing and meet at the last year, so that the bars differ by the rate alone.
        top = 1.15 * max(middles(balance.values(), BILLION))
        lower.set_ylim(0, top)
        other.set_ylim(0, top * float(middle(in_yuan[last]) / middle(balance[last])) * BILLION / TRILLION)
        lower.set_xlim(YEARS[0] - 0.7, last + 1.9)
        year_axis(lower, YEARS)
    gaps = [str(year) for year in YEARS if year not in in_yuan]
    alt = (
        f"{title}. In {last} the balance was {words(balance[last])}, or {words(in_yuan[last])} as printed in yuan; in {YEARS[0]} it was "
        f"{words(balance[YEARS[0]])}. No balance in yuan is held for {as_list(gaps)}."
    )
    lines: dict[str, Mapping[int, Quantity | None]] = {
        "exports": exports,
        "imports": imports,
        "balance": balance,
        "balance in yuan": in_yuan,
    }
    return Chart(figure, alt, "exports-and-imports", drawn(view.collection, "year", lines))


def balance_in_yuan(now: Scope) -> Line:
    """The balance in yuan: exports less imports as first printed, or the first print of the balance itself."""
    found = {}
    for year in YEARS:
        exports, imports, printed = (
            maybe(now, name, str(year), "first") for name in ("exports", "imports", "goods_balance")
        )
        balance = exports - imports if exports is not None and imports is not None else printed
        if balance is not None:
            found[year] = balance
    return found


_LOOKS = {OWN: ("o", BLUE), PERIOD: ("s", GREY), PRINTED: ("^", ORANGE), PARITY: ("D", GREEN)}


def rates(view: CollectionView) -> Chart:
    """The rate between a yuan and a dollar amount printed side by side, beside the rates that it can be."""
    rows = conversions(view)
    own, printed = (sum(name in row.reproduced_by() for row in rows) for name in (OWN, PRINTED))
    title = (
        f"Dollar amounts printed beside yuan amounts of customs: {_of(own, len(rows))} at customs' own rate, "
        f"{_of(printed, len(rows))} at the mean of the month in which they were printed"
    )
    used = [q for row in rows for q in (row.implied, *row.candidates.values()) if q is not None]
    with drawing(title, source_line(view.collection, *used), 6.4) as (figure, axes):
        for place, row in enumerate(rows):
            _draw_rate(axes, place, row)
        for name, (marker, colour) in _LOOKS.items():
            axes.plot([], [], marker, color=colour, markersize=7, label=name)
        axes.plot([], [], color=INK, linewidth=5, label="what the two amounts allow")
        axes.set_yticks(range(len(rows)), [f"{row.name},\n{_period(row)}" for row in rows])
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.margins(x=0.08)
        axes.axvline(0, color=GREY, linewidth=0.6)
        axes.set_xlabel("Yuan for one US dollar, percent above or below\nthe rate between the two amounts")
        axes.legend(loc="upper center", bbox_to_anchor=(0.3, -0.17), ncols=2, fontsize=9, frameon=False)
    said = "; ".join(
        f"{row.name}, {_period(row)}: {words(row.implied)}, {as_list(row.reproduced_by()) if row.reproduced_by() else 'none of the rates held'}"
        for row in rows
    )
    lines: dict[str, dict[str, Quantity | None]] = {
        f"{row.name}, {_period(row)}": {"implied": row.implied, **row.candidates} for row in rows
    }
    return Chart(figure, f"{title}. {said}.", "rates", drawn(view.collection, "rate", lines))


def _draw_rate(axes: Axes, place: int, row: Conversion) -> None:
    centre = middle(row.implied)
    low, high = bounds(row.implied.interval, centre)
    axes.hlines(place, 100 * low - 100, 100 * high - 100, color=INK, linewidth=6)
    for number, (name, value) in enumerate(row.candidates.items()):
        if value is not None:
            marker, colour = _LOOKS[name]
            y = place + 0.17 * (number - 1.5)
            left, right = bounds(value.interval, centre)
            axes.hlines(y, 100 * left - 100, 100 * right - 100, color=colour, linewidth=1.5)
            x = 100 * float(middle(value) / centre) - 100
            axes.plot(x, y, marker, color=colour, markersize=7, markeredgecolor="white")


def _period(row: Conversion) -> str:
    parts = {"01..02": "January and February", "01..09": "January to September"}
    return f"{parts[row.period.part]} {row.period.year}" if row.period.part in parts else str(row.period)


def _of(number: int, total: int) -> str:
    return f"{number_word(number) if number else 'none'} of {number_word(total)}"


def _height(ratio: Quantity | None) -> float:
    return float("nan") if ratio is None else 100 * float(middle(ratio))


def _apart(heights: Mapping[str, float], gap: float) -> dict[str, float]:
    """Places for letters beside the ends of lines, moved up where they would touch."""
    placed: dict[str, float] = {}
    lowest = float("-inf")
    for name in sorted(heights, key=lambda n: heights[n]):
        lowest = max(heights[name], lowest + gap)
        placed[name] = lowest
    return placed


def _signed(ratio: Quantity) -> str:
    change = 100 * float(middle(ratio)) - 100
    return f"{_ROSE if change >= 0 else _FELL}{abs(change):.1f}"


def _times(after: Quantity, before: Quantity) -> str:
    return number_in_words(middle(after / before), 3)


def _top(line: Line) -> int:
    return max(line, key=lambda year: middle(line[year]))


__all__ = ["balance_in_yuan", "indices", "measured", "rates", "sides"]
