"""Sharpness: the smallest misstatement that each check would catch, in the unit of the claim and as a share of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from recount.briefing import StatedFigure
from recount.check.run import CheckResult, ClaimResult
from recount.check.verdict import Verdict
from recount.quantity import Interval
from recount.words import interval_in_words

# Evidence of which every figure is the issuer's, in whatever text or release.
ISSUERS = ("same text", "same event", "other briefing", "issuer")


@dataclass(frozen=True)
class Sharp:
    """A check with its stated figure. ``below`` and ``above`` are misstatements in base units, ``None`` if none fails."""

    result: ClaimResult
    check: CheckResult
    stated: StatedFigure
    below: Fraction | None
    above: Fraction | None

    @property
    def smallest(self) -> Fraction:
        """The smaller of the two sides."""
        return min(side for side in (self.below, self.above) if side is not None)

    @property
    def relative(self) -> Fraction:
        """The smallest misstatement as a share of the stated value."""
        return self.smallest / self.stated.figure().value

    @property
    def rounding(self) -> Fraction:
        """A last place as a share of the stated value: no check of a rounded figure is sharper by whole places."""
        figure = self.stated.figure()
        return figure.step / figure.value

    @property
    def places(self) -> int:
        """The smallest misstatement in last places."""
        return int(self.smallest / self.stated.figure().step)

    def side_in_words(self, side: Fraction | None) -> str:
        """``0.02 trillion yuan``, or that nothing on that side is noticed."""
        if side is None:
            return "never"
        return interval_in_words(Interval.point(side), self.stated.parsed_unit)


def sharp_checks(results: Iterable[ClaimResult]) -> list[Sharp]:
    """Every check that stands and that some misstatement of a figure would make fail, in the order of the ledger."""
    return [sharp for result in results for check in result.checks if (sharp := _sharp(result, check))]


def sharpest(checks: Iterable[Sharp]) -> dict[str, Sharp]:
    """The sharpest check of each claim, by its id."""
    best: dict[str, Sharp] = {}
    for each in checks:
        kept = best.get(each.result.claim.id)
        if kept is None or each.relative < kept.relative:
            best[each.result.claim.id] = each
    return best


def on_the_issuer_alone(results: Iterable[ClaimResult]) -> list[ClaimResult]:
    """Claims with a verdict of which every figure used is the issuer's own."""
    return [r for r in results if r.verdict is not Verdict.OPEN and r.evidence in ISSUERS]


def _sharp(result: ClaimResult, check: CheckResult) -> Sharp | None:
    power = check.power
    standing = check.headline.verdict in (Verdict.HOLDS, Verdict.FITS)
    if check.stated is None or not standing or power.blind:
        return None
    return Sharp(result, check, check.stated, power.below, power.above)
