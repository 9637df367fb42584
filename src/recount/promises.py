"""The thread on promises and outcomes: its counts, tables and lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from IPython.display import Markdown

from recount import chapter
from recount.briefing import Briefing, Claim
from recount.check.run import ClaimResult
from recount.collection import Collection
from recount.commitments import Commitment, Report, Status, told_by

HEADER = ("Promise", "Due", "Status", "What was reported, when and by whom")
ISSUER = "the issuer"


@dataclass(frozen=True)
class Promise:
    """A commitment with its claim and its briefing."""

    collection: Collection
    briefing: Briefing
    claim: Claim
    commitment: Commitment

    @cached_property
    def status(self) -> Status:
        return self.commitment.status(self.collection.as_known_on)

    @property
    def tellers(self) -> set[str]:
        """Whose reports say that it was carried out, at least in part: ``the issuer``, or others by name."""
        told = [report for report in self.commitment.reports if report.extent != "context"]
        return {told_by(self.collection, self.commitment, report) for report in told}

    @property
    def due(self) -> str:
        """The due date as the text names it, or as it is read from the text."""
        if self.commitment.due is None:
            return "no date"
        return f"{self.commitment.due}" + ("" if self.commitment.due_from == "text" else ", as read here")

    @property
    def link(self) -> str:
        return f"[{self.claim.states}](#{self.claim.id})"


def promises(collection: Collection, *briefings: str) -> list[Promise]:
    """Every commitment of the published briefings, or of those named, in the order of the records."""
    return [
        Promise(collection, briefing, claim, collection.commitments[claim.id])
        for briefing in collection.published.values()
        for claim in briefing.claims
        if claim.id in collection.commitments and (not briefings or briefing.id in briefings)
    ]


def by_status(found: Iterable[Promise]) -> dict[Status, list[Promise]]:
    """The promises of each status, in the fixed order; every status is there."""
    sorted_out: dict[Status, list[Promise]] = {status: [] for status in Status}
    for promise in found:
        sorted_out[promise.status].append(promise)
    return sorted_out


def table(found: Sequence[Promise], name: str, caption: str) -> Markdown:
    """Each promise with its due date, its status and its reports."""
    rows = [(p.link, p.due, p.status.value, _reports(p)) for p in found]
    return chapter.table(HEADER, rows, name, caption=caption)


def status_table(found: Sequence[Promise], name: str) -> Markdown:
    """How many promises of each briefing have each status."""
    held = list(dict.fromkeys(p.briefing.id for p in found))
    counts = Counter((p.briefing.id, p.status) for p in found)
    titles = {p.briefing.id: p.briefing.title for p in found}
    rows = [
        (f"{titles[b]}", *(str(counts[b, status]) for status in Status), str(sum(counts[b, s] for s in Status)))
        for b in held
    ]
    sums = [sum(counts[b, status] for b in held) for status in Status]
    rows.append(("All", *map(str, sums), str(sum(sums))))
    header = ("Briefing", *(status.value for status in Status), "Promises")
    return chapter.table(header, rows, name, caption="Promises by briefing and status")


def by_whom(result: ClaimResult) -> str:
    """Who makes a claim, in words: customs itself, or another voice of the text."""
    who = result.claim.asserted_by
    return "customs" if who == "official" else f"{'an' if who[0] in 'aeiou' else 'a'} {who}"


def sources_used(found: Iterable[Promise]) -> list[str]:
    """The keys of the sources of all reports."""
    return [report.source for p in found for report in p.commitment.reports]


def _reports(promise: Promise) -> str:
    told = [_told(promise, report) for report in promise.commitment.reports]
    return " ".join(told) or "No report was found."


def _told(promise: Promise, report: Report) -> str:
    collection = promise.collection
    who = told_by(collection, promise.commitment, report)
    url = collection.sources[report.source].url
    aside = "; bears on it only" if report.extent == "context" else ""
    return f"{report.outcome} ([{report.reported}]({url}), {who}{aside})"
