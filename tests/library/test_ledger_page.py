"""The ledger as a page: one table with every claim, and what its filters can choose."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from recount.ledger_page import LedgerPage, ledger
from recount.notebook import open_collection


@pytest.fixture
def page(project: Path) -> LedgerPage:
    return ledger(open_collection(project))


@pytest.fixture
def soup(page: LedgerPage) -> BeautifulSoup:
    return BeautifulSoup(page.html(), "html.parser")


def test_each_claim_is_a_row_that_links_to_its_section(page: LedgerPage, soup: BeautifulSoup) -> None:
    links = [str(a["href"]) for a in soup.select("tbody th[scope=row] a")]
    assert links == [f"briefings/{r.briefing.id}.ipynb#{r.claim.id}" for r in page.results]
    assert soup.caption is not None and len(soup.select("thead th[scope=col]")) == 7


def test_each_choice_of_a_filter_has_as_many_rows_as_it_says(soup: BeautifulSoup) -> None:
    rows = soup.select("tbody tr")
    for select in soup.find_all("select"):
        for option in select.find_all("option")[1:]:
            said = int(option.get_text().rpartition("(")[2].rstrip(")"))
            assert said == sum(option["value"] in str(row[f"data-{select['name']}"]).split() for row in rows) > 0


def test_every_row_can_be_chosen_by_verdict_and_evidence(soup: BeautifulSoup) -> None:
    for name in ("briefing", "verdict", "by", "evidence"):
        values = {option["value"] for option in soup.select(f'select[name="{name}"] option')}
        assert {str(row[f"data-{name}"]) for row in soup.select("tbody tr")} <= values


def test_the_filters_stay_away_where_there_is_no_style_sheet(soup: BeautifulSoup) -> None:
    assert isinstance(soup.form, Tag) and soup.form["style"] == "display:none"


def test_the_rows_to_take_along_say_the_same(page: LedgerPage) -> None:
    rows = page.rows()
    assert [row[1] for row in rows] == [r.claim.id for r in page.results]
    assert [row[7] for row in rows] == [r.verdict.printed for r in page.results]
