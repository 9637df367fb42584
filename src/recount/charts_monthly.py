"""Charts of the first two months of a year: exports in yuan and in dollars, and the rate between the two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from matplotlib.axes import Axes

from recount.blocks import as_list, day_in_words, number_word
from recount.charts import (
    BILLION,
    BLUE,
    DASHED,
    GREEN,
    GREY,
    INK,
    ORANGE,
    TRILLION,
    Chart,
    bounds,
    counted,
    drawing,
    maybe,
    middles,
    series_of,
    source_line,
    stacked,
    write,
)
from recount.downloads import Lines, Listed, drawn
from recount.functions import middle
from recount.notebook import BriefingView, words
from recount.quantity import Answer, Quantity
from recount.scope import Scope
from recount.words import number_in_words

YEARS = range(2018, 2027)
YEAR = 2025  # the year that the text is about
DAILY = "cny_per_usd_daily_2025"

ByYear = dict[int, Quantity]


def exports_of_two_months(briefing: BriefingView) -> Chart:
    """Exports of January and February by year, in yuan and in dollars, first prints and restated values apart.

    Below them the values close to the record in dollars, on a scale of their own. Years without a print are gaps.
    """
    now = briefing.now
    yuan, dollars = _first_prints(now, "exports"), _first_prints(now, "exports_usd")
    bases, dollar_bases = _bases(now, "exports"), _bases(now, "exports_usd")
    close = _close_to_the_record(briefing, dollars, dollar_bases)
    finding = f"{_in_yuan(yuan, bases)}; {_in_dollars(dollars)}"
    title = f"Exports of January and February {YEAR}: {finding}"
    figures = [q for each in (yuan, bases, dollars, dollar_bases) for q in each.values()]
    with drawing(title, source_line(briefing.collection, *figures, *close.values()), 8.6) as (figure, axes):
        _, lower, below = stacked(figure, axes, (5, 5, 4), shared=2)
        _draw_years(axes, yuan, bases, TRILLION)
        _draw_years(lower, dollars, dollar_bases, BILLION)
        axes.set_ylabel("Trillion yuan")
        lower.set_ylabel("Billion US dollars")
        lower.set_xticks(list(YEARS), [str(year) for year in YEARS])
        for field, prints in ((axes, yuan), (lower, dollars)):
            _mark_gaps(field, prints)
        axes.annotate(
            f"filled: first print, dashed: level of {YEAR}\nhollow: as restated, the base of the next rate",
            (0.02, 0.97),
            xycoords="axes fraction",
            va="top",
            fontsize=8.5,
        )
        _draw_close(below, close)
    stated = briefing.claim("exports-start-2025-usd").result.claim.mentions[0].quote
    lines: Lines = {
        **{"yuan, first print": yuan, "yuan, restated": bases},
        **{"dollars, first print": dollars, "dollars, restated": dollar_bases, "near the record": close},
    }
    data = drawn(briefing.collection, "year", lines)
    alt = _years_in_words(title, yuan, bases, dollars, close, stated)
    return Chart(figure, alt, "exports-of-two-months", data)


def rate_of_the_bracket(briefing: BriefingView) -> Chart:
    """The rate that the text's yuan and dollars imply, against daily and monthly rates, parities and customs' own."""
    now, held = briefing.now, briefing.briefing.held.last
    yuan, dollars = briefing.claim("exports-start-2025").stated, briefing.claim("exports-start-2025-usd").stated
    implied, month, own = yuan / dollars, f"{held:%Y-%m}", f"{YEAR}-01..02"
    customs = series_of(now, "exports").one(own, "first") / series_of(now, "exports_usd").one(own, "first")
    means = {f"{YEAR}-{number:02}": series_of(now, "cny_per_usd").one(f"{YEAR}-{number:02}") for number in range(1, 5)}
    parities = {day: series_of(now, "cny_per_usd_parity").one(f"{day:%Y-%m}") for day in _parity_days(now)}
    rates = {date.fromisoformat(row["day"]): Fraction(row["rate"]) for row in briefing.collection.tables[DAILY].where()}
    title = (
        f"The bracket implies {_rate(implied)} yuan per dollar, {_as_on_the_market(now, implied, month)}; "
        f"customs' own yuan and dollars imply {_rate(customs)}"
    )
    source = source_line(
        briefing.collection, counted(now, "count", DAILY), *means.values(), *parities.values(), customs, implied
    )
    with drawing(title, source, 5.8) as (figure, axes):
        last = max(rates).toordinal()
        _draw_band(axes, implied, ORANGE, "////")
        _draw_band(axes, customs, GREEN, "....")
        _draw_days(axes, rates, held)
        _draw_means(axes, means)
        for day, parity in parities.items():
            axes.plot([day.toordinal()], middles([parity]), "^", color=INK, markersize=7)
        highest, lowest = max(rates.values()), min(middle(each) for each in (customs, *parities.values()))
        axes.set_ylim(float(lowest) - 0.022, float(highest) + 0.012)
        axes.set_xlim(min(rates).toordinal() - 2, last + 2)
        write(
            axes, "the text's yuan and dollars", last, bounds(implied.interval)[0], (0, -12), ha="right", color=ORANGE
        )
        write(axes, "customs' own yuan and dollars", last, bounds(customs.interval)[1], (0, 3), ha="right", color=GREEN)
        write(axes, "central parity", max(parities).toordinal(), float(middle(parities[max(parities)])), (8, -5))
        axes.axvline(held.toordinal(), color=INK, linewidth=0.9, linestyle=DASHED)
        write(axes, f"{held.day} {held:%B}: the text", held.toordinal(), float(highest), (-4, 0), ha="right")
        axes.set_ylabel("Yuan for one US dollar")
        axes.set_xlabel("dots: noon rates in New York, hollow after the day of the text\nbars: their means by month")
        starts = [date(YEAR, number, 1) for number in range(1, 5)]
        axes.set_xticks([day.toordinal() for day in starts], [f"{day.day} {day:%b} {YEAR}" for day in starts])
    daily = {
        row["day"]: Listed(row["rate"], "CNY/USD", row["source"]) for row in briefing.collection.tables[DAILY].where()
    }
    implied_by = {"the text": implied, "customs' own figures": customs}
    lines: Lines = {
        "noon rate": daily,
        "mean of the month": means,
        "central parity": parities,
        "implied by": implied_by,
    }
    alt = _rates_in_words(title, yuan, dollars, held, rates, means, parities)
    return Chart(figure, alt, "rate-of-the-bracket", drawn(briefing.collection, "day or month", lines))


def _first_prints(now: Scope, name: str) -> ByYear:
    return {year: q for year in YEARS if (q := maybe(now, name, f"{year}-01..02", "first")) is not None}


def _bases(now: Scope, name: str) -> ByYear:
    """What a year was restated to: the base that the next year's first print and growth rate imply."""
    bases = {}
    for year in YEARS:
        later = f"{year + 1}-01..02"
        after, rate = maybe(now, name, later, "first"), maybe(now, f"{name}_growth", later)
        if after is not None and rate is not None:
            bases[year] = after / (1 + rate)
    return bases


def _close_to_the_record(briefing: BriefingView, prints: ByYear, bases: ByYear) -> dict[str, Quantity]:
    """The values that decide the record in dollars: those of the year and of the highest year before it."""
    top, whole = _top(prints), series_of(briefing.now, "exports_usd")
    lowered = prints[top] * whole.one(str(top), "implied") / whole.one(str(top), "first")
    return {
        f"{top}, first print": prints[top],
        f"{top}, base of {top + 1}": bases[top],
        f"{top}, if lowered as\nthe whole year was": lowered,
        f"{YEAR}, first print": prints[YEAR],
        f"{YEAR}, base of {YEAR + 1}": bases[YEAR],
        f"{YEAR}, in the text": briefing.claim("exports-start-2025-usd").stated,
    }


def _top(prints: ByYear) -> int:
    """The year before with the largest first print."""
    return max((year for year in prints if year < YEAR), key=lambda year: middle(prints[year]))


def _in_yuan(prints: ByYear, bases: ByYear) -> str:
    earlier = [q for each in (prints, bases) for year, q in each.items() if year < YEAR]
    if all((prints[YEAR] > q).answer is Answer.YES for q in earlier):
        return "in yuan above every earlier year held"
    return "in yuan not certainly above every earlier year held"


def _in_dollars(prints: ByYear) -> str:
    top = _top(prints)
    if (prints[YEAR] > prints[top]).answer is Answer.YES:
        return f"in dollars above the first prints too, by {_billions(prints[YEAR] - prints[top])} billion"
    return f"in dollars {_billions(prints[top] - prints[YEAR])} billion below the first print of {top}"


def _years_in_words(
    title: str, yuan: ByYear, bases: ByYear, dollars: ByYear, close: Mapping[str, Quantity], stated: str
) -> str:
    top = _top(dollars)
    units = ((yuan, TRILLION, "trillion yuan"), (dollars, BILLION, "billion US dollars"))
    run = [
        f"{_amount(prints[year], per)} {unit} in {year}"
        for prints, per, unit in units
        for year in (top, YEAR - 1, YEAR, YEARS[-1])
    ]
    gaps = [year for year in YEARS if year not in yuan], [year for year in YEARS if year not in dollars]
    implied = [f"{_amount(bases[year], TRILLION)} trillion yuan in {year}" for year in gaps[0] if year in bases]
    worked = f"; the print and rate of the year after imply {as_list(implied)}" if implied else ""
    lowered = next(q for name, q in close.items() if "lowered" in name)
    beside = "which is below" if (lowered < dollars[YEAR]).answer is Answer.YES else "which is not certainly below"
    return (
        f"{title}. First prints are {as_list(run[:4])}; {as_list(run[4:])}. Lowered as the whole year was, {top} would be "
        f"{words(lowered)}, {beside} the first print of {YEAR}; the text has {stated}. No first print is held in yuan "
        f"for {as_list([str(year) for year in gaps[0]])} and in dollars for {as_list([str(year) for year in gaps[1]])}{worked}."
    )


# Where, in points from the dot, a year's figure is written, so that nothing is crossed.
_PLACES = {
    2020: ((0, -16), "center"),
    2021: ((-7, 3), "right"),
    2023: ((-2, -16), "center"),
    2024: ((-2, -16), "center"),
    2025: ((-3, 7), "center"),
    2026: ((-9, -3), "right"),
}


def _draw_years(axes: Axes, prints: ByYear, bases: ByYear, per: int) -> None:
    heights = middles((prints.get(year) for year in YEARS), per)
    axes.plot(list(YEARS), heights, color=BLUE, marker="o", markersize=6)
    level = float(middle(prints[YEAR]) / per)
    axes.hlines(level, YEARS[0] - 0.3, YEAR, color=BLUE, linewidth=0.9, linestyle=DASHED)
    for year, q in bases.items():
        axes.vlines(year + 0.24, *bounds(q.interval, per), color=ORANGE, linewidth=2)
    places = [year + 0.24 for year in bases]
    axes.plot(places, middles(bases.values(), per), "D", color=ORANGE, markersize=5.5, markerfacecolor="none")
    for year, q in prints.items():
        offset, side = _PLACES.get(year, ((0, 8), "center"))
        write(axes, _amount(q, per), year, float(middle(q) / per), offset, ha=side, color=BLUE)
    axes.set_xlim(YEARS[0] - 0.6, YEARS[-1] + 0.4)
    axes.margins(y=0.17)


def _mark_gaps(axes: Axes, prints: ByYear) -> None:
    bottom = axes.get_ylim()[0]
    for year in YEARS:
        if year not in prints:
            write(axes, "no print\nheld", year, bottom, (0, 4), ha="center", color=GREY, fontsize=8.5)


def _draw_close(axes: Axes, close: Mapping[str, Quantity]) -> None:
    own = close[f"{YEAR}, first print"]
    axes.axvline(float(middle(own) / BILLION), color=BLUE, linewidth=0.9, linestyle=DASHED)
    for place, (name, q) in enumerate(reversed(list(close.items()))):
        color = BLUE if "first" in name else ORANGE if "base" in name else GREEN if "lowered" in name else INK
        marker = "o" if "first" in name else "D" if "base" in name else "s" if "lowered" in name else "X"
        low, high = bounds(q.interval, BILLION)
        axes.hlines(place, low, high, color=color, linewidth=3)
        fill = color if marker in "oX" else "none"
        axes.plot(middles([q], BILLION), [place], marker, color=color, markersize=7, markerfacecolor=fill)
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
        write(axes, _range(q), high, place, (9, -4), color=color, bbox=box)
    axes.set_yticks(range(len(close)), list(reversed(list(close))), fontsize=9)
    axes.set_ylim(-0.6, len(close) - 0.4)
    lows, highs = zip(*(bounds(q.interval, BILLION) for q in close.values()), strict=True)
    axes.set_xlim(min(lows) - 0.6, max(highs) + 2.2)
    axes.set_xlabel("The values near the record, billion US dollars")


def _parity_days(now: Scope) -> list[date]:
    """The days of the parities that are held: each was published on its day."""
    return [o.published.first for o in series_of(now, "cny_per_usd_parity").series.observations if o.published]


def _as_on_the_market(now: Scope, implied: Quantity, month: str) -> str:
    low, high = (series_of(now, f"cny_per_usd_{end}").one(month) for end in ("low", "high"))
    inside = (low <= implied) & (implied <= high)
    name = f"{date.fromisoformat(f'{month}-01'):%B}"
    return f"a market rate of {name}" if inside.answer is Answer.YES else f"not certainly a market rate of {name}"


def _rates_in_words(
    title: str,
    yuan: Quantity,
    dollars: Quantity,
    held: date,
    rates: Mapping[date, Fraction],
    means: Mapping[str, Quantity],
    parities: Mapping[date, Quantity],
) -> str:
    low, high = (yuan / dollars).interval.low, (yuan / dollars).interval.high
    assert low is not None and high is not None
    month = [day for day in rates if (day.year, day.month) == (held.year, held.month) and day <= held]
    inside = [day for day in month if low <= rates[day] <= high]
    average = ", ".join(f"{date.fromisoformat(f'{each}-01'):%B} {_rate(mean)}" for each, mean in means.items())
    daily = as_list([f"{_rate(parity)} on {day_in_words(day)}" for day, parity in parities.items()])
    return (
        f"{title}. Of the {number_word(len(month))} noon rates of {held:%B} up to the day of the text "
        f"{number_word(len(inside))} lie in the first range; {_exact(rates, yuan, dollars)}. Monthly means: {average}. "
        f"The central parity was {daily}."
    )


def _exact(rates: Mapping[date, Fraction], yuan: Quantity, dollars: Quantity) -> str:
    """Whether a noon rate turns the yuan figure, taken as exact, into the dollars to their last place."""
    ends = dollars.interval.low, dollars.interval.high
    assert ends[0] is not None and ends[1] is not None
    days = [day for day, rate in rates.items() if ends[0] <= middle(yuan) / rate <= ends[1]]
    if not days:
        return "none of any day held turns the yuan figure, taken as exact, into the dollars to the last place"
    return f"that of {as_list([day_in_words(day) for day in days])} turns the yuan figure into the dollars exactly"


def _draw_band(axes: Axes, rate: Quantity, color: str, hatch: str) -> None:
    axes.axhspan(*bounds(rate.interval), facecolor="none", edgecolor=color, hatch=hatch, linewidth=0.8, alpha=0.75)


def _draw_days(axes: Axes, rates: Mapping[date, Fraction], held: date) -> None:
    before, after = [day for day in rates if day <= held], [day for day in rates if day > held]
    for days, fill in ((before, BLUE), (after, "none")):
        heights = [float(rates[day]) for day in days]
        axes.plot(
            [day.toordinal() for day in days], heights, "o", color=BLUE, markersize=4.5, markerfacecolor=fill, zorder=3
        )


# Where a month's mean is written: at the start of its bar or at the end, and how far from it, in points.
_MEANS = {"01": (0, (2, -12), "left"), "02": (28, (0, -13), "right"), "03": (28, (3, -4), "left")}


def _draw_means(axes: Axes, means: Mapping[str, Quantity]) -> None:
    for month, mean in means.items():
        first, height = date.fromisoformat(f"{month}-01").toordinal(), float(middle(mean))
        axes.hlines(height, first, first + 28, color=INK, linewidth=2.2, zorder=4)
        along, offset, side = _MEANS.get(month[-2:], (0, (2, 4), "left"))
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.0, "alpha": 0.85}
        write(axes, _rate(mean), first + along, height, offset, ha=side, bbox=box, zorder=2)


def _rate(quantity: Quantity) -> str:
    low, high = quantity.interval.low, quantity.interval.high
    assert low is not None and high is not None
    ends = [number_in_words(end, 4) for end in (low, high)]
    if high - low <= Fraction(1, 5000):  # printed to the fourth place
        return f"{float(middle(quantity)):.4f}"
    return f"{ends[0]} to {ends[1]}"


def _amount(quantity: Quantity, per: int) -> str:
    return f"{float(middle(quantity) / per):.{2 if per == TRILLION else 1}f}"


def _billions(quantity: Quantity) -> str:
    return number_in_words(middle(quantity) / BILLION, 2)


def _range(quantity: Quantity) -> str:
    low, high = bounds(quantity.interval, BILLION)
    return f"{low:.1f} to {high:.1f}" if high - low > 0.2 else f"{(low + high) / 2:.2f}".removesuffix("0")


__all__ = ["exports_of_two_months", "rate_of_the_bracket"]
