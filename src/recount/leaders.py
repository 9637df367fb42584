"""Who traded most in which year, by each way of counting, and for how many years in a row.

A way of counting says whose figures are used, of which vintage, and what one trader is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from recount.blocks import as_list
from recount.errors import FormulaError, NotOut
from recount.functions import Panel, SeriesView, first, in_a_row, middle
from recount.notebook import CollectionView
from recount.quantity import COUNT, Answer, Interval, Quantity, Truth
from recount.quantity import quantity as q
from recount.scope import Scope

CHINA, HONG_KONG, UNITED_STATES = "CHN", "HKG", "USA"
YEARS = range(2012, 2026)
LATEST, EU_AS_ONE, EXPORTS, IMPORTS = (
    "UNCTAD, table of 2026",
    "EU as one trader (Eurostat)",
    "Exports alone",
    "Imports alone",
)
FIRST_VINTAGE = date(2025, 4, 30)  # the table of UN Trade and Development as it stood before the last edition


@dataclass(frozen=True)
class Counting:
    """A way of counting. ``ahead`` says of each year with figures whether China was first, ``other`` who was if not."""

    name: str
    ahead: Mapping[int, Truth]
    other: Mapping[int, str]

    def years(self, answer: Answer) -> list[int]:
        return [year for year, truth in self.ahead.items() if truth.answer is answer]

    @property
    def missing(self) -> list[int]:
        return [year for year in YEARS if year not in self.ahead]

    @property
    def last(self) -> int:
        """The latest year with figures."""
        return max(self.ahead)

    def since(self) -> int | None:
        """The first year of the run that is certain up to the latest figures; years without figures do not end it."""
        start = None
        for year in sorted(self.ahead, reverse=True):
            if self.ahead[year].answer is not Answer.YES:
                break
            start = year
        return start

    def run(self, until: int) -> Quantity | None:
        """How many years in a row China was first, back from ``until``; ``None`` without figures for that year.

        Open above where the figures end before the run does.
        """
        answers, year = [], until
        while year in self.ahead:
            answers.append(self.ahead[year])
            year -= 1
        if not answers:
            return None
        parents = [Quantity(node) for truth in answers for node in truth.nodes]
        return q.derived(in_a_row(truth.answer for truth in answers), COUNT, f"years in a row to {until}", parents)


def countings(view: CollectionView) -> list[Counting]:
    """Every way of counting of which figures are held."""
    now = view.now
    return [
        _of_panels("UNCTAD, table of 2025", _panels(view.as_known_on(FIRST_VINTAGE), "world_trade")),
        _of_panels(LATEST, _panels(now, "world_trade")),
        _of_ranks("WTO, as relayed", now),
        _of_panels("US figures as in the balance of payments", _panels(now, "world_trade_payments_basis")),
        _of_panels(EU_AS_ONE, _panels(now, "world_trade_eu_one")),
        _of_panels("China with Hong Kong", _with_hong_kong(now)),
        _of_panels(EXPORTS, _panels(now, "world_exports")),
        _of_panels(IMPORTS, _panels(now, "world_imports")),
    ]


def together(now: Scope, year: int) -> Quantity:
    """China and Hong Kong as one trader: what their trade with each other can make of the sum.

    The upper end leaves that trade in; the lower takes it out on both sides, as large as Hong Kong reports it.
    Raises FormulaError or NotOut where a figure is missing.
    """
    period = str(year)
    both = _series(now, "world_trade").one(period, economy=CHINA) + _series(now, "world_trade").one(
        period, economy=HONG_KONG
    )
    mutual = _series(now, "hong_kong_imports_china").one(period) + _series(now, "hong_kong_exports_china").one(period)
    low, high = (both - 2 * mutual).interval.low, both.interval.high
    return q.derived(Interval(low, high), both.unit, "China with Hong Kong", [both, mutual])


def leader(panel: Panel) -> str:
    """The largest by midpoint."""
    return max(panel.values, key=lambda economy: middle(panel[economy]))


def _panels(scope: Scope, name: str) -> dict[int, Panel]:
    return _known(lambda year: _series(scope, name)(str(year)))


def _with_hong_kong(now: Scope) -> dict[int, Panel]:
    def panel(year: int) -> Panel:
        merged = together(now, year)
        others = _series(now, "world_trade")(str(year))
        assert isinstance(others, Panel)
        return Panel({**others.without(HONG_KONG).values, CHINA: merged}, f"traders of {year}")

    return _known(panel)


def _known(figures: Callable[[int], object]) -> dict[int, Panel]:
    found = {}
    for year in YEARS:
        try:
            panel = figures(year)
        except (FormulaError, NotOut):
            continue
        assert isinstance(panel, Panel)
        found[year] = panel
    return found


def _of_panels(name: str, panels: Mapping[int, Panel]) -> Counting:
    return Counting(
        name,
        {year: first(CHINA, panel) for year, panel in panels.items()},
        {year: leader(panel.without(CHINA)) for year, panel in panels.items()},
    )


def _of_ranks(name: str, now: Scope) -> Counting:
    """Places as printed; the other one at the top was the United States each time."""
    ranks = _series(now, "china_rank_wto")
    known = {period.year: ranks.one(str(period)) for period in ranks.series.periods()}
    return Counting(name, {year: rank.equals(1) for year, rank in known.items()}, dict.fromkeys(known, UNITED_STATES))


def _series(scope: Scope, name: str) -> SeriesView:
    view = scope[name]
    assert isinstance(view, SeriesView)
    return view


def as_spans(years: Iterable[int]) -> str:
    """``2012 and 2016``, ``2013 to 2015 and 2017``; ``none`` for nothing."""
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and spans[-1][-1] == year - 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return as_list([str(span[0]) if len(span) == 1 else f"{span[0]} to {span[-1]}" for span in spans])
