"""Editions: reasons for changed verdicts, and what a withdrawal leaves."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from recount import chapter, editions
from recount.cite.reference import open_library
from recount.collection import load_collection
from recount.errors import RecountError
from recount.ledger import check_all
from recount.notebook import open_briefing
from tests.library.conftest import spoil

CITATION = (Path(__file__).parents[2] / "CITATION.cff").read_text("utf-8")
BRIEFING = "2025-01-13-annual-2024"


@pytest.fixture
def root(project: Path) -> Path:
    (project / "CITATION.cff").write_text(re.sub(r"^version: .*$", "version: 0.2.0", CITATION, flags=re.MULTILINE))
    (project / "data" / "corrections.yml").write_text("corrections: []\n")
    collection = load_collection(project)
    folder = project / "data" / "editions"
    folder.mkdir()
    stored = {"released": "2026-01-01", "verdicts": editions.verdicts_of(check_all(collection))}
    (folder / "0.1.0.json").write_text(json.dumps(stored))
    return project


def found(root: Path, version: str = "0.2.0") -> list[str]:
    collection = load_collection(root)
    return [str(problem) for problem in editions.problems(collection, version, check_all(collection))]


def test_nothing_changed(root: Path) -> None:
    assert found(root) == []


def test_a_changed_verdict_needs_a_reason_that_fits(root: Path) -> None:
    spoil(root, "series/total_trade.csv", "2024-12,4.0600,", "2024-12,5.0600,")
    changed = [line for line in found(root) if "claim total-2024: say why it went from holds to fails" in line]
    assert len(changed) == 1
    reasons = "corrections:\n" + "".join(
        f"  - {{claim: {claim}, edition: 0.2.0, day: 2026-02-01, before: {before}, after: {after}, "
        "why: The figure was read from another table.}\n"
        for claim, (before, after) in editions.steps(
            root, "0.2.0", editions.verdicts_of(check_all(load_collection(root)))
        )[0][1].changed.items()
    )
    (root / "data" / "corrections.yml").write_text(reasons)
    assert found(root) == []
    (root / "data" / "corrections.yml").write_text(reasons.replace("before: holds", "before: fits", 1))
    assert len(found(root)) == 1


def test_a_reason_without_a_change_is_a_problem(root: Path) -> None:
    entry = (
        "{claim: total-2024, edition: 0.2.0, day: 2026-02-01, before: holds, after: fits, why: A reason for nothing.}"
    )
    (root / "data" / "corrections.yml").write_text(f"corrections: [{entry}]\n")
    assert len(found(root)) == 1


def test_a_released_edition_never_changes(root: Path) -> None:
    spoil(root, "series/total_trade.csv", "2024-12,4.0600,", "2024-12,5.0600,")
    assert any("0.1.0.json: the edition is released: raise the version" in line for line in found(root, "0.1.0"))


def test_an_edition_is_stored_once(root: Path) -> None:
    path = editions.store(root)
    assert [edition.version for edition in editions.released(root)] == ["0.1.0", "0.2.0"]
    with pytest.raises(RecountError, match="never change"):
        editions.store(root)
    path.unlink()
    spoil(root, "series/total_trade.csv", "2024-12,4.0600,", "2024-12,5.0600,")
    with pytest.raises(RecountError, match="say why"):
        editions.store(root)
    assert not path.exists()


def withdraw(root: Path, entry: str) -> None:
    record = root / "data" / "briefings" / f"{BRIEFING}.yml"
    text = record.read_text()
    record.write_text(text[: text.index("  - id: cause")] + f"withdrawn:\n  - {entry}\n")


GONE = "{id: cause, states: Policies caused the rise., day: 2026-02-01, why: The text says no such thing., instead: total-2024}"


def test_a_claim_that_vanished_is_a_problem_and_a_withdrawn_one_is_not(root: Path) -> None:
    withdraw(root, "{id: other, states: Something else., day: 2026-02-01, why: The text says no such thing.}")
    assert any("claim cause: was released and is gone" in line for line in found(root))


def test_a_withdrawn_claim_leaves_a_note_at_its_address(root: Path) -> None:
    withdraw(root, GONE)
    assert found(root) == []
    note = str(chapter.tombstone(open_briefing(BRIEFING, root), "cause").data)
    assert "Withdrawn on 1 February 2026." in note and "[total-2024](#total-2024)" in note
    with pytest.raises(KeyError):
        chapter.tombstone(open_briefing(BRIEFING, root), "total-2024")
    with pytest.raises(RecountError, match="was withdrawn on 2026-02-01"):
        open_library(load_collection(root)).find("cause")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("id: cause", "id: total-2024", "never given again"), ("instead: total-2024", "instead: gone", "unknown claim")],
)
def test_a_spoilt_withdrawal_is_refused(root: Path, old: str, new: str, said: str) -> None:
    withdraw(root, GONE.replace(old, new))
    with pytest.raises(RecountError, match=said):
        load_collection(root)
