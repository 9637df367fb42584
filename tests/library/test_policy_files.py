"""Commitments and instruments: read, refused piece by piece, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from recount.check.run import check_claim
from recount.collection import Collection, load_collection
from recount.commitments import Commitment, Report, Status, told_by
from recount.errors import RecountError
from recount.lineage import claims_naming, reports_of

COMMITMENTS = "claim,due,due_from\ntotal-2024,2025,text\n"
REPORTS = """\
claim,reported,extent,outcome,source,instrument
total-2024,2026-01-14,part,Trade of 2025 was printed.,release-2025,
total-2024,2025-04-01/2025-04-30,context,A table of the world was printed.,world,yearly-table
total-2024,2026-02-01,part,A monthly table was printed.,release-2025,monthly-table
"""
INSTRUMENTS = """\
id,name,chinese,first_seen,first,source,claims
yearly-table,Yearly table,年度,2024-01-12,printed for a year,release-2023,total-2024
monthly-table,Monthly table,,,,,
"""
TODAY = date(2026, 11, 23)

Write = Callable[[str, str], None]


@pytest.fixture
def write(project: Path) -> Write:
    def write_file(name: str, text: str) -> None:
        (project / "data" / name).write_text(text, encoding="utf-8")

    write_file("commitments.csv", COMMITMENTS)
    write_file("commitment_reports.csv", REPORTS)
    write_file("measures.csv", INSTRUMENTS)
    return write_file


@pytest.fixture
def collection(project: Path, write: Write) -> Collection:
    return load_collection(project)


def test_reports_stand_in_the_order_of_their_days(collection: Collection) -> None:
    commitment = collection.commitments["total-2024"]
    assert [report.source for report in commitment.reports] == ["world", "release-2025", "release-2025"]
    assert [told_by(collection, commitment, report) for report in commitment.reports] == [
        "UN Trade and Development",
        "the issuer",
        "the issuer",
    ]
    assert check_claim(collection, "total-2024").commitment is commitment


def test_an_instrument_gathers_claims_and_reports(collection: Collection) -> None:
    instrument = collection.instruments["yearly-table"]
    assert claims_naming(collection, instrument) == {"2025-01-13-annual-2024": ["total-2024"]}
    assert [report.extent for report in reports_of(collection, instrument)] == ["context", "part"]


def report(extent: str, day: str) -> Report:
    return Report.model_validate(
        {"claim": "c", "reported": day, "extent": extent, "outcome": "It was told.", "source": "s"}
    )


@pytest.mark.parametrize(
    ("due", "extents", "expected"),
    [
        ("2025", [], Status.PASSED),
        ("2025", ["context"], Status.PASSED),
        ("2025", ["part", "context"], Status.PART),
        ("2025", ["part", "done"], Status.DONE),
        ("2026", ["part"], Status.NOT_YET),
        ("2026", ["done"], Status.DONE),
        ("2026-10", [], Status.PASSED),
        (None, ["context"], Status.NO_DATE),
        (None, ["part"], Status.PART),
    ],
)
def test_a_status_follows_from_due_date_and_reports(due: str | None, extents: list[str], expected: Status) -> None:
    commitment = Commitment.model_validate(
        {
            "claim": "c",
            **({"due": due, "due_from": "text"} if due else {}),
            "reports": tuple(report(extent, "2026-01-14") for extent in extents),
        }
    )
    assert commitment.status(TODAY) is expected


def test_the_last_day_is_not_yet_passed_and_a_later_report_is_not_known() -> None:
    commitment = Commitment.model_validate({"claim": "c", "due": "2026-10", "due_from": "reading"})
    assert commitment.status(date(2026, 10, 31)) is Status.NOT_YET
    assert commitment.status(date(2026, 11, 1)) is Status.PASSED
    told = commitment.model_copy(update={"reports": (report("done", "2026-11-20/2026-11-24"),)})
    assert told.status(TODAY) is Status.PASSED
    assert told.status(date(2026, 11, 24)) is Status.DONE


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("commitments.csv", "total-2024,2025", "total-2042,2025", "claim total-2042: field line 2: claim: no briefing"),
        ("commitments.csv", "total-2024,2025", "total-2024,soon", "claim total-2024: field line 2: due: 'soon' is not"),
        ("commitments.csv", "2025,text", "2025,", "claim total-2024: field line 2: record: give due and due_from"),
        ("commitments.csv", "2025,text", "2025,guess", "claim total-2024: field line 2: due_from"),
        ("commitments.csv", "text\n", "text\ntotal-2024,,\n", "claim total-2024: field line 3: claim: stands twice"),
        ("commitments.csv", "due_from", "from", "field header: the header has to be claim,due,due_from"),
        (
            "commitments.csv",
            "total-2024,2025,text\n",
            "",
            "commitment_reports.csv: claim total-2024: field claim: is no",
        ),
        ("commitment_reports.csv", "2026-01-14", "2026-01-41", "claim total-2024: field line 2: reported: "),
        ("commitment_reports.csv", "part", "most", "claim total-2024: field line 2: extent: "),
        ("commitment_reports.csv", "release-2025", "nowhere", "claim total-2024: field line 2: source: unknown source"),
        (
            "commitment_reports.csv",
            "Trade of 2025 was printed.",
            "",
            "claim total-2024: field line 2: outcome: is missing",
        ),
        (
            "commitment_reports.csv",
            "monthly-table",
            "no-table",
            "claim total-2024: field instrument: unknown instrument",
        ),
        ("measures.csv", "release-2023", "nowhere", "field line 2 (yearly-table): source: unknown source 'nowhere'"),
        ("measures.csv", "total-2024", "total-2042", "field line 2 (yearly-table): claims: no briefing has the claim"),
        (
            "measures.csv",
            "2024-01-12",
            "2024-13-12",
            "field line 2 (yearly-table): first_seen: '2024-13-12' is not a date",
        ),
        (
            "measures.csv",
            "printed for a year",
            "",
            "field line 2 (yearly-table): record: give first_seen, first and source",
        ),
        (
            "measures.csv",
            "yearly-table,",
            "Yearly Table,",
            "field line 2 (Yearly Table): id: 'Yearly Table' is not an id",
        ),
        ("measures.csv", "chinese", "hanzi", "field header: the header has to be id,name,chinese"),
        (
            "measures.csv",
            "total-2024\n",
            "total-2024\nyearly-table,Again,,,,,\n",
            "line 3 (yearly-table): id: stands twice",
        ),
    ],
)
def test_one_spoiled_piece_is_one_line(project: Path, write: Write, name: str, old: str, new: str, said: str) -> None:
    text = {"commitments.csv": COMMITMENTS, "commitment_reports.csv": REPORTS, "measures.csv": INSTRUMENTS}[name]
    assert old in text
    write(name, text.replace(old, new, 1))
    with pytest.raises(RecountError) as error:
        load_collection(project)
    assert said in str(error.value)
    assert str(error.value).startswith("data/")


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("{id: m, name: M, instrument: nothing}", "measure m: instrument: unknown instrument 'nothing'"),
        (
            "{id: m, name: M, claim: total-2024, later: {outcome: Told.}}",
            "measure m: later: its claim total-2024 stands",
        ),
    ],
)
def test_a_measure_that_does_not_fit(project: Path, write: Write, measure: str, said: str) -> None:
    record = project / "data/briefings/2025-01-13-annual-2024.yml"
    record.write_text(record.read_text("utf-8") + f"measures:\n- {measure}\n", encoding="utf-8")
    with pytest.raises(RecountError) as error:
        load_collection(project)
    assert said in str(error.value)
