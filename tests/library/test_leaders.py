"""Who was first by which way of counting, and the charts of place: what they say follows the figures."""

from __future__ import annotations

from datetime import date

import pytest

from recount import charts_first, leaders
from recount.functions import in_a_row, rank, streak
from recount.leaders import Counting, as_spans
from recount.notebook import CollectionView, open_collection, words
from recount.quantity import Answer, Interval
from tests.library.conftest import Spoil, title_of

BRIEFING = "2025-01-13-annual-2024"
YES, NO, UNDECIDED = Answer.YES, Answer.NO, Answer.UNDECIDED


@pytest.fixture(scope="module")
def view() -> CollectionView:
    return open_collection()


def ways(view: CollectionView) -> dict[str, Counting]:
    return {way.name: way for way in leaders.countings(view)}


@pytest.mark.parametrize(
    ("answers", "interval"),
    [
        ([], Interval(0, None)),
        ([NO, YES], Interval.point(0)),
        ([YES, YES, NO, YES], Interval.point(2)),
        ([YES, UNDECIDED, YES, NO], Interval(1, 3)),
        ([YES, YES], Interval(2, None)),
        ([YES, UNDECIDED], Interval(1, None)),
    ],
)
def test_a_run_is_as_certain_as_its_years(answers: list[Answer], interval: Interval) -> None:
    assert in_a_row(answers) == interval


def test_years_in_spans() -> None:
    assert as_spans([2017, 2013, 2014]) == "2013 to 2014 and 2017"
    assert as_spans([]) == "none"


def test_the_run_of_the_table_is_the_streak_of_its_series(view: CollectionView) -> None:
    way = ways(view)[leaders.LATEST]
    for year in (2015, 2023, 2025):
        run = way.run(year)
        assert run is not None and run.interval == streak(view.now.world_trade, "CHN", str(year)).interval
    assert way.run(2011) is None


def test_an_edition_knows_nothing_of_later_years(view: CollectionView) -> None:
    first = ways(view)["UNCTAD, table of 2025"]
    assert first.missing == [2025] and first.years(NO) == [2012, 2016]
    assert date(2026, 3, 1) > leaders.FIRST_VINTAGE


def test_hong_kong_leaves_2016_undecided(view: CollectionView, spoilt: Spoil) -> None:
    assert ways(view)["China with Hong Kong"].years(UNDECIDED) == [2016]
    low = leaders.together(view.now, 2016).interval
    assert low.low is not None and low.high is not None and low.low < low.high
    # With half as much trade between the two, the place is certain, whatever of it is left in.
    less = spoilt("series/hong_kong_exports_china.csv", "2016,285501.3,", "2016,0.1,")
    assert ways(CollectionView(less.collection))["China with Hong Kong"].years(UNDECIDED) == []


def test_the_title_says_since_when(view: CollectionView, spoilt: Spoil) -> None:
    chart = charts_first.first_by_year(view)
    assert "China since 2017 with EU members one by one" in title_of(chart)
    assert "from 2020 or before to 2022 with the EU as one" in title_of(chart)
    assert "undecided in 2016" in chart.alt
    more = spoilt("series/world_trade.csv", "USA,2020,3831.8,", "USA,2020,4831.8,")
    later = charts_first.first_by_year(CollectionView(more.collection))
    assert "China since 2021 with EU members one by one" in title_of(later)


def test_medium_sizes_are_in_order(view: CollectionView) -> None:
    sizes = charts_first.sizes(view, "2024")
    assert sizes[0].name == "median of all economies" and len({size.name for size in sizes}) == len(sizes) == 8
    chart = charts_first.medium_sized(view)
    assert "“2.1 trillion yuan” reaches two and “1.6 trillion yuan per year” reaches one" in title_of(chart)


def test_places_by_growth_are_those_of_the_groups(view: CollectionView) -> None:
    chart = charts_first.growth_by_group(view)
    for when, everyone in charts_first.speeds(view).items():
        for name, panel in charts_first.in_groups(view, everyone).items():
            assert f"{when}, {name}: number {words(rank('CHN', panel))}" in chart.alt


def test_partner_counts_that_reach_the_number(view: CollectionView, spoilt: Spoil) -> None:
    assert "two of eight counts" in title_of(charts_first.partners(view))
    fewer = spoilt("series/partners_top_three.csv", "2025-08,157,", "2025-08,150,")
    assert "one of eight counts" in title_of(charts_first.partners(CollectionView(fewer.collection)))
