"""Charts of what the checks can catch: how sharp they are, and how many planted errors they notice."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from matplotlib.ticker import FuncFormatter

from recount.blocks import as_list
from recount.charts import BLUE, GREEN, GREY, ORANGE, Chart, drawing
from recount.check.evidence import CLASSES, IN_WORDS
from recount.downloads import OWN_LICENCE, OWN_SOURCE, Data
from recount.notebook import CollectionView
from recount.planted import MOVES, by_move, plant, share
from recount.sharpness import Sharp, sharp_checks, sharpest

_MARKS = {
    "independent": ("^", GREEN),
    "mixed": ("s", GREEN),
    "issuer": ("o", BLUE),
    "other briefing": ("v", ORANGE),
    "same event": ("D", ORANGE),
    "same text": ("x", ORANGE),
}


def smallest_misstatements(view: CollectionView) -> Chart:
    """The smallest misstatement that the sharpest check of each claim would catch, as a share of the stated figure."""
    best = sorted(sharpest(sharp_checks(view.results)).values(), key=lambda each: each.relative)
    middle = median(each.relative for each in best)
    title = (
        f"In half of {len(best)} claims a misstatement of {_percent(middle)} would be caught; "
        f"the bluntest check needs {_percent(best[-1].relative)}"
    )
    with drawing(title, "the records and series of this book", 1.8 + 0.24 * len(best)) as (figure, axes):
        for place, each in enumerate(reversed(best)):
            axes.plot(float(each.rounding) * 100, place, "|", color=GREY, markersize=11)
        for evidence in reversed(CLASSES):
            places = [n for n, each in enumerate(reversed(best)) if each.check.evidence == evidence]
            if places:
                marker, color = _MARKS[evidence]
                shares = [float(best[-1 - n].relative) * 100 for n in places]
                axes.plot(shares, places, marker, color=color, markersize=6, label=IN_WORDS[evidence])
        axes.plot([], [], "|", color=GREY, markersize=11, label="a last place of the figure")
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes.set_yticks(range(len(best)), [each.result.claim.id for each in reversed(best)], fontsize=9)
        axes.set_xlabel("Smallest misstatement caught, percent of the figure")
        axes.margins(y=0.02)
        axes.legend(frameon=False, fontsize=8.5, loc="lower left")
    alt = (
        f"{title}. The sharpest are {_named(best[:3])}; the bluntest {_named(best[-3:])}. "
        f"Of all {len(best)}, {sum(each.places == 1 for each in best)} would catch one last place."
    )
    return Chart(figure, alt, "smallest-misstatements", _data(best))


def planted_errors(view: CollectionView) -> Chart:
    """Of errors planted in every figure, the share that is caught, that is within reach, and the rest, by size."""
    errors = plant(view.collection, view.results)
    shares, whole = by_move(errors), share(errors)
    title = (
        f"Of {whole.planted} planted errors {whole.caught} are caught; rounding and hedges leave {whole.within_reach} "
        "within reach of any check"
    )
    names = [f"{move} last place{'s' if move > 1 else ''}" for move in MOVES]
    with drawing(title, "the records and series of this book", 3.0) as (figure, axes):
        caught = [100 * shares[move].caught / shares[move].planted for move in MOVES]
        reach = [100 * shares[move].within_reach / shares[move].planted for move in MOVES]
        axes.barh(names, reach, color="#d5d9de", label="within reach of any check")
        axes.barh(names, caught, color=BLUE, height=0.45, label="caught")
        for place, (inner, outer) in enumerate(zip(caught, reach, strict=True)):
            axes.text(inner - 1.5, place, f"{inner:.0f}", va="center", ha="right", color="white", fontsize=9)
            axes.text(outer - 1.5, place, f"{outer:.0f}", va="center", ha="right", fontsize=9)
        axes.invert_yaxis()
        axes.set_xlim(0, 100)
        axes.set_xlabel("Percent of the errors planted")
        axes.legend(frameon=False, fontsize=9, loc="upper left", bbox_to_anchor=(0, -0.25), ncols=2)
    parts = [f"{name} {c:.0f} of {r:.0f}" for name, c, r in zip(names, caught, reach, strict=True)]
    alt = f"{title}. In percent, caught of within reach, by how far a figure was moved: {as_list(parts)}."
    rows = [
        (str(move), *(str(n) for n in (s.planted, s.within_reach, s.caught)), OWN_SOURCE, OWN_LICENCE)
        for move, s in shares.items()
    ]
    columns = ("last places", "planted", "within reach", "caught", "source", "licence")
    return Chart(figure, alt, "planted-errors", Data(columns, tuple(rows)))


def _named(checks: Sequence[Sharp]) -> str:
    return as_list([f"{each.result.claim.id} with {_percent(each.relative)}" for each in checks])


def _percent(share_: object) -> str:
    value = float(share_) * 100  # type: ignore[arg-type]
    return f"{value:.2g} percent" if value < 10 else f"{value:.0f} percent"


def _data(checks: Sequence[Sharp]) -> Data:
    columns = ("claim", "smallest", "percent of the figure", "last places", "evidence", "source", "licence")
    rows = [
        (
            each.result.claim.id,
            each.side_in_words(each.smallest),
            f"{float(each.relative) * 100:.4g}",
            str(each.places),
            each.check.evidence or "",
            OWN_SOURCE,
            OWN_LICENCE,
        )
        for each in checks
    ]
    return Data(columns, tuple(rows))


__all__ = ["planted_errors", "smallest_misstatements"]
