"""The names that a formula, or a notebook cell, can use on a basis: series, claims, lists and functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from recount.briefing import Briefing, Claim, Mention
from recount.errors import FormulaError, NotOut
from recount.functions import Panel, SeriesView
from recount.quantity import COUNT, Interval, Quantity
from recount.quantity import quantity as q
from recount.series import Basis, Input
from recount.tables import Table
from recount.vocabulary import FUNCTIONS

if TYPE_CHECKING:
    from recount.collection import Collection


class Scope(Mapping[str, "SeriesView | Callable[..., object]"]):
    """Names on a basis. Attributes read the same names: ``then.total_trade("2024")``.

    Figures of the briefing ``briefing`` itself count as out on its own day.
    """

    def __init__(self, collection: Collection, basis: Basis, briefing: Briefing | None = None) -> None:
        self._collection, self._basis, self._briefing = collection, basis, briefing
        self._functions: dict[str, Callable[..., object]] = {
            **FUNCTIONS,
            "claim": self._claim,
            "count": self._count,
            "distinct": self._distinct,
            "group": self._group,
        }

    def __getitem__(self, name: str) -> SeriesView | Callable[..., object]:
        if name in self._functions:
            return self._functions[name]
        return SeriesView(self._collection.series[name], self._basis)

    def __getattr__(self, name: str) -> SeriesView | Callable[..., object]:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"no series or function {name!r}") from None

    def __iter__(self) -> Iterator[str]:
        return iter((*self._functions, *self._collection.series))

    def __len__(self) -> int:
        return len(self._functions) + len(self._collection.series)

    def _claim(self, name: str, number: Fraction | int = 0) -> Quantity:
        """The figure that a claim states, by its ``number``-th mention."""
        try:
            briefing, claim = self._collection.claim(name)
        except KeyError:
            raise FormulaError(f"unknown claim {name!r}") from None
        if briefing is not self._briefing and self._basis.name == "then" and briefing.held.last > self._basis.day:
            raise NotOut(f"claim {name} was not made by {self._basis.day}")
        return stated_quantity(self._collection, briefing, claim, int(number))

    def _count(self, table: str, **wanted: str) -> Quantity:
        """How many rows of a list have these values."""
        rows = self._table(table).where(**wanted)
        return self._counted(table, rows, len(rows))

    def _distinct(self, table: str, column: str, **wanted: str) -> Quantity:
        """How many different values a column of a list has."""
        listed = self._table(table)
        return self._counted(table, listed.where(**wanted), len(listed.distinct(column, **wanted)))

    def _group(self, panel: Panel, name: str) -> Panel:
        if name not in self._collection.groups:
            raise FormulaError(f"unknown group {name!r}; groups are {', '.join(self._collection.groups)}")
        return panel.group(self._collection.groups[name])

    def _table(self, name: str) -> Table:
        if name not in self._collection.tables:
            raise FormulaError(f"unknown list {name!r}; lists are {', '.join(self._collection.tables)}")
        return self._collection.tables[name]

    def _counted(self, table: str, rows: list[dict[str, str]], number: int) -> Quantity:
        parents = []
        for source in dict.fromkeys(row["source"] for row in rows):
            about = self._list_input(table, source, sum(row["source"] == source for row in rows))
            if about.published and not self._basis.allows(about.published):
                raise NotOut(f"the list {table} ({source}) was not out by {self._basis.day}")
            parents.append(q.measured(Interval.point(int(about.value)), COUNT, f"list {table}", about))
        return q.derived(Interval.point(number), COUNT, f"count of {table}", parents)

    def _list_input(self, table: str, source: str, rows: int) -> Input:
        about = partial(
            Input,
            ref=f"list:{table}",
            period="",
            value=str(rows),
            unit="count",
            kind="listed",
            source=source,
            written="1 item" if rows == 1 else f"{rows} items",
        )
        if source.startswith("text:"):
            text = self._collection.briefings[source.removeprefix("text:")]
            return about(published=text.held, originator=text.issuer, briefing=text.id)
        known = self._collection.sources[source]
        return about(published=known.published, originator=known.originator, event=known.event)


def stated_quantity(collection: Collection, briefing: Briefing, claim: Claim, number: int = 0) -> Quantity:
    """The figure that a claim states, as an input that is the same variable wherever it is used."""
    if not 0 <= number < len(claim.mentions):
        raise FormulaError(f"claim {claim.id} has no mention number {number}")
    key = (claim.id, number)
    if key not in collection.stated:
        mention = claim.mentions[number]
        collection.stated[key] = _stated(briefing, claim, mention, mention.interval(mention.usual_reading))
    return collection.stated[key]


@contextmanager
def restated(collection: Collection, claim_id: str, number: int, values: Interval) -> Iterator[None]:
    """While it lasts, every formula that names the claim's ``number``-th mention reads ``values`` for it."""
    briefing, claim = collection.claim(claim_id)
    kept = stated_quantity(collection, briefing, claim, number)
    collection.stated[claim.id, number] = _stated(briefing, claim, claim.mentions[number], values)
    try:
        yield
    finally:
        collection.stated[claim.id, number] = kept


def _stated(briefing: Briefing, claim: Claim, mention: Mention, values: Interval) -> Quantity:
    about = Input(
        ref=f"claim:{briefing.id}/{claim.id}",
        period="",
        value=mention.value,
        unit=mention.unit,
        published=briefing.held,
        kind="claim",
        source=f"text:{briefing.id}",
        originator=briefing.issuer,
        event=briefing.id,
        briefing=briefing.id,
        written=" ".join(part for part in (mention.hedge, mention.quote) if part),
    )
    return q.measured(values, mention.parsed_unit, f"claim {claim.id}", about)
