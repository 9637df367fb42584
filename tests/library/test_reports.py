"""Other wordings of a claim: how a figure differs, what a list of them has to hold, and what a wording does."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.briefing import StatedFigure
from recount.check.run import check_claim, check_wording
from recount.check.verdict import Verdict
from recount.collection import load_collection
from recount.errors import RecountError
from recount.ledger import as_json, check_all
from recount.notebook import open_collection
from recount.relayed import by_kind, elsewhere, originals
from recount.reports import difference

HEADER = "claim,source,wording,value,unit,step,hedge,form,kind,remark\n"
ADDED = "added-2024,release-2025,2.1 trillion yuan more,2.1e12,CNY,,,,,\n"


def figure(value: str, hedge: str | None = None, step: str | None = None, unit: str = "CNY") -> StatedFigure:
    return StatedFigure(value=value, unit=unit, hedge=hedge, step=step)


def problem(project: Path, row: str) -> str:
    """What is said of a list with this one row."""
    (project / "data/reports.csv").write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(RecountError) as error:
        load_collection(project)
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "other", "kind"),
    [
        (figure("1.7e13"), figure("1.70e13"), None),
        (figure("1.7e13"), figure("1.7e13", "over"), "hedge dropped"),
        (figure("1.6e12", "nearly"), figure("1.6e12"), "hedge added"),
        (figure("150", "over"), figure("150", "plus"), "hedge changed"),
        (figure("2.1e12", step="1e11"), figure("2.09e12"), "rounding"),
        (figure("2.1e12", step="1e11"), figure("2.04e12"), "figure changed"),
        (figure("8", unit="ratio"), figure("7.3", unit="ratio"), "figure changed"),
        (figure("2.09e12"), figure("2.1e12", step="1e11"), "rounding"),
        (figure("2.09e12"), figure("2.2e12", step="1e11"), "figure changed"),
        (figure("2.1e12"), figure("2.1e12", unit="USD"), "unit or scope changed"),
    ],
)
def test_a_difference_is_seen_from_figure_and_hedge(text: StatedFigure, other: StatedFigure, kind: str | None) -> None:
    assert difference(text, other) == kind


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (ADDED.replace("added-2024", "added-2042"), "line 2: claim: no record has a claim 'added-2042'; mend its id"),
        (ADDED.replace("release-2025", "release-2042"), "claim added-2024: field line 2: source: unknown source"),
        (ADDED.replace("2.1 trillion yuan more", "a b c d e f g h i j k l m"), "at most 12 words"),
        (ADDED.replace("2.1e12", "two"), "'two' is not a number"),
        (ADDED.replace(",CNY,,,", ",CNY,,perhaps,"), "'perhaps' is not a hedge"),
        (ADDED.replace("2.1e12", ""), "unit, step, hedge and form go with a value"),
        (ADDED.replace(",,,,,\n", ",,,,gossip,\n"), "kind"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_what_to_do(project: Path, row: str, says: str) -> None:
    message = problem(project, row)
    assert message.startswith("data/reports.csv: ") and says in message


def test_a_header_with_another_column(project: Path) -> None:
    (project / "data/reports.csv").write_text(HEADER.replace("remark", "note"), encoding="utf-8")
    with pytest.raises(RecountError, match="the header has to hold claim, form, hedge"):
        load_collection(project)


def test_a_record_that_is_read_instead_keeps_the_reports_of_its_claims(project: Path) -> None:
    (project / "data/reports.csv").write_text(HEADER + ADDED, encoding="utf-8")
    record = project / "data/briefings/2025-01-13-annual-2024.yml"
    other = project / "other.yml"
    other.write_text(record.read_text("utf-8"), encoding="utf-8")
    assert [report.claim for report in load_collection(project, other).reports] == ["added-2024"]
    other.write_text(record.read_text("utf-8").replace("added-2024", "added-other"), encoding="utf-8")
    with pytest.raises(RecountError, match="no record has a claim 'added-2024'"):
        load_collection(project, other)


def test_a_wording_is_judged_by_the_claims_own_checks(project: Path) -> None:
    collection = load_collection(project)
    before = as_json(check_all(collection))
    assert check_wording(collection, "added-2024", figure("2.1e12"))[0] is Verdict.HOLDS
    assert check_wording(collection, "added-2024", figure("2.1e12", "over"))[0] is Verdict.FAILS
    assert check_wording(collection, "cause", figure("2"))[0] is Verdict.OPEN
    with pytest.raises(RecountError, match=r"claim added-2024: field checks\.0\.formula"):
        check_wording(collection, "added-2024", figure("2.1e12", unit="USD"))
    assert as_json(check_all(collection)) == before


def test_in_the_collection_every_wording_has_a_kind_or_agrees() -> None:
    view = open_collection()
    known, other = originals(view), elsewhere(view)
    assert len(known) == sum(each.claim.original is not None for each in view.results)
    assert len(other) == len(view.collection.reports)
    for wordings in (known, other):
        assert sum(map(len, by_kind(wordings).values())) == len(wordings)
    changed = {each.result.claim.id: each.verdict for each in other if each.changes_the_verdict}
    assert changed == {"yearly-rise-2012": Verdict.DEPENDS}
    assert check_claim(view.collection, "yearly-rise-2012").verdict is Verdict.HOLDS
    assert {each.differs for each in known if not each.chinese and not each.kind} == {"the same elsewhere"}
