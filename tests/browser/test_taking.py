"""What readers take with them: the data under a table, and the book on paper."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from recount.bookbuild import pdf
from tests.browser.conftest import Open

CHAPTER = "notebooks/briefings/2025-01-13-annual-2024.html"
# Taller than a page.
PICTURE = (
    "<img src='data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%22400%22 height=%221600%22/>'>"
)


def test_the_data_of_a_table_are_downloaded(open_page: Open, tmp_path: Path) -> None:
    page = open_page("notebooks/ledger.html")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").first.click()
    download.value.save_as(tmp_path / "ledger.csv")
    rows = list(csv.DictReader((tmp_path / "ledger.csv").read_text("utf-8").splitlines()))
    assert len(rows) == page.locator(".recount-ledger tbody tr").count()
    assert all(row["Claim"] and row["Verdict"] and row["licence"] for row in rows)


def test_a_page_on_paper_is_its_text(open_page: Open, tmp_path: Path) -> None:
    page = open_page(CHAPTER)
    page.emulate_media(media="print")
    for part in (".bd-sidebar-primary", ".bd-sidebar-secondary", ".bd-header-article"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator(".recount-card").first).to_be_visible()


@pytest.fixture
def printed(browser: Browser, tmp_path: Path) -> PdfReader:
    """Two pages as one PDF; the browser is asked for so that there is one."""
    pages = {
        "a.html": f'<section id="s"><h1>First</h1><p>逐月向好</p>{"<p>line</p>" * 30}{PICTURE}</section>',
        "b.html": '<section id="t"><h1>Second</h1><section id="u"><h2>Part</h2><a href="a.html#s">back</a></section></section>',
    }
    site = tmp_path / "html"
    site.mkdir()
    for name, body in pages.items():
        (site / name).write_text(f'<body><article class="bd-article">{body}</article></body>', "utf-8")
    (tmp_path / "print").mkdir()
    source, target = tmp_path / "print" / "book.html", tmp_path / "book.pdf"
    articles = pdf.read_articles(site, list(pages))
    source.write_text(pdf.document(articles, {}), "utf-8")
    pdf.print_to(pdf.find_browser(), source, target)
    source.write_text(pdf.document(articles, pdf.places(target)), "utf-8")
    pdf.print_to(pdf.find_browser(), source, target)
    return PdfReader(target)


def read(printed: PdfReader) -> list[str]:
    """The text of each page; a font may give a character its look-alike among the radicals."""
    return [unicodedata.normalize("NFKC", page.extract_text()) for page in printed.pages]


def test_the_contents_name_the_page_on_which_a_part_begins(printed: PdfReader) -> None:
    texts = read(printed)
    contents = next(text for text in texts if "Contents" in text)
    for title in ("First", "Second", "Part"):
        number = next(line for line in contents.splitlines() if line.startswith(title)).rpartition(" ")[2]
        assert title in texts[int(number) - 1].splitlines()
    assert printed.outline and printed.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]


def test_the_pages_have_numbers_and_chinese_characters(printed: PdfReader) -> None:
    texts = read(printed)
    assert all(str(number) in text for number, text in enumerate(texts[1:], 2))
    assert any("逐月向好" in text for text in texts)


def test_a_picture_is_not_cut_in_two(printed: PdfReader) -> None:
    """After thirty lines a picture that is taller than a page: it is made to fit, and stands whole on the next."""
    first = next(n for n, text in enumerate(read(printed)) if "逐月向好" in text)
    second = next(n for n, text in enumerate(read(printed)) if "back" in text)
    assert second - first == 2, "one page of lines, one with the picture"
