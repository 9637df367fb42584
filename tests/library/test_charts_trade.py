"""The charts of trade: what they say is computed from the figures."""

from __future__ import annotations

import math

from recount import charts_trade
from recount.functions import annual_mean, growth, lead, rank
from recount.notebook import BriefingView, words
from tests.library.conftest import Spoil, title_of

BRIEFING = "2025-01-13-annual-2024"


def test_totals_have_a_gap_where_none_was_printed(briefing: BriefingView) -> None:
    chart = charts_trade.total_with_marks(briefing)
    heights = dict(zip(charts_trade.YEARS, chart.figure.axes[0].lines[0].get_ydata(), strict=True))
    assert [year for year, height in heights.items() if math.isnan(height)] == [2014]
    now = briefing.now
    assert "No printed total was found for 2014." in chart.alt
    assert words(now.total_trade("2024", "first") - now.total_trade("2023", "first")) in chart.alt
    assert words(now.total_trade("2022", "implied")) in chart.alt
    assert title_of(chart).startswith("First prints of trade passed 42 trillion yuan in 2022 and again in 2024")


def test_the_title_of_the_totals_follows_the_figures(spoilt: Spoil) -> None:
    lower = spoilt("series/total_trade.csv", "2022,42.07,", "2022,41.97,")
    title = title_of(charts_trade.total_with_marks(lower))
    assert title == "First prints of trade passed 42 trillion yuan in 2024, 43 trillion yuan in 2024"


def test_growth_shows_both_vintages(briefing: BriefingView) -> None:
    now, chart = briefing.now, charts_trade.growth_of_traders(briefing)
    first, latest = (
        rank("CHN", now.group(growth(now.world_trade, "2024", *kind), "twenty_largest_traders"))
        for kind in (("first",), ())
    )
    assert f"place {words(latest)} of 20" in chart.alt and f"{words(first)} as first published" in chart.alt
    # What passed China certainly does so only in the later vintage.
    assert "not yet so as first published: India" in chart.alt
    names = [label.get_text() for label in chart.figure.axes[0].get_yticklabels()]
    assert len(names) == 20 and names.count("China") == 1 and not [n for n in names if n.isupper() and len(n) == 3]


def test_the_increase_has_its_place(briefing: BriefingView) -> None:
    now, chart = briefing.now, charts_trade.rank_of_increase(briefing)
    rise = now.total_trade("2024", "first") - now.total_trade("2023", "first")
    dollars = rise / annual_mean(now.cny_per_usd, "2024")
    assert f"number {words(rank(dollars, now.world_trade('2024')))} of 218 traders" in title_of(chart)
    assert words(dollars) in chart.alt and "between Hungary and Norway" in chart.alt


def test_lead_and_share_need_not_agree(briefing: BriefingView, spoilt: Spoil) -> None:
    now, chart = briefing.now, charts_trade.lead_and_share(briefing)
    assert words(lead("CHN", now.world_trade("2024"))) in chart.alt
    assert "lead over the next trader shrank and its share of the world rose" in title_of(chart)
    smaller = spoilt("series/world_trade_total.csv", "2023,48202,", "2023,47202,")
    assert "shrank and its share of the world fell" in title_of(charts_trade.lead_and_share(smaller))
