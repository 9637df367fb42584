"""As relayed, as stated: the wordings of a claim beside that of the text, and what each does to the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from recount.briefing import Difference, StatedFigure
from recount.check.run import ClaimResult, check_wording
from recount.check.verdict import Verdict
from recount.notebook import CollectionView
from recount.reports import Report, difference
from recount.sources import Source
from recount.words import interval_in_words

KINDS: tuple[Difference, ...] = get_args(Difference)
SAME = "no difference"


@dataclass(frozen=True)
class Wording:
    """A claim in another place than the text.

    ``kind`` is how the text differs from it, ``None`` where it does not. ``verdict`` is that on this wording,
    ``None`` where it is not judged apart from the text's.
    """

    result: ClaimResult
    phrase: str
    chinese: bool
    source: Source | None
    stated: StatedFigure | None
    kind: Difference | None
    verdict: Verdict | None
    remark: str

    @property
    def differs(self) -> str:
        """The kind in words. Without a Chinese phrase nothing is said of the translation."""
        if self.kind:
            return self.kind
        return "the original agrees" if self.chinese else "the same elsewhere"

    @property
    def changes_the_verdict(self) -> bool:
        return self.verdict is not None and self.verdict is not self.result.verdict


def originals(view: CollectionView) -> list[Wording]:
    """The original wordings that are known, in the order of the ledger."""
    return [_original(view, result) for result in view.results if result.claim.original]


def elsewhere(view: CollectionView) -> list[Wording]:
    """The wordings of other reports, in the order of the ledger."""
    rows: dict[str, list[Report]] = {}
    for report in view.collection.reports:
        rows.setdefault(report.claim, []).append(report)
    return [_report(view, result, row) for result in view.results for row in rows.get(result.claim.id, [])]


def by_kind(wordings: Iterable[Wording]) -> dict[str, list[Wording]]:
    """The wordings by kind of difference, in a fixed order, kinds that none has left out."""
    found: dict[str, list[Wording]] = {}
    for each in wordings:
        found.setdefault(each.kind or SAME, []).append(each)
    return {kind: found[kind] for kind in (SAME, *KINDS) if kind in found}


def link(result: ClaimResult, text: str | None = None) -> str:
    """A link to the claim, as its statement or another text."""
    return f"[{(text or result.claim.states).replace('[', '(').replace(']', ')')}](#{result.claim.id})"


HEADER = ("This text", "Other wording", "How the text differs", "Verdict as relayed, and on the other wording")


def rows(wordings: Sequence[Wording]) -> list[tuple[str, ...]]:
    """A row a wording: the text's phrase, this one with its source, the difference, and the verdicts on both."""
    return [
        (
            link(each.result, each.result.claim.quote.text),
            f"{each.phrase}{_where(each.source)}",
            ": ".join(part for part in (each.differs, each.remark) if part),
            _verdicts(each),
        )
        for each in wordings
    ]


def _verdicts(wording: Wording) -> str:
    relayed = wording.result.verdict.printed
    if wording.verdict is None:
        return f"{relayed}; the other not judged apart"
    return f"{relayed} → **{wording.verdict.printed}**" if wording.changes_the_verdict else f"{relayed}, both"


def allowed(stated: StatedFigure, reading: str | None = None) -> str:
    """The values that a wording allows, in words."""
    return interval_in_words(stated.interval(reading), stated.parsed_unit)


def _original(view: CollectionView, result: ClaimResult) -> Wording:
    original = result.claim.original
    assert original is not None
    phrase = " · ".join(part for part in (original.zh, original.en) if part) or "known by its contents"
    verdict = result.verdict if original.agrees == "yes" else result.official
    source = view.collection.sources.get(original.source or "")
    stated = original.stated or result.claim.stated()
    return Wording(result, phrase, bool(original.zh), source, stated, original.kind, verdict, original.difference or "")


def _report(view: CollectionView, result: ClaimResult, row: Report) -> Wording:
    text, verdict = result.claim.stated(), None
    kind = row.kind or (difference(text, row.stated) if text and row.stated else None)
    if kind is None:
        verdict = result.verdict
    elif row.stated and kind not in ("unit or scope changed", "other words"):
        verdict, _ = check_wording(view.collection, result.claim.id, row.stated)
    source = view.collection.sources[row.source]
    return Wording(result, row.wording, source.language == "zh", source, row.stated, kind, verdict, row.remark)


def _where(source: Source | None) -> str:
    return f" ([{source.publisher}, {source.published}]({source.url}))" if source else ""
