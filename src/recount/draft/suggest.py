"""Suggestions: the relations that a text calls for, each with the verdict that the library gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recount.briefing import Briefing, Check, Claim
from recount.check.run import ClaimResult, check_claim
from recount.check.verdict import Verdict
from recount.collection import Collection
from recount.draft.claims import DraftClaim
from recount.draft.relations import Relation, about_series, generic, relations
from recount.errors import FormulaError, RecountError
from recount.worked import recomputed_in_words


@dataclass(frozen=True)
class Suggestion:
    """A check to accept or to leave: ``formula`` for mention number ``mention`` of ``claim``, and what it gives."""

    claim: str
    mention: int
    kind: str
    formula: str
    note: str
    verdict: str
    why: str
    evidence: str | None
    recomputed: str
    uses: tuple[tuple[int, int], ...]


def suggest(text: str, claims: Sequence[DraftClaim], briefing: Briefing, collection: Collection) -> list[Suggestion]:
    """Suggestions for drafted claims; what cannot be evaluated, or no misstatement could fail, is left out."""
    figures = [claim.figure for claim in claims if claim.figure]
    proposed: list[Relation | tuple[str, str, str]] = [
        *relations(text, figures, collection, briefing),
        *_record_checks(claims, collection),
    ]
    return list(judged(proposed, briefing, collection))


def judged(
    proposed: Sequence[Relation | tuple[str, str, str]], briefing: Briefing, collection: Collection
) -> Iterator[Suggestion]:
    """Each proposal with its verdict, tried as the only check of its claim in a collection that has the briefing."""
    for each in proposed:
        uses: tuple[tuple[int, int], ...] = ()
        if isinstance(each, tuple):
            (claim_id, formula, note), mention, kind = each, 0, "series"
        else:
            claim_id, mention, formula = each.figure.claim, each.figure.mention, each.formula
            note, kind = each.note, each.kind
            uses = tuple((f.number.start, f.number.end) for f in each.uses)
        result = _tried(briefing, collection, claim_id, Check(formula=formula, mention=mention))
        if result is None or result.verdict is Verdict.OPEN:
            continue
        (check,) = result.checks
        stated = result.claim.stated(check.check)
        shown = recomputed_in_words(check.headline.result, stated.parsed_unit if stated else None)
        yield Suggestion(
            claim_id, mention, kind, formula, note, result.verdict.printed, result.why, result.evidence, shown, uses
        )  # fmt: skip


def _tried(briefing: Briefing, collection: Collection, claim_id: str, check: Check) -> ClaimResult | None:
    claims = tuple(_with_check(claim, check) if claim.id == claim_id else claim for claim in briefing.claims)
    with_it = briefing.model_copy(update={"claims": claims, "status": "in preparation"})
    beside = replace(collection, briefings={**collection.briefings, briefing.id: with_it}, stated={})
    beside.files[briefing.id] = briefing.id
    try:
        return check_claim(beside, claim_id)
    except (RecountError, FormulaError):
        return None


def _with_check(claim: Claim, check: Check) -> Claim:
    return claim.model_copy(update={"checks": (check,), "open": None, "original": None})


def _record_checks(claims: Sequence[DraftClaim], collection: Collection) -> Iterator[tuple[str, str, str]]:
    for claim in claims:
        if claim.kind != "record" or claim.period is None:
            continue
        for series in collection.series.values():
            level = not series.panel and str(series.unit) == "CNY" and about_series(series) == generic(claim.subject)
            if level and series.title.split()[0] not in ("Growth", "Share", "Change"):
                yield claim.id, f'record({series.id}, "{claim.period}")', "among the periods that the collection has"
