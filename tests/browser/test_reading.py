"""What readers do: read, search, filter, share a view, switch the theme."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE, WIDE, Open

CHAPTER = "notebooks/briefings/2025-01-13-annual-2024.html"
LEDGER = "notebooks/ledger.html"


def visible_rows(page: Page) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = page.eval_on_selector_all(
        ".recount-ledger tbody tr", "rows => rows.filter(r => r.checkVisibility()).map(r => ({...r.dataset}))"
    )
    return rows


def test_a_claim_is_read_at_its_address(open_page: Open) -> None:
    page = open_page(f"{CHAPTER}#added-2024")
    card = page.get_by_role("region", name="Claim added-2024")
    expect(card.locator(".recount-verdict")).to_contain_text("holds")
    figures = card.locator("details", has_text="with sources")
    expect(figures.locator("table")).to_be_hidden()
    figures.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(figures.locator("table")).to_be_visible()


def test_the_first_stop_of_the_keyboard_leads_to_the_text(open_page: Open) -> None:
    page = open_page(CHAPTER)
    page.keyboard.press("Tab")
    focus = page.locator(":focus")
    expect(focus).to_have_text(re.compile("Skip to main content"))
    assert focus.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main-content"


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("2.1 trillion yuan", "added-2024"),
        ("largest goods trader", "largest-trader"),
        ("逐月向好", "q1-monthly-2023"),
        ("近1.6万亿元", "yearly-rise-2012"),
        ("3864", "recordals-3864"),
        ("medium-sized-country", "medium-sized-country"),
        ("535.25 billion", "exports-start-2025-usd"),
    ],
)
def test_the_search_finds_a_claim_from_a_folder(open_page: Open, words: str, claim: str) -> None:
    page = open_page(CHAPTER)
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    link = page.locator(f"#recount-claims li a[href$='#{claim}']")
    expect(link).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_count(1)
    expect(page.locator("#search-results h2")).not_to_have_text(re.compile("Searching"))
    link.click()
    expect(page).to_have_url(re.compile(f"#{claim}$"))
    assert page.locator(f"[id='{claim}']").count() == 1


def test_a_search_that_finds_nothing_says_so(open_page: Open) -> None:
    page = open_page("search.html?q=zzyzx")
    expect(page.locator("#recount-claims [role=status]")).to_have_text("No claims")


def test_a_number_is_not_found_inside_another(open_page: Open) -> None:
    page = open_page("search.html?q=85+trillion")
    texts = page.locator("#recount-claims li").all_inner_texts()
    assert not any("43.85 trillion" in text for text in texts)


def test_the_ledger_is_filtered_by_keyboard_and_the_view_shared(open_page: Open) -> None:
    page = open_page(LEDGER)
    everything = len(visible_rows(page))
    page.get_by_label("Verdict").focus()
    page.keyboard.type("depends")
    rows = visible_rows(page)
    assert 0 < len(rows) < everything and {row["verdict"] for row in rows} == {"depends"}
    page.get_by_label("Topic").select_option("world")
    page.get_by_role("button", name="Evidence").press("Enter")
    shown = visible_rows(page)
    assert page.locator(".recount-filters output").inner_text().startswith(f"{len(shown)} of {everything} ")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Evidence")

    shared = open_page(LEDGER + page.evaluate("location.hash"))
    assert visible_rows(shared) == shown and len(shown) < len(rows)
    shared.get_by_role("link", name="Show all").click()
    assert len(visible_rows(shared)) == everything


@pytest.mark.parametrize("facet", ["briefing", "topic", "verdict", "by", "evidence", "time"])
def test_each_filter_shows_as_many_claims_as_it_says(open_page: Open, facet: str) -> None:
    page = open_page(LEDGER)
    select = page.locator(f"select[name={facet}]")
    for option in select.locator("option").all()[1:]:
        select.select_option(option.get_attribute("value"))
        said = re.search(r"\((\d+)\)$", option.inner_text())
        assert said is not None and len(visible_rows(page)) == int(said[1])


def test_the_ledger_is_sorted_up_down_and_back(open_page: Open) -> None:
    page = open_page(LEDGER)
    links = page.locator(".recount-ledger tbody th a")
    texts = links.all_inner_texts()
    button = page.get_by_role("button", name="Claim", exact=True)
    button.click()
    up = links.all_inner_texts()
    button.click()
    assert links.all_inner_texts() == up[::-1] != texts
    button.click()
    assert links.all_inner_texts() == texts and page.evaluate("location.hash") == "#all"


def test_a_view_that_nobody_knows_shows_everything(open_page: Open) -> None:
    page = open_page(f"{LEDGER}#verdict=nonsense&sort=nothing")
    assert len(visible_rows(page)) == page.locator(".recount-ledger tbody tr").count()


def test_without_scripts_the_ledger_is_whole(browser: object, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"file://{site}/{LEDGER}#verdict=depends")
    expect(page.locator(".recount-filters")).to_be_hidden()
    claims = json.loads((site / "claims.js").read_text("utf-8").partition("=")[2].strip().rstrip(";"))
    rows = page.locator(".recount-ledger tbody tr")
    expect(rows).to_have_count(len(claims))
    expect(rows.last).to_be_visible()
    context.close()


def test_the_theme_is_switched_and_kept(open_page: Open) -> None:
    page = open_page(CHAPTER)
    paper = "() => getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    for _ in range(3):
        page.locator(".theme-switch-button").first.click()
        if page.evaluate("document.documentElement.dataset.theme") == "dark":
            break
    dark = page.evaluate(paper)
    assert dark != light
    assert open_page("book/methods.html").evaluate(paper) == dark


def test_the_contents_follow_the_claim_that_is_read(open_page: Open) -> None:
    page = open_page(f"{CHAPTER}#largest-trader")
    read = page.locator("nav.page-toc .active > a.active")
    expect(read.last).to_have_attribute("href", "#largest-trader")
    expect(read.last).to_be_in_viewport()
    page.evaluate("document.getElementById('limits').scrollIntoView()")
    expect(read).to_have_count(1)
    expect(read).to_have_attribute("href", "#limits")


def test_the_menu_of_downloads_is_used_by_keyboard(open_page: Open) -> None:
    page = open_page(CHAPTER)
    button = page.get_by_role("button", name="Download this page")
    notebook = page.get_by_role("link", name=".ipynb")
    expect(notebook).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(notebook).to_be_focused()
    page.keyboard.press("Escape")
    expect(notebook).to_be_hidden()
    expect(button).to_be_focused()
    button.press("Enter")
    page.get_by_role("main").click(position={"x": 5, "y": 300})
    expect(notebook).to_be_hidden()


def test_wide_tables_scroll_by_themselves_on_a_phone(context: BrowserContext, open_page: Open) -> None:
    page = open_page(LEDGER)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    table = page.get_by_role("region", name="The ledger")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")


@pytest.mark.parametrize("window", [WIDE, PHONE], ids=["wide", "phone"])
def test_charts_keep_their_shape(open_page: Open, window: dict[str, int]) -> None:
    page = open_page("notebooks/threads/vintage-triangle.html")
    page.set_viewport_size(window)  # type: ignore[arg-type]
    charts = page.locator(".cell_output img")
    assert charts.count() > 1
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        chart.evaluate("image => image.decode()")
        shown, drawn = chart.evaluate(
            """image => {
              const look = getComputedStyle(image), inner = (a, b, size) => size - parseFloat(look[a]) - parseFloat(look[b]);
              return [inner("paddingLeft", "paddingRight", image.offsetWidth)
                / inner("paddingTop", "paddingBottom", image.offsetHeight), image.naturalWidth / image.naturalHeight];
            }"""
        )
        assert shown == pytest.approx(drawn, rel=0.01)


def test_the_header_keeps_its_shape_until_its_icons_come(open_page: Open) -> None:
    page = open_page(CHAPTER)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    header = page.locator(".header-article-items__end")
    shown = header.bounding_box()
    page.add_style_tag(content=".fas, .fa-solid { font-family: monospace !important; }")
    assert header.bounding_box() == shown


def test_a_verdict_in_a_table_is_told_by_shape_and_word(open_page: Open) -> None:
    page = open_page(f"{CHAPTER}#at-a-glance")
    cell = page.locator("#at-a-glance td .recount-word").first
    expect(cell).to_have_text(
        re.compile("^[●◐✕○◆△]\u00a0(holds|not contradicted|does not reconcile|open|depends|since revised)$")
    )
    expect(cell.locator("[aria-hidden=true]")).to_have_count(1)
