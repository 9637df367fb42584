"""Charts of measures and promises: what each count of measures covers, and what became of the promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes

from recount.blocks import as_list, number_word
from recount.charts import BLUE, DASHED, GREEN, GREY, INK, ORANGE, PAPER, Chart, drawing, stacked, write
from recount.commitments import Status
from recount.downloads import OWN_LICENCE, OWN_SOURCE, Data, source_and_licence
from recount.measures import COUNTS, Count, counts
from recount.notebook import CollectionView
from recount.promises import Promise, by_status, promises

# Colour, hatch and, over time, marker of what is told apart.
_COUNT_LOOK = dict(zip(COUNTS, ((GREY, "o"), (GREY, "s"), (BLUE, "o"), (GREEN, "D"), (ORANGE, "s")), strict=True))
_STATUS_LOOK = {
    Status.DONE: (BLUE, ""),
    Status.PART: (GREEN, "///"),
    Status.NOT_YET: (ORANGE, "..."),
    Status.PASSED: (GREY, "xxx"),
    Status.NO_DATE: ("#d5dae1", ""),
}
_EXTENT_LOOK = {"done": (BLUE, "o"), "part": (GREEN, "D"), "context": (GREY, "x")}
_EXTENTS = {"done": "says it was done", "part": "tells of a part", "context": "bears on it only"}


def counts_by_scope(view: CollectionView) -> Chart:
    """Every count of measures as a line over the years that it covers, with its number."""
    found = counts(view.collection)
    spans = [count for count in found if count.years[0] != count.years[1]]
    years = range(min(count.years[0] for count in found), max(count.years[1] for count in found) + 1)
    numbers = as_list([count.observation.value for count in spans])
    title = f"Counts over several years, {numbers}, cover different years or count different things"
    source = "; ".join(dict.fromkeys(view.collection.originators[_originator(view, each)] for each in found))
    with drawing(title, source, 1.8 + 0.36 * len(found)) as (figure, axes):
        for place, count in enumerate(reversed(found)):
            _draw_count(axes, count, place)
        axes.set_yticks(range(len(found)), [count.counts for count in reversed(found)], fontsize=9)
        axes.set_xticks(list(years), [f"’{year % 100}" for year in years])
        axes.set_xlim(years[0] - 0.5, years[-1] + 0.9)
        axes.set_xlabel(f"Years counted, {years[0]} to {years[-1]}")
        axes.grid(axis="x", color=GREY, alpha=0.15)
        axes.tick_params(axis="y", length=0)
    parts = [f"{_span(count)}: {count.observation.value} {count.counts}" for count in found]
    rows = [
        (
            str(count.years[0]),
            str(count.years[1]),
            count.observation.value,
            count.counts,
            *source_and_licence(view.collection, [count.source]),
        )
        for count in found
    ]
    data = Data(("first year", "last year", "number", "what is counted", "source", "licence"), tuple(rows))
    return Chart(figure, f"{title}. {'; '.join(parts)}.", "counts-by-scope", data)


def outcomes_by_briefing(view: CollectionView) -> Chart:
    """The promises of each briefing by what became of them."""
    found = promises(view.collection)
    briefings = list(dict.fromkeys(p.briefing.id for p in found))
    every = by_status(found)
    title = f"Of {len(found)} promises {as_list([f'{len(every[s])} are {_verb(s)}' for s in Status])}"
    with drawing(title, "the records of this book; reports as cited", 2.6 + 0.5 * len(briefings)) as (figure, axes):
        left = [0] * len(briefings)
        for status, (color, hatch) in _STATUS_LOOK.items():
            numbers = [sum(p.briefing.id == b for p in every[status]) for b in briefings]
            axes.barh(
                briefings, numbers, 0.7, left=left, color=color, hatch=hatch, edgecolor=PAPER, linewidth=0, label=status
            )
            _write_numbers(axes, numbers, left, status)
            left = [a + b for a, b in zip(left, numbers, strict=True)]
        axes.set_yticks(range(len(briefings)), [_held(view, b) for b in briefings])
        axes.invert_yaxis()
        axes.set_xlim(0, max(left) * 1.04)
        axes.set_xlabel("Promises")
        axes.tick_params(axis="y", length=0)
        axes.legend(frameon=False, fontsize=9, ncols=2, loc="lower left", bbox_to_anchor=(-0.2, 1.0))
    parts = [_sentence(view, b, [p for p in found if p.briefing.id == b]) for b in briefings]
    rows = [
        (b, status.value, str(sum(p.briefing.id == b for p in every[status])), OWN_SOURCE, OWN_LICENCE)
        for b in briefings
        for status in Status
    ]
    data = Data(("briefing", "status", "promises", "source", "licence"), tuple(rows))
    return Chart(figure, f"{title}. By briefing: {'; '.join(parts)}.", "outcomes-by-briefing", data)


def reports_over_time(view: CollectionView) -> Chart:
    """When the promises of each briefing were due and when reports on them came out."""
    found = promises(view.collection)
    briefings = list(dict.fromkeys(p.briefing.id for p in found))
    reports = [(p, report) for p in found for report in p.commitment.reports]
    last = max(report.reported.last for _, report in reports)
    after = [report for p, report in reports if p.commitment.due and report.reported.first > p.commitment.due.end]
    dated = [report for p, report in reports if p.commitment.due]
    title = (
        f"{len(reports)} reports bear on the promises, the last of {last:%B %Y}; {len(after)} of the {len(dated)} on "
        "promises with a date came out after it"
    )
    with drawing(title, "the records of this book; reports as cited", 6.2) as (figure, axes):
        fields = stacked(figure, axes, [1] * len(briefings), shared=len(briefings))
        for field, briefing in zip(fields, briefings, strict=True):
            _draw_reports(field, view, [p for p in found if p.briefing.id == briefing])
        first = min(view.collection.briefings[b].held.first for b in briefings)
        fields[-1].set_xlim(_day(date(first.year, 1, 1)), _day(date(view.collection.as_known_on.year + 1, 1, 15)))
        fields[-1].set_xticks(range(first.year, view.collection.as_known_on.year + 2))
        fields[-1].set_xlabel("Start of the year; reports by quarter")
        _legend(fields[0])
    rows = [
        (
            p.claim.id,
            str(p.commitment.due or ""),
            str(report.reported),
            report.extent,
            *source_and_licence(view.collection, [report.source]),
        )
        for p, report in reports
    ]
    by_extent = Counter[str](report.extent for _, report in reports)
    kinds = as_list([f"{by_extent[extent]} {_EXTENTS[extent]}" for extent in _EXTENTS if by_extent[extent]])
    alt = f"{title}. Of the reports, {kinds.replace('says', 'say').replace('tells', 'tell').replace('bears', 'bear')}."
    data = Data(("claim", "due", "reported", "extent", "source", "licence"), tuple(rows))
    return Chart(figure, alt, "reports-over-time", data)


def _draw_count(axes: Axes, count: Count, place: int) -> None:
    color, marker = _COUNT_LOOK[count.series]
    first, last = count.years
    axes.plot([first, last], [place, place], color=color, linewidth=2.4, marker=marker, markersize=5)
    write(axes, count.observation.value, last, place, (8, 0), va="center", color=INK, fontweight="bold", fontsize=10)


def _write_numbers(axes: Axes, numbers: Sequence[int], left: Sequence[int], status: Status) -> None:
    color = INK if status is Status.NO_DATE else PAPER
    box = {"facecolor": _STATUS_LOOK[status][0], "edgecolor": "none", "pad": 1.2}
    for place, (number, start) in enumerate(zip(numbers, left, strict=True)):
        if number:
            look = {"ha": "center", "va": "center", "color": color, "fontweight": "bold", "bbox": box}
            write(axes, str(number), start + number / 2, place, (0, 0), **look)


def _draw_reports(axes: Axes, view: CollectionView, found: Sequence[Promise]) -> None:
    """A field of one briefing: the day it was held, due dates, and reports stacked by quarter."""
    held = found[0].briefing.held.first
    axes.axvline(_day(held), color=INK, linewidth=1.6)
    axes.axvline(_day(view.collection.as_known_on), color=GREY, linewidth=1, linestyle=DASHED)
    for due in {p.commitment.due.end for p in found if p.commitment.due}:
        if due <= date(view.collection.as_known_on.year + 1, 1, 1):
            axes.axvline(_day(due), color=ORANGE, linewidth=1.4, linestyle=":")
    heights: Counter[date] = Counter()
    order = list(_EXTENT_LOOK)
    told = [report for p in found for report in p.commitment.reports]
    for report in sorted(told, key=lambda each: order.index(each.extent)):
        day = report.reported.last
        middle = date(day.year, 3 * ((day.month - 1) // 3) + 2, 15)
        color, marker = _EXTENT_LOOK[report.extent]
        axes.plot(_day(middle), heights[middle], marker=marker, color=color, markersize=4.5, linestyle="none")
        heights[middle] += 1
    axes.set_ylim(-1, 17)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_ylabel(f"{held:%b %Y}", rotation=0, ha="right", va="center", fontsize=9.5)


def _legend(axes: Axes) -> None:
    for extent, (color, marker) in _EXTENT_LOOK.items():
        axes.plot([], [], color=color, marker=marker, linestyle="none", label=f"report that {_EXTENTS[extent]}")
    axes.plot([], [], color=INK, linewidth=1.6, label="briefing")
    axes.plot([], [], color=ORANGE, linewidth=1.4, linestyle=":", label="end of a due date")
    axes.plot([], [], color=GREY, linewidth=1, linestyle=DASHED, label="as known on")
    axes.legend(frameon=False, fontsize=8.5, ncols=2, loc="lower left", bbox_to_anchor=(-0.02, 1.0))


def _originator(view: CollectionView, count: Count) -> str:
    return view.collection.sources[count.source].originator


def _span(count: Count) -> str:
    first, last = count.years
    return str(first) if first == last else f"{first} to {last}"


def _day(day: date) -> float:
    """A day as a fraction of its year, to draw."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


def _held(view: CollectionView, briefing: str) -> str:
    return f"{view.collection.briefings[briefing].held.first:%b %Y}"


def _verb(status: Status) -> str:
    return {Status.PASSED: "past their date with nothing found", Status.NO_DATE: "without date or report"}.get(
        status, status.value
    )


def _sentence(view: CollectionView, briefing: str, found: Sequence[Promise]) -> str:
    numbers = [f"{len(each)} {status}" for status, each in by_status(found).items() if each]
    return f"{_held(view, briefing)}, {number_word(len(found))} promises, {as_list(numbers)}"


__all__ = ["counts_by_scope", "outcomes_by_briefing", "reports_over_time"]
