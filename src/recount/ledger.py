"""The ledger: every claim with its verdicts, for the command line, the notebooks and the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from recount.briefing import Briefing, StatedFigure
from recount.check.run import CheckResult, ClaimResult, Outcome
from recount.collection import Collection
from recount.errors import Problem, RecountError
from recount.exact import exact_text
from recount.kept import result_of
from recount.quantity import Interval, Quantity, Truth, Unit, parse_value
from recount.quantity.unit import parse_printed_unit
from recount.series import Input
from recount.words import shown_unit


def check_all(collection: Collection, briefings: Iterable[Briefing] | None = None) -> list[ClaimResult]:
    """Every claim of ``briefings`` in record order; of those that are published unless some are named.

    Raises RecountError with the problems of all claims at once.
    """
    results, problems = [], list[Problem]()
    wanted = collection.published.values() if briefings is None else briefings
    for claim in (claim for briefing in wanted for claim in briefing.claims):
        try:
            results.append(result_of(collection, claim.id))
        except RecountError as error:
            problems += error.problems
    if problems:
        raise RecountError(problems)
    return results


def as_json(results: list[ClaimResult]) -> list[dict[str, Any]]:
    """The contract of ``recount check --json``: numbers are exact strings in base units, percent as ``"5"``."""
    return [_claim(result) for result in results]


def rows(results: list[ClaimResult]) -> Iterator[dict[str, str]]:
    """One row a claim in words, for tables."""
    for r in results:
        yield {
            "briefing": r.briefing.id,
            "claim": r.claim.id,
            "states": r.claim.states,
            "asserted by": r.claim.asserted_by,
            "kind": r.claim.kind,
            "verdict": r.verdict.value,
            "as stated by customs": r.official.value if r.official else "",
            "basis": r.basis,
            "now": r.verdict_now.value,
            "evidence": r.evidence or "",
            "why": r.why,
        }


def _claim(r: ClaimResult) -> dict[str, Any]:
    mention = r.claim.stated()
    reading = r.checks[0].check.reading if r.checks else None
    return {
        "claim": r.ref,
        "status": r.briefing.status,
        "states": r.claim.states,
        "asserted_by": r.claim.asserted_by,
        "stated": _stated(r.claim.quote.text, mention, reading),
        "verdict": r.verdict.value,
        "why": r.why,
        "basis": r.basis,
        "verdict_now": r.verdict_now.value,
        "verdict_official": r.official.value if r.official else None,
        "evidence": r.evidence,
        "checks": [_check(check) for check in r.checks],
    }


def _stated(text: str, stated: StatedFigure | None, reading: str | None) -> dict[str, Any]:
    if stated is None:
        return {"text": text, **_ends(None, None), "unit": None, "hedge": None, "rule": None}
    reading = reading or stated.usual_reading
    return {
        "text": text,
        **_ends(stated.interval(reading), stated.parsed_unit),
        "unit": stated.unit,
        "hedge": stated.hedge,
        "rule": stated.rule(reading).key,
    }


def _check(c: CheckResult) -> dict[str, Any]:
    unit = c.stated.parsed_unit if c.stated else None
    return {
        "formula": c.check.formula,
        "reading": c.check.reading,
        "recomputed": _recomputed(c.headline, unit),
        "verdict": c.headline.verdict.value,
        "why": c.headline.why,
        "evidence": c.evidence,
        "sensitive_to": c.sensitive_to,
        "inputs": [_input(each) for each in c.headline.inputs],
        "then": _outcome(c.then, unit),
        "now": _outcome(c.now, unit),
        "power": {
            side: None if value is None or unit is None else exact_text(value / unit.scale)
            for side, value in (("below", c.power.below), ("above", c.power.above))
        },
    }


def _outcome(outcome: Outcome, unit: Unit | None) -> dict[str, Any]:
    return {
        "recomputed": _recomputed(outcome, unit),
        "verdict": outcome.verdict.value,
        "as_of": str(outcome.basis.day),
    }


def _recomputed(outcome: Outcome, unit: Unit | None) -> dict[str, Any] | None:
    match outcome.result:
        case None:
            return None
        case Truth() as truth:
            return {"value": {"true": True, "false": False}.get(truth.answer.value, "undecided")}
        case Quantity() as quantity:
            shown = shown_unit(quantity.unit, unit)
            return {
                "text": quantity_text(quantity.interval, shown),
                **_ends(quantity.interval, shown),
                "unit": str(shown),
                "hedge": None,
                "rule": None,
            }


def quantity_text(interval: Interval, unit: Unit) -> str:
    """An interval in its unit, exact: ``[2080000000000, 2100000000000] CNY``."""
    ends = _ends(interval, unit)
    low, high = ends["low"] or "−∞", ends["high"] or "∞"
    if low == high:
        return f"{low} {unit}"
    return f"{'[' if ends['low_closed'] else '('}{low}, {high}{']' if ends['high_closed'] else ')'} {unit}"


def _ends(interval: Interval | None, unit: Unit | None) -> dict[str, Any]:
    if interval is None or unit is None:
        return {"low": None, "high": None, "low_closed": None, "high_closed": None}
    return {
        "low": exact_text(None if interval.low is None else interval.low / unit.scale),
        "high": exact_text(None if interval.high is None else interval.high / unit.scale),
        "low_closed": interval.low_closed,
        "high_closed": interval.high_closed,
    }


def _input(each: Input) -> dict[str, Any]:
    """An input in base units, and as printed; a formula that stands for a figure has no value of its own."""
    magnitude, unit = parse_printed_unit(each.unit)
    value = None if each.kind == "implied" else exact_text(parse_value(each.value) * magnitude)
    return {
        "ref": each.ref,
        "period": each.period or None,
        "value": value,
        "unit": str(unit),
        "printed": each.written or each.value,
        "published": None if each.published is None else str(each.published),
        "kind": each.kind,
        "source": each.source or None,
    }
