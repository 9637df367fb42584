"""The book as built keeps to every rule of `tests.book.rules`."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from recount.bookbuild.stage import notebooks_of_the_book
from tests.book import rules


def claims(root: Path) -> dict[str, list[str]]:
    records = (yaml.safe_load(path.read_text("utf-8")) for path in sorted((root / "data" / "briefings").glob("*.yml")))
    return {record["id"]: [claim["id"] for claim in record["claims"]] for record in records}


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
