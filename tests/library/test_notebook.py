"""What a notebook sees: figures then and now, and a card that says where its arithmetic differs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from recount import chapter
from recount.blocks import quoted
from recount.check.verdict import Verdict
from recount.errors import FormulaError, NotOut
from recount.notebook import open_briefing, open_collection, rank, words

BRIEFING = "2025-01-13-annual-2024"


def test_the_same_arithmetic_is_the_record(project: Path) -> None:
    briefing = open_briefing(BRIEFING, project)
    claim, then = briefing.claim, briefing.then
    card = claim("added-2024").compare(
        then.total_trade("2024") - then.total_trade("2023"),
        claim("total-2024").stated - claim("total-2024").stated / (1 + claim("growth-2024").stated),
    )
    assert card.problems == [] and "differs from the record" not in repr(card)
    assert "first, out 2024-01-12; release-2023" in repr(card)


def test_a_changed_assumption_differs_from_the_record(project: Path) -> None:
    briefing = open_briefing(BRIEFING, project)
    claim, then = briefing.claim, briefing.then
    card = claim("added-2024").compare(
        then.total_trade("2024") - then.total_trade("2022"),
        claim("total-2024").stated - claim("total-2024").stated / (1 + claim("growth-2024").stated),
    )
    assert "differs from the record: check 1 gives 1.77 to 1.79 trillion yuan" in repr(card)
    assert "differs from the record" in card.html()
    with pytest.raises(FormulaError, match="has 2 checks, not 1"):
        claim("added-2024").compare(then.total_trade("2024"))


def test_then_has_no_later_figures(project: Path) -> None:
    briefing = open_briefing(BRIEFING, project)
    with pytest.raises(NotOut):
        briefing.then.total_trade("2025")
    assert words(briefing.now.total_trade("2025")) == "45.47 trillion yuan"
    assert words(rank("CHN", briefing.now.world_trade("2024"))) == "1"
    with pytest.raises(AttributeError):
        briefing.then.nothing  # noqa: B018


def test_a_thread_sees_every_claim_and_any_day(project: Path) -> None:
    view = open_collection(project)
    assert [r.claim.id for r in view.results] == [r.claim.id for r in open_briefing(BRIEFING, project).results]
    assert view.claim("added-2024").result.verdict is view.claim(f"{BRIEFING}/added-2024").result.verdict
    assert words(view.now.total_trade("2025")) == "45.47 trillion yuan"
    with pytest.raises(NotOut):
        view.as_known_on(date(2024, 12, 31)).total_trade("2024")
    with pytest.raises(KeyError):
        view.claim("nothing")


def test_the_card_is_sound_html(project: Path) -> None:
    briefing = open_briefing(BRIEFING, project)
    for result in briefing.results:
        html = briefing.claim(result.claim.id).show().html()
        ElementTree.fromstring(html)  # well formed, or an error
        soup = BeautifulSoup(html, "html.parser")
        for table in soup.find_all("table"):
            assert table.caption is not None and table.caption.get_text()
            assert all(cell.get("scope") for cell in table.find_all("th"))
        assert all(svg.get("aria-label") for svg in soup.find_all("svg"))


def test_a_card_shows_the_way_that_decides_and_folds_the_rest(project: Path) -> None:
    briefing = open_briefing(BRIEFING, project)
    for result in briefing.results:
        soup = BeautifulSoup(briefing.claim(result.claim.id).show().html(), "html.parser")
        badge = soup.find(class_="recount-verdict")
        assert badge is not None and result.verdict.printed in badge.get_text() and badge.find("span") is not None
        every = soup.select(".recount-routes > li")
        open_to_sight = [item for item in every if item.find_parent("details") is None]
        assert len(every) == len(result.checks)
        hangs = result.verdict in (Verdict.DEPENDS, Verdict.OPEN)
        assert len(open_to_sight) == (len(every) if hangs else 1)


def test_quoted_words_stand_in_quotation_marks() -> None:
    assert quoted("a “new” round") == "“a ‘new’ round”"
    assert quoted('"triple rise" in the key metrics') == "“‘triple rise’ in the key metrics”"


def test_the_blocks_of_a_chapter(project: Path) -> None:
    view = open_briefing(BRIEFING, project)
    found = chapter.finding(view).data
    assert found.startswith("Of the four claims that can be checked, four hold.")
    assert found.endswith("The text makes five claims in all; one is open, with its reason.")
    assert (
        "[Goods trade in 2024 was 2.1 trillion yuan larger than in 2023.](#added-2024)"
        in chapter.verdict_table(view).data
    )
    assert "a cause, which no figure here can show" in chapter.open_claims(view).data
    assert "23 November 2026" in chapter.limits(view).data
    assert "http://example.org/a" in chapter.sources(view).data
    assert "Restated since" in chapter.since(view).data
