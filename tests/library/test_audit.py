"""The audit: each number is owned or explained, and each quote is where the record says."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from recount.audit import AUDITED, BriefingAudit, audit, write_inventories
from recount.cli import main
from recount.collection import load_collection
from recount.locate import locate

TEXT = "On 13 January customs said that trade rose by nearly 2.1 trillion yuan, or 5%, in 20 cities. Policies did it.\n"
ID = "2025-01-13-annual-2024"


def span(quote: str) -> str:
    start = TEXT.index(quote)
    return f"start: {start}, end: {start + len(quote)}"


def record(text: str = TEXT) -> str:
    return f"""\
id: {ID}
title: Trade
event: A press conference
held: 2025-01-13
issuer: customs
source: {{publisher: P, url: "http://example.org/t", language: en, characters: {len(text)},
  sha256: "{hashlib.sha256(text.encode()).hexdigest()}"}}
claims:
  - id: added
    kind: change
    states: Trade rose by nearly 2.1 trillion yuan.
    asserted_by: official
    quote: {{text: "rose by nearly 2.1 trillion yuan", {span("rose by nearly 2.1 trillion yuan")}}}
    mentions:
      - {{quote: "2.1 trillion yuan", {span("2.1 trillion yuan")}, value: "2.1e12", unit: CNY, hedge: nearly}}
      - {{quote: "5%", {span("5%")}, value: "5", unit: percent}}
    open: not tried here
  - id: cities
    kind: count
    states: The measure is in 20 cities.
    asserted_by: official
    quote: {{text: "in 20 cities", {span("in 20 cities")}}}
    mentions: [{{quote: "20 cities", {span("20 cities")}, value: "20", unit: "count:cities"}}]
    open: not tried here
context:
  - {{quote: "13 January", {span("13 January")}, reason: date of the event}}
"""


@pytest.fixture
def texts(project: Path) -> Path:
    """A folder with the text of the project's only briefing, and the inventory stored."""
    folder = project / "texts"
    folder.mkdir()
    (folder / f"{ID}.txt").write_text(TEXT, encoding="utf-8")
    (project / "data" / "briefings" / f"{ID}.yml").write_text(record(), encoding="utf-8")
    for table in (project / "data" / "tables").glob("*.csv"):
        table.unlink()
    (project / "data" / "tables.yml").unlink()
    write_inventories(load_collection(project), folder)
    return folder


def run(project: Path, folder: Path | None) -> BriefingAudit:
    return audit(load_collection(project), folder)[0]


def change(project: Path, old: str, new: str) -> None:
    path = project / "data" / "briefings" / f"{ID}.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_sound_record_has_no_finding(project: Path, texts: Path) -> None:
    result = run(project, texts)
    assert result.findings == [] and result.text == AUDITED
    assert (result.numbers, result.in_claims, result.in_context, result.claims) == (4, 3, 1, 2)


def test_without_the_texts_the_inventory_is_audited_and_that_is_said(project: Path, texts: Path) -> None:
    result = run(project, None)
    assert result.findings == [] and "the text itself was not" in result.text
    change(project, '  - {quote: "13 January"', '  - {quote: "13"')
    change(project, "end: 13, reason", "end: 5, reason")
    assert run(project, None).findings == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("reason: date of the event", "reason: date of the event", None),
        ('value: "2.1e12"', 'value: "2.2e12"', "value differs"),
        ("hedge: nearly", "hedge: over", "hedge differs"),
        (", hedge: nearly", "", "hedge differs"),
        ("unit: percent", "unit: percentage-point", "unit differs"),
        ('value: "20"', 'value: "21"', "value differs"),
    ],
)
def test_what_the_finder_reads_otherwise_is_a_finding(
    project: Path, texts: Path, old: str, new: str, kind: str | None
) -> None:
    change(project, old, new)
    assert [f.kind for f in run(project, texts).findings] == ([kind] if kind else [])


def test_a_number_that_nobody_owns_is_a_finding(project: Path, texts: Path) -> None:
    change(project, "context:", "limits:")
    change(project, f'  - {{quote: "13 January", {span("13 January")}, reason: date of the event}}', "  - none")
    found = run(project, texts).findings
    assert [(f.kind, f.text) for f in found] == [("unaccounted", "13 January")]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("On 13", "Yesterday, on 13", {"text differs", "inventory differs", "moved"}),
        (
            "nearly 2.1 trillion yuan",
            "nearly 2.7 trillion yuan",
            {"text differs", "inventory differs", "figure changed", "value differs"},
        ),
        ("rose by nearly", "grew by nearly", {"text differs", "reworded"}),
        ("in 20 cities", "somewhere", {"text differs", "inventory differs", "gone"}),
    ],
)
def test_a_text_that_changed(project: Path, texts: Path, old: str, new: str, kinds: set[str]) -> None:
    (texts / f"{ID}.txt").write_text(TEXT.replace(old, new), encoding="utf-8")
    assert kinds <= {f.kind for f in run(project, texts).findings}


def test_a_changed_digit_is_never_taken_for_a_rewording() -> None:
    quote = "trade rose by 3.88 trillion yuan in the period"
    for other in (
        "trade rose by 3.83 trillion yuan in the period",
        "trade had risen by 3.89 trillion yuan in the period",
    ):
        assert locate(f"It is said that {other}.", quote, 0).how == "figure changed"
    assert locate("It is said that trade had risen by 3.88 trillion yuan in the period.", quote, 0).how == "reworded"
    assert locate("Nothing of the kind.", quote, 0).how == "gone"
    assert locate("", quote, 0).how == "gone"


def test_the_command_says_what_it_found(
    project: Path, texts: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOUNT_SOURCES", str(texts))
    assert main(["--root", str(project), "audit", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["in_claims"] == 3
    change(project, 'value: "20"', 'value: "21"')
    assert main(["--root", str(project), "audit"]) == 1
    assert "value differs: '20' at" in capsys.readouterr().out
    monkeypatch.setenv("RECOUNT_SOURCES", str(texts / "none"))
    assert main(["--root", str(project), "audit"]) == 2
    (texts / f"{ID}.txt").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("RECOUNT_SOURCES", str(texts))
    assert main(["--root", str(project), "audit"]) == 2
    monkeypatch.delenv("RECOUNT_SOURCES")
    (project / "data" / "mentions" / f"{ID}.jsonl").unlink()
    assert main(["--root", str(project), "audit"]) == 2
    assert "there is no inventory" in capsys.readouterr().err
