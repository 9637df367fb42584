"""Every page in a wide light window and on a dark phone: axe finds nothing, nothing scrolls sideways, nobody is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, ROOT, WIDE

SITE = ROOT / "_build" / "html"
PAGES = sorted(
    path.relative_to(SITE).as_posix()
    for path in SITE.rglob("*.html")
    if not {"_static", "_sources", "_cite"} & set(path.parts)
)
LOOKS = {"wide light": (WIDE, "light"), "dark phone": (PHONE, "dark")}
SETTLED = """document.getAnimations().length === 0 && [...document.querySelectorAll(".pst-scrollable-table-container")]
  .every(each => each.scrollWidth <= each.clientWidth || each.tabIndex === 0)"""
# Pages of references come from one template.
REFERENCES = ["_cite/book/methods.html", "_cite/notebooks/briefings/2025-01-13-annual-2024.html"]
IN_USE = {
    "search.html?q=43.85+trillion": "document.querySelector('#recount-claims li')",
    "notebooks/ledger.html#verdict=depends&sort=evidence": "document.querySelector('[aria-sort]')",
}


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    viewport, scheme = LOOKS[request.param]
    context = browser.new_context(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", [*PAGES, *REFERENCES, *IN_USE])
def test_a_page_in_every_look(look: Page, site: Path, address: str) -> None:
    said: list[str] = []
    foreign: list[str] = []
    look.on("console", lambda message: said.append(message.text))
    look.on("pageerror", lambda error: said.append(str(error)))
    look.on("request", lambda request: None if request.url.startswith("file://") else foreign.append(request.url))
    look.goto(f"file://{site}/{address}")
    if address in IN_USE:
        look.wait_for_function(IN_USE[address])
    assert said == []
    for fold in look.locator("details").all()[:3]:
        fold.evaluate("fold => { fold.open = true }")
    # The theme fades what unfolds in, and makes what scrolls a stop for the keyboard a moment later.
    look.wait_for_function(SETTLED)
    # Its own reading of style sheets is refused in a folder, and not needed.
    found = Axe().run(look, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['target']}" for each in found] == []
    assert [url for url in foreign if not re.match(r"data:|blob:", url)] == []
    assert look.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), "scrolls sideways"
