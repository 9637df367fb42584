"""References: the same from the command line and on the page, in seven styles, made of CITATION.cff."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from pybtex.database import parse_string

from recount.cite import styles
from recount.cite.edition import read_edition
from recount.cite.reference import Library, open_library
from recount.cite.styles import STYLES, cite
from recount.cli import main
from recount.collection import load_collection
from recount.errors import RecountError

CITATION = """\
cff-version: 1.2.0
message: Cite the section.
title: "Recount: a collection"
type: dataset
authors:
  - name: Recount
  - {family-names: Doe & Roe, given-names: Jo}
version: 1.2.3
date-released: 2026-03-04
license: [MIT]
abstract: A collection.
keywords: [trade]
"""
CLAIM = "Goods trade in 2024 was 2.1 trillion yuan larger than in 2023"


@pytest.fixture
def root(project: Path) -> Path:
    (project / "CITATION.cff").write_text(CITATION)
    (project / "_toc.yml").write_text("root: book/index\nchapters:\n  - file: book/methods\n  - file: book/missing\n")
    (project / "book").mkdir()
    (project / "book" / "index.md").write_text("# Recount\n")
    (project / "book" / "methods.md").write_text("---\na: b\n---\n\n# Methods & terms\n")
    return project


@pytest.fixture
def library(root: Path) -> Library:
    return open_library(load_collection(root))


@pytest.mark.parametrize("style", STYLES)
def test_each_style_has_all_that_a_reference_needs(library: Library, style: str) -> None:
    text = cite(library.claim("added-2024"), style)
    for needed in (CLAIM, "2026", "edition 1.2.3", "verdict as of 23 November 2026", "claim added-2024"):
        assert needed in text
    assert "notebooks/briefings/2025-01-13-annual-2024.html#added-2024" in text
    assert "recount" in text.casefold() and "xtitlex" not in text and "xaddressx" not in text


def test_styles_differ_as_they_should(library: Library) -> None:
    claim = library.claim("added-2024")
    assert cite(claim, "apa").startswith("Recount, & Doe & Roe, J. (2026, March 4). Goods trade")
    assert f"“{CLAIM} (" in cite(claim, "chicago")
    assert f"‘{CLAIM} (" in cite(claim, "oscola")
    assert "[EB/OL]" in cite(claim, "gb7714") and not cite(claim, "gb7714").startswith("[1]")


@pytest.mark.parametrize("style", ["apa", "chicago", "oscola", "gb7714"])
def test_only_the_case_of_the_title_differs_from_what_the_citation_library_writes(
    library: Library, style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    styled = styles.styled
    monkeypatch.setattr(styles, "styled", lambda file, item: asked.append(file) or styled(file, item))
    styles._frame.cache_clear()
    claim = library.claim("added-2024")
    ours = cite(claim, style)
    assert ours.casefold() == styled(asked[0], claim.csl()).casefold()


def test_a_base_address_makes_a_permalink(root: Path) -> None:
    (root / "CITATION.cff").write_text(f"{CITATION}url: https://example.org/recount/\n")
    library = open_library(load_collection(root))
    assert library.page("book/methods").address == "https://example.org/recount/book/methods.html"
    assert "<https://example.org/recount/book/methods.html>" in cite(library.page("book/methods"), "oscola")


def test_the_day_of_access_is_added(library: Library) -> None:
    day = date(2026, 12, 1)
    assert cite(library.claim("added-2024"), "oscola", day).endswith("accessed 1 December 2026")
    assert "[2026-12-01]" in cite(library.claim("added-2024"), "gb7714", day)
    assert "accessed" not in cite(library.claim("added-2024"), "oscola")


def test_bibtex_is_read_back(library: Library) -> None:
    (entry,) = parse_string(cite(library.page("book/methods"), "bibtex"), "bibtex").entries.values()
    assert entry.fields["title"] == r"{Methods \& terms}" and entry.fields["edition"] == "1.2.3"
    assert [str(person) for person in entry.persons["author"]] == ["{Recount}", r"Doe \& Roe, Jo"]


def test_ris_is_read_back(library: Library) -> None:
    lines = [line.split("  - ", 1) for line in cite(library.claim("added-2024"), "ris").splitlines()]
    assert lines[0] == ["TY", "ELEC"] and lines[-1] == ["ER", ""]
    found = dict(lines)
    assert (found["TI"], found["DA"], found["ET"]) == (CLAIM, "2026/03/04", "1.2.3")
    assert [value for tag, value in lines if tag == "AU"] == ["Recount", "Doe & Roe, Jo"]


def test_csl_json_is_read_back(library: Library) -> None:
    (item,) = json.loads(cite(library.claim("added-2024"), "csl-json"))
    assert item["id"] == "added-2024" and item["issued"] == {"date-parts": [[2026, 3, 4]]}
    assert item["author"] == [{"literal": "Recount"}, {"family": "Doe & Roe", "given": "Jo"}]


@pytest.mark.parametrize(
    "name",
    [
        "added-2024",
        "2025-01-13-annual-2024/added-2024",
        "notebooks/briefings/2025-01-13-annual-2024.html#added-2024",
    ],
)
def test_a_claim_is_found_by_id_and_by_address(
    root: Path, library: Library, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cite", name, "--style", "oscola", "--root", str(root)]) == 0
    assert capsys.readouterr().out == cite(library.claim("added-2024"), "oscola") + "\n"


@pytest.mark.parametrize("name", ["methods", "book/methods", "book/methods.html", "methods.md"])
def test_a_page_is_found_by_its_names(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", name, "--root", str(root)]) == 0
    assert "Methods & terms (edition 1.2.3, verdicts as of 23 November 2026)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["addd-2024"], "there is no claim or page 'addd-2024'; the nearest are added-2024"),
        (["other-briefing/added-2024"], "there is no claim or page 'other-briefing/added-2024'; the nearest are added"),
        (["method"], "the nearest are methods"),
        (["added-2024", "--style", "chicgo"], "there is no style 'chicgo'; the nearest is chicago"),
        (["added-2024", "--accessed", "today"], "--accessed: 'today' is not a date"),
    ],
)
def test_what_is_unknown_is_named_with_the_nearest(
    root: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cite", *arguments, "--root", str(root)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and said in err and err.count("\n") == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version: 1.2.3", "version: spring", "field version"),
        ("date-released: 2026-03-04", "date-released: soon", "field date-released"),
        ("type: dataset", "type: book", "field type"),
        ("name: Recount", "affiliation: Recount", "give name"),
        ("keywords: [trade]", "keyword: [trade]", "unknown key"),
        ("abstract: A collection.", "abstract: A collection.\nurl: example.org", "field url"),
        ("abstract: A collection.", "abstract: A collection.\ndoi: coming", "field doi"),
    ],
)
def test_a_spoilt_citation_file_is_refused(root: Path, old: str, new: str, said: str) -> None:
    assert old in CITATION
    (root / "CITATION.cff").write_text(CITATION.replace(old, new, 1))
    with pytest.raises(RecountError, match=said):
        read_edition(root)


def test_without_a_citation_file_nothing_is_cited(project: Path) -> None:
    with pytest.raises(RecountError, match="no such file"):
        open_library(load_collection(project))
