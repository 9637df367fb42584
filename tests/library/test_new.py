"""A new briefing: drafted whole, in its place whole or not at all, and published when nothing is undecided."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml

from recount.audit import UNDECIDED, audit
from recount.briefing import MOST_WORDS
from recount.cli import main
from recount.collection import find_root, load_collection
from recount.draft import place
from recount.ledger import check_all
from recount.sentences import safe_sentence

RELEASES = Path(__file__).parents[2] / "benchmarks" / "numbers"
ID = "2026-01-14-trade-in-2025"
TEXT = """Trade in 2025

China's foreign trade grew by 3.8 percent to 45.47 trillion yuan ($6.35 trillion) in 2025, customs said on Wednesday.

Exports rose by 6.1 percent to 26.99 trillion yuan, while imports edged up 0.5 percent, totaling 18.48 trillion yuan, a record high.

Customs thanked everybody for the confidence that was shown.
"""
TOC = """\
format: jb-book
root: book/index
parts:
  - caption: Briefings # in the order of the days
    chapters:
      - file: notebooks/briefings/2025-01-13-annual-2024 # the first
  - caption: Collection
    chapters:
      - file: notebooks/ledger
"""


@pytest.fixture
def root(project: Path) -> Path:
    """A project with a table of contents, an inventory, and a text beside it."""
    (project / "_toc.yml").write_text(TOC, "utf-8")
    (project / "data" / "mentions").mkdir()
    (project / "data" / "mentions" / "2025-01-13-annual-2024.jsonl").write_text("", "utf-8")
    (project / "text.txt").write_text(TEXT, "utf-8")
    return project


@pytest.fixture
def texts(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = root / "texts"
    folder.mkdir()
    monkeypatch.setenv("RECOUNT_SOURCES", str(folder))
    return folder


def new(root: Path, *more: str, briefing: str = ID) -> int:
    return main(["--root", str(root), "new", str(root / "text.txt"), "--id", briefing, "--held", "2026-01-14", *more])


def state(root: Path) -> dict[str, bytes]:
    """Every file below the root, but not the text and what a stopped run leaves hidden."""
    return {
        name: path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
        and not (name := path.relative_to(root).as_posix()).startswith(("texts/", "data/.recount-new"))
    }


def record(root: Path) -> dict[str, object]:
    return yaml.safe_load((root / f"data/briefings/{ID}.yml").read_text("utf-8"))  # type: ignore[no-any-return]


def test_every_number_is_in_the_record(root: Path, texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(root, "--publisher", "P", "--url", "https://example.org/t") == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert told["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (texts / f"{ID}.txt").read_text("utf-8") == TEXT
    assert "recount audit lists what is undecided" in err and f"recount publish {ID}" in err
    collection = load_collection(root)
    result = next(each for each in audit(collection, texts) if each.briefing == ID)
    assert result.numbers == result.in_claims + result.in_context == 9
    assert {f.kind for f in result.findings} == {UNDECIDED}
    assert len(result.findings) == told["claims"] + told["context"] + 1
    assert main(["--root", str(root), "audit"]) == 1


@pytest.mark.parametrize(
    "path", sorted([*RELEASES.glob("releases/*.txt"), *RELEASES.glob("held_out/*.txt")]), ids=lambda path: path.stem
)
def test_any_release_gives_a_record_that_loads(root: Path, texts: Path, path: Path) -> None:
    (root / "text.txt").write_bytes(path.read_bytes())
    assert new(root) == 0
    result = next(each for each in audit(load_collection(root), texts) if each.briefing == ID)
    assert result.numbers == result.in_claims + result.in_context
    assert {f.kind for f in result.findings} == {UNDECIDED}


@pytest.mark.parametrize("name", ["phrases.jsonl", "held_out/phrases.jsonl"])
def test_any_construct_gives_a_record_that_loads(root: Path, texts: Path, name: str) -> None:
    lines = (RELEASES / name).read_text("utf-8").splitlines()
    (root / "text.txt").write_text("\n\n".join(json.loads(line)["text"] for line in lines), "utf-8")
    assert new(root) == 0
    assert {f.kind for f in audit(load_collection(root), texts)[-1].findings} == {UNDECIDED}


def test_ids_kinds_and_periods_are_proposed(root: Path, texts: Path) -> None:
    assert new(root) == 0
    claims = {claim.id: claim for claim in load_collection(root).briefings[ID].claims}
    assert list(claims)[:5] == [
        "trade-growth-2025",
        "trade-2025",
        "trade-2025-usd",
        "exports-growth-2025",
        "exports-2025",
    ]
    assert claims["imports-2025"].mentions[0].value == "18480000000000"
    assert (claims["exports-growth-2025"].kind, claims["imports-record-2025"].kind) == ("growth", "record")


def test_no_sentence_of_the_source_is_in_the_record_or_the_notebook(root: Path, texts: Path) -> None:
    assert new(root) == 0
    words = TEXT.split()
    for name in place.files_of(ID):
        written = " ".join((root / name).read_text("utf-8").split())
        longest = [" ".join(words[i : i + MOST_WORDS + 1]) for i in range(len(words) - MOST_WORDS)]
        assert [each for each in longest if each in written] == []


def test_repeats_and_sums_are_pointed_out_with_their_verdicts(root: Path, texts: Path) -> None:
    assert new(root) == 0
    text = (root / f"data/briefings/{ID}.yml").read_text("utf-8")
    under = text[text.index("- id: trade-2025\n") : text.index("- id: trade-2025-usd")]
    assert re.search(r"# suggested, holds.*claim\(\"exports-2025\"\) \+ claim\(\"imports-2025\"\)", under) or re.search(
        r"# suggested, not contradicted.*claim\(\"exports-2025\"\) \+ claim\(\"imports-2025\"\)", under
    )
    assert 'total_trade("2025") / total_trade("2024") - 1' in text
    assert "Sentence 4" in text and "no figure; does it claim something?" in text


def test_the_table_of_contents_keeps_every_other_line(root: Path, texts: Path) -> None:
    assert new(root) == 0
    before, after = TOC.splitlines(), (root / "_toc.yml").read_text("utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert added == [f"      - file: notebooks/briefings/{ID}"]
    assert [line for line in after if line not in added] == before
    assert after.index(added[0]) == before.index("  - caption: Collection")
    assert place.toc_with(root, "2024-01-01-earlier").splitlines()[5].endswith("2024-01-01-earlier")


def test_the_notebook_has_a_section_a_claim(root: Path, texts: Path) -> None:
    assert new(root) == 0
    notebook = nbformat.read(root / f"notebooks/briefings/{ID}.ipynb", as_version=4)
    nbformat.validate(notebook)
    sources = [cell["source"] for cell in notebook["cells"]]
    for claim in load_collection(root).briefings[ID].claims:
        assert sum(source.startswith(f"({claim.id})=\n### “") for source in sources) == 1
        assert f'claim("{claim.id}").show()' in sources
    assert sources[0] == "# Trade in"


def test_an_unfinished_briefing_counts_for_nothing(root: Path, texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = [r.ref for r in check_all(load_collection(root))]
    assert new(root) == 0
    collection = load_collection(root)
    assert [r.ref for r in check_all(collection)] == before
    assert ID not in collection.published and ID in collection.briefings
    draft = check_all(collection, collection.briefings.values())[-1]
    assert draft.briefing.id == ID and safe_sentence(draft, "customs").startswith("Nothing to print yet")
    capsys.readouterr()
    assert main(["--root", str(root), "check", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    mine = [claim for claim in shown if claim["claim"].startswith(ID)]
    assert mine and {(c["status"], c["verdict"], c["why"]) for c in mine} == {
        ("in preparation", "open", "to be decided")
    }


def test_a_published_record_with_something_undecided_does_not_load(
    root: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(root) == 0
    path = root / f"data/briefings/{ID}.yml"
    path.write_text(path.read_text("utf-8").replace("status: in preparation\n", ""), "utf-8")
    assert main(["--root", str(root), "check"]) == 2
    assert "event is to be decided" in capsys.readouterr().err


@pytest.mark.parametrize(
    "briefing", ["Half Year", "2026-01-14", "trade", "2026-01-14-Trade", "../x", "2026-01-14-a--b", ""]
)
def test_an_id_that_is_no_slug_is_refused(
    root: Path, texts: Path, capsys: pytest.CaptureFixture[str], briefing: str
) -> None:
    before = state(root)
    assert new(root, briefing=briefing) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and "--id" in err
    assert state(root) == before and not list(texts.iterdir())


@pytest.mark.parametrize("name", place.files_of(ID))
def test_nothing_is_overwritten(root: Path, texts: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    record = (root / "data/briefings/2025-01-13-annual-2024.yml").read_text("utf-8")
    mine = record.replace("id: 2025-01-13-annual-2024", f"id: {ID}").replace("- id: ", "- id: other-")
    (root / name).write_text(mine.replace('claim("', 'claim("other-'), "utf-8")
    before = state(root)
    assert new(root) == 2
    assert "is there already" in capsys.readouterr().err
    assert state(root) == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("No figure at all.", "holds no figure"),
        ("In May 2025 it was said.", "holds no figure"),
        ("", "holds no figure"),
    ],
)
def test_a_text_without_figures(
    root: Path, texts: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    (root / "text.txt").write_text(text, "utf-8")
    before = state(root)
    assert new(root) == 2
    assert message in capsys.readouterr().err and state(root) == before and not list(texts.iterdir())


def test_a_table_of_contents_without_briefings(root: Path, texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "_toc.yml").write_text("format: jb-book\nroot: index\n", "utf-8")
    before = state(root)
    assert new(root) == 2
    assert "_toc.yml" in capsys.readouterr().err and state(root) == before


class Killed(BaseException):
    """What a signal that cannot be caught looks like from inside: nothing is cleaned up."""


def kill_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Stop before the ``step``-th change that another process could see."""
    seen = 0

    def counted(real):  # type: ignore[no-untyped-def]
        def change(*arguments: object, **named: object) -> object:
            nonlocal seen
            if seen == step:
                raise Killed
            seen += 1
            return real(*arguments, **named)

        return change

    for name in ("rename", "replace"):
        monkeypatch.setattr(os, name, counted(getattr(os, name)))
    monkeypatch.setattr(place.shutil, "rmtree", counted(place.shutil.rmtree))


def test_stopped_at_any_moment_the_collection_is_valid_and_the_next_run_finishes(
    project: Path, tmp_path_factory: pytest.TempPathFactory, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RECOUNT_SOURCES", raising=False)
    before = state(root)
    stopped = 0
    for step in range(20):
        copy = tmp_path_factory.mktemp("copy") / "project"
        place.shutil.copytree(root, copy)
        with monkeypatch.context() as patch:
            kill_at(patch, step)
            try:
                done = new(copy)
            except Killed:
                done = -1
        if done == 0:
            break
        stopped += 1
        collection = load_collection(copy)
        check_all(collection, collection.briefings.values())
        audit(collection, None)
        published = [r.ref for r in check_all(collection)]
        assert published and ID not in "".join(published)
        toc = (copy / "_toc.yml").read_text("utf-8")
        assert (ID in toc) <= (copy / f"notebooks/briefings/{ID}.ipynb").exists() <= (ID in collection.briefings)
        if not (copy / "data/.recount-new").exists() and ID not in toc:
            assert state(copy) == before
        assert new(copy) == 0
        assert len(state(copy)) == len(before) + 3 and ID in (copy / "_toc.yml").read_text("utf-8")
        assert not list((copy / "data").glob(".recount-new*"))
    assert stopped >= 7 and done == 0


def decide(root: Path) -> None:
    """What an author does, in short."""
    path = root / f"data/briefings/{ID}.yml"
    text = path.read_text("utf-8")
    text = text.replace('event: "to be decided: what kind of event was it?"', "event: A press conference")
    text = text.replace("open: to be decided", "open: nothing public to recompute it from")
    text = re.sub(r'reason: "to be decided: [^"]*"', "reason: the period of the figures", text)
    path.write_text(text, "utf-8")


def test_publishing_releases_the_addresses(root: Path, texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(root, "--publisher", "P", "--url", "https://example.org/t") == 0
    before = state(root)
    assert main(["--root", str(root), "publish", ID]) == 2
    err = capsys.readouterr().err
    assert "undecided: fill in event" in err and "claim trade-2025: undecided" in err
    assert state(root) == before
    decide(root)
    assert main(["--root", str(root), "publish", ID]) == 0
    collection = load_collection(root)
    addresses = (root / "data/anchors.txt").read_text("utf-8").split()
    assert addresses == sorted(addresses)
    assert {f"notebooks/briefings/{ID}.html#{c.id}" for c in collection.published[ID].claims} == set(addresses)
    assert len(check_all(collection)) == 5 + len(collection.published[ID].claims)


@pytest.mark.parametrize("spoilt", ["text", "section", "topics", "no such"])
def test_publishing_needs_the_text_and_the_sections(
    root: Path, texts: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    assert new(root, "--publisher", "P", "--url", "https://example.org/t") == 0
    decide(root)
    notebook = root / f"notebooks/briefings/{ID}.ipynb"
    if spoilt == "text":
        monkeypatch.delenv("RECOUNT_SOURCES")
    elif spoilt == "section":
        notebook.write_text(notebook.read_text("utf-8").replace("(trade-2025)=", "(trade)="), "utf-8")
    elif spoilt == "topics":
        (root / "data/topics.yml").write_text("trade: Trade\n", "utf-8")
    before = state(root)
    assert main(["--root", str(root), "publish", "2020-01-01-none" if spoilt == "no such" else ID]) == 2
    message = {
        "text": "RECOUNT_SOURCES",
        "section": "no section labelled (trade-2025)=",
        "topics": "name topics of data/topics.yml: trade",
        "no such": "there is no briefing",
    }
    assert message[spoilt] in capsys.readouterr().err
    assert state(root) == before


def test_an_unfinished_briefing_changes_no_fact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What pages say of the collection is the same before and after a draft; on a copy of the real one."""
    root = tmp_path / "project"
    for name in ("data", "notebooks", "book", "benchmarks"):
        place.shutil.copytree(find_root() / name, root / name)
    for name in ("_toc.yml", "CITATION.cff", "CHANGELOG.md"):
        place.shutil.copyfile(find_root() / name, root / name)
    (root / "text.txt").write_text(TEXT, "utf-8")
    code = (
        "import json, sys; from recount.facts import FACTS;"
        "json.dump({name: fact() for name, fact in FACTS.items()}, sys.stdout)"
    )

    def facts() -> dict[str, str]:
        done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)  # type: ignore[no-any-return]

    before = facts()
    assert new(root) == 0
    assert facts() == before and len(before) > 15
