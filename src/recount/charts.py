"""Charts: one look, a computed title, a source line, and a description that says the finding.

A chart is shown as ``{"image/png": …, "text/plain": description}``: the book makes the
text the picture's alternative, and nbval compares it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recount.collection import Collection
from recount.functions import middle
from recount.quantity import Quantity

# Okabe and Ito's colours, told apart with any colour vision; the first is for what the chart is about.
BLUE, ORANGE, GREEN, GREY = "#0072b2", "#b35900", "#00785a", "#6b7280"
_TITLE_PER_INCH, _SOURCE_PER_INCH = 8, 13  # characters that fit
INK, PAPER = "#1f2933", "#ffffff"

_STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 13,
    "axes.titleweight": "bold",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "svg.hashsalt": "recount",
}


@dataclass(frozen=True)
class Chart:
    """A finished drawing. ``alt`` describes it in full sentences, the finding first."""

    figure: Figure
    alt: str

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        return {"image/png": self.png(), "text/plain": self.alt}

    def png(self) -> bytes:
        """The picture, the same bytes each time."""
        buffer = io.BytesIO()
        if self.figure.get_layout_engine() is not None:
            # Constrained layout moves a little further at each drawing: let it settle once.
            self.figure.draw_without_rendering()
            self.figure.set_layout_engine("none")
        with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
            self.figure.savefig(buffer, format="png", dpi=120, metadata={"Software": None})
        return buffer.getvalue()


@contextmanager
def drawing(title: str, source: str, height: float = 4.2, width: float = 8.0) -> Iterator[tuple[Figure, Axes]]:
    """A figure and its axes in the book's look; the title says the finding, ``source`` whose figures it shows."""
    with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.add_subplot()
        axes.set_title(_folded(title, width * _TITLE_PER_INCH), pad=12)
        yield figure, axes
        figure.supxlabel(
            _folded(f"Source: {source}", width * _SOURCE_PER_INCH), fontsize=8.5, color=GREY, x=0.01, ha="left"
        )


def source_line(collection: Collection, *quantities: Quantity) -> str:
    """The originators of the figures that the quantities rest on, each once."""
    from recount.check.run import inputs_of

    keys = dict.fromkeys(each.originator for q in quantities for each in inputs_of(q) if each.originator)
    return "; ".join(collection.originators.get(key, key) for key in keys)


def middles(quantities: Sequence[Quantity], per: Fraction | int = 1) -> list[float]:
    """Midpoints to draw, in units of ``per`` base units."""
    return [float(middle(each) / per) for each in quantities]


def label_bars(axes: Axes, values: Sequence[float], labels: Sequence[str]) -> None:
    """Write each label behind its horizontal bar."""
    for place, (value, label) in enumerate(zip(values, labels, strict=True)):
        axes.annotate(
            label, (max(value, 0), place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=10
        )


def _folded(title: str, most: float) -> str:
    lines, line = [], ""
    for word in title.split():
        if line and len(line) + len(word) >= most:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])
