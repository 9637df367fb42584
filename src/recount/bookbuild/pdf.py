"""`make pdf`: the whole book on paper: the built pages in reading order, printed by the system's Chromium.

The pages are put into one document, in which every id is unique and every link between pages leads within
it. It is printed twice: the first print tells on which page each chapter and section begins, the second
has these numbers in its contents.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import yaml
from bs4 import BeautifulSoup, Tag
from pygments.formatters import HtmlFormatter
from pypdf import PdfReader

from recount.bookbuild.build import is_current
from recount.bookbuild.stage import entries_of_contents

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
STYLE = Path(__file__).with_name("print.css")
CODE_STYLE = "a11y-high-contrast-light"  # as in _config.yml
# From the folder of the print, a folder below _build, to the site.
SITE = "../html"
# What a page offers on a screen only.
LEFT_OUT = ".headerlink, .recount-filters, .recount-take-along, .tag_hide-input > details, script, style, button, .toctree-wrapper"
TIMEOUT = 600


class PdfError(Exception):
    """Why there is no PDF, and what to do."""


def make_pdf(root: Path) -> Path:
    """Print `root/_build/html` into `root/_build/recount.pdf`. Raises PdfError with what is missing."""
    browser, site = find_browser(), root / "_build" / "html"
    need_chinese_font()
    if not is_current(root):
        raise PdfError("_build/html is not the book of these sources: run `make book` first")
    target = root / "_build" / "recount.pdf"
    with tempfile.TemporaryDirectory(dir=root / "_build") as folder:
        draft, final = Path(folder, "draft.pdf"), Path(folder, "final.pdf")
        page = Path(folder, "book.html")
        articles = read_articles(site, contents(root))
        styles = book_styles(root)
        page.write_text(document(articles, {}, styles), "utf-8")
        print_to(browser, page, draft)
        page.write_text(document(articles, places(draft), styles), "utf-8")
        print_to(browser, page, final)
        final.replace(target)
    return target


def find_browser() -> str:
    """The system's Chromium."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise PdfError("the PDF is printed by Chromium, which is not there: install it (Debian: apt install chromium)")


def need_chinese_font() -> None:
    """Without a font for them, Chinese characters are printed as boxes. Nothing is known where fontconfig is not."""
    if shutil.which("fc-list"):
        fonts = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False).stdout
        if not fonts.strip():
            raise PdfError("no font has Chinese characters: install one (Debian: apt install fonts-noto-cjk)")


def contents(root: Path) -> list[str]:
    """The addresses of the pages, in reading order."""
    toc = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    return [f"{name.removesuffix('.ipynb').removesuffix('.md')}.html" for name in entries_of_contents(toc)]


def read_articles(site: Path, pages: list[str]) -> dict[str, Tag]:
    """The articles of the pages by address, made ready to stand in one document."""
    return {name: _article(site, name, pages) for name in pages}


def book_styles(root: Path) -> str:
    """The book's own styles and those of code; the theme's are for screens."""
    code = HtmlFormatter(style=CODE_STYLE).get_style_defs(".highlight")
    return f"{code}\n{(root / 'book' / '_static' / 'recount.css').read_text('utf-8')}"


def document(articles: Mapping[str, Tag], at: Mapping[str, int], styles: str = "") -> str:
    """All pages as one, after a title and the contents; ``at`` is the page of the print on which an id stands."""
    lines = [line for name, article in articles.items() for line in _lines(name, article, at)]
    return (
        '<!DOCTYPE html><html lang="en" data-theme="light"><head><meta charset="utf-8"><title>Recount</title>'
        f"<style>{styles}</style><style>{STYLE.read_text('utf-8')}</style></head><body>"
        f'<header class="front"><p class="title">Recount</p><p>Official briefings, recomputed claim by claim</p></header>'
        f'<nav class="contents"><h1>Contents</h1><ul>{"".join(lines)}</ul></nav>'
        f'<main class="bd-article">{"".join(map(str, articles.values()))}</main></body></html>'
    )


def _article(site: Path, name: str, pages: list[str]) -> Tag:
    soup = BeautifulSoup((site / name).read_text("utf-8"), "lxml")
    article = soup.select_one("article.bd-article")
    if article is None:
        raise PdfError(f"{name} has no article: run `make book` again")
    for each in article.select(LEFT_OUT):
        each.decompose()
    for fold in article.find_all("details"):
        fold["open"] = ""
    article["id"] = _id(name, "")
    for each in article.find_all(id=True):
        each["id"] = _id(name, str(each["id"]))
    for link in article.find_all("a", href=True):
        link["href"] = _href(name, str(link["href"]), pages)
    for picture in article.find_all(src=lambda address: address and not address.startswith("data:")):
        picture["src"] = join(SITE, normpath(join(dirname(name), str(picture["src"]))))
    return article


def _id(page: str, anchor: str) -> str:
    return f"{page.removesuffix('.html').replace('/', '-')}--{anchor}"


def _href(page: str, href: str, pages: list[str]) -> str:
    """A link to a page of the book leads to its place in the document; others stay."""
    if "://" in href or href.startswith("mailto:"):
        return href
    path, _, anchor = href.partition("#")
    target = normpath(join(dirname(page), unquote(path))) if path else page
    return f"#{_id(target, unquote(anchor))}" if target in pages else join(SITE, target)


def _lines(name: str, article: Tag, at: Mapping[str, int]) -> list[str]:
    """A page in the contents: its title and its sections, without those of claims."""
    lines = [_line(_id(name, ""), heading, at, "page") for heading in article.find_all("h1")[:1]]
    for heading in article.find_all("h2"):
        section = heading.parent
        if section is not None and section.get("id"):
            lines.append(_line(str(section["id"]), heading, at, "section"))
    return lines


def _line(anchor: str, heading: Tag, at: Mapping[str, int], kind: str) -> str:
    number = at.get(anchor, "")
    text = " ".join(heading.get_text().split())
    return f'<li class="{kind}"><a href="#{anchor}"><span>{text}</span><span class="number">{number}</span></a></li>'


def places(pdf: Path) -> dict[str, int]:
    """The page, counted from 1, on which each linked id stands in a print."""
    reader = PdfReader(pdf)
    found = {}
    for name, destination in reader.named_destinations.items():
        page = reader.get_destination_page_number(destination)
        if page is not None:
            found[unquote(name.removeprefix("/"))] = page + 1
    return found


def print_to(browser: str, page: Path, target: Path) -> None:
    """Print a local page with an outline and tags for those who hear it."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            *(browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"),
            *("--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf"),
            *(f"--print-to-pdf={target}", page.as_uri()),
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired:
            raise PdfError(f"Chromium took longer than {TIMEOUT} s") from None
    if not target.exists():
        raise PdfError(f"Chromium printed nothing: {done.stderr.strip().splitlines()[-1:]}")


def main(arguments: list[str] | None = None) -> int:
    """Print the book; one line says what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd())
    try:
        target = make_pdf(parser.parse_args(arguments).root.resolve())
    except PdfError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"The book on paper is in _build/{target.name} ({len(PdfReader(target).pages)} pages)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
