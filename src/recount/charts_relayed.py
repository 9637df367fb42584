"""Charts of wordings: how often texts differ from the original, and what two wordings of a figure allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from recount import relayed
from recount.blocks import as_list, number_word
from recount.charts import BLUE, GREY, INK, ORANGE, TRILLION, Chart, bounds, drawing, series_of, source_line
from recount.check.run import inputs_of
from recount.downloads import OWN_LICENCE, OWN_SOURCE, Data, source_and_licence
from recount.functions import middle
from recount.notebook import CollectionView
from recount.quantity import Interval, Quantity
from recount.relayed import Wording
from recount.words import number_in_words


def kinds_of_difference(view: CollectionView) -> Chart:
    """How many claims differ from their original wording, by kind, and for how many of them the verdict changes."""
    found = relayed.by_kind(relayed.originals(view))
    differing = {kind: each for kind, each in found.items() if kind != relayed.SAME}
    order = sorted(differing, key=lambda kind: len(differing[kind]))
    changed = {kind: [w for w in differing[kind] if w.changes_the_verdict] for kind in order}
    every, known = sum(map(len, differing.values())), sum(map(len, found.values()))
    title = (
        f"{every} of {known} claims differ from the original wording that is known; "
        f"in {sum(map(len, changed.values()))} the verdict changes with it"
    )
    with drawing(title, "the records of this book", 1.6 + 0.42 * len(order)) as (figure, axes):
        counts, verdicts = [len(differing[kind]) for kind in order], [len(changed[kind]) for kind in order]
        axes.barh(order, counts, color=GREY, label="differ")
        axes.barh(order, verdicts, color=BLUE, height=0.45, label="with another verdict")
        for place, number in enumerate(counts):
            axes.annotate(str(number), (number, place), xytext=(5, 0), textcoords="offset points", va="center")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlim(0, max(counts) * 1.1)
        axes.set_xlabel("Claims")
        axes.legend(frameon=False, loc="lower right")
    parts = [
        f"{kind}: {len(differing[kind])}, {number_word(len(changed[kind])) if changed[kind] else 'none'} with another verdict"
        for kind in order[::-1]
    ]
    rows = [(kind, str(len(differing[kind])), str(len(changed[kind])), OWN_SOURCE, OWN_LICENCE) for kind in order]
    data = Data(("difference", "claims", "with another verdict", "source", "licence"), tuple(rows))
    return Chart(figure, f"{title}. Claims that differ, by kind: {'; '.join(parts)}.", "kinds", data)


@dataclass(frozen=True)
class _Line:
    """One set of values with its name; ``keys`` are its sources."""

    name: str
    values: Interval
    keys: Sequence[str]
    stated: bool


def nearly_or_not(view: CollectionView) -> Chart:
    """The yearly rise with nearly and without, and what two ways of counting the years give."""
    result = view.claim("yearly-rise-2012").result
    text = result.claim.mentions[0]
    without = [w for w in relayed.elsewhere(view) if w.result is result and w.kind == "hedge added"]
    lines = [_Line("nearly 1.6, as in this text", text.interval(), [f"text:{result.briefing.id}"], True)]
    lines += [_Line("1.6, as Xinhua has it", _values(w), [_key(view, w)], True) for w in without]
    routes = {c.check.reading or "": c.headline for c in reversed(result.checks)}
    for reading, outcome in reversed(routes.items()):
        assert isinstance(outcome.result, Quantity)
        keys = [each.source for each in outcome.inputs if each.source]
        lines.append(_Line(reading.replace(", ", "\n"), outcome.result.interval, keys, False))
    recomputed = [line for line in lines if not line.stated]
    fitting = [sum(each.values.within(line.values) for each in recomputed) for line in lines if line.stated]
    title = (
        f"With nearly, the yearly rise covers {number_word(fitting[0])} ways of counting the years; "
        f"without it, {number_word(fitting[-1])}"
    )
    quantities = [outcome.result for outcome in routes.values() if isinstance(outcome.result, Quantity)]
    with drawing(title, source_line(view.collection, *quantities), 3.6) as (figure, axes):
        _draw(axes, lines, TRILLION)
        axes.set_xlabel("Yearly rise of trade, trillion yuan")
    return Chart(figure, f"{title}. {_in_words(lines, TRILLION, 'trillion yuan')}", "nearly", _data(view, lines))


def eight_or_seven(view: CollectionView) -> Chart:
    """Exports of automobiles, 2023 over 2012: what two wordings allow in two readings, and the number of vehicles."""
    result = view.claim("cars-8-times").result
    mention = result.claim.mentions[0]
    other = next(w for w in relayed.elsewhere(view) if w.result is result and w.kind == "figure changed")
    assert other.stated is not None
    vehicles = series_of(view.now, "automobile_exports_caam")
    ratio = vehicles.one("2023") / vehicles.one("2012")
    text = [f"text:{result.briefing.id}"]
    lines = [
        _Line("rose by 8 times", mention.interval("by 8 times"), text, True),
        _Line("rose to 8 times", mention.interval("to 8 times"), text, True),
        _Line("rose by 7.3 times", other.stated.interval("by 7.3 times"), [_key(view, other)], True),
        _Line("rose to 7.3 times", other.stated.interval("to 7.3 times"), [_key(view, other)], True),
        _Line("number of vehicles", ratio.interval, [i.source for i in inputs_of(ratio)], False),
    ]
    meet = lines[1].values.meets(lines[2].values)
    title = (
        f"A rise by 7.3 times {'goes' if meet else 'does not go'} with a rise to 8 times; "
        f"vehicles rose to {number_in_words(middle(ratio), 2)} times"
    )
    with drawing(title, f"China's customs as relayed; {source_line(view.collection, ratio)}", 3.4) as (figure, axes):
        _draw(axes, lines, 1)
        axes.set_xlabel("Exports of automobiles in 2023 as a multiple of 2012")
    return Chart(
        figure, f"{title}. {_in_words(lines, 1, 'times the level of 2012')}", "automobiles", _data(view, lines)
    )


def _draw(axes: Axes, lines: Sequence[_Line], per: int) -> None:
    """A bar for each set of values, stated ones above; a closed end is a filled dot."""
    for place, line in enumerate(reversed(lines)):
        low, high = bounds(line.values, Fraction(per))
        color = BLUE if line.stated else ORANGE
        axes.plot([low, high], [place, place], color=color, linewidth=4, linestyle="-" if line.stated else (0, (2, 1)))
        for end, closed in ((low, line.values.low_closed), (high, line.values.high_closed)):
            axes.plot(end, place, "o", color=color, markerfacecolor=color if closed else "white", markersize=7)
    axes.set_yticks(range(len(lines)), [line.name for line in reversed(lines)], color=INK)
    axes.margins(x=0.08, y=0.15)


def _in_words(lines: Sequence[_Line], per: int, unit: str) -> str:
    parts = []
    for line in lines:
        low, high = (number_in_words(end / per) for end in (line.values.low, line.values.high) if end is not None)
        parts.append(f"{' '.join(line.name.split())} {low if low == high else f'{low} to {high}'}")
    return f"In {unit}: {as_list(parts)}." if unit.startswith("trillion") else f"As {unit}: {as_list(parts)}."


def _data(view: CollectionView, lines: Sequence[_Line]) -> Data:
    def ends(values: Interval) -> tuple[str, str]:
        return str(float(values.low or 0)), str(float(values.high or 0))

    rows = [
        (
            " ".join(line.name.split()),
            "stated" if line.stated else "recomputed",
            *ends(line.values),
            *source_and_licence(view.collection, line.keys),
        )
        for line in lines
    ]
    return Data(("line", "kind", "low", "high", "source", "licence"), tuple(rows))


def _values(wording: Wording) -> Interval:
    assert wording.stated is not None
    return wording.stated.interval()


def _key(view: CollectionView, wording: Wording) -> str:
    return next(key for key, source in view.collection.sources.items() if source is wording.source)


__all__ = ["eight_or_seven", "kinds_of_difference", "nearly_or_not"]
