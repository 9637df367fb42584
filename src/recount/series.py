"""Official series: printed observations, their kinds and vintages, and which one counts when.

*Then* uses what was certainly out by the briefing's day; *now* everything. Among what is
out, then takes the latest revised print, else the first print, else a later mention; now
takes revised, else implied, else first, else a later mention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from recount.errors import FormulaError, NotOut
from recount.period import Dated, Period
from recount.quantity import (
    Figure,
    Interval,
    Quantity,
    Unit,
    allowed,
    find_rule,
    last_place,
    parse_number,
    printed_terms,
    read_terms,
)
from recount.quantity.expression import Implied
from recount.quantity.quantity import measured
from recount.quantity.unit import parse_printed_unit
from recount.sources import Source

KINDS = ("first", "revised", "quoted", "implied")
PREFERENCE = {
    "then": ("revised", "first", "quoted"),
    "now": ("revised", "implied", "first", "quoted"),
}
TIERS = ("official", "state media", "press", "reprint")


@dataclass(frozen=True)
class Basis:
    """As known when: ``then`` with the briefing's day, or ``now`` with the collection's."""

    name: str
    day: date

    def allows(self, published: Dated) -> bool:
        return self.name == "now" or published.certainly_by(self.day)


@dataclass(frozen=True)
class Input:
    """What is known of an input to a check: where it stands, as printed, and whose figure it is."""

    ref: str
    period: str
    value: str
    unit: str
    published: Dated | None
    kind: str
    source: str
    originator: str
    event: str | None = None
    briefing: str | None = None
    written: str = ""


@dataclass(frozen=True)
class Observation:
    """One printed value of a series for one period; ``value`` is the text as printed.

    What is put together from numbers that are printed beside each other is written as such: ``3646 + 423``.
    """

    series: str
    period: Period
    value: str
    unit: str
    hedge: str | None
    step: str | None
    published: Dated | None
    kind: str
    source: str | None
    note: str = ""
    economy: str | None = None
    originator: str | None = None

    @property
    def formula(self) -> str | None:
        """The formula of an implied figure, without its equals sign."""
        return self.value[1:].strip() if self.value.startswith("=") else None

    @property
    def written(self) -> str:
        """Hedge, value and unit in words."""
        return " ".join(part for part in (self.hedge, self.value, self.unit) if part)


@dataclass
class Series:
    """A series with all its observations. ``unit`` is the base unit of its values."""

    id: str
    title: str
    unit: Unit
    definition: str
    panel: bool
    observations: list[Observation]
    sources: dict[str, Source]
    evaluate: Callable[[str], Quantity]
    _quantities: dict[int, Quantity] = field(default_factory=dict, repr=False)

    @cached_property
    def _rows(self) -> dict[tuple[Period, str | None], list[Observation]]:
        """By period and economy: a panel has thousands of rows, and each is asked for by itself."""
        rows: dict[tuple[Period, str | None], list[Observation]] = {}
        for o in self.observations:
            rows.setdefault((o.period, o.economy), []).append(o)
        return rows

    def periods(self, economy: str | None = None) -> list[Period]:
        return sorted({o.period for o in self.observations if o.economy == economy})

    def economies(self, period: Period) -> list[str]:
        return sorted(economy for known, economy in self._rows if known == period and economy)

    def select(self, period: Period, basis: Basis, kind: str | None = None, economy: str | None = None) -> Observation:
        """The observation that counts.

        Raises FormulaError if none was ever published, NotOut if none was out by the day.
        """
        if kind is not None and kind not in KINDS:
            raise FormulaError(f"unknown kind {kind!r}; kinds are {', '.join(KINDS)}")
        rows = self._rows.get((period, economy), [])
        who = f" for {economy}" if economy else ""
        if not any(kind in (None, o.kind) for o in rows):
            raise FormulaError(f"series {self.id} has no {kind or 'published'} figure{who} for {period}")
        out = [o for o in rows if basis.allows(self.published(o))]
        for wanted in (kind,) if kind else PREFERENCE[basis.name]:
            candidates = [o for o in out if o.kind == wanted]
            if candidates:
                return self._best(candidates)
        raise NotOut(f"{self.id}{who} {period} was not out by {basis.day}")

    def quantity(self, observation: Observation) -> Quantity:
        """The observation as a quantity; the same observation is always the same variable."""
        key = id(observation)
        if key not in self._quantities:
            self._quantities[key] = self._measure(observation)
        return self._quantities[key]

    def published(self, observation: Observation) -> Dated:
        """The day it was published; an implied figure is as late as its latest input."""
        if observation.published:
            return observation.published
        dates = [i.about.published for i in self.quantity(observation).inputs if isinstance(i.about, Input)]
        known = [d for d in dates if d]
        return Dated(max(d.first for d in known), max(d.last for d in known))

    def contradictions(self) -> list[tuple[Observation, Observation]]:
        """Pairs of rows of one vintage that have no value in common."""
        pairs = []
        for rows in self._vintages():
            for index, a in enumerate(rows):
                for b in rows[index + 1 :]:
                    if not self.quantity(a).interval.meets(self.quantity(b).interval):
                        pairs.append((a, b))
        return pairs

    def _vintages(self) -> Iterable[list[Observation]]:
        groups: dict[tuple[object, ...], list[Observation]] = {}
        for o in self.observations:
            if o.kind == "first":
                groups.setdefault((o.economy, o.period, o.kind), []).append(o)
            elif o.kind == "revised":
                groups.setdefault((o.economy, o.period, o.kind, o.published), []).append(o)
        return groups.values()

    def _best(self, rows: list[Observation]) -> Observation:
        """The latest vintage, except for mentions; within it the most precise row, then the better source."""
        if rows[0].kind in ("revised", "implied"):
            latest = max(self.published(o).last for o in rows)
            rows = [o for o in rows if self.published(o).last == latest]
        return min(rows, key=self._precision)

    def _precision(self, o: Observation) -> tuple[bool, Fraction, int, date]:
        width = self.quantity(o).interval.width
        tier = TIERS.index(self.sources[o.source].tier) if o.source else 0
        return width is None, width or Fraction(0), tier, self.published(o).first

    def _measure(self, o: Observation) -> Quantity:
        if o.formula is not None:
            implied = self.evaluate(o.formula)
            about = Input(self.id, str(o.period), o.value, str(self.unit), None, "implied", "", "")
            return Quantity(Implied("implied", (implied.node,), about), self.unit)
        source = self.sources[o.source or ""]
        about = Input(
            ref=f"{self.id}:{o.economy}" if o.economy else self.id,
            period=str(o.period),
            value=o.value,
            unit=o.unit,
            published=o.published,
            kind=o.kind,
            source=o.source or "",
            originator=o.originator or source.originator,
            event=source.event,
            written=o.written,
        )
        return measured(observed(o), self.unit, f"{about.ref} {o.period}", about)


def observed(o: Observation) -> Interval:
    """The values that a printed observation allows, in the base of its unit.

    Raises FormulaError for a value, step, hedge or unit that cannot be read.
    """
    if o.hedge and len(printed_terms(o.value)) > 1:
        raise FormulaError("a value put together from printed numbers takes no hedge")
    return read_terms(o.value, lambda number: _allowed(o, number))


def _allowed(o: Observation, number: str) -> Interval:
    magnitude, unit = parse_printed_unit(o.unit)
    scale, value = magnitude * unit.scale, parse_number(number)
    step = parse_number(o.step) if o.step else last_place(number)
    figure = Figure(value * scale, step * scale, unit.is_count)
    form = "exact" if unit.is_whole and not o.hedge and step == magnitude == 1 else "figure"
    return allowed(figure, find_rule(o.hedge, form))
