"""What formulas and notebooks can do with quantities besides arithmetic.

All are three-valued: a rank, a record or a streak is as certain as the figures allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from recount.errors import FormulaError, NotOut
from recount.period import Period, parse_period
from recount.quantity import COUNT, Answer, Interval, Quantity, Truth
from recount.quantity import quantity as q
from recount.quantity.unit import RANK
from recount.series import KINDS, Basis, Series


@dataclass(frozen=True, eq=False)
class Panel:
    """One quantity an economy (ISO 3166 three-letter codes), largest universe first named by the caller."""

    values: Mapping[str, Quantity]
    name: str = ""

    def __getitem__(self, economy: str) -> Quantity:
        if economy not in self.values:
            raise FormulaError(f"{self.name or 'the panel'} has no figure for {economy}")
        return self.values[economy]

    def __len__(self) -> int:
        return len(self.values)

    def group(self, members: Iterable[str]) -> Panel:
        """The economies of a group that the panel has."""
        wanted = set(members)
        return Panel({e: v for e, v in self.values.items() if e in wanted}, self.name)

    def without(self, *economies: str) -> Panel:
        return Panel({e: v for e, v in self.values.items() if e not in economies}, self.name)

    def top(self, number: int) -> Panel:
        """The largest by midpoint; the place of close ones is uncertain and ``rank`` says so."""
        ordered = sorted(self.values, key=lambda e: middle(self.values[e]), reverse=True)
        return self.group(ordered[:number])


@dataclass(frozen=True, eq=False)
class SeriesView:
    """A series as known on a basis; call it with a period: ``total_trade("2024")``."""

    series: Series
    basis: Basis

    def __call__(self, period: str, *which: str) -> Quantity | Panel:
        """The figure for a period; ``which`` names a kind, and for a panel an economy.

        Raises FormulaError for a period that nobody published, NotOut for one not out yet.
        """
        kinds = [word for word in which if word in KINDS]
        others = [word for word in which if word not in KINDS]
        if len(kinds) > 1 or len(others) > int(self.series.panel):
            raise FormulaError(f"{self.series.id}() takes a period{', an economy' * self.series.panel} and a kind")
        kind = kinds[0] if kinds else None
        if self.series.panel and not others:
            return self._panel(period, kind)
        return self.one(period, kind, others[0] if others else None)

    def one(self, period: str, kind: str | None = None, economy: str | None = None) -> Quantity:
        """A single figure."""
        try:
            parsed = parse_period(period)
        except ValueError as error:
            raise FormulaError(str(error)) from None
        if self.series.panel and economy is None:
            raise FormulaError(f"{self.series.id} has a figure for each economy; name one")
        return self.series.quantity(self.series.select(parsed, self.basis, kind, economy))

    def has(self, period: Period) -> bool:
        """Whether a figure was out."""
        return any(o.period == period and self.basis.allows(self.series.published(o)) for o in self.series.observations)

    def _panel(self, period: str, kind: str | None) -> Panel:
        values = {}
        try:
            economies = self.series.economies(parse_period(period))
        except ValueError as error:
            raise FormulaError(str(error)) from None
        if not economies:
            raise FormulaError(f"series {self.series.id} has no published figure for {period}")
        for economy in economies:
            try:
                values[economy] = self.one(period, kind, economy)
            except NotOut:
                continue
        if not values:
            raise NotOut(f"{self.series.id} {period} was not out by {self.basis.day}")
        return Panel(values, f"{self.series.id} {period}")


def middle(quantity: Quantity) -> Fraction:
    """Midpoint of a bounded quantity, in its base unit. Raises FormulaError if it is unbounded."""
    interval = quantity.interval
    if interval.low is None or interval.high is None:
        raise FormulaError("a figure without bounds has no middle")
    return (interval.low + interval.high) / 2


def rank(of: Quantity | str, panel: Panel) -> Quantity:
    """The place of a quantity, or of an economy of the panel, largest first.

    Returns a rank: an interval of whole places, a single one where it is certain.
    """
    own = panel[of] if isinstance(of, str) else of
    others = panel.without(of) if isinstance(of, str) else panel
    answers = [(other > own).answer for other in others.values.values()]
    certain, possible = answers.count(Answer.YES), len(answers) - answers.count(Answer.NO)
    name = f"rank among {len(others) + 1}"
    return q.derived(
        Interval(Fraction(1 + certain), Fraction(1 + possible)),
        RANK,
        name,
        [own, *others.values.values()],
    )


def growth(view: SeriesView, period: str, *kind: str) -> Panel:
    """Growth on the same period a year earlier of every economy that has both, as a ratio less one."""
    now, before = view(period, *kind), view(str(parse_period(period).shifted(-1)), *kind)
    if not isinstance(now, Panel) or not isinstance(before, Panel):
        raise FormulaError(f"growth() takes a series with a figure for each economy; {view.series.id} is not one")
    both = [economy for economy in now.values if economy in before.values]
    return Panel({e: now[e] / before[e] - 1 for e in both}, f"growth of {now.name}")


def annual_mean(view: SeriesView, year: str) -> Quantity:
    """The mean of the twelve monthly figures of a year."""
    return q.mean(view.one(f"{year}-{month:02}") for month in range(1, 13))


def median(panel: Panel) -> Quantity:
    return q.median(panel.values.values())


def mean(panel: Panel) -> Quantity:
    return q.mean(panel.values.values())


def total(panel: Panel) -> Quantity:
    return q.total(panel.values.values())


def share(economy: str, panel: Panel) -> Quantity:
    """An economy's part of the panel's total, as a ratio."""
    rest = panel.without(economy)
    return 1 / (1 + total(rest) / panel[economy])


def lead(economy: str, panel: Panel) -> Quantity:
    """How far an economy is ahead of the largest of the rest (negative if behind)."""
    return panel[economy] - q.maximum(panel.without(economy).values.values())


def record(view: SeriesView, period: str, since: str | None = None) -> Truth:
    """Whether a figure is larger than that of every earlier like period, from ``since`` on.

    Undecided where a figure is missing in between. Raises FormulaError if there is nothing to compare with.
    """
    latest = parse_period(period)
    known = [p for p in view.series.periods() if p.part == latest.part and p < latest]
    first = parse_period(since) if since else min(known, default=latest)
    if first >= latest:
        raise FormulaError(f"{view.series.id} has nothing earlier than {period} to compare with")
    wanted = [latest.shifted(-back) for back in range(1, latest.year - first.year + 1)]
    earlier, missing = [], []
    for each in wanted:
        try:
            earlier.append(view.one(str(each)))
        except (NotOut, FormulaError):
            missing.append(str(each))
    if not earlier:
        raise NotOut(f"{view.series.id} has nothing out before {period}")
    result = view.one(period) > q.maximum(earlier)
    if missing and result.answer is Answer.YES:
        note = f"no figure for {', '.join(reversed(missing))}"
        return Truth(Answer.UNDECIDED, result.nodes, note, result.comparisons)
    return Truth(result.answer, result.nodes, f"against {wanted[-1]} to {wanted[0]}", result.comparisons)


def streak(view: SeriesView, economy: str, year: str, group: Iterable[str] | None = None) -> Quantity:
    """For how many years in a row, counted back from ``year``, an economy was the largest.

    Returns a count; its upper end is open where the data end before the streak does.
    """
    view(year, economy)  # raises where there is nothing to start from
    members = None if group is None else {*group, economy}
    parents: list[Quantity] = []

    def answers() -> Iterator[Answer]:
        period = parse_period(year)
        while view.has(period):
            panel = view(str(period))
            assert isinstance(panel, Panel)
            panel = panel if members is None else panel.group(members)
            parents.extend(panel.values.values())
            yield first(economy, panel).answer
            period = period.shifted(-1)

    return q.derived(in_a_row(answers()), COUNT, f"streak to {year}", parents)


def first(economy: str, panel: Panel) -> Truth:
    """Whether an economy is the largest of the panel."""
    return panel[economy] > q.maximum(panel.without(economy).values.values())


def in_a_row(answers: Iterable[Answer]) -> Interval:
    """How many answers, from the first on, are yes; open above where they end before a no does."""
    certain, possible, unbroken = 0, 0, True
    for answer in answers:
        if answer is Answer.NO:
            return Interval(Fraction(certain), Fraction(possible))
        unbroken = unbroken and answer is Answer.YES
        certain, possible = certain + unbroken, possible + 1
    return Interval(Fraction(certain), None)
