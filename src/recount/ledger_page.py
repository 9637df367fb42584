"""The ledger as a page: all claims of all briefings in tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from IPython.display import Markdown

from recount.blocks import day_in_words
from recount.chapter import table
from recount.check.run import ClaimResult
from recount.check.verdict import Verdict
from recount.collection import load_collection
from recount.ledger import check_all
from recount.words import interval_in_words
from recount.worked import recomputed_in_words

_CHECKED = ("Briefing", "Claim", "By", "Stated", "Recomputed", "Verdict", "As stated by customs", "Evidence", "Now")


@dataclass(frozen=True)
class LedgerPage:
    """The blocks of the ledger."""

    results: list[ClaimResult]

    def summary(self) -> Markdown:
        """How many claims there are and what became of them."""
        counts = Counter(r.verdict for r in self.results)
        parts = [f"{counts[v]} {v.printed}" for v in Verdict if counts[v]]
        return Markdown(f"{len(self.results)} claims: {', '.join(parts)}.")  # type: ignore[no-untyped-call]

    def checked(self) -> Markdown:
        """The claims with a verdict other than open."""
        rows = [_row(r) for r in self.results if r.verdict is not Verdict.OPEN]
        return table(_CHECKED, rows, "checked-claims")

    def unchecked(self) -> Markdown:
        """The open claims with their reasons."""
        rows = [
            (_day(r), _link(r), r.claim.asserted_by, r.claim.kind, r.why)
            for r in self.results
            if r.verdict is Verdict.OPEN
        ]
        return table(("Briefing", "Claim", "By", "Kind", "Why it is open"), rows, "open-claims")


def open_ledger(root: Path | None = None) -> LedgerPage:
    """Every claim of the nearest collection, checked."""
    return LedgerPage(check_all(load_collection(root)))


def _row(r: ClaimResult) -> tuple[str, ...]:
    mention = r.claim.stated()
    best = r.best
    reading = best.check.reading if best else mention.usual_reading if mention else None
    stated = interval_in_words(mention.interval(reading), mention.parsed_unit) if mention else f"“{r.claim.quote.text}”"
    recomputed = recomputed_in_words(best.headline.result, mention.parsed_unit if mention else None) if best else ""
    return (
        _day(r),
        _link(r),
        r.claim.asserted_by,
        stated,
        recomputed,
        r.verdict.printed,
        r.official.printed if r.official else "",
        r.evidence or "",
        r.verdict_now.printed if r.verdict_now is not r.verdict else "",
    )


def _day(r: ClaimResult) -> str:
    return day_in_words(r.briefing.held.first)


def _link(r: ClaimResult) -> str:
    return f"[{r.claim.states}](#{r.claim.id})"
