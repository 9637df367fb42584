"""The same claims in yuan and in dollars, and the exchange rate that turns one printed amount into the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from recount.charts import CHINA, maybe, series_of
from recount.errors import FormulaError, NotOut
from recount.functions import Panel, annual_mean, lead
from recount.notebook import CollectionView
from recount.period import Dated, Period, parse_dated, parse_period
from recount.quantity import Answer, Interval, Quantity, parse_number, parse_unit
from recount.quantity import quantity as q
from recount.scope import Scope
from recount.series import Input

YEARS = range(2012, 2026)
ByYear = dict[int, Quantity]


def yuan(now: Scope) -> ByYear:
    """China's goods trade by year in yuan, as first printed or as quoted later; years without a print are left out."""
    found = {year: maybe(now, "total_trade", str(year), "first", "quoted") for year in YEARS}
    return {year: value for year, value in found.items() if value is not None}


def dollars(now: Scope) -> ByYear:
    """China's goods trade by year in dollars."""
    return {year: series_of(now, "world_trade").one(str(year), economy=CHINA) for year in YEARS}


def rate(now: Scope, year: int) -> Quantity:
    """The mean rate of a year in New York."""
    return annual_mean(series_of(now, "cny_per_usd"), str(year))


def share_before(now: Scope) -> Quantity:
    """China's share of world trade in 2001: the share of a sum lies between the shares of its two sides."""
    sides = [series_of(now, name).one("2001") for name in ("china_export_share_wto", "china_import_share_wto")]
    low, high = q.minimum(sides).interval.low, q.maximum(sides).interval.high
    return q.derived(Interval(low, high), sides[0].unit, "share of world trade", sides)


@dataclass(frozen=True)
class Both:
    """A claim held against both currencies: what each gives, and whether the claim agrees with it."""

    claim: str
    yuan: Quantity
    dollars: Quantity
    agrees_in_yuan: Answer
    agrees_in_dollars: Answer


def in_both(view: CollectionView) -> list[Both]:
    """The claims about amounts, growth and records that can be held against both currencies."""
    now = view.now
    y, d = yuan(now), dollars(now)
    stated = {name: view.claim(name)[0] for name in _STATED}
    amounts = {
        "rise-17-2012": (y[2023] - y[2012], (d[2023] - d[2012]) * rate(now, 2023)),
        "yearly-rise-2012": ((y[2023] - y[2012]) / 11, (d[2023] - d[2012]) / 11 * rate(now, 2023)),
        "added-2024": (y[2024] - y[2023], (d[2024] - d[2023]) * rate(now, 2024)),
        "growth-2024": (y[2024] / y[2023] - 1, d[2024] / d[2023] - 1),
        "exports-growth-start-2025": tuple(_start(now, name) for name in ("exports", "exports_usd")),
    }
    rows = [
        Both(name, one, other, within(one, stated[name]), within(other, stated[name]))
        for name, (one, other) in amounts.items()
    ]
    rows += [_record(name, year, y, d) for name, year in (("record-2022", 2022), ("record-2024", 2024))]
    rows.append(_start_record(now))
    rows.append(_lead(now))
    return rows


_STATED = ("rise-17-2012", "yearly-rise-2012", "added-2024", "growth-2024", "exports-growth-start-2025")


def within(value: Quantity, stated: Quantity) -> Answer:
    """Whether a recomputed value can be what was stated: certain if all of it is allowed, no if none is."""
    if not value.interval.meets(stated.interval):
        return Answer.NO
    return Answer.YES if value.interval.within(stated.interval) else Answer.UNDECIDED


def _record(name: str, year: int, y: Mapping[int, Quantity], d: Mapping[int, Quantity]) -> Both:
    """How far a year is above the largest before it, of those known."""
    above = [values[year] - q.maximum(v for other, v in values.items() if other < year) for values in (y, d)]
    return Both(name, above[0], above[1], (above[0] > 0).answer, (above[1] > 0).answer)


def _start_record(now: Scope) -> Both:
    above = []
    for name in ("exports", "exports_usd"):
        prints = [maybe(now, name, f"{year}-01..02", "first") for year in range(2018, 2026)]
        known = [value for value in prints if value is not None]
        above.append(known[-1] - q.maximum(known[:-1]))
    return Both("exports-start-record", above[0], above[1], (above[0] > 0).answer, (above[1] > 0).answer)


def _lead(now: Scope) -> Both:
    leads = {}
    for year in (2023, 2024):
        panel = series_of(now, "world_trade")(str(year))
        assert isinstance(panel, Panel)
        leads[year] = lead(CHINA, panel)
    change = leads[2024] * rate(now, 2024) - leads[2023] * rate(now, 2023)
    in_dollars = leads[2024] - leads[2023]
    return Both("lead-strengthened", change, in_dollars, (change > 0).answer, (in_dollars > 0).answer)


def _start(now: Scope, name: str) -> Quantity:
    series = series_of(now, name)
    return series.one("2025-01..02", "first") / series.one("2024-01..02", "first") - 1


@dataclass(frozen=True)
class Conversion:
    """A dollar amount printed beside a yuan amount, the rate between them, and the rates that it can be."""

    name: str
    period: Period
    yuan: Quantity
    dollars: Quantity
    candidates: Mapping[str, Quantity | None]

    @property
    def implied(self) -> Quantity:
        return self.yuan / self.dollars

    def reproduced_by(self) -> list[str]:
        """The rates that lie in what the two printed amounts allow, certainly or possibly."""
        known = {name: value for name, value in self.candidates.items() if value is not None}
        return [name for name, value in known.items() if value.interval.meets(self.implied.interval)]


OWN, PERIOD, PRINTED, PARITY = (
    "customs' own",
    "mean of the period",
    "mean of the month printed",
    "parity of one day of that month",
)


def conversions(view: CollectionView) -> list[Conversion]:
    """The dollar amount of the briefings, and amounts that outlets print beside figures of customs."""
    now, stated = view.now, view.claim("exports-start-2025-usd")
    bracket = _conversion(
        now,
        "the briefing of March 2025",
        parse_period("2025-01..02"),
        view.claim("exports-start-2025")[0],
        stated[0],
        stated.result.briefing.held,
        _own(now, "exports", "exports_usd", "2025-01..02"),
    )
    return [bracket, *(_listed(view, row) for row in view.collection.tables["conversions"].rows)]


def _listed(view: CollectionView, row: Mapping[str, str]) -> Conversion:
    now, period, printed = view.now, parse_period(row["period"]), parse_dated(row["printed"])
    amounts = [_amount(view, row, column, unit) for column, unit in (("yuan", "CNY"), ("dollars", "USD"))]
    return _conversion(now, row["outlet"], period, amounts[0], amounts[1], printed, _own_total(now, row["period"]))


def _conversion(
    now: Scope, name: str, period: Period, yuan: Quantity, dollars: Quantity, printed: Dated, own: Quantity | None
) -> Conversion:
    months = range(period.start.month, period.end.month + 1)
    means = [maybe(now, "cny_per_usd", f"{period.year}-{month:02}") for month in months]
    known = [each for each in means if each is not None]
    month = f"{printed.first:%Y-%m}"
    return Conversion(
        name,
        period,
        yuan,
        dollars,
        {
            OWN: own,
            PERIOD: q.mean(known) if len(known) == len(means) else None,
            PRINTED: maybe(now, "cny_per_usd", month),
            PARITY: maybe(now, "cny_per_usd_parity", month),
        },
    )


def _own(now: Scope, in_yuan: str, in_dollars: str, period: str) -> Quantity | None:
    """The rate that customs' own two totals of a period imply."""
    one, other = maybe(now, in_yuan, period, "first"), maybe(now, in_dollars, period, "first")
    return None if one is None or other is None else one / other


def _own_total(now: Scope, period: str) -> Quantity | None:
    printed = _own(now, "total_trade", "total_trade_usd", period)
    if printed is not None:
        return printed
    total = maybe(now, "total_trade", period, "first")
    exports, imports = (maybe(now, name, period, "first") for name in ("exports_usd", "imports_usd"))
    if total is None:
        return None
    if exports is not None and imports is not None:
        return total / (exports + imports)
    try:
        return total / series_of(now, "world_trade").one(period, economy=CHINA)
    except (FormulaError, NotOut):
        return None


def _amount(view: CollectionView, row: Mapping[str, str], column: str, unit: str) -> Quantity:
    """An amount of a row of the list, as an input with its source."""
    value, step = (Fraction(parse_number(row[name])) for name in (column, f"{column}_step"))
    source = view.collection.sources[row["source"]]
    about = Input(
        "list:conversions",
        row["period"],
        row[column],
        unit,
        source.published,
        "listed",
        row["source"],
        source.originator,
    )
    half = step / 2
    return q.measured(Interval(value - half, value + half), parse_unit(unit), f"{row['outlet']} {column}", about)
