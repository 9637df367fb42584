"""What readers take with them: the data under a table, and the book on paper."""

from __future__ import annotations

import csv
import re
import unicodedata
import zipfile
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
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


def test_the_address_of_a_claim_is_copied(context: BrowserContext, open_page: Open) -> None:
    page = open_page(CHAPTER)
    link = page.locator("a.recount-copy[href='#added-2024']")
    link.focus()
    page.keyboard.press("Enter")
    expect(link).to_have_text("Link copied")
    expect(page).to_have_url(re.compile("#added-2024$"))
    wanted = link.get_attribute("data-address") or page.url
    assert pasted(page) == wanted and wanted.endswith(f"{CHAPTER}#added-2024")


def pasted(page: Page) -> str:
    """What the reader would paste: into a field, as the clipboard is not for reading in a folder."""
    page.evaluate("document.body.prepend(Object.assign(document.createElement('textarea'), {id: 'pasted'}))")
    page.locator("#pasted").focus()
    page.keyboard.press("Control+v")
    return page.locator("#pasted").input_value()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_citation_is_copied_by_keyboard(browser: Browser, site: Path, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"file://{site}/{CHAPTER}#added-2024")
    link = page.locator("a.recount-cite[href$='#added-2024']")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Style")).to_be_focused()
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['target']}" for each in found] == []
    dialog.get_by_label("Style").select_option("bibtex")
    reference = dialog.get_by_label("Reference").input_value()
    assert reference.startswith("@")
    dialog.get_by_role("button", name="Copy").press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Copied: BibTeX")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()
    assert pasted(page) == reference
    context.close()


def test_a_chart_and_a_chapter_are_taken_along(open_page: Open, tmp_path: Path) -> None:
    page = open_page(CHAPTER)
    chart = page.locator(".cell_output", has=page.locator("img")).first
    with page.expect_download() as download:
        chart.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "chart.csv")
    assert len(list(csv.DictReader((tmp_path / "chart.csv").read_text("utf-8").splitlines()))) > 1
    with page.expect_download() as download:
        page.get_by_role("link", name="Take it along").click()
    download.value.save_as(tmp_path / "chapter.zip")
    with zipfile.ZipFile(tmp_path / "chapter.zip") as archive:
        assert any(name.endswith("2025-01-13-annual-2024.ipynb") for name in archive.namelist())


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
