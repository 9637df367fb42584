"""Planted errors: each stated figure changed by a few last places, to see which changes the checks notice.

The figure is stated otherwise: its value moved by so many last places, hedge and rounding kept. The error is
*caught* where a reading of the claim that held, or that was not contradicted, now fails or has a route that does:
for a claim with one reading, where its verdict turns from holds or fits to fails or depends. Figures of which
no reading stands are left out, and so is what the checks of other claims would notice.

Not every error can be caught, by whatever check. A statement stands for the set S of values that its rounding
and its hedge allow, and the figures used leave the set R. If the statement was right the true value lies in
both, in T, and nothing more is known of it. Moved by k places the statement allows S(k). A check that knew the
true value could contradict it only if that value is outside S(k). So an error is *within reach* if at least one
value of T lies outside S(k); otherwise every value that is possible at all is one that the changed statement
allows too. "More than 150" moved down to "more than 140" is out of reach for good, a rounded figure never is:
S and S(k) have an end in common at most. The share within reach is the most that any check could catch; checks
on rounded figures catch less, because they see R and not the value.

For a comparison there is no R. Its error is taken as within reach if the comparison is no longer certain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from recount.briefing import Mention
from recount.check.run import Checker, CheckResult, ClaimResult, Outcome, name_of, readings_of
from recount.check.verdict import Verdict
from recount.collection import Collection
from recount.errors import FormulaError
from recount.quantity import Interval, Quantity
from recount.scope import restated

MOVES = (1, 2, 5, 10)
_CLAIM = re.compile(r"""claim\(\s*["']([^"']+)["']\s*(?:,\s*(\d+)\s*)?\)""")
STANDING = (Verdict.HOLDS, Verdict.FITS)


@dataclass(frozen=True)
class Planted:
    """One error: the ``mention``-th figure of a claim, ``moved`` by so many last places (down if negative)."""

    result: ClaimResult
    mention: int
    moved: int
    caught: bool
    within_reach: bool

    @property
    def stated(self) -> Mention:
        return self.result.claim.mentions[self.mention]


@dataclass(frozen=True)
class Share:
    """How many errors of a kind were planted, caught, and within reach of any check."""

    planted: int
    caught: int
    within_reach: int


def plant(collection: Collection, results: Sequence[ClaimResult], moves: Iterable[int] = MOVES) -> list[Planted]:
    """Plant every error in every figure that a check is held against, in the order of the ledger.

    ``results`` is the checked ledger. A move that leaves nothing of the figure, zero or less, is left out.
    """
    return [
        _planted(collection, result, mention, moved)
        for result in results
        for mention in _figures(result)
        for each in moves
        for moved in (-each, each)
        if result.claim.mentions[mention].figure(moved).value > 0
    ]


def share(planted: Iterable[Planted]) -> Share:
    """Counts over some errors."""
    errors = list(planted)
    return Share(
        len(errors),
        sum(each.caught for each in errors),
        sum(each.within_reach for each in errors),
    )


def _planted(collection: Collection, result: ClaimResult, mention: int, moved: int) -> Planted:
    stated = result.claim.mentions[mention]
    with restated(collection, result.claim.id, mention, stated.interval(stated.usual_reading, moved)):
        after = [
            _again(collection, result, check, moved if check.check.mention == mention else 0) for check in result.checks
        ]
    caught = _falls(result.checks, after)
    return Planted(result, mention, moved, caught, _within_reach(result, mention, moved, after))


def _figures(result: ClaimResult) -> list[int]:
    """The mentions that the checks of a reading that stands are held against, or name."""
    standing = _standing(result.checks)
    return sorted({m for c in result.checks if name_of(c.check) in standing for m in _used(result, c)})


def _used(result: ClaimResult, check: CheckResult) -> set[int]:
    """The claim's own mentions that a check is held against, or names in its formula."""
    named = _named(result, check)
    if check.stated is not None and isinstance(check.headline.result, Quantity):
        named.add(check.check.mention)
    return named


def _named(result: ClaimResult, check: CheckResult) -> set[int]:
    return {int(number or 0) for claim, number in _CLAIM.findall(check.check.formula) if claim == result.claim.id}


def _again(collection: Collection, result: ClaimResult, check: CheckResult, moved: int) -> CheckResult:
    """The check judged anew; what was open stays open."""
    values = check.stated.interval(check.check.reading, moved) if check.stated else None
    file = collection.files.get(result.briefing.id, result.briefing.id)
    checker = Checker(collection, result.briefing, result.claim, file)

    def judge(before: Outcome) -> Outcome:
        if before.verdict is Verdict.OPEN or before.result is None:
            return before
        try:
            if _named(result, check):
                return checker.outcome(check.check, check.stated, values, before.basis)
            return checker.judge(before.result, check.stated, values, before.basis)
        except FormulaError as error:
            return Outcome(before.basis, None, Verdict.OPEN, str(error))

    return replace(check, then=judge(check.then), now=judge(check.now))


def _standing(checks: list[CheckResult]) -> set[str]:
    """The names of the readings that hold or are not contradicted."""
    return {reading.name for reading in readings_of(checks) if reading.verdict in STANDING}


def _falls(before: list[CheckResult], after: list[CheckResult]) -> bool:
    """Whether a reading that stood fails now, or has a route that does."""
    standing = _standing(before)
    return any(r.name in standing and r.verdict in (Verdict.FAILS, Verdict.DEPENDS) for r in readings_of(after))


def _within_reach(result: ClaimResult, mention: int, moved: int, after: list[CheckResult]) -> bool:
    standing = _standing(result.checks)
    pairs = [
        (before, now)
        for before, now in zip(result.checks, after, strict=True)
        if name_of(before.check) in standing
        and before.headline.verdict is not Verdict.OPEN
        and mention in _used(result, before)
    ]
    held_against = [before for before, _ in pairs if _is_held_against(before, mention)]
    for before, now in pairs:
        if before not in held_against:
            if now.headline.verdict is not Verdict.HOLDS:
                return True
        elif not _possible(before, held_against).within(_values(before, moved)):
            return True
    return False


def _is_held_against(check: CheckResult, mention: int) -> bool:
    return check.check.mention == mention and isinstance(check.headline.result, Quantity)


def _possible(check: CheckResult, others: list[CheckResult]) -> Interval:
    """What the statement and all routes of the same reading leave of the true value."""
    left = _values(check, 0)
    for recomputed in _routes(check, others):
        left = left.common(recomputed) or left
    return left


def _routes(check: CheckResult, others: list[CheckResult]) -> Iterator[Interval]:
    for other in others:
        if other.check.reading == check.check.reading and isinstance(other.headline.result, Quantity):
            yield other.headline.result.interval


def _values(check: CheckResult, moved: int) -> Interval:
    assert check.stated is not None
    return check.stated.interval(check.check.reading, moved)


def by_move(planted: Sequence[Planted], moves: Iterable[int] = MOVES) -> dict[int, Share]:
    """The shares by how many last places a figure was moved, up and down together."""
    return {move: share(each for each in planted if abs(each.moved) == move) for move in moves}


def missed(planted: Iterable[Planted]) -> dict[str, int]:
    """The errors within reach that were not caught, counted by claim, most first."""
    counts = Counter(each.result.claim.id for each in planted if each.within_reach and not each.caught)
    return dict(counts.most_common())
