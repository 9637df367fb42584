"""A real browser on the built book, opened from its folder as a reader without a network would."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from recount.bookbuild.build import is_current

ROOT = Path(__file__).parents[2]
WIDE, PHONE = {"width": 1360, "height": 900}, {"width": 390, "height": 844}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def site() -> Path:
    if not is_current(ROOT):
        pytest.fail("_build/html is not the book of these sources: run `make book` first")
    return ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; Playwright's own is never downloaded."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("THE BOOK WAS NOT TRIED IN A BROWSER: install Chromium (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=WIDE, color_scheme="light")  # type: ignore[arg-type]
    yield context
    context.close()


Open = Callable[[str], Page]


@pytest.fixture
def open_page(context: BrowserContext, site: Path) -> Iterator[Open]:
    """Open a page of the site by its address there; whatever the console says is an error."""
    said: list[str] = []

    def open_page(address: str) -> Page:
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{address}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{address}: {error}"))
        page.goto(f"file://{site}/{address}")
        return page

    yield open_page
    assert said == []
