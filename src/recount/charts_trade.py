"""Charts of China's goods trade: the yearly total, its growth and its place among the traders of the world."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, NullLocator

from recount.blocks import as_list
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
    panel_of,
    series_of,
    source_line,
    stacked,
    write,
    year_axis,
)
from recount.downloads import Lines, drawn
from recount.economies import economy_name
from recount.errors import FormulaError
from recount.functions import Panel, annual_mean, growth, lead, middle, rank
from recount.notebook import BriefingView, words
from recount.quantity import Answer, Quantity
from recount.scope import Scope
from recount.words import number_in_words

YEARS = range(2012, 2026)
_ROOM = 5.5  # percent, beside the outermost dots, for what is written there


def total_with_marks(briefing: BriefingView) -> Chart:
    """Yearly trade with the two marks of the claim, as first printed and as restated, and below it the yearly rises."""
    now, claim = briefing.now, briefing.claim("marks-42-43")
    marks = [claim[0], claim[1]]
    printed = {year: maybe(now, "total_trade", str(year), "first", "quoted") for year in YEARS}
    restated = {year: q for year in YEARS if (q := maybe(now, "total_trade", str(year), "implied")) is not None}
    known = {year: q for year, q in printed.items() if q is not None}
    passed = [_years_that_pass(mark, known) for mark in marks]
    finding = ", ".join(
        f"{words(mark)} in {' and again in '.join(str(y) for y in years)}"
        for mark, years in zip(marks, passed, strict=True)
    )
    title = f"First prints of trade passed {finding}"
    source = source_line(briefing.collection, *known.values(), *restated.values())
    with drawing(title, source, 6.6) as (figure, axes):
        _, rises = stacked(figure, axes, (3, 2), shared=2)
        _draw_totals(axes, printed, restated, marks)
        _draw_rises(rises, printed, restated)
    lines: Lines = {"as first printed": printed, "restated": restated, "mark": dict(enumerate(marks, 1))}
    data = drawn(briefing.collection, "year", lines)
    return Chart(figure, _totals_in_words(title, known, restated), "total-with-marks", data)


def growth_of_traders(briefing: BriefingView, group: str = "twenty_largest_traders", year: str = "2024") -> Chart:
    """Growth in dollars of a group of traders, as first published (hollow) and in the latest vintage (filled)."""
    now = briefing.now
    first, latest = (growth(series_of(now, "world_trade"), year, *kind) for kind in (("first",), ()))
    members = briefing.collection.groups[group]
    first, latest = first.group(members), latest.group(members)
    order = sorted(latest.values, key=lambda e: middle(latest[e]))
    before, after = rank(CHINA, first), rank(CHINA, latest)
    title = (
        f"In dollars China's trade grew {_percent(latest[CHINA])} percent in {year}: place {words(after)} of "
        f"{len(latest)} large traders, {words(before)} as first published"
    )
    source = source_line(briefing.collection, *latest.values.values())
    with drawing(title, source, 7.2) as (figure, axes):
        ends = [value * 100 for each in (first, latest) for value in middles(each.values.values())]
        lowest, highest = min(ends), max(ends)
        for place, economy in enumerate(order):
            _draw_growth(axes, place, first[economy], latest[economy], economy == CHINA)
        axes.axvline(0, color=GREY, linewidth=0.8)
        axes.set_yticks(range(len(order)), [economy_name(e) for e in order])
        for label in axes.get_yticklabels():
            if label.get_text() == economy_name(CHINA):
                label.set(fontweight="bold", color=BLUE)
        axes.set_xlabel(
            "Growth of exports plus imports in US dollars, percent\nhollow: as first published; filled: latest"
        )
        axes.set_xlim(lowest - _ROOM, highest + _ROOM)
        axes.margins(y=0.03)
    ahead, ahead_before = _ahead_of_china(latest, order), _ahead_of_china(first, order)
    passed = [economy_name(e) for e in ahead if e not in ahead_before]
    alt = (
        f"{title}. Certainly faster in the latest vintage: {as_list([economy_name(e) for e in ahead])}. Of these, not yet so as "
        f"first published: {as_list(passed)}. The fastest is {economy_name(order[-1])} with {_percent(latest[order[-1]])} percent, "
        f"the slowest {economy_name(order[0])} with {_percent(latest[order[0]])} percent."
    )
    lines: Lines = {"as first published": first.values, "latest": latest.values}
    return Chart(figure, alt, "growth-of-traders", drawn(briefing.collection, "economy", lines))


def rank_of_increase(briefing: BriefingView) -> Chart:
    """Where the increase of 2024, in dollars, would stand among the traders of that year, with median and mean."""
    now, panel = briefing.now, panel_of(briefing.now, "world_trade", "2024")
    total = series_of(now, "total_trade")
    rise = total.one("2024", "first") - total.one("2023", "first")
    dollars = rise / annual_mean(series_of(now, "cny_per_usd"), "2024")
    place, economies = rank(dollars, panel), _number_of_economies(now)
    median, mean = (series_of(now, f"world_trade_{name}").one("2024") for name in ("median", "mean"))
    title = (
        f"{briefing.claim('added-2024').result.claim.mentions[0].quote} would be number {words(place)} of {economies} traders: "
        f"{_times(dollars / median)} times the median, {_times(dollars / mean)} times the mean"
    )
    order = sorted(panel.values, key=lambda e: middle(panel[e]), reverse=True)
    above, below = (order[int(middle(place)) - 2], order[int(middle(place)) - 1])
    source = source_line(briefing.collection, dollars, *panel.values.values(), median, mean)
    with drawing(title, source, 5.2) as (figure, axes):
        axes.set_yscale("log")
        axes.plot(range(1, len(order) + 1), middles([panel[e] for e in order], BILLION), "o", color=GREY, markersize=4)
        _draw_increase(axes, place, dollars)
        _draw_level(axes, mean, f"mean {_round(mean, BILLION)}", economies)
        _draw_level(axes, median, f"median {_round(median, BILLION)}", economies)
        for number, economy in enumerate(order[:2], 1):
            write(axes, economy_name(economy), number, float(middle(panel[economy]) / BILLION), (7, 10 - 9 * number))
        axes.annotate(
            "smaller traders:\nno figures held",
            ((len(order) + economies) / 2, float(middle(panel[order[-1]]) / BILLION)),
            ha="center",
            va="center",
            color=GREY,
            fontsize=9,
        )
        axes.set_xlim(-4, economies + 4)
        axes.set_xticks([1, *range(50, economies, 50), economies])
        axes.yaxis.set_major_locator(FixedLocator([10, 30, 100, 300, 1000, 3000]))
        axes.yaxis.set_minor_locator(NullLocator())
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.set_ylabel("Exports plus imports, billion US dollars\n(each step about three times)")
        axes.set_xlabel("Place among the traders of 2024")
    alt = (
        f"{title}. Converted at the mean rate of the year, the increase is {words(dollars)}, between {economy_name(above)} and "
        f"{economy_name(below)}. The median trader has {_round(median, BILLION)} and the mean is {_round(mean, BILLION)} billion "
        f"US dollars. The {len(order)} largest traders are drawn on a logarithmic scale."
    )
    levels = {"increase of 2024": dollars, "median": median, "mean": mean}
    lines: Lines = {"trader": {e: panel[e] for e in order}, "level": levels}
    return Chart(figure, alt, "rank-of-increase", drawn(briefing.collection, "of", lines))


def lead_and_share(briefing: BriefingView, year: int = 2024) -> Chart:
    """China's lead over the next largest trader, and its share of the world, year by year."""
    now = briefing.now
    leads = {y: lead(CHINA, panel_of(now, "world_trade", str(y))) for y in YEARS}
    shares = {y: _share(now, y) for y in YEARS}
    title = (
        f"In {year} China's lead over the next trader {_moved(leads, year, 'grew', 'shrank')} and its share of the world "
        f"{_moved(shares, year, 'rose', 'fell')}; in {YEARS[-1]} the lead {_moved(leads, YEARS[-1], 'grew', 'shrank')} "
        f"and the share {_moved(shares, YEARS[-1], 'rose', 'fell')}"
    )
    widest, peak = _top(leads), _top(shares)
    source = source_line(briefing.collection, *leads.values(), *shares.values())
    with drawing(title, source, 6.2) as (figure, axes):
        _, lower = stacked(figure, axes, (1, 1), shared=2)
        heights = middles(leads.values(), BILLION)
        axes.bar(list(YEARS), heights, color=[BLUE if y == year else GREY for y in YEARS], width=0.7)
        for y, height in zip(YEARS, heights, strict=True):
            write(axes, f"{height:,.0f}".replace("-", "−"), y, max(height, 0), (0, 3), ha="center")
        axes.axhline(0, color=GREY, linewidth=0.8)
        axes.set_ylabel("Lead over the next,\nbillion US dollars")
        axes.margins(y=0.12)
        percents = [value * 100 for value in middles(shares.values())]
        lower.plot(list(YEARS), percents, color=GREEN, marker="s", markersize=5)
        for y, value in zip(YEARS, percents, strict=True):
            if y in (YEARS[0], peak, year - 1, year, YEARS[-1]):
                write(lower, f"{value:.1f}", y, value, (0, -14 if y in (YEARS[0], YEARS[-1]) else 7), ha="center")
        lower.set_ylabel("Share of the world,\npercent")
        lower.margins(y=0.22)
        year_axis(lower, YEARS)
    alt = (
        f"{title}. The lead was {words(leads[year - 1])} in {year - 1}, {words(leads[year])} in {year} and "
        f"{words(leads[YEARS[-1]])} in {YEARS[-1]}; it was widest in {widest}. The share was {_percent(shares[year - 1])}, "
        f"{_percent(shares[year])} and {_percent(shares[YEARS[-1]])} percent in the same years, and highest in {peak}."
    )
    lines: Lines = {"lead over the next": leads, "share of the world": shares}
    return Chart(figure, alt, "lead-and-share", drawn(briefing.collection, "year", lines))


# Years whose total is written out, and where, in points from the dot, so that nothing is crossed.
_LABELLED = {2012: (0, 7), 2022: (-14, 17), 2023: (10, -16), 2024: (-21, 4), 2025: (-6, 7)}


def _draw_totals(
    axes: Axes, printed: dict[int, Quantity | None], restated: dict[int, Quantity], marks: Sequence[Quantity]
) -> None:
    heights = middles(printed.values(), TRILLION)
    axes.plot(list(printed), heights, color=BLUE, marker="o", markersize=6)
    _with_ends(axes, restated)
    for mark in marks:
        height = float(middle(mark) / TRILLION)
        axes.axhline(height, color=INK, linewidth=0.9, linestyle=DASHED)
        below = mark is min(marks, key=middle)
        write(axes, f"{height:g} trillion yuan", YEARS[0], height, (-8, -11 if below else 3))
    for year, offset in _LABELLED.items():
        q = printed.get(year)
        if q is not None:
            write(axes, _trillions(q), year, float(middle(q) / TRILLION), offset, ha="center", color=BLUE)
    gaps = [year for year, q in printed.items() if q is None]
    for year in gaps:
        write(
            axes, "no printed total\nfound", year, min(h for h in heights if h == h), (0, -24), ha="center", color=GREY
        )
    write(axes, "as first printed\n(2012: as quoted later)", 2018, heights[2018 - YEARS[0]], (10, -26), color=BLUE)
    write(axes, "restated, from the growth\nrate of the next year", 2022, 38.6, (-6, -14), color=ORANGE)
    axes.set_ylim(20.8, 47.5)
    axes.set_ylabel("Exports plus imports,\ntrillion yuan")


def _with_ends(axes: Axes, values: dict[int, Quantity]) -> None:
    """Restated totals as diamonds, with the values that their rounding allows."""
    for year, q in values.items():
        axes.vlines(year + 0.22, *bounds(q.interval, TRILLION), color=ORANGE, linewidth=2)
    places = [year + 0.22 for year in values]
    axes.plot(places, middles(values.values(), TRILLION), "D", color=ORANGE, markersize=6, markerfacecolor="none")


def _draw_rises(axes: Axes, printed: dict[int, Quantity | None], restated: dict[int, Quantity]) -> None:
    unknown = []
    for year in YEARS[1:]:
        latest, before, base = printed[year], printed[year - 1], restated.get(year - 1)
        if latest is None or before is None:
            unknown.append(year)
            continue
        rises = [float(middle(latest - each) / TRILLION) for each in (before, base) if each is not None]
        top, shift = max(0, *rises), 0.2 * (len(rises) - 1)
        axes.bar(year - shift, rises[0], 0.38, color=BLUE)
        write(axes, _signed(rises[0]), year, top, (0, 2), ha="center", color=BLUE, fontsize=8.5)
        for rise in rises[1:]:
            axes.bar(year + shift, rise, 0.38, facecolor="none", edgecolor=ORANGE, hatch="////")
            write(axes, _signed(rise), year, top, (0, 12), ha="center", color=ORANGE, fontsize=8.5)
    if unknown:
        write(axes, "not\nknown", sum(unknown) / len(unknown), 0, (0, 3), ha="center", color=GREY)
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.set_ylim(-1.2, 9.4)
    axes.set_ylabel("Rise on the year\nbefore, trillion yuan")
    write(axes, "filled: on the first print\nhatched: on the restated base", YEARS[1], 6.6, (-12, 0))
    year_axis(axes, YEARS)


def _totals_in_words(title: str, known: dict[int, Quantity], restated: dict[int, Quantity]) -> str:
    missing = [str(year) for year in YEARS if year not in known]
    return (
        f"{title}. Printed totals: {_trillions(known[2022])} for 2022, {_trillions(known[2023])} for 2023 and "
        f"{_trillions(known[2024])} trillion yuan for 2024; the growth rate of 2023 implies {words(restated[2022])} for 2022. "
        f"The rise of 2024 on first prints is {words(known[2024] - known[2023])}; the change of 2023 is "
        f"{words(known[2023] - known[2022])} on first prints and {words(known[2023] - restated[2022])} on the restated base. "
        f"No printed total was found for {as_list(missing)}."
    )


def _draw_growth(axes: Axes, place: int, first: Quantity, latest: Quantity, own: bool) -> None:
    before, after = (value * 100 for value in middles([first, latest]))
    colour = BLUE if own else GREY
    if own:
        axes.axhspan(place - 0.5, place + 0.5, color=BLUE, alpha=0.1, linewidth=0)
    axes.plot([before, after], [place, place], color=colour, linewidth=1.5)
    axes.plot(before, place, "o", color=colour, markerfacecolor="white", markersize=7)
    axes.plot(after, place, "o", color=colour, markersize=7)
    texts = dict.fromkeys((_percent(first), _percent(latest)))
    ends = (max(before, after), (8, -3), "left") if after >= 0 else (min(before, after), (-8, -3), "right")
    x, offset, side = ends
    write(axes, " → ".join(texts), x, place, offset, ha=side, color=BLUE if own else INK)


def _draw_increase(axes: Axes, place: Quantity, dollars: Quantity) -> None:
    x, y = float(middle(place)), float(middle(dollars) / BILLION)
    axes.plot(x, y, "*", color=BLUE, markersize=15, markeredgecolor="white", zorder=5)
    write(
        axes,
        f"increase of 2024:\n{_round(dollars, BILLION)} billion dollars, place {words(place)}",
        x,
        y,
        (10, 9),
        color=BLUE,
        fontweight="bold",
    )


def _draw_level(axes: Axes, level: Quantity, text: str, until: int) -> None:
    y = float(middle(level) / BILLION)
    axes.axhline(y, color=ORANGE, linewidth=1, linestyle=DASHED)
    write(axes, text, until, y, (0, 4), ha="right", color=ORANGE)


def _years_that_pass(mark: Quantity, known: dict[int, Quantity]) -> list[int]:
    """Years that are certainly above the mark after one that was certainly below."""
    return [
        year
        for year in known
        if year - 1 in known
        and (known[year] > mark).answer is Answer.YES
        and (known[year - 1] < mark).answer is Answer.YES
    ]


def _ahead_of_china(panel: Panel, order: Sequence[str]) -> list[str]:
    """The economies that certainly grew faster than China, fastest first."""
    return [e for e in reversed(order) if e != CHINA and (panel[e] > panel[CHINA]).answer is Answer.YES]


def _share(now: Scope, year: int) -> Quantity:
    return panel_of(now, "world_trade", str(year))[CHINA] / series_of(now, "world_trade_total").one(str(year))


def _number_of_economies(now: Scope) -> int:
    """How many traders the mean was taken over: the one whole number that total and mean allow."""
    over = (series_of(now, "world_trade_total").one("2024") / series_of(now, "world_trade_mean").one("2024")).interval
    assert over.low is not None and over.high is not None
    allowed = [n for n in range(int(over.low), int(over.high) + 2) if Fraction(n) in over]
    if len(allowed) != 1:
        raise FormulaError("total and mean do not say over how many economies they were taken")
    return allowed[0]


def _top(values: dict[int, Quantity]) -> int:
    return max(values, key=lambda year: middle(values[year]))


def _moved(values: dict[int, Quantity], year: int, up: str, down: str) -> str:
    answer = (values[year] > values[year - 1]).answer
    return {Answer.YES: up, Answer.NO: down, Answer.UNDECIDED: f"{up} or {down}"}[answer]


def _percent(ratio: Quantity) -> str:
    return f"{float(middle(ratio)) * 100:.1f}".replace("-0.0", "0.0").replace("-", "−")


def _times(ratio: Quantity) -> str:
    return f"{float(middle(ratio)):.1f}"


def _trillions(quantity: Quantity) -> str:
    return number_in_words(middle(quantity) / TRILLION)


def _round(quantity: Quantity, per: int) -> str:
    value = float(middle(quantity) / per)
    return f"{value:.0f}"


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


__all__ = ["growth_of_traders", "lead_and_share", "rank_of_increase", "total_with_marks"]
