"""Charts of the campaign for easier cross-border trade: its measures, its cities, and its rounds by year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from recount.blocks import as_list, number_word
from recount.charts import (
    BLUE,
    DASHED,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PAPER,
    Chart,
    counted,
    drawing,
    maybe,
    middles,
    source_line,
    stacked,
    write,
)
from recount.downloads import Lines, drawn, listed
from recount.functions import middle
from recount.notebook import BriefingView
from recount.quantity import Answer, Quantity
from recount.scope import Scope
from recount.words import number_in_words

YEARS = range(2018, 2027)  # the rounds are yearly since the first of these
YEAR, YEAR_BEFORE = "2025", "2024"
PALE = "#dbe4ec"
_label = partial(write, fontsize=9.5)  # few and short, so there is room for larger letters

TASKS = {"1": "Policy support", "2": "Logistics", "3": "Rules", "4": "Links", "5": "Costs"}
EXTENDED = "extended to the whole country"  # how the record reports it

Splits = dict[str, dict[str, Quantity]]  # way of splitting -> task -> count; "" for all tasks


def measures_by_task(briefing: BriefingView) -> Chart:
    """Measures of each task under three ways of splitting the sentence, and their sums against the stated number."""
    splits, stated = _splits(briefing.now), briefing.claim("measures-29").stated
    sums = {way: counts[""] for way, counts in splits.items()}
    matching = [way for way, total in sums.items() if total.equals(stated).answer is Answer.YES]
    others = [f"{_number(sums[way])} by {way}" for way in sums if way not in matching]
    if matching:
        title = f"Split by {as_list(matching)} the list has the stated {_number(stated)} measures; {as_list(others)}"
    else:
        title = f"No way of splitting the list gives the stated {_number(stated)} measures: {as_list(others)}"
    with drawing(title, source_line(briefing.collection, *sums.values()), 7.4) as (figure, axes):
        _, lower = stacked(figure, axes, (5, 1.25))
        _draw_tasks(axes, splits)
        _draw_sums(lower, sums, stated)
    by_task = [
        f"{TASKS.get(task, task)} {_either([counts[task] for counts in splits.values()])}"
        for task in next(iter(splits.values()))
        if task
    ]
    ways = as_list([f"{_number(total)} by {way}" for way, total in sums.items()])
    alt = f"{title}. The sums are {ways}. By task, in the same order: {'; '.join(by_task)}."
    lines: Lines = {
        f"by {way}": {TASKS.get(task, "all tasks"): each for task, each in counts.items()}
        for way, counts in splits.items()
    }
    data = drawn(briefing.collection, "task", {**lines, "stated": {"all tasks": stated}})
    return Chart(figure, alt, "measures-by-task", data)


def cities_by_province(briefing: BriefingView) -> Chart:
    """The cities of the round as tiles, a row a province-level unit; those that the round before had not are marked."""
    now, table = briefing.now, briefing.collection.tables["cities"]
    rows, before = table.where(year=YEAR), table.where(year=YEAR_BEFORE)
    known, had = {row["city"] for row in before}, {row["province"] for row in before}
    units: dict[str, list[str]] = {}
    for row in rows:
        units.setdefault(row["province"], []).append(row["city"])
    order = sorted(units, key=lambda unit: (unit not in had, -len(units[unit]), unit))
    new = [row for row in rows if row["city"] not in known]
    gone = sorted(known - {row["city"] for row in rows})
    first = [row["city"] for row in new if row["province"] not in had]
    cities = counted(now, "count", "cities", year=YEAR)
    provinces = counted(now, "distinct", "cities", "province", year=YEAR)
    title = (
        f"{_number(cities)} cities in {_number(provinces)} province-level units: {number_word(len(new))} new against "
        f"{YEAR_BEFORE}, {number_word(len(first))} of them in units that had none"
    )
    source = source_line(briefing.collection, cities, counted(now, "count", "cities", year=YEAR_BEFORE))
    with drawing(title, source, 7.2) as (figure, axes):
        for place, unit in enumerate(reversed(order)):
            for column, city in enumerate(sorted(units[unit], key=lambda name: name not in known)):
                _draw_tile(axes, column, place, city, city not in known)
        axes.set_yticks(range(len(order)), list(reversed(order)))
        for label in axes.get_yticklabels():
            if label.get_text() not in had:
                label.set(fontweight="bold", color=ORANGE)
        axes.set_xticks([])
        axes.set_xlim(-0.03, max(map(len, units.values())))
        axes.set_ylim(-0.6, len(order) - 0.4)
        axes.tick_params(length=0)
        axes.set_xlabel(f"Bold, with a frame and a plus: not in the list of {YEAR_BEFORE}", fontsize=9.5)
        axes.spines[["left", "bottom"]].set_visible(False)
    most = max(map(len, units.values()))
    largest = [unit for unit in order if len(units[unit]) == most]
    kept = (
        f"all {number_word(len(known))} cities of {YEAR_BEFORE} are kept" if not gone else f"gone are {as_list(gone)}"
    )
    alt = (
        f"{title}. New are {as_list([_placed(row) for row in new])}; {kept}. "
        f"Most cities, {number_word(most)} each, are in {as_list(largest)}."
    )
    data = listed(briefing.collection, [*before, *rows], "year", "city", "province")
    return Chart(figure, alt, "cities-by-province", data)


def campaign_by_year(briefing: BriefingView) -> Chart:
    """Cities, other departments and measures of the yearly rounds; years without a figure stay empty."""
    now = briefing.now
    rounds = {
        "Cities": _by_year(now, "facilitation_cities"),
        "Other departments": _by_year(now, "facilitation_departments"),
        "Measures": _by_year(now, "facilitation_measures"),
    }
    earlier = _earlier_measures(now, rounds["Measures"])
    years = [year for known in rounds.values() for year in known]
    title = f"From {min(years)} to {max(years)} {as_list([_course(name, known) for name, known in rounds.items()])}"
    figures = [q for known in rounds.values() for q in known.values()] + ([] if earlier is None else [earlier])
    with drawing(title, source_line(briefing.collection, *figures), 6.4) as (figure, axes):
        fields = stacked(figure, axes, [1] * len(rounds), shared=len(rounds))
        for field, (name, known), (color, hatch) in zip(
            fields, rounds.items(), ((BLUE, ""), (GREEN, "///"), (ORANGE, "...")), strict=True
        ):
            _draw_round(field, name, known, color, hatch)
        if earlier is not None:
            _draw_sum(fields[-1], earlier, min(rounds["Measures"]))
        fields[-1].set_xticks(list(YEARS), [str(year) for year in YEARS])
        fields[-1].set_xlabel("Year of the round")
    values = [f"{name.lower()} {_run(known)}" for name, known in rounds.items()]
    missing = [year for year in YEARS if not any(year in known for known in rounds.values())]
    alt = f"{title}. By year: {'; '.join(values)}."
    if missing:
        alt += f" For {missing[0]} to {missing[-1]} the collection has no figures by year and the chart is empty"
        alt += f"; the measures of those years add up to {_number(earlier)}." if earlier is not None else "."
    lines: Lines = {**rounds, "Measures, years before": {f"{YEARS[0]} to {min(rounds['Measures']) - 1}": earlier}}
    return Chart(figure, alt, "campaign-by-year", drawn(briefing.collection, "year", lines))


def outcomes(briefing: BriefingView, task: int | None = None) -> dict[str, list[str]]:
    """Names of the measures by what the record says became of them: ``extended``, ``reported`` or ``none``."""
    found: dict[str, list[str]] = {"extended": [], "reported": [], "none": []}
    for measure in briefing.briefing.measures:
        if task in (None, measure.task):
            commitment = briefing.collection.commitments.get(measure.claim or "")
            later = commitment.outcome if commitment else ""
            found["extended" if EXTENDED in later else "reported" if later else "none"].append(measure.name)
    return found


def outcomes_in_words(briefing: BriefingView, task: int | None = None) -> str:
    """How many measures, of a task or of all, are known to have been extended, were reported on, or were not."""
    found = {kind: len(names) for kind, names in outcomes(briefing, task).items()}
    where = "the list" if task is None else "this task"
    parts = [
        f"{number_word(found['extended'])} {_are(found['extended'])} named in what was seen of the nationwide list of "
        "January 2026",
        f"{number_word(found['reported'])} {'has' if found['reported'] == 1 else 'have'} some other later report",
        f"of {number_word(found['none'])} nothing was found",
    ]
    kept = [part for part, kind in zip(parts, found, strict=True) if found[kind]]
    return f"Of the {number_word(sum(found.values()))} measures of {where}, as sorted here, {as_list(kept)}."


def _splits(now: Scope) -> Splits:
    ways: dict[str, Callable[..., Quantity]] = {
        "clause": lambda **of: counted(now, "distinct", "measures_2025", "clause", **of),
        "direct object": lambda **of: counted(now, "distinct", "measures_2025", "object", **of),
        "named item": lambda **of: counted(now, "count", "measures_2025", **of),
    }
    return {way: {"": count(), **{task: count(task=task) for task in TASKS}} for way, count in ways.items()}


_LOOK = {"clause": (BLUE, ""), "direct object": (GREEN, "///"), "named item": (ORANGE, "...")}


def _draw_tasks(axes: Axes, splits: Splits) -> None:
    for number, (way, counts) in enumerate(splits.items()):
        color, hatch = _LOOK[way]
        widths = middles([counts[task] for task in TASKS])
        places = [4 * task + number for task in range(len(TASKS))]
        axes.barh(places, widths, 0.86, color=color, hatch=hatch, edgecolor=PAPER, linewidth=0)
        for place, width in zip(places, widths, strict=True):
            text = f"{width:.0f} by {way}" if place < 4 else f"{width:.0f}"
            _label(axes, text, width, place, (4, 0), va="center", color=color, fontweight="bold")
    axes.set_yticks([4 * task + 1 for task in range(len(TASKS))], [f"{n}  {name}" for n, name in TASKS.items()])
    axes.invert_yaxis()
    axes.set_xlim(0, 12)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines["bottom"].set_visible(False)


def _draw_sums(axes: Axes, sums: Mapping[str, Quantity], stated: Quantity) -> None:
    for place, (way, total) in enumerate(sums.items()):
        color, hatch = _LOOK[way]
        (width,) = middles([total])
        axes.barh(place, width, 0.8, color=color, hatch=hatch, edgecolor=PAPER, linewidth=0)
        box = {"facecolor": color, "edgecolor": "none", "pad": 2}
        _label(axes, f"{width:.0f}", 0, place, (8, 0), va="center", color=PAPER, fontweight="bold", bbox=box)
    (line,) = middles([stated])
    axes.axvline(line, color=INK, linewidth=1.4, linestyle=DASHED)
    _label(axes, f"stated: {line:.0f}", line, -0.5, (0, 4), ha="center", fontweight="bold")
    axes.set_yticks(range(len(sums)), [f"all, by {way}" for way in sums])
    axes.invert_yaxis()
    axes.set_xlim(0, 12 / 7 * 24)
    axes.set_xlabel("Number of measures")
    axes.tick_params(axis="y", length=0)


def _draw_tile(axes: Axes, column: int, place: int, city: str, new: bool) -> None:
    axes.add_patch(
        FancyBboxPatch(
            (column + 0.02, place - 0.36),
            0.92,
            0.72,
            boxstyle="round,pad=0,rounding_size=0.08",
            facecolor=PAPER if new else PALE,
            edgecolor=ORANGE if new else PALE,
            linewidth=1.8,
        )
    )
    look: dict[str, object] = {"color": ORANGE, "fontweight": "bold"} if new else {"color": INK}
    _label(axes, f"+ {city}" if new else city, column + 0.48, place, (0, 0), ha="center", va="center", **look)


def _draw_round(axes: Axes, name: str, known: Mapping[int, Quantity], color: str, hatch: str) -> None:
    heights = middles(known.values())
    axes.bar(list(known), heights, 0.62, color=color, hatch=hatch, edgecolor=PAPER, linewidth=0)
    for year, height in zip(known, heights, strict=True):
        _label(axes, f"{height:.0f}", year, height, (0, 3), ha="center", color=color, fontweight="bold")
    axes.set_ylabel(f"{name},\nnumber")
    axes.set_xlim(YEARS[0] - 0.6, YEARS[-1] + 0.6)
    axes.set_ylim(0, max(heights) * 1.25)
    empty = [year for year in YEARS if year < min(known)]
    if empty:
        axes.axvspan(empty[0] - 0.5, empty[-1] + 0.5, color=GREY, alpha=0.1, linewidth=0)
        middle_of_gap = (empty[0] + empty[-1]) / 2
        _label(axes, "no figures by year held", middle_of_gap, max(heights) * 0.62, (0, 0), ha="center", color=GREY)


def _draw_sum(axes: Axes, earlier: Quantity, until: int) -> None:
    top = axes.get_ylim()[1]
    text = f"{_number(earlier)} in all of these years"
    _label(axes, text, (YEARS[0] + until - 1) / 2, top * 0.28, (0, 0), ha="center", color=ORANGE, fontweight="bold")


def _by_year(now: Scope, name: str) -> dict[int, Quantity]:
    return {year: q for year in YEARS if (q := maybe(now, name, str(year))) is not None}


def _earlier_measures(now: Scope, known: Mapping[int, Quantity]) -> Quantity | None:
    """Measures of the years before the first that has a figure: the cumulative count less that figure."""
    first = min(known)
    total = maybe(now, "facilitation_measures_total", f"{YEARS[0]}..{first}")
    return None if total is None else total - known[first]


def _course(name: str, known: Mapping[int, Quantity]) -> str:
    first, last = min(known), max(known)
    rose, fell = (known[last] > known[first]).answer, (known[last] < known[first]).answer
    verb = "rose" if rose is Answer.YES else "fell" if fell is Answer.YES else "stayed"
    span = (
        f"from {_number(known[first])} to {_number(known[last])}" if verb != "stayed" else f"at {_number(known[last])}"
    )
    return f"{name.lower()} {verb} {span}"


def _run(known: Mapping[int, Quantity]) -> str:
    return as_list([f"{_number(q)} in {year}" for year, q in known.items()])


def _placed(row: Mapping[str, str]) -> str:
    return f"{row['city']} ({row['province']})"


def _either(counts: Sequence[Quantity]) -> str:
    return as_list([_number(q) for q in counts])


def _number(quantity: Quantity) -> str:
    """A count without its noun."""
    return number_in_words(middle(quantity))


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


__all__ = ["campaign_by_year", "cities_by_province", "measures_by_task", "outcomes", "outcomes_in_words"]
