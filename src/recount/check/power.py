"""Power: the smallest misstatement that a check would have caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from recount.briefing import Check, StatedFigure
from recount.check.formula import evaluate
from recount.check.verdict import Verdict, judged, judged_truth
from recount.errors import FormulaError, NotOut
from recount.quantity import Quantity, Truth
from recount.quantity.quantity import measured
from recount.scope import Scope

_MOST = 2**60


@dataclass(frozen=True)
class Power:
    """How far the stated value could have been lower (``below``) or higher (``above``) before the check fails.

    In base units, a whole number of last places; ``None`` where no such misstatement fails.
    """

    below: Fraction | None
    above: Fraction | None

    @property
    def blind(self) -> bool:
        return self.below is None and self.above is None


def power_of(
    scope: Scope,
    check: Check,
    stated: StatedFigure | None,
    result: Quantity | Truth | None,
    claim_id: str,
) -> Power:
    """The power of a check whose formula gave ``result`` against the stated figure."""
    if stated is None or result is None:
        return Power(None, None)
    fails = _against(result, stated, check) if isinstance(result, Quantity) else _within(scope, check, stated, claim_id)
    if fails is None:
        return Power(None, None)
    step = stated.figure().step
    fewest = int(stated.figure().value / step)
    below = _first(lambda n: fails(-n), min(_MOST, fewest) if fewest > 0 else _MOST)
    above = _first(fails, _MOST)
    return Power(None if below is None else below * step, None if above is None else above * step)


def _against(result: Quantity, stated: StatedFigure, check: Check) -> Callable[[int], bool]:
    recomputed = result.interval
    return lambda moved: judged(recomputed, stated.interval(check.reading, moved)) is Verdict.FAILS


def _within(scope: Scope, check: Check, stated: StatedFigure, claim_id: str) -> Callable[[int], bool] | None:
    """A comparison that uses the claim's own figure is run again with the figure moved."""
    if f'claim("{claim_id}"' not in check.formula.replace("'", '"'):
        return None

    def fails(moved: int) -> bool:
        names = dict(scope)

        def claim(name: str, number: Fraction | int = 0) -> object:
            if name == claim_id and int(number) == check.mention:
                return measured(
                    stated.interval(check.reading, moved),
                    stated.parsed_unit,
                    f"claim {name}, moved",
                )
            return scope._claim(name, number)

        names["claim"] = claim
        try:
            outcome = evaluate(check.formula, names)
        except (FormulaError, NotOut):
            return False
        return isinstance(outcome, Truth) and judged_truth(outcome.answer) is Verdict.FAILS

    return fails


def _first(fails: Callable[[int], bool], most: int) -> int | None:
    """The fewest last places at which it fails; it keeps failing further out."""
    if fails(0):
        return 0
    reach = 1
    while not fails(reach):
        if reach >= most:
            return None
        reach = min(2 * reach, most)
    low, high = reach // 2, reach
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if fails(middle) else (middle, high)
    return high
