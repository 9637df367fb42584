"""What every built page keeps to: each rule gives the list of what breaks it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from recount.bookbuild.offline import is_foreign
from recount.bookbuild.prose import markdown_of, typed_numbers
from recount.han import RUN as HAN_RUN

Pages = Mapping[str, BeautifulSoup]  # by address in the site

SHORTEST_SENTENCE = 20
SLIP = re.compile(r"\b((?:an?|per) \w+|percent|yuan|tonnes|dollars) \1\b|−−|[−+×÷] −[\d.]")
OVERPRECISE = re.compile(r"\d\.\d{5,}")
HEADINGS = "h1, h2, h3, h4, h5, h6"
LOADED = (
    ("script", "src"),
    ("img", "src"),
    ("source", "src"),
    ("iframe", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("object", "data"),
    ("image", "href"),
    ("use", "href"),
)
LOADING_LINKS = {"stylesheet", "preload", "icon", "prefetch", "modulepreload", "preconnect"}
CSS_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")


def read_pages(site: Path) -> dict[str, BeautifulSoup]:
    """The pages of the site by address."""
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in sorted(site.rglob("*.html"))
        if path.relative_to(site).parts[0] not in ("_static", "_sources")
    }


def claims_without_anchor(pages: Pages, claims: Mapping[str, Iterable[str]]) -> list[str]:
    """Each claim is the address of one section, on the page of its briefing and nowhere else."""
    places: dict[str, list[str]] = {}
    for page, soup in pages.items():
        for anchor in section_anchors(soup):
            places.setdefault(anchor, []).append(page)
    problems = []
    for briefing, ids in claims.items():
        home = f"notebooks/briefings/{briefing}.html"
        for claim in ids:
            found = places.get(claim, [])
            if found != [home]:
                where = ", ".join(found) or "nowhere"
                problems.append(f"{claim}: expected once, on {home}; found {where}")
    return problems


def section_anchors(soup: BeautifulSoup) -> list[str]:
    """The ids by which a section that is headed h2 or h3 can be linked."""
    anchors: list[str] = []
    for heading in soup.select("section > h2, section > h3"):
        section = heading.parent
        labels = [str(label["id"]) for label in section.find_all("span", id=True, recursive=False)]
        anchors += [str(section["id"]), *labels]
    return anchors


def repeated_ids(pages: Pages) -> list[str]:
    """An id occurs once on a page."""
    problems = []
    for page, soup in pages.items():
        counts = Counter(str(tag["id"]) for tag in soup.find_all(id=True))
        problems += [f"{page}: id {name!r} {n} times" for name, n in counts.items() if n > 1]
    return problems


def lost_addresses(pages: Pages, released: Iterable[str]) -> list[str]:
    """An address that was once released is there for ever."""
    problems = []
    for address in released:
        page, _, anchor = address.partition("#")
        if page not in pages:
            problems.append(f"{address}: no such page")
        elif anchor and pages[page].find(id=anchor) is None:
            problems.append(f"{address}: no such anchor")
    return problems


def undescribed_images(pages: Pages) -> list[str]:
    """A picture says in a sentence what it shows."""
    problems = []
    for page, soup in pages.items():
        for image in soup.select(".cell_output img"):
            alt = str(image.get("alt", ""))
            if len(alt) <= SHORTEST_SENTENCE or " " not in alt or _is_path(alt):
                problems.append(f"{page}: {image.get('src')} is described as {alt!r}")
    return problems


def overprecise_images(pages: Pages) -> list[str]:
    """What is said of a picture has no more places than a reader sees in it."""
    alts = [(page, str(image.get("alt", ""))) for page, soup in pages.items() for image in soup.select("img")]
    return [f"{page}: {m[0]!r} in {alt[:60]!r}" for page, alt in alts for m in OVERPRECISE.finditer(alt)]


def _is_path(text: str) -> bool:
    return bool(re.search(r"\.(png|svg|jpe?g|gif|webp)$", text)) or "_images/" in text


def foreign_addresses(pages: Pages, styles: Mapping[str, str]) -> list[str]:
    """Nothing that a page loads comes from another host."""
    problems = []
    for page, soup in pages.items():
        loaded = [str(tag[name]) for kind, name in LOADED for tag in soup.find_all(kind, **_has(name))]
        loaded += [str(link.get("href", "")) for link in soup.find_all("link") if _loads(link)]
        for style in soup.find_all("style"):
            loaded += CSS_ADDRESS.findall(style.get_text())
        for styled in soup.find_all(style=True):
            loaded += CSS_ADDRESS.findall(str(styled["style"]))
        problems += [f"{page}: loads {address}" for address in loaded if is_foreign(address)]
        for script in soup.find_all("script", src=False):
            runs = script.get("type") != "application/ld+json"
            if runs and "://" in re.sub(r"https?://www\.w3\.org/\S*", "", script.get_text()):
                problems.append(f"{page}: a script on the page names another host")
    for name, style in styles.items():
        addresses = CSS_ADDRESS.findall(style)
        problems += [f"{name}: loads {a}" for a in addresses if is_foreign(a)]
    return problems


def _has(name: str) -> dict[str, bool]:
    return {name: True}


def _loads(link: Tag) -> bool:
    rel = link.get("rel")
    return bool(LOADING_LINKS & set(rel if isinstance(rel, list) else [str(rel)]))


def broken_downloads(pages: Pages, site: Path) -> list[str]:
    """Each chart and each table of a notebook is followed by links to its data, and the files are there."""
    problems = []
    for page, soup in pages.items():
        for shown in soup.select(".cell_output img, .cell_output > div > table, .cell_output > table"):
            output = shown.find_parent(class_="cell_output")
            if output is None or output.select_one(".recount-take-along") is None:
                problems.append(f"{page}: no data to take along below {shown.get('alt') or shown.get_text()[:40]!r}")
        for link in soup.select(".recount-take-along a"):
            target = (site / page).parent / str(link["href"])
            if not target.is_file() or not target.stat().st_size:
                problems.append(f"{page}: {link['href']} is not in the site")
    return problems


def uncited(pages: Pages, names: Iterable[str], edition: str) -> list[str]:
    """Each page says its edition and leads to its references, and so does each claim; the references are there."""
    problems = []
    for name in names:
        page = f"{name}.html"
        line = pages[page].select_one(".recount-page-tools")
        if line is None or edition not in line.get_text():
            problems.append(f"{page}: does not say that it is of edition {edition}")
        for link in pages[page].select("a.recount-cite"):
            depth = page.count("/")
            target, _, anchor = str(link["href"]).removeprefix("../" * depth).partition("#")
            if target not in pages or (anchor and pages[target].find(id=anchor) is None):
                problems.append(f"{page}: no references at {link['href']}")
    return problems


def jumping_headings(pages: Pages) -> list[str]:
    """A page has one h1, and no heading skips a level on the way down."""
    problems = []
    for page, soup in pages.items():
        levels = [int(each.name[1]) for each in soup.select(f":is({HEADINGS}):is(article *)")]
        if soup.article and levels.count(1) != 1:
            problems.append(f"{page}: {levels.count(1)} headings are h1")
        for above, below in pairwise(levels):
            if below > above + 1:
                problems.append(f"{page}: h{below} follows h{above}")
    return problems


def dead_links(pages: Pages, site: Path) -> list[str]:
    """Each link within the site leads to a file of it, and to a place there if it names one."""
    ids = {page: {str(tag["id"]) for tag in soup.find_all(id=True)} for page, soup in pages.items()}
    problems = []
    for page, soup in pages.items():
        for link in soup.find_all("a", href=True):
            address = urlsplit(str(link["href"]))
            if address.scheme or address.netloc:
                continue
            target = normpath(f"{dirname(page)}/{unquote(address.path)}".lstrip("/")) if address.path else page
            if target not in pages:
                missing = not (site / target).is_file()
            else:
                missing = bool(address.fragment) and not ids[target] & {address.fragment, unquote(address.fragment)}
            is_view = "=" in address.fragment or link.find_parent(class_="recount-filters") is not None
            if missing and not is_view:
                problems.append(f"{page}: {link['href']} leads nowhere")
    return problems


def unnamed_tables(pages: Pages) -> list[str]:
    """A table has a caption or a name of its own, and headers whose column or row is known."""
    problems = []
    for page, soup in pages.items():
        captions = Counter(each.get_text() for each in soup.select("caption") if not _is_named_around(each))
        problems += [f"{page}: {n} tables are named {text!r}" for text, n in captions.items() if n > 1]
        for table in soup.select("table:not(.genindextable)"):  # there a list in columns
            named = table.caption or table.get("aria-label") or table.find_parent(attrs={"aria-label": True})
            if not named:
                problems.append(f"{page}: a table without a name: {table.get_text(' ')[:40]!r}")
            heads = table.find_all("th")
            if not heads or any(map(_heads_nothing, heads)):
                problems.append(f"{page}: a table without headers: {table.get_text(' ')[:40]!r}")
    return problems


def _is_named_around(part: Tag) -> bool:
    return part.find_parent(attrs={"aria-label": True}) is not None


def _heads_nothing(head: Tag) -> bool:
    """Without a scope, HTML takes a header in the table's head for its column's and the first of a row for the row's."""
    return not head.get("scope") and head.find_parent("thead") is None and bool(head.find_previous_sibling())


def without_skip_link(pages: Pages) -> list[str]:
    """The first link of a page that has navigation leads to its text."""
    problems = []
    for page, soup in pages.items():
        if soup.nav is None:
            continue
        first = soup.select_one("a[href]")
        if first is None or soup.find("main", id=str(first["href"]).removeprefix("#")) is None:
            problems.append(f"{page}: its first link does not lead to its text")
    return problems


def linked_claims(soup: BeautifulSoup) -> Any:
    """What a page says of its claims to machines; `None` if nothing."""
    script = soup.find("script", type="application/ld+json")
    return json.loads(script.get_text()) if script else None


def numbers_in_prose(sources: Iterable[Path]) -> list[str]:
    """No figure is typed into Markdown."""
    return [
        str(number)
        for path in sources
        for place, markdown in markdown_of(path)
        for number in typed_numbers(markdown, place)
    ]


def openings_without_finding(notebooks: Iterable[Path]) -> list[str]:
    """A chapter opens with what was found, which the library computes; what the chapter does comes after."""
    problems = []
    for path in notebooks:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        if "\n" in "".join(cells[0]["source"]).strip():
            problems.append(f"{path.name}: more than the title stands before the finding")
        shown = next(cell for cell in cells[1:] if cell["cell_type"] == "markdown" or cell["outputs"])
        if not any("text/markdown" in output.get("data", {}) for output in shown.get("outputs", ())):
            problems.append(f"{path.name}: what comes first below the title is no computed sentence")
    return problems


def slips(pages: Pages) -> list[str]:
    """No unit is said twice, and no two signs stand side by side in a sum."""
    problems = []
    for page, soup in pages.items():
        article = soup.select_one("article") or soup
        words = " ".join(article.get_text(" ").split())
        problems += [f"{page}: {words[max(0, m.start() - 30) : m.end() + 10]!r}" for m in SLIP.finditer(words)]
    return problems


def escaped_twice(pages: Pages) -> list[str]:
    """An address leads where its source says: an ampersand is escaped once."""
    links = [(page, str(link["href"])) for page, soup in pages.items() for link in soup.find_all("a", href=True)]
    return [f"{page}: {address}" for page, address in links if "&amp;" in address]


def unmarked_chinese(pages: Pages) -> list[str]:
    """Chinese in the text of a page is marked as such, or a voice reads it as English; code is shown as written."""
    problems = []
    for page, soup in pages.items():
        text = soup.select_one("article")
        for words in text.find_all(string=HAN_RUN) if text else ():
            if not words.find_parent(lang="zh") and not words.find_parent(["pre", "code", "script", "style"]):
                problems.append(f"{page}: {' '.join(str(words).split())[:60]}")
    return problems


def disagreements(pages: Pages) -> list[str]:
    """No claim's cell computes otherwise than the record."""
    return [
        f"{page}: {DIFFERS!r}"
        for page, soup in pages.items()
        for output in soup.select(".cell_output")
        if DIFFERS in " ".join(output.get_text().split())
    ]


DIFFERS = "differs from the record"
