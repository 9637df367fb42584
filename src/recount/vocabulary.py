"""The functions that formulas know, and the names that implied figures are computed with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from recount import functions
from recount.functions import Panel, SeriesView
from recount.quantity import quantity as q
from recount.series import Basis, Series

_FOREVER = Basis("now", date.max)


def _top(panel: Panel, number: Fraction | int) -> Panel:
    return panel.top(int(number))


FUNCTIONS: dict[str, Callable[..., object]] = {
    "max": lambda *items: q.maximum(q.as_quantity(item) for item in items),
    "min": lambda *items: q.minimum(q.as_quantity(item) for item in items),
    "rank": functions.rank,
    "growth": functions.growth,
    "annual_mean": functions.annual_mean,
    "median": functions.median,
    "mean": functions.mean,
    "total": functions.total,
    "share": functions.share,
    "lead": functions.lead,
    "record": functions.record,
    "streak": functions.streak,
    "top": _top,
    "without": lambda panel, *economies: panel.without(*economies),
}


class PrintedNames(Mapping[str, "SeriesView | Callable[..., object]"]):
    """The names for implied figures: series as printed, whenever that was, and plain functions."""

    def __init__(self, series: Mapping[str, Series]) -> None:
        self.series = series

    def __getitem__(self, name: str) -> SeriesView | Callable[..., object]:
        return FUNCTIONS[name] if name in FUNCTIONS else SeriesView(self.series[name], _FOREVER)

    def __iter__(self) -> Iterator[str]:
        return iter((*FUNCTIONS, *self.series))

    def __len__(self) -> int:
        return len(FUNCTIONS) + len(self.series)
