"""Instruments of policy that come back: when each was first seen, and which claims name it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from recount.briefing import Briefing, Measure, Quote, Slug
from recount.commitments import REPORTS, Commitment, Report
from recount.files import Files
from recount.sources import DatedField, Source, Strict

if TYPE_CHECKING:
    from recount.collection import Collection

FILE = "measures.csv"


class Instrument(Strict):
    """A kind of measure, in our words.

    ``first_seen`` is the earliest day or span that a cited source gives, which may be long after the beginning;
    ``first`` says what was seen then; ``claims`` are those that name it beside the measures of the records.
    """

    id: Slug
    name: Annotated[str, Field(min_length=3)]
    chinese: Quote | None = None
    first_seen: DatedField | None = None
    first: str | None = None
    source: str | None = None
    claims: Annotated[tuple[str, ...], BeforeValidator(lambda text: tuple(text.split()))] = ()

    @model_validator(mode="after")
    def _is_sourced(self) -> Instrument:
        if len({self.first_seen is None, self.first is None, self.source is None}) > 1:
            raise ValueError("give first_seen, first and source together, or none of them")
        return self


def read_instruments(
    files: Files, sources: Mapping[str, Source], claims: Mapping[str, object]
) -> dict[str, Instrument]:
    """``data/measures.csv``; problems go to ``files``."""
    path = files.data / FILE
    if not path.exists():
        return {}
    header, rows = files.rows(path)
    if header != list(Instrument.model_fields):
        files.say(path, f"the header has to be {','.join(Instrument.model_fields)}", where="header")
        return {}
    found: dict[str, Instrument] = {}
    for number, row in enumerate(rows, 2):
        given: dict[str, Any] = {key: cell for key, cell in row.items() if cell}
        where = f"line {number} ({given.get('id', 'no id')})"
        instrument = files.validated(path, Instrument, given, row=where)
        if instrument is None:
            continue
        if instrument.id in found:
            files.say(path, "stands twice; an instrument is written once", where=f"{where}: id")
        if instrument.source and instrument.source not in sources:
            files.say(path, f"unknown source {instrument.source!r}; add it to sources.yml", where=f"{where}: source")
        for claim in instrument.claims:
            if claim not in claims:
                files.say(path, f"no briefing has the claim {claim!r}; mend its id", where=f"{where}: claims")
        found[instrument.id] = instrument
    return found


def check_instruments(
    files: Files, instruments: Mapping[str, Instrument], commitments: Mapping[str, Commitment]
) -> None:
    """The instruments that reports name exist; problems go to ``files``."""
    for commitment in commitments.values():
        for report in commitment.reports:
            if report.instrument and report.instrument not in instruments:
                message = f"unknown instrument {report.instrument!r}; add it to data/{FILE}"
                files.say(files.data / REPORTS, message, report.claim, "instrument")


def measures_of(collection: Collection, instrument: Instrument) -> list[tuple[Briefing, Measure]]:
    """The measures of the records that belong to an instrument, in the order of the briefings."""
    return [
        (briefing, measure)
        for briefing in collection.published.values()
        for measure in briefing.measures
        if measure.instrument == instrument.id
    ]


def claims_naming(collection: Collection, instrument: Instrument) -> dict[str, list[str]]:
    """The ids of the claims that name an instrument, by briefing, in the order of the briefings."""
    named = {measure.claim for _, measure in measures_of(collection, instrument)} | set(instrument.claims)
    found = {
        briefing.id: [claim.id for claim in briefing.claims if claim.id in named]
        for briefing in collection.published.values()
    }
    return {briefing: claims for briefing, claims in found.items() if claims}


def reports_of(collection: Collection, instrument: Instrument) -> list[Report]:
    """What was reported of the promises about an instrument, each report once, the oldest first."""
    named = [name for claims in claims_naming(collection, instrument).values() for name in claims]
    told = [
        report
        for name in named
        if name in collection.commitments
        for report in collection.commitments[name].reports
        if report.instrument in (None, instrument.id)
    ]
    once = {(report.source, report.outcome): report for report in told}
    return sorted(once.values(), key=lambda report: report.reported.last)
