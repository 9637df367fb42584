"""What a notebook opens with: claims, and the figures as known then and now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from IPython.display import Markdown

from recount.briefing import Briefing
from recount.card import Card
from recount.check.run import CheckResult, ClaimResult
from recount.collection import Collection
from recount.errors import FormulaError
from recount.functions import annual_mean, growth, lead, mean, median, rank, record, share, streak, total
from recount.kept import collection_at, result_of
from recount.quantity import Quantity, Truth
from recount.quantity.expression import Leaf
from recount.quantity.quantity import maximum, minimum
from recount.scope import Scope, stated_quantity
from recount.series import Basis, Input
from recount.words import interval_in_words, shown_unit
from recount.worked import printed_input

Result = Quantity | Truth


@dataclass(frozen=True)
class ClaimView:
    """A claim in a notebook: its figures to compute with, and its card."""

    result: ClaimResult
    collection: Collection

    def __getitem__(self, number: int) -> Quantity:
        """The figure that the claim states, by the number of its mention, from 0."""
        return stated_quantity(self.collection, self.result.briefing, self.result.claim, number)

    @property
    def stated(self) -> Quantity:
        """The first figure that the claim states."""
        return self[0]

    def show(self) -> Card:
        """The card of a claim that has nothing to recompute."""
        return Card(self.result, self.collection)

    def compare(self, *results: Result) -> Card:
        """Hold the notebook's arithmetic against the record's, check by check, in the record's order.

        Raises FormulaError if there are not as many results as checks.
        """
        if len(results) != len(self.result.checks):
            raise FormulaError(f"{self.result.claim.id} has {len(self.result.checks)} checks, not {len(results)}")
        problems = []
        for number, (check, result) in enumerate(zip(self.result.checks, results, strict=True), 1):
            if not any(_same(result, outcome.result) for outcome in (check.headline, check.then, check.now)):
                problems.append(
                    f"check {number} gives {_text(result, check)}; {check.check.formula} gives {_recorded(check)}"
                )
        return Card(self.result, self.collection, problems)


@dataclass(frozen=True)
class BriefingView:
    """A briefing in a notebook. ``then`` and ``now`` hold every series and function by name."""

    collection: Collection
    briefing: Briefing

    def claim(self, claim_id: str) -> ClaimView:
        """Raises KeyError if the briefing has no such claim."""
        self.briefing.claim(claim_id)
        return ClaimView(self._results[claim_id], self.collection)

    @cached_property
    def _results(self) -> dict[str, ClaimResult]:
        return {claim.id: result_of(self.collection, claim.id) for claim in self.briefing.claims}

    @property
    def results(self) -> list[ClaimResult]:
        """Every claim of the briefing with its verdicts, in record order."""
        return list(self._results.values())

    @cached_property
    def then(self) -> Scope:
        return Scope(self.collection, Basis("then", self.briefing.held.first), self.briefing)

    @cached_property
    def now(self) -> Scope:
        return Scope(self.collection, Basis("now", self.collection.as_known_on), self.briefing)


@dataclass(frozen=True)
class CollectionView:
    """All briefings in the notebook of a thread; ``now`` holds every series and function by name."""

    collection: Collection

    def claim(self, claim_id: str) -> ClaimView:
        """Raises KeyError if no briefing has such a claim."""
        self.collection.claim(claim_id)
        return ClaimView(self._results[claim_id.rpartition("/")[2]], self.collection)

    @cached_property
    def _results(self) -> dict[str, ClaimResult]:
        return {claim_id: result_of(self.collection, claim_id) for claim_id in self.collection.claims}

    @property
    def results(self) -> list[ClaimResult]:
        """Every claim of the published briefings with its verdicts, in record order."""
        return [result for result in self._results.values() if result.briefing.status == "published"]

    @cached_property
    def now(self) -> Scope:
        return self.as_known_on(self.collection.as_known_on, "now")

    def as_known_on(self, day: date, basis: str = "then") -> Scope:
        """The figures that were certainly out by ``day``."""
        return Scope(self.collection, Basis(basis, day))


def open_collection(root: Path | None = None) -> CollectionView:
    """The nearest collection."""
    return CollectionView(collection_at(root))


def open_briefing(briefing_id: str, root: Path | None = None) -> BriefingView:
    """The briefing of the nearest collection. Raises KeyError if there is none of that id."""
    collection = collection_at(root)
    return BriefingView(collection, collection.briefings[briefing_id])


def prose(text: str) -> Markdown:
    """A paragraph with computed figures in it."""
    return Markdown(" ".join(text.split()))  # type: ignore[no-untyped-call]


def words(quantity: Quantity, like: Quantity | None = None) -> str:
    """A figure as printed, or the values that came out of a formula, in words.

    A result is given in the unit of ``like`` where the two go together.
    """
    node = quantity.node
    if isinstance(node, Leaf) and isinstance(node.about, Input) and node.about.kind not in ("listed", "claim"):
        return printed_input(node.about)
    return interval_in_words(quantity.interval, shown_unit(quantity.unit, None if like is None else like.unit))


def _same(ours: Result, theirs: Result | None) -> bool:
    if isinstance(ours, Quantity) and isinstance(theirs, Quantity):
        return ours.interval == theirs.interval and ours.unit.agrees(theirs.unit)
    return isinstance(ours, Truth) and isinstance(theirs, Truth) and ours.answer is theirs.answer


def _text(result: Result, check: CheckResult) -> str:
    if isinstance(result, Truth):
        return result.answer.value
    unit = shown_unit(result.unit, check.stated.parsed_unit if check.stated else None)
    return interval_in_words(result.interval, unit)


def _recorded(check: CheckResult) -> str:
    recorded = check.headline.result
    return "no figure" if recorded is None else _text(recorded, check)


__all__ = [
    "BriefingView",
    "ClaimView",
    "CollectionView",
    "annual_mean",
    "growth",
    "lead",
    "maximum",
    "mean",
    "median",
    "minimum",
    "open_briefing",
    "open_collection",
    "prose",
    "rank",
    "record",
    "share",
    "streak",
    "total",
    "words",
]
