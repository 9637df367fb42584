"""What the charts share: one look, a source line, a description that says the finding, and figures to draw.

A chart is shown as ``{"image/png": …, "text/plain": description}``: the book makes the
text the picture's alternative, and nbval compares it.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from recount import downloads
from recount.check.run import inputs_of
from recount.collection import Collection
from recount.downloads import OWN_LICENCE, OWN_SOURCE, Data
from recount.errors import FormulaError, NotOut
from recount.functions import Panel, SeriesView, middle
from recount.quantity import Interval, Quantity
from recount.scope import Scope

# Okabe and Ito's colours, told apart with any colour vision; the first is for what the chart is about.
BLUE, ORANGE, GREEN, GREY = "#0072b2", "#b35900", "#00785a", "#6b7280"
INK, PAPER = "#1f2933", "#ffffff"
DASHED = (0, (4, 3))
WIDTH = 6.4  # inches: letters stay legible when a phone shrinks the picture
_TITLE, _SOURCE = 58, 84  # characters of a line that fit into the width
_CREDIT = f"\nChart: {OWN_SOURCE}, {OWN_LICENCE}"  # in the picture: it travels without its page

TRILLION, BILLION, THOUSAND = 10**12, 10**9, 10**3
CHINA = "CHN"

Metadata = dict[str, dict[str, object]]  # of an output, by MIME type
_DOTS, _DOTS_ON_PAGE = 240, 120  # an inch: a page shows half of them, a sharp screen and paper all
_COLOURS = 128  # letters and lines with their soft edges; the file is a third of that in full colour

_STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
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
    """A finished drawing. ``alt`` describes it in full sentences, the finding first.

    ``name`` is that of its files, one of its own in the notebook; ``data`` is what it draws.
    """

    figure: Figure
    alt: str
    name: str
    data: Data

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict[str, object], Metadata]:
        picture = self.png()
        if downloads.folder() is not None:
            downloads.save(self.name, {"csv": self.data.csv(), "svg": self.svg(), "png": picture})
        # Without a height, which would stay when a phone shrinks the width.
        shown = {"width": round(self.figure.get_figwidth() * _DOTS_ON_PAGE), **downloads.marked(self.name)}
        return {"image/png": picture, "text/plain": self.alt}, {"image/png": shown}

    def png(self) -> bytes:
        """The picture in few colours, the same bytes each time."""
        with self._drawn_sharp():
            canvas: Any = FigureCanvasAgg(self.figure)  # whose methods carry no types
            canvas.draw()
        full = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
        few = full.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        palette, paper = few.getpalette() or [], few.tobytes()[0]
        palette[3 * paper : 3 * paper + 3] = full.tobytes()[:3]  # averaged with the hairs around it else
        few.putpalette(palette)
        about = PngInfo()
        for name, text in self._about("Source", "Copyright").items():
            about.add_text(name, text)
        buffer = io.BytesIO()
        few.save(buffer, "png", pnginfo=about, dpi=(_DOTS, _DOTS))
        return buffer.getvalue()

    def svg(self) -> bytes:
        """The picture as lines, letters too: it looks the same whatever fonts a reader has."""
        buffer = io.BytesIO()
        about = {"Date": None, "Creator": OWN_SOURCE, **self._about("Source", "Rights")}
        with self._drawn_sharp():
            canvas: Any = FigureCanvasSVG(self.figure)
            canvas.print_svg(buffer, metadata=about)
        return buffer.getvalue()

    def _about(self, source: str, rights: str) -> dict[str, str]:
        return {
            "Title": " ".join(self.figure.get_suptitle().split()),
            "Description": self.alt,
            source: " ".join(self.figure.get_supxlabel().removesuffix(_CREDIT).split()).removeprefix("Source: "),
            rights: f"{OWN_SOURCE}, {OWN_LICENCE}; the figures belong to their publishers",
        }

    @contextmanager
    def _drawn_sharp(self) -> Iterator[None]:
        """Not by ``savefig``, which draws twice, the first time to let a layout settle that has settled."""
        before = self.figure.dpi
        with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
            self.figure.dpi = _DOTS
            yield
            self.figure.dpi = before


@contextmanager
def drawing(title: str, source: str, height: float) -> Iterator[tuple[Figure, Axes]]:
    """A figure and its axes in the book's look; the title says the finding, ``source`` whose figures it shows."""
    with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        figure.suptitle(textwrap.fill(title, _TITLE), x=0.01, ha="left", fontsize=12.5, fontweight="bold")
        yield figure, figure.add_subplot()
        line = textwrap.fill(f"Source: {source}", _SOURCE, break_on_hyphens=False) + _CREDIT
        figure.supxlabel(line, fontsize=8.5, color=GREY, x=0.01, ha="left")
        # Constrained layout moves by a hair at each drawing: let it settle once.
        figure.draw_without_rendering()
        figure.set_layout_engine("none")


def stacked(figure: Figure, axes: Axes, heights: Sequence[float], shared: int = 1) -> list[Axes]:
    """Fields one below the other, ``axes`` on top; the first ``shared`` have one x axis, labelled at the lowest."""
    grid = figure.add_gridspec(len(heights), 1, height_ratios=heights)
    axes.set_subplotspec(grid[0])
    fields = [axes]
    for row in range(1, len(heights)):
        fields.append(figure.add_subplot(grid[row], sharex=axes if row < shared else None))
    for field in fields[: shared - 1]:
        field.tick_params(labelbottom=False)
    return fields


def year_axis(axes: Axes, years: range) -> None:
    """A tick for each year, shortened to fit."""
    axes.set_xticks(list(years), [f"’{year % 100}" for year in years])
    axes.set_xlabel(f"Year, {years[0]} to {years[-1]}")


def write(axes: Axes, text: str, x: float, y: float, offset: tuple[float, float], **look: object) -> Annotation:
    """Write a text beside a place; ``offset`` is in points."""
    options: dict[str, object] = {"fontsize": 9, "color": INK, **look}
    return axes.annotate(text, (x, y), xytext=offset, textcoords="offset points", **options)  # type: ignore[arg-type]


def write_clear(
    axes: Axes,
    text: str,
    x: float,
    y: float,
    offsets: Sequence[tuple[float, float]],
    marks: Sequence[tuple[float, float]],
    **look: object,
) -> None:
    """The same at the first of ``offsets`` where the text covers none of ``marks``, else at the last; limits are final."""
    places = axes.transData.transform(marks)
    for offset in offsets:
        written = write(axes, text, x, y, offset, **look)
        if offset == offsets[-1] or not written.get_window_extent().padded(4).count_contains(places):
            return
        written.remove()


def source_line(collection: Collection, *quantities: Quantity) -> str:
    """The originators of the figures that the quantities rest on, each once."""
    keys = dict.fromkeys(each.originator for q in quantities for each in inputs_of(q) if each.originator)
    return "; ".join(collection.originators.get(key, key) for key in keys)


def middles(quantities: Iterable[Quantity | None], per: Fraction | int = 1) -> list[float]:
    """Midpoints to draw, in units of ``per`` base units; a missing figure is a gap."""
    return [float("nan") if each is None else float(middle(each) / per) for each in quantities]


def bounds(interval: Interval, per: Fraction | int = 1) -> tuple[float, float]:
    """Both ends of an interval to draw, in units of ``per`` base units."""
    if interval.low is None or interval.high is None:
        raise FormulaError("a figure without bounds cannot be drawn")
    return float(interval.low / per), float(interval.high / per)


def series_of(now: Scope, name: str) -> SeriesView:
    """A series by its name."""
    view = now[name]
    assert isinstance(view, SeriesView)
    return view


def panel_of(now: Scope, name: str, period: str) -> Panel:
    """The figures of all economies for a period."""
    panel = series_of(now, name)(period)
    assert isinstance(panel, Panel)
    return panel


def maybe(now: Scope, name: str, period: str, *kinds: str) -> Quantity | None:
    """A figure, of the first of the kinds that has one; ``None`` where there is none."""
    for kind in kinds or (None,):
        try:
            return series_of(now, name).one(period, kind)
        except (FormulaError, NotOut):
            continue
    return None


def counted(now: Scope, function: str, *args: str, **wanted: str) -> Quantity:
    """What ``count`` or ``distinct`` gives for a table."""
    call = now[function]
    assert not isinstance(call, SeriesView)
    result = call(*args, **wanted)
    assert isinstance(result, Quantity)
    return result
