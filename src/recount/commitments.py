"""Promises: when each is due, what was reported of it, and what follows from the two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from recount.files import Files
from recount.period import Period, parse_period
from recount.sources import DatedField, Source, Strict

if TYPE_CHECKING:
    from recount.briefing import Briefing, Claim
    from recount.collection import Collection

FILE, REPORTS = "commitments.csv", "commitment_reports.csv"


class Status(StrEnum):
    """What has become of a promise as far as reports go. It follows from due date and reports, and is never typed."""

    DONE = "reported done"
    PART = "reported in part"
    NOT_YET = "not yet due"
    PASSED = "due passed, nothing found"
    NO_DATE = "no date, nothing found"


class Report(Strict):
    """What a source says of a promise.

    ``extent``: ``done``, the source says that what was promised was carried out, or extended to the whole
    country; ``part``, it tells of a step or of a part of it; ``context``, it bears on the subject and does not say
    whether the promise was carried out. ``instrument`` is given where the report is of one instrument of several that
    the claim names.
    """

    claim: str
    reported: DatedField
    extent: Literal["done", "part", "context"]
    outcome: Annotated[str, Field(min_length=8)]
    source: str
    instrument: str | None = None


class Commitment(Strict):
    """A claim that promises something: what someone undertakes to do, not what is expected to happen.

    ``due`` is the period by whose end it is to be carried out, ``None`` where the text names no date; ``due_from``
    says whether the text names it or it is our reading of the text.
    """

    claim: str
    due: Annotated[Period | None, BeforeValidator(lambda text: parse_period(text) if text else None)] = None
    due_from: Literal["text", "reading"] | None = None
    reports: tuple[Report, ...] = ()

    @model_validator(mode="after")
    def _says_whose_date(self) -> Commitment:
        if (self.due is None) is not (self.due_from is None):
            raise ValueError("give due and due_from together, or neither")
        return self

    def status(self, day: date) -> Status:
        """What has become of it by ``day``."""
        extents = {report.extent for report in self.reports if report.reported.certainly_by(day)}
        if "done" in extents:
            return Status.DONE
        if self.due and self.due.end >= day:
            return Status.NOT_YET
        if "part" in extents:
            return Status.PART
        return Status.PASSED if self.due else Status.NO_DATE

    @property
    def outcome(self) -> str:
        """What was reported, in the order of the reports; empty where nothing was."""
        return " ".join(report.outcome for report in self.reports)


def read_commitments(
    files: Files, sources: Mapping[str, Source], claims: Mapping[str, tuple[Briefing, Claim]]
) -> dict[str, Commitment]:
    """``data/commitments.csv`` with the reports of ``data/commitment_reports.csv``; problems go to ``files``."""
    reports: dict[str, list[Report]] = {}
    for number, row in _rows(files, REPORTS, Report):
        where = f"line {number}"
        report = files.validated(files.data / REPORTS, Report, row, row.get("claim"), where)
        if row.get("source") not in sources:
            _say(
                files, REPORTS, row, f"{where}: source", f"unknown source {row.get('source')!r}; add it to sources.yml"
            )
        if report:
            reports.setdefault(report.claim, []).append(report)
    found: dict[str, Commitment] = {}
    for number, row in _rows(files, FILE, Commitment):
        name = row.get("claim", "")
        if name not in claims:
            _say(files, FILE, row, f"line {number}: claim", "no briefing has such a claim; mend its id")
        elif claims[name][1].kind == "forecast":
            _say(files, FILE, row, f"line {number}: claim", "a forecast promises nothing; take the row out")
        if name in found:
            _say(files, FILE, row, f"line {number}: claim", "stands twice; a promise is written once")
        told = sorted(reports.get(name, []), key=lambda report: report.reported.last)
        commitment = files.validated(
            files.data / FILE, Commitment, {**row, "reports": tuple(told)}, name, f"line {number}"
        )
        if commitment:
            found[name] = commitment
    for name in reports:
        if name not in found:
            files.say(files.data / REPORTS, f"is no commitment; add it to data/{FILE}", name, "claim")
    return found


def told_by(collection: Collection, commitment: Commitment, report: Report) -> str:
    """Whose report it is: the issuer of the briefing itself, or another body by its name."""
    briefing, _ = collection.claim(commitment.claim)
    originator = collection.sources[report.source].originator
    return "the issuer" if originator == briefing.issuer else collection.originators.get(originator, originator)


def _rows(files: Files, name: str, model: type[Strict]) -> list[tuple[int, dict[str, Any]]]:
    """The rows with their line numbers, empty cells dropped; nothing where the file is missing."""
    path = files.data / name
    if not path.exists():
        return []
    header, rows = files.rows(path)
    wanted = [column for column in model.model_fields if column != "reports"]
    if header != wanted:
        files.say(path, f"the header has to be {','.join(wanted)}", where="header")
        return []
    return [(number, {key: cell for key, cell in row.items() if cell}) for number, row in enumerate(rows, 2)]


def _say(files: Files, name: str, row: Mapping[str, Any], where: str, message: str) -> None:
    files.say(files.data / name, message, str(row.get("claim", "")) or None, where)
