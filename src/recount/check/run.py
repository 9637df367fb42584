"""Checking a claim: its formulas then and now, its verdict, its evidence."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from recount.briefing import Briefing, Check, Claim, StatedFigure
from recount.check import verdict as v
from recount.check.evidence import evidence_of, strongest, weakest
from recount.check.formula import evaluate
from recount.check.power import Power, power_of
from recount.check.sensitivity import sensitive_to
from recount.check.verdict import Verdict
from recount.errors import FormulaError, NotOut, Problem, RecountError
from recount.quantity import Interval, Quantity, Truth
from recount.quantity.expression import Implied, Leaf, Node, Op, everything
from recount.scope import Scope, restated
from recount.series import Basis, Input

if TYPE_CHECKING:
    from recount.collection import Collection
    from recount.commitments import Commitment


@dataclass(frozen=True)
class Outcome:
    """A check on one basis: what was recomputed (``None`` if it could not be), and the verdict."""

    basis: Basis
    result: Quantity | Truth | None
    verdict: Verdict
    why: str

    @property
    def inputs(self) -> list[Input]:
        return inputs_of(self.result) if self.result is not None else []


@dataclass(frozen=True)
class CheckResult:
    """A check with its outcomes; ``headline`` is *then*, or *now* where nothing could be said then."""

    check: Check
    stated: StatedFigure | None
    then: Outcome
    now: Outcome
    evidence: str | None
    sensitive_to: list[str]
    power: Power

    @property
    def headline(self) -> Outcome:
        return self.then if v.stands_then(self.then.verdict, self.now.verdict) else self.now


@dataclass(frozen=True)
class ClaimResult:
    """A claim with its checks and verdicts."""

    briefing: Briefing
    claim: Claim
    checks: list[CheckResult]
    verdict: Verdict
    basis: str
    verdict_now: Verdict
    evidence: str | None
    why: str
    official: Verdict | None = None
    official_checks: list[CheckResult] = field(default_factory=list)
    commitment: Commitment | None = None

    @property
    def ref(self) -> str:
        return f"{self.briefing.id}/{self.claim.id}"

    @property
    def sensitive_to(self) -> list[str]:
        return list(dict.fromkeys(name for check in self.checks for name in check.sensitive_to))

    @property
    def readings(self) -> dict[str, list[Verdict]]:
        """Each reading that could be tried, with what its routes gave."""
        return _verdicts_by_reading(self.checks)

    @cached_property
    def best(self) -> CheckResult | None:
        """The check to show first: one that gives the claim its verdict, else the first."""
        for check in self.checks:
            if check.headline.verdict is self.verdict:
                return check
        return self.checks[0] if self.checks else None


def check_claim(collection: Collection, claim_id: str) -> ClaimResult:
    """Recompute a claim. Raises RecountError naming file, claim and field for a formula that cannot be used."""
    briefing, claim = collection.claim(claim_id)
    file = collection.files.get(briefing.id, briefing.id)
    checker = Checker(collection, briefing, claim, file)
    checks = [checker.run(check, claim.stated(check), f"checks.{i}.formula") for i, check in enumerate(claim.checks)]
    verdict, basis, now = joined(checks)
    official, official_checks = checker.original()
    checker.stop()
    decided = [c for c in checks if c.headline.verdict is not Verdict.OPEN]
    if verdict is Verdict.DEPENDS:
        evidence = weakest(c.evidence for c in decided)
    else:
        evidence = strongest(c.evidence for c in decided if c.headline.verdict is verdict)
    return ClaimResult(
        briefing,
        claim,
        checks,
        verdict,
        basis,
        now,
        evidence,
        _reason(claim, checks, verdict),
        official,
        official_checks,
        collection.commitments.get(claim.id),
    )


def check_wording(collection: Collection, claim_id: str, stated: StatedFigure) -> tuple[Verdict, list[CheckResult]]:
    """The claim's checks held against another wording of its first figure.

    Open where the claim has no checks. Raises RecountError for a wording that a check cannot be held against.
    """
    briefing, claim = collection.claim(claim_id)
    checker = Checker(collection, briefing, claim, collection.files.get(briefing.id, briefing.id))
    figure = (
        restated(collection, claim_id, 0, stated.interval(stated.usual_reading)) if claim.mentions else nullcontext()
    )
    with figure:
        results = [
            checker.run(check, claim.stated(check) if check.mention else stated, f"checks.{i}.formula")
            for i, check in enumerate(claim.checks)
        ]
    checker.stop()
    return joined(results)[0], results


def inputs_of(result: Quantity | Truth) -> list[Input]:
    """Every figure that a result rests on, once, in the order of the formula."""
    nodes: tuple[Node, ...] = (result.node,) if isinstance(result, Quantity) else result.nodes
    found: dict[Input, None] = {}
    for node in (each for start in nodes for each in everything(start)):
        if isinstance(node, (Leaf, Implied)) and isinstance(node.about, Input):
            found[node.about] = None
    return list(found)


def looked_up(result: Quantity | Truth | None) -> Input | None:
    """The printed figure that a result repeats, its sign aside; ``None`` where something was computed or counted."""
    if not isinstance(result, Quantity):
        return None
    node = result.node.args[0] if isinstance(result.node, Op) and result.node.name == "neg" else result.node
    about = node.about if isinstance(node, Leaf) else None
    return about if isinstance(about, Input) and about.kind not in ("listed", "claim") else None


class Checker:
    """Judges checks of one claim; what is wrong with them is collected in ``problems``."""

    def __init__(self, collection: Collection, briefing: Briefing, claim: Claim, file: str) -> None:
        self.collection, self.briefing, self.claim, self.file = collection, briefing, claim, file
        self.problems: list[Problem] = []
        self.bases = (Basis("then", briefing.held.first), Basis("now", collection.as_known_on))

    def stop(self) -> None:
        if self.problems:
            raise RecountError(self.problems)

    def original(self) -> tuple[Verdict | None, list[CheckResult]]:
        """The verdict on the original wording, where it is known to differ."""
        original = self.claim.original
        if original is None or not original.has_verdict:
            return None, []
        if original.open:
            return Verdict.OPEN, []
        checks = original.checks if original.checks is not None else self.claim.checks
        results = [
            self.run(check, original.stated or self.claim.stated(check), f"original.checks.{i}.formula")
            for i, check in enumerate(checks)
        ]
        return joined(results)[0], results

    def run(self, check: Check, stated: StatedFigure | None, where: str) -> CheckResult:
        try:
            interval = stated.interval(check.reading) if stated else None
            then = self.outcome(check, stated, interval, self.bases[0])
            now = self._outcome_now(check, stated, interval, then)
            headline = now if then.verdict is Verdict.OPEN else then
            power = power_of(self._scope(headline.basis), check, stated, headline.result, self.claim.id)
        except FormulaError as error:
            self.problems.append(Problem(self.file, f"{check.formula!r}: {error}", self.claim.id, where))
            open_ = Outcome(self.bases[0], None, Verdict.OPEN, str(error))
            return CheckResult(check, stated, open_, open_, None, [], Power(None, None))
        if power.blind and isinstance(headline.result, Quantity):
            then, now = (replace(each, verdict=Verdict.OPEN, why=_BLIND) for each in (then, now))
        if then.verdict not in (Verdict.OPEN, Verdict.FAILS) and now.verdict is Verdict.FAILS:
            now = Outcome(
                now.basis,
                now.result,
                Verdict.SINCE_REVISED,
                f"{now.why}; restated since the briefing",
            )
        then, now = self._without_echo(then), self._without_echo(now)
        headline = then if v.stands_then(then.verdict, now.verdict) else now
        evidence = self._evidence(headline.inputs)
        changing = sensitive_to(headline.result, stated, check.reading, headline.verdict)
        return CheckResult(check, stated, then, now, evidence, changing, power)

    def _without_echo(self, outcome: Outcome) -> Outcome:
        """The same figure printed again at the same event recomputes nothing: it only speaks where it differs."""
        figure = looked_up(outcome.result)
        if outcome.verdict is Verdict.FAILS or figure is None or self._evidence([figure]) != "same event":
            return outcome
        return replace(outcome, verdict=Verdict.OPEN, why=_ECHO)

    def _evidence(self, inputs: list[Input]) -> str | None:
        return evidence_of(inputs, self.briefing.id, self.briefing.issuer, f"claim:{self.briefing.id}/{self.claim.id}")

    def _scope(self, basis: Basis) -> Scope:
        return Scope(self.collection, basis, self.briefing)

    def _outcome_now(
        self, check: Check, stated: StatedFigure | None, interval: Interval | None, then: Outcome
    ) -> Outcome:
        """A formula that worked then may meet restated figures that give it no exact range."""
        try:
            return self.outcome(check, stated, interval, self.bases[1])
        except FormulaError as error:
            if then.result is None:
                raise
            return Outcome(self.bases[1], None, Verdict.OPEN, f"no exact range on today's figures: {error}")

    def outcome(self, check: Check, stated: StatedFigure | None, interval: Interval | None, basis: Basis) -> Outcome:
        """What a check gives on a basis, held against ``interval``. Raises FormulaError for a formula that cannot be used."""
        try:
            result = evaluate(check.formula, self._scope(basis))
        except NotOut as error:
            return Outcome(basis, None, Verdict.OPEN, str(error))
        return self.judge(result, stated, interval, basis)

    def judge(
        self, result: Quantity | Truth, stated: StatedFigure | None, interval: Interval | None, basis: Basis
    ) -> Outcome:
        """What the result of a formula says of a stated figure that allows ``interval``."""
        if isinstance(result, Truth):
            answer = v.judged_truth(result.answer)
            return Outcome(
                basis,
                result,
                answer,
                "; ".join(part for part in (_TRUTH[answer], result.note) if part),
            )
        if stated is None or interval is None:
            raise FormulaError("the claim states no figure to hold this against; write a comparison")
        result.unit.plus(stated.parsed_unit)
        found = v.judged(result.interval, interval)
        if found is Verdict.FAILS and (reason := self._different_bases(result, stated)):
            return Outcome(basis, result, Verdict.OPEN, reason)
        return Outcome(basis, result, found, _WHY[found])

    def _different_bases(self, result: Quantity, stated: StatedFigure) -> str | None:
        """A growth rate is on the restated base; a first print that was restated is another base."""
        if stated.unit != "percent":
            return None
        for each in inputs_of(result):
            if each.kind == "first" and each.ref in self.collection.series:
                series = self.collection.series[each.ref]
                rows = [o for o in series.observations if str(o.period) == each.period]
                printed = [series.quantity(o).interval for o in rows if o.kind == "first"]
                later = [series.quantity(o).interval for o in rows if o.kind in ("revised", "implied")]
                if any(not a.meets(b) for a in printed for b in later):
                    return f"different bases: {each.ref} {each.period} was restated after its first print"
        return None


_BLIND = "The check agrees with any number that could have been stated, so that it decides nothing."
_ECHO = "The same figure, printed again at the same event, confirms nothing."
_WHY = {
    Verdict.HOLDS: "every recomputed value is among those that the statement allows",
    Verdict.FITS: "recomputed and stated values overlap, and some recomputed ones lie outside",
    Verdict.FAILS: "no recomputed value is among those that the statement allows",
}
_TRUTH = {
    Verdict.HOLDS: "certain on these figures",
    Verdict.FITS: "undecided on these figures",
    Verdict.FAILS: "impossible on these figures",
}


@dataclass(frozen=True)
class Reading:
    """One meaning of a claim: what its routes gave, as known then, or now where nothing was out then."""

    name: str
    basis: str
    verdicts: list[Verdict]
    now: list[Verdict]

    @property
    def verdict(self) -> Verdict:
        return v.of_routes(self.verdicts)


def name_of(check: Check) -> str:
    """The name of a check's reading."""
    return check.reading or "as printed"


def readings_of(checks: list[CheckResult]) -> list[Reading]:
    """The checks of a claim by reading; one without a name is ``as printed``."""
    routes: dict[str, list[CheckResult]] = {}
    for check in checks:
        routes.setdefault(name_of(check.check), []).append(check)
    result = []
    for name, same in routes.items():
        then, now = [c.then.verdict for c in same], [c.now.verdict for c in same]
        known = v.stands_then(v.of_routes(then), v.of_routes(now))
        result.append(Reading(name, "then" if known else "now", then if known else now, now))
    return result


def joined(checks: list[CheckResult]) -> tuple[Verdict, str, Verdict]:
    """The verdict of all readings, on which basis it stands, and the verdict now.

    A reading that could only be tried later is judged now: one that happened to be ready on
    the day must not speak for the claim alone.
    """
    readings = readings_of(checks)
    tried = [r for r in readings if r.verdict is not Verdict.OPEN]
    basis = "now" if any(r.basis == "now" for r in tried) else "then"
    headline = v.of_readings([r.verdict for r in readings])
    return headline, basis, v.of_readings([v.of_routes(r.now) for r in readings])


def _verdicts_by_reading(checks: list[CheckResult]) -> dict[str, list[Verdict]]:
    """What the routes of each reading gave, each verdict once; readings that were open are left out."""
    found: dict[str, list[Verdict]] = {}
    for reading in readings_of(checks):
        found[reading.name] = list(filter(lambda each: each is not Verdict.OPEN, dict.fromkeys(reading.verdicts)))
    return {name: verdicts for name, verdicts in found.items() if verdicts}


def _reason(claim: Claim, checks: list[CheckResult], verdict: Verdict) -> str:
    if claim.open:
        return claim.open
    if verdict is Verdict.DEPENDS:
        found = _verdicts_by_reading(checks).items()
        return "; ".join(f"{name}: {' and '.join(each.value for each in verdicts)}" for name, verdicts in found)
    for check in checks:
        if check.headline.verdict is verdict:
            return check.headline.why
    return "; ".join(dict.fromkeys(check.headline.why for check in checks))


def last_published(outcome: Outcome) -> date | None:
    """The day by which everything that an outcome rests on was out."""
    days = [each.published.last for each in outcome.inputs if each.published]
    return max(days, default=None)
