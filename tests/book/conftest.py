"""The built book that the checks of this folder look at."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from recount.bookbuild.build import is_current
from tests.book.rules import read_pages

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def site() -> Path:
    """The site of these very sources, which `make test` builds before it calls pytest."""
    if not is_current(ROOT):
        pytest.fail("_build/html is not the book of these sources: run `make book` first")
    return ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    return read_pages(site)
