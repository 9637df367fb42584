"""Claims in yuan and in dollars, rates between printed amounts, and the charts of both."""

from __future__ import annotations

from fractions import Fraction

import pytest

from recount import charts_currency, currency
from recount.currency import OWN, PRINTED, within
from recount.notebook import CollectionView, open_collection
from recount.quantity import Answer, Interval, parse_unit
from recount.quantity.quantity import measured
from tests.library.conftest import Spoil, title_of

BRIEFING = "2025-03-gac-committee"


@pytest.fixture(scope="module")
def view() -> CollectionView:
    return open_collection()


@pytest.mark.parametrize(
    ("low", "high", "answer"),
    [("2", "3", Answer.YES), ("1", "2", Answer.UNDECIDED), ("4", "5", Answer.NO)],
)
def test_a_value_agrees_if_all_of_it_is_allowed(low: str, high: str, answer: Answer) -> None:
    unit = parse_unit("CNY")
    stated = measured(Interval(Fraction(2), Fraction(3)), unit, "stated")
    assert within(measured(Interval(Fraction(low), Fraction(high)), unit, "value"), stated) is answer


def test_what_was_stated_in_yuan_agrees_in_yuan(view: CollectionView) -> None:
    rows = {row.claim: row for row in currency.in_both(view)}
    assert all(row.agrees_in_yuan is not Answer.NO for row in rows.values())
    assert [name for name, row in rows.items() if row.agrees_in_dollars is not Answer.NO] == ["record-2022"]


def test_a_record_follows_the_figures(spoilt: Spoil) -> None:
    higher = CollectionView(spoilt("series/total_trade.csv", "2022,42.07,", "2022,44.07,").collection)
    rows = {row.claim: row for row in currency.in_both(higher)}
    assert rows["record-2024"].agrees_in_yuan is Answer.NO


def test_the_bracket_has_not_customs_own_rate(view: CollectionView) -> None:
    bracket = currency.conversions(view)[0]
    assert bracket.reproduced_by() == [PRINTED]
    own = bracket.candidates[OWN]
    assert own is not None and (own < bracket.implied).answer is Answer.YES


def test_a_rate_is_found_where_the_amounts_allow_it(spoilt: Spoil) -> None:
    # 3.88 trillion yuan at customs' own rate.
    other = spoilt("briefings/2025-03-gac-committee.yml", "value: 5.3525e11", "value: 5.3994e11")
    assert OWN in currency.conversions(CollectionView(other.collection))[0].reproduced_by()


def test_the_share_of_a_sum_lies_between_those_of_its_sides(view: CollectionView) -> None:
    share = currency.share_before(view.now).interval
    assert (share.low, share.high) == (Fraction("0.0375"), Fraction("0.0435"))


def test_a_missing_year_is_a_gap(view: CollectionView) -> None:
    chart = charts_currency.indices(view)
    cargo = chart.figure.axes[0].lines[2].get_ydata()
    assert [height != height for height in cargo][:6] == [True] * 6 and cargo[7] == 100
    assert "tonnes at ports for 2012" in chart.alt


def test_the_title_counts_the_rates(view: CollectionView, spoilt: Spoil) -> None:
    assert "none of seven at customs' own rate" in title_of(charts_currency.rates(view))
    other = spoilt("tables/conversions.csv", "45.47e12,1e10,6.48e12,1e10", "45.47e12,1e10,6.355e12,1e9")
    title = title_of(charts_currency.rates(CollectionView(other.collection)))
    assert "one of seven at customs' own rate" in title
