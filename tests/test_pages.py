"""What the book's own extension does to pages: captions, Chinese, terms, search entries, one document for paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from recount.bookbuild import glossary_links, pdf, search
from recount.collection import load_collection
from recount.han import RUN
from recount.index import by_topic
from recount.ledger import check_all

ROOT = Path(__file__).parents[1]
WANTED = {"claim": "claim", "fob": "FOB, CIF", "cif": "FOB, CIF"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two claims and a claim", ["claims"]),
        ("FOB before CIF", ["FOB"]),
        ("un-claim, claimed, a claim-book", []),
        ("", []),
    ],
)
def test_the_first_use_of_a_term_is_found(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end, _ in glossary_links.first_uses(text, WANTED)] == found


def test_the_terms_are_those_of_the_glossary() -> None:
    terms = glossary_links.terms(ROOT / "book" / "glossary.md")
    assert terms["fob"] == "FOB, CIF" and "verdict" in terms
    assert not terms.keys() & glossary_links.EVERYDAY
    assert {"observation", "reprint", "commitment", "thread"} <= terms.keys()


def test_every_everyday_word_is_an_entry_that_can_be_set_as_the_term() -> None:
    entries = (ROOT / "book" / "glossary.md").read_text("utf-8").splitlines()
    assert set(entries) >= glossary_links.EVERYDAY
    assert (
        glossary_links.first_uses(
            "what was known then, now and as a measure", glossary_links.terms(ROOT / "book" / "glossary.md")
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "runs"),
    [("as 近 1.6 万亿元 a year", ["近 1.6 万亿元"]), ("龙腾 and 蓝网", ["龙腾", "蓝网"]), ("in 2024", [])],
)
def test_runs_of_chinese(text: str, runs: list[str]) -> None:
    assert [run[0] for run in RUN.finditer(text)] == runs


def test_every_claim_can_be_found_by_its_words() -> None:
    results = check_all(load_collection(ROOT))
    entries = {each["id"]: each for each in map(search.entry, results)}
    assert len(entries) == len(results)
    for r in results:
        each = entries[r.claim.id]
        assert each["quote"] == r.claim.quote.text
        assert all(mention.quote in each["figures"] for mention in r.claim.mentions)
        assert not r.claim.original or each["zh"] == (r.claim.original.zh or "")
    assert search.script(results).startswith("window.RECOUNT_CLAIMS = [")


def test_the_index_has_every_claim_that_has_a_topic() -> None:
    collection = load_collection(ROOT)
    results = check_all(collection)
    listed = {r.ref for each in by_topic(collection, results).values() for r in each}
    assert listed == {r.ref for r in results if r.claim.topics}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    pages = {
        "a.html": '<h1 id="t">A</h1><section id="s"><h2>S</h2><a href="b/b.html#t">b</a></section>',
        "b/b.html": '<h1 id="t">B</h1><details><summary>x</summary><a href="../a.html">a</a></details><img src="../i.png">'
        '<a href="https://example.org/a.html">out</a><script>1</script>',
    }
    for name, body in pages.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f'<html><body><article class="bd-article">{body}</article></body></html>', "utf-8")
    return tmp_path


def test_one_document_has_unique_ids_and_links_within(site: Path) -> None:
    articles = pdf.read_articles(site, ["a.html", "b/b.html"])
    soup = BeautifulSoup(pdf.document(articles, {"a--s": 7}, ".card {}"), "html.parser")
    assert soup.style is not None and soup.style.get_text() == ".card {}"
    ids = [str(each["id"]) for each in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    links = [str(a["href"]) for a in soup.select("main a")]
    assert links == ["#b-b--t", "#a--", "https://example.org/a.html"]
    assert all(link[1:] in ids for link in links if link.startswith("#"))
    assert [str(each["src"]) for each in soup.find_all("img")] == ["../html/i.png"]
    assert soup.find("script") is None and soup.find("details", open=True) is not None
    assert [line.get_text(" ", strip=True) for line in soup.select(".contents li")] == ["A", "S 7", "B"]


def test_what_is_missing_for_a_print_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert pdf.main(["--root", str(ROOT)]) == 1
    said = capsys.readouterr().err
    assert "apt install chromium" in said and "Traceback" not in said


def test_the_print_has_the_books_styles_and_those_of_code() -> None:
    styles = pdf.book_styles(Path(__file__).parents[1])
    assert ".recount-card" in styles and ".highlight .k" in styles
