"""One chart of the same flows as China and as its partners report them. It contrasts, and judges nothing."""

from __future__ import annotations

from matplotlib.axes import Axes

from recount.blocks import as_list
from recount.charts import BILLION, BLUE, GREY, ORANGE, Chart, drawing, panel_of, source_line, stacked
from recount.downloads import drawn
from recount.economies import economy_name
from recount.functions import middle
from recount.notebook import CollectionView
from recount.quantity import Quantity

# The latest year with figures of both sides in one currency.
YEARS = {"EUU": "2023", "USA": "2024", "KOR": "2024", "JPN": "2024"}
_OUT = ("China to the partner", "china_exports_by_partner", "partner_reported_imports")
_IN = ("the partner to China", "china_imports_by_partner", "partner_reported_exports")


def two_sides(view: CollectionView) -> Chart:
    """Exports of China and its imports, by partner: China's figure filled, the partner's hollow."""
    fields = [(name, _pairs(view, china, partner)) for name, china, partner in (_OUT, _IN)]
    gaps = [[gap(*pair) for pair in pairs.values()] for _, pairs in fields]
    ends = [f"{min(each):+.0f} to {max(each):+.0f} percent".replace("-", "−") for each in gaps]
    title = f"Partners' figures lie {ends[0]} from China's for its exports, {ends[1]} for its imports"
    every = [figure for _, pairs in fields for pair in pairs.values() for figure in pair]
    with drawing(title, source_line(view.collection, *every), 5.6) as (figure, axes):
        for field, (name, pairs) in zip(stacked(figure, axes, (1, 1), shared=2), fields, strict=True):
            _draw(field, pairs)
            field.set_title(f"Goods from {name}", fontsize=10, loc="left")
        field.set_xlabel("Billion US dollars; filled: China's figure, hollow: the partner's")
    parts = [f"goods from {name}, {_in_words(pairs)}" for name, pairs in fields]
    alt = f"{title}. In billion US dollars, China's figure and then the partner's: {'; '.join(parts)}."
    lines = {
        f"{name}, as {who} reports": {f"{economy_name(e)} {YEARS[e]}": pair[side] for e, pair in pairs.items()}
        for name, pairs in fields
        for side, who in enumerate(("China", "the partner"))
    }
    return Chart(figure, alt, "two-sides", drawn(view.collection, "partner", lines))


def gap(china: Quantity, partner: Quantity) -> float:
    """The partner's figure less China's, in percent of China's."""
    return float(middle(partner) / middle(china) - 1) * 100


def billions(figure: Quantity) -> str:
    """A midpoint in billions, to one decimal."""
    return f"{float(middle(figure) / BILLION):.1f}"


def _pairs(view: CollectionView, china: str, partner: str) -> dict[str, tuple[Quantity, Quantity]]:
    return {e: (panel_of(view.now, china, y)[e], panel_of(view.now, partner, y)[e]) for e, y in YEARS.items()}


def _draw(axes: Axes, pairs: dict[str, tuple[Quantity, Quantity]]) -> None:
    for place, pair in enumerate(reversed(pairs.values())):
        ours, theirs = (float(middle(each) / BILLION) for each in pair)
        axes.plot([ours, theirs], [place, place], color=GREY, linewidth=1.5, zorder=1)
        axes.plot(ours, place, "o", color=BLUE, markersize=8)
        axes.plot(theirs, place, "s", color=ORANGE, markerfacecolor="white", markersize=8)
        text = f"{gap(*pair):+.0f} %".replace("-", "−")
        axes.annotate(
            text, (max(ours, theirs), place), xytext=(9, 0), textcoords="offset points", va="center", fontsize=9
        )
    axes.set_yticks(range(len(pairs)), [f"{economy_name(e)}, {YEARS[e]}" for e in reversed(pairs)])
    axes.set_xlim(0, 640)
    axes.margins(y=0.2)


def _in_words(pairs: dict[str, tuple[Quantity, Quantity]]) -> str:
    return as_list([f"{economy_name(e)} {' and '.join(map(billions, pair))}" for e, pair in pairs.items()])


__all__ = ["two_sides"]
