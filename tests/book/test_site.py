"""The book as built keeps to every rule of `tests.book.rules`."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from recount.bookbuild.stage import notebooks_of_the_book
from recount.check.run import ClaimResult
from recount.cite.linked import annotated, claims_for_search
from recount.cite.reference import Library, open_library
from recount.cli import main
from recount.collection import load_collection
from recount.ledger import check_all
from recount.source_list import sources_of
from tests.book import rules


def claims(root: Path) -> dict[str, list[str]]:
    records = (yaml.safe_load(path.read_text("utf-8")) for path in sorted((root / "data" / "briefings").glob("*.yml")))
    return {
        record["id"]: [claim["id"] for claim in (*record["claims"], *record.get("withdrawn", ()))] for record in records
    }


def prose(root: Path) -> Iterator[Path]:
    yield from sorted((root / "book").glob("**/*.md"))
    yield from notebooks_of_the_book(root)


def test_every_claim_has_its_address(pages: rules.Pages, root: Path) -> None:
    assert rules.claims_without_anchor(pages, claims(root)) == []


def test_no_released_address_is_lost(pages: rules.Pages, root: Path) -> None:
    listing = root / "data" / "anchors.txt"
    released = listing.read_text("utf-8").split() if listing.exists() else []
    assert rules.lost_addresses(pages, released) == []


def test_the_released_addresses_are_listed_once_and_in_order(root: Path) -> None:
    listing = root / "data" / "anchors.txt"
    released = listing.read_text("utf-8").split() if listing.exists() else []
    assert released == sorted(set(released))


def test_every_chart_is_described(pages: rules.Pages) -> None:
    assert rules.undescribed_images(pages) == []


def test_nothing_is_loaded_from_another_host(pages: rules.Pages, site: Path) -> None:
    styles = {path.name: path.read_text("utf-8") for path in site.rglob("*.css")}
    assert rules.foreign_addresses(pages, styles) == []


def test_no_id_is_used_twice_on_a_page(pages: rules.Pages) -> None:
    assert rules.repeated_ids(pages) == []


def test_data_of_charts_and_tables_can_be_taken_along(pages: rules.Pages, site: Path) -> None:
    assert rules.broken_downloads(pages, site) == []


def test_headings_come_in_order(pages: rules.Pages) -> None:
    assert rules.jumping_headings(pages) == []


def test_every_link_within_the_site_leads_somewhere(pages: rules.Pages, site: Path) -> None:
    assert rules.dead_links(pages, site) == []


def test_tables_have_names_and_headers(pages: rules.Pages) -> None:
    assert rules.unnamed_tables(pages) == []


def test_each_chapter_opens_with_its_finding(root: Path) -> None:
    chapters = [path for path in notebooks_of_the_book(root) if path.parent.name in ("briefings", "threads")]
    assert chapters and rules.openings_without_finding(chapters) == []


def test_descriptions_of_charts_are_rounded(pages: rules.Pages) -> None:
    assert rules.overprecise_images(pages) == []


def test_units_and_signs_stand_once(pages: rules.Pages) -> None:
    assert rules.slips(pages) == []


def test_the_navigation_can_be_skipped(pages: rules.Pages) -> None:
    assert rules.without_skip_link(pages) == []


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    return open_library(load_collection(root))


@pytest.fixture(scope="module")
def results(library: Library) -> dict[str, list[ClaimResult]]:
    """The claims by chapter."""
    found: dict[str, list[ClaimResult]] = {}
    for r in check_all(library.collection):
        found.setdefault(f"notebooks/briefings/{r.briefing.id}", []).append(r)
    return found


def test_every_page_and_claim_can_be_cited(
    pages: rules.Pages, library: Library, results: dict[str, list[ClaimResult]]
) -> None:
    released = f"{library.edition.date_released.day} {library.edition.date_released:%B %Y}"
    assert rules.uncited(pages, library.pages, f"Edition {library.edition.version}, {released}") == []
    for page, of_page in results.items():
        links = {str(link["href"]).partition("#")[2] for link in pages[f"{page}.html"].select("a.recount-cite")}
        assert links == {"", *(r.claim.id for r in of_page)}
        copied = [link["href"] for link in pages[f"{page}.html"].select("section > p > a.recount-copy")]
        assert sorted(map(str, copied)) == sorted(f"#{r.claim.id}" for r in of_page)


def test_references_on_the_site_are_those_of_the_command(
    pages: rules.Pages, site: Path, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("book/methods", "notebooks/briefings/2025-01-13-annual-2024"):
        script = (site / "_cite" / f"{name}.js").read_text("utf-8")
        entries = json.loads(script.removeprefix("window.recountReferences = ").rstrip(";\n"))
        for anchor, entry in list(entries.items())[:3]:
            for style, text in entry["references"].items():
                assert main(["cite", anchor or name, "--style", style]) == 0
                assert capsys.readouterr().out == f"{text}\n"
                if style != "csl-json":
                    shown = " ".join(pages[f"_cite/{name}.html"].get_text(" ").split())
                    assert " ".join(text.split()) in shown


def test_what_machines_read_is_what_the_record_says(
    pages: rules.Pages, site: Path, library: Library, results: dict[str, list[ClaimResult]]
) -> None:
    for page, of_page in results.items():
        found = rules.linked_claims(pages[f"{page}.html"])
        assert found == claims_for_search(library.collection, library.edition, of_page)
        link = pages[f"{page}.html"].find("link", rel="alternate", type="application/ld+json")
        assert link is not None
        annotations = json.loads((site / page).parent.joinpath(str(link["href"])).read_text("utf-8"))
        assert annotations == annotated(library.collection, library.edition, of_page)


def test_archives_of_notebooks_and_the_collection_are_there(pages: rules.Pages, site: Path, root: Path) -> None:
    for notebook in notebooks_of_the_book(root):
        page = notebook.relative_to(root).with_suffix("").as_posix()
        links = [str(link["href"]) for link in pages[f"{page}.html"].select(".recount-page-tools a[download]")]
        assert len(links) == 1
        with zipfile.ZipFile((site / page).parent / links[0]) as archive:
            assert archive.testzip() is None and f"{notebook.stem}/{page}.ipynb" in archive.namelist()
    (link,) = pages["book/cite.html"].select("a[href$='recount-data.zip']")
    with zipfile.ZipFile(site / "book" / str(link["href"])) as archive:
        assert "recount-data/datapackage.json" in archive.namelist()


def test_the_sources_page_has_every_source_and_what_rests_on_it(pages: rules.Pages, library: Library) -> None:
    rows: dict[str, list[str]] = {}  # by address, which two entries may share
    for row in pages["book/sources.html"].select("tbody tr"):
        if row.a:
            rows.setdefault(str(row.a["href"]), []).extend(str(link["href"]) for link in row.find_all("a"))
    assert {source.url for source in library.collection.sources.values()} <= set(rows)
    for r in check_all(library.collection):
        for key in sources_of(r):
            if key in library.collection.sources:
                assert any(link.endswith(f"#{r.claim.id}") for link in rows[library.collection.sources[key].url])


def test_chinese_is_marked(pages: rules.Pages) -> None:
    assert rules.unmarked_chinese(pages) == []


def test_no_address_is_escaped_twice(pages: rules.Pages) -> None:
    assert rules.escaped_twice(pages) == []


def test_no_number_is_typed_into_prose(root: Path) -> None:
    assert rules.numbers_in_prose(prose(root)) == []


def test_no_cell_differs_from_its_record(pages: rules.Pages) -> None:
    assert rules.disagreements(pages) == []


def test_the_search_has_every_page(pages: rules.Pages, site: Path, root: Path) -> None:
    index = (site / "searchindex.js").read_text("utf-8")
    missing = [
        path.stem
        for path in notebooks_of_the_book(root)
        if f'"{path.relative_to(root).with_suffix("").as_posix()}"' not in index
    ]
    assert missing == []


def test_no_path_of_the_machine_is_published(site: Path, root: Path) -> None:
    marks = [str(root).encode(), str(Path.home()).encode() + b"/"]
    leaks = [
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and any(mark in path.read_bytes() for mark in marks)
    ]
    assert leaks == []


def test_folded_cells_are_called_what_they_read(pages: rules.Pages) -> None:
    folded = [summary for soup in pages.values() for summary in soup.find_all("summary")]
    assert folded and all(summary.get_text(strip=True) and not summary.get("aria-label") for summary in folded)
