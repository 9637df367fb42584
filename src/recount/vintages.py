"""The vintage triangle: a figure of goods trade by period and by release, and the base that each growth rate implies.

A release prints a level and a growth rate. Level / (1 + rate) is the figure of the year before as it stood
on that day: the restated base, exact given rounding. A cumulated figure less its last part is what the
earlier months had become. Neither was printed, so neither rests on anything but prints of one release.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from recount.check.run import inputs_of
from recount.collection import Collection
from recount.downloads import Data, number, source_and_licence
from recount.exact import exact_text
from recount.period import Dated, Period, parse_period
from recount.quantity import Interval, Quantity
from recount.quantity.quantity import measured
from recount.series import Observation, Series, observed

TOTAL, EXPORTS, IMPORTS, BALANCE = "total", "exports", "imports", "balance"
MEASURES = {TOTAL: "total_trade", EXPORTS: "exports", IMPORTS: "imports", BALANCE: "goods_balance"}
CURRENCIES = {"CNY": "", "USD": "_usd"}

PRINTED, RATE, DIFFERENCE, SUM = "printed", "rate", "difference", "sum"
_KINDS = ("first", "revised", "quoted")
_TENTH = "0.1"

Key = tuple[str, str, str]  # measure, currency, period


@dataclass(frozen=True, eq=False)
class Vintage:
    """What a period's figure was on a day.

    ``how`` says where it comes from: ``printed``; the base of a growth ``rate`` of the year after; the
    ``difference`` of a cumulated figure and its last part; the ``sum`` of others printed in the same release.
    ``kind`` is that of the print, ``implied`` otherwise; ``text`` is the figure or the formula.
    """

    measure: str
    currency: str
    period: Period
    published: Dated
    kind: str
    how: str
    value: Quantity
    text: str

    @property
    def key(self) -> Key:
        return self.measure, self.currency, str(self.period)

    @property
    def sources(self) -> list[str]:
        """Keys of the sources, each once."""
        return list(dict.fromkeys(each.source for each in inputs_of(self.value)))


@dataclass(frozen=True, eq=False)
class Rate:
    """A printed growth rate, held against every figure of the year before that was out.

    ``level`` is the figure printed with it and ``base`` what the two imply for the year before; both are
    ``None`` where the release, as held, has no level. ``tests`` tells for each earlier figure whether the
    rate can have been computed on it. ``change`` is the base less the first print of the year before.
    """

    measure: str
    currency: str
    period: Period
    published: Dated
    kind: str
    text: str
    growth: Quantity
    level: Vintage | None
    base: Vintage | None
    first: Vintage | None
    tests: tuple[tuple[Vintage, bool], ...]
    change: Quantity | None
    sharper: Quantity | None

    @property
    def fits_first(self) -> bool | None:
        """Whether the rate can stand on the first print; ``None`` if there is nothing to try."""
        return None if self.change is None else 0 in self.change.interval

    @property
    def fits_if_cut(self) -> bool | None:
        """The same if the level and the first print may have been cut off in place of rounded."""
        if self.base is None or self.level is None or self.first is None:
            return None
        base = _cut(self.level) / (1 + self.growth).interval
        return base.meets(_cut(self.first))

    @property
    def would_not_fit(self) -> bool:
        """Whether the first print is ruled out only if a rate printed without a tenth stands for one."""
        return bool(self.fits_first and self.sharper is not None and 0 not in self.sharper.interval)


@dataclass(frozen=True)
class Triangle:
    """All vintages and all rates of a collection, by measure, currency, period and day."""

    collection: Collection
    rows: tuple[Vintage, ...]
    rates: tuple[Rate, ...]

    def of(self, measure: str, period: str, currency: str = "CNY", *hows: str) -> list[Vintage]:
        """The vintages of a period, oldest first; only of ``hows``, if any are named."""
        return [v for v in self.rows if v.key == (measure, currency, period) and v.how in (hows or (v.how,))]

    def first(self, measure: str, period: str, currency: str = "CNY") -> Vintage | None:
        """The first print; the sum of first prints, or the earliest mention, where there is none."""
        return first_of(self.of(measure, period, currency))

    def latest(self, measure: str, period: str, currency: str = "CNY") -> Vintage | None:
        """The base of the latest rate, else the latest restated print."""
        restated = [v for v in self.of(measure, period, currency) if v.how == RATE or v.kind == "revised"]
        return restated[-1] if restated else None

    def rate(self, measure: str, period: str, currency: str = "CNY") -> Rate | None:
        """The first growth rate printed for a period."""
        return next(
            (r for r in self.rates if (r.measure, r.currency, str(r.period)) == (measure, currency, period)), None
        )

    def shifts(self) -> list[tuple[Vintage, Vintage, Quantity]]:
        """Each difference with the first print of its period, and how far it is from it."""
        pairs = [(v, self.first(*v.key[::2], currency=v.currency)) for v in self.rows if v.how == DIFFERENCE]
        return [(v, first, v.value - first.value) for v, first in pairs if first is not None]

    def periods(self, *parts: str) -> list[str]:
        """The periods that have a figure, of the named parts of the year, oldest first."""
        return list(
            dict.fromkeys(str(p) for p in sorted({v.period for v in self.rows}) if not parts or p.part in parts)
        )


def first_of(vintages: Iterable[Vintage]) -> Vintage | None:
    """The one that counts as first among the vintages of one period."""
    found = list(vintages)
    for wanted in (("first",), ("implied",), ("quoted",)):
        candidates = [v for v in found if v.kind in wanted and v.how in (PRINTED, SUM)]
        if candidates:
            return min(candidates, key=lambda v: (v.published.first, v.value.interval.width or 0))
    return None


def read_triangle(collection: Collection) -> Triangle:
    """Every print of the collection's goods trade, and what the prints imply."""
    printed = [v for m in MEASURES for c in CURRENCIES for v in _prints(collection, m, c)]
    printed += _sums(printed)
    printed += _sharpest(_differences(printed))
    growths = [g for m in MEASURES for c in CURRENCIES for g in _growths(collection, m, c)]
    bases = [(m, c, g, *_base(printed, m, c, g, q)) for m, c, g, q, _ in growths]
    rows = sorted([*printed, *(base for *_, base in bases if base is not None)], key=_order)
    rates = [
        _rate(rows, m, c, g, q, sharp, level, base)
        for (m, c, g, q, sharp), (*_, level, base) in zip(growths, bases, strict=True)
    ]
    rates.sort(key=lambda r: (_place(r.measure, r.currency), r.period, r.published.first))
    return Triangle(collection, tuple(rows), tuple(rates))


def together(a: Dated, b: Dated) -> bool:
    """Whether two figures can have come out in one release: the days that are known of them meet."""
    return a.first <= b.last and b.first <= a.last


def span(year: int, first: int, last: int) -> Period:
    """The period of some months, by its usual name: ``2024-H1`` rather than ``2024-01..06``."""
    names = {(1, 12): f"{year}", (1, 6): f"{year}-H1", (7, 12): f"{year}-H2"}
    names |= {(3 * q - 2, 3 * q): f"{year}-Q{q}" for q in range(1, 5)}
    single = f"{year}-{first:02}" if first == last else f"{year}-{first:02}..{last:02}"
    return parse_period(names.get((first, last), single))


def _prints(collection: Collection, measure: str, currency: str) -> Iterator[Vintage]:
    series = collection.series.get(MEASURES[measure] + CURRENCIES[currency])
    for o in series.observations if series else ():
        if o.kind in _KINDS and o.published and o.period.part != "years":
            assert series is not None
            yield Vintage(measure, currency, o.period, o.published, o.kind, PRINTED, series.quantity(o), o.written)


def _growths(
    collection: Collection, measure: str, currency: str
) -> Iterator[tuple[str, str, Observation, Quantity, Quantity | None]]:
    series = collection.series.get(f"{MEASURES[measure]}{CURRENCIES[currency]}_growth")
    for o in series.observations if series else ():
        if o.kind in _KINDS and o.published and o.period.part != "years":
            assert series is not None
            yield measure, currency, o, series.quantity(o), _sharper(series, o)


def _sharper(series: Series, o: Observation) -> Quantity | None:
    """A rate printed without a tenth, read as if a zero had been dropped."""
    if o.hedge or o.step or "." in o.value:
        return None
    return measured(observed(replace(o, step=_TENTH)), series.unit, f"{series.id} {o.period}", None)


def _cut(v: Vintage) -> Interval:
    """The values of a figure that was rounded or cut off, nobody knows which: half a place more on top."""
    interval = v.value.interval
    if interval.high is None or interval.width is None:
        return interval
    return replace(interval, high=interval.high + interval.width / 2)


def _sums(printed: list[Vintage]) -> Iterator[Vintage]:
    """What a release prints in parts: exports and imports make the total and the balance."""
    firsts: dict[tuple[str, Period], dict[str, Vintage]] = {}
    for v in sorted(printed, key=lambda v: v.value.interval.width or 0):
        if v.kind == "first" and v.value.interval.is_bounded:
            firsts.setdefault((v.currency, v.period), {}).setdefault(v.measure, v)
    every = {v.key for v in printed}
    for found in firsts.values():
        exports, imports, balance = found.get(EXPORTS), found.get(IMPORTS), found.get(BALANCE)
        if exports is None and imports and balance and together(imports.published, balance.published):
            exports = _summed(EXPORTS, imports, balance, imports.value + balance.value, "imports + balance")
            yield exports
        if not exports or not imports or not together(exports.published, imports.published):
            continue
        total = "exports + imports" if exports.how == PRINTED else "twice imports + balance"
        for measure, value, text in (
            (TOTAL, exports.value + imports.value, total),
            (BALANCE, exports.value - imports.value, "exports − imports"),
        ):
            if (measure, *exports.key[1:]) not in every:
                yield _summed(measure, exports, imports, value, text)


def _summed(measure: str, one: Vintage, other: Vintage, value: Quantity, text: str) -> Vintage:
    return Vintage(measure, one.currency, one.period, _both(one, other), "implied", SUM, value, text)


def _differences(printed: list[Vintage]) -> Iterator[Vintage]:
    """A cumulated figure less its last part, printed in the same release: what the earlier months had become."""
    for whole in printed:
        if whole.how != PRINTED or whole.period.start.month != 1 or whole.kind == "quoted":
            continue
        for part in printed:
            if not _is_last_part(part, whole):
                continue
            rest = span(whole.period.year, 1, (part.period.start - timedelta(days=1)).month)
            key = (*whole.key[:2], str(rest))
            if any(v.key == key and v.how == PRINTED and together(v.published, whole.published) for v in printed):
                continue
            text = f"{whole.period} less {part.period}"
            value = whole.value - part.value
            yield Vintage(*whole.key[:2], rest, _both(whole, part), "implied", DIFFERENCE, value, text)


def _sharpest(vintages: Iterable[Vintage]) -> list[Vintage]:
    """Of those that say the same of a period, the one from the more precise prints."""
    found: dict[tuple[Key, str], Vintage] = {}
    for v in sorted(vintages, key=lambda v: v.value.interval.width or 0):
        found.setdefault((v.key, v.text), v)
    return list(found.values())


def _is_last_part(part: Vintage, whole: Vintage) -> bool:
    return (
        part.key[:2] == whole.key[:2]
        and part.how == PRINTED
        and part.kind != "quoted"
        and part.value.interval.is_bounded
        and part.period.end == whole.period.end
        and part.period.start > whole.period.start
        and together(part.published, whole.published)
    )


def _base(
    printed: list[Vintage], measure: str, currency: str, growth: Observation, rate: Quantity
) -> tuple[Vintage | None, Vintage | None]:
    """The level printed with a rate, and the figure of the year before that the two imply."""
    assert growth.published is not None
    levels = [
        v
        for v in printed
        if v.key == (measure, currency, str(growth.period))
        and v.how in (PRINTED, SUM)
        and v.kind != "quoted"
        and v.value.interval.is_bounded
        and together(v.published, growth.published)
    ]
    if not levels:
        return None, None
    level = min(levels, key=lambda v: (v.how == SUM, v.value.interval.width or 0))
    published = Dated(
        max(level.published.first, growth.published.first), max(level.published.last, growth.published.last)
    )
    text = f"{level.text} / (1 + {growth.written})"
    earlier = growth.period.shifted(-1)
    return level, Vintage(measure, currency, earlier, published, "implied", RATE, level.value / (1 + rate), text)


def _rate(
    rows: list[Vintage],
    measure: str,
    currency: str,
    growth: Observation,
    rate: Quantity,
    sharper: Quantity | None,
    level: Vintage | None,
    base: Vintage | None,
) -> Rate:
    assert growth.published is not None
    period, published = growth.period, growth.published
    key = (measure, currency, str(period.shifted(-1)))
    known = [v for v in rows if v.key == key and v is not base and v.published.first <= published.last]
    first = first_of(known)
    tests: tuple[tuple[Vintage, bool], ...] = ()
    change = sharp_change = None
    if base is not None and level is not None:
        # A quotation with fewer places meets more than the print that it quotes: it is no other base.
        bases = [v for v in known if v.kind != "quoted" or v is first]
        tests = tuple((v, base.value.interval.meets(v.value.interval)) for v in bases)
        change = base.value - first.value if first else None
        sharp_change = level.value / (1 + sharper) - first.value if first and sharper is not None else None
    return Rate(
        measure,
        currency,
        period,
        published,
        growth.kind,
        growth.written,
        rate,
        level,
        base,
        first,
        tests,
        change,
        sharp_change,
    )


def _both(one: Vintage, other: Vintage) -> Dated:
    return Dated(max(one.published.first, other.published.first), max(one.published.last, other.published.last))


def _place(measure: str, currency: str) -> tuple[int, int]:
    return list(CURRENCIES).index(currency), list(MEASURES).index(measure)


def _order(v: Vintage) -> tuple[object, ...]:
    return _place(v.measure, v.currency), v.period, v.published.first, v.published.last, v.how, v.text


def as_rows(triangle: Triangle) -> list[dict[str, object]]:
    """For JSON: every vintage, and every rate printed without a level, numbers as exact text in base units."""
    return [*(_row(triangle, v) for v in triangle.rows), *(_bare(r) for r in triangle.rates if r.level is None)]


def as_data(triangle: Triangle) -> Data:
    """For CSV: the same rows, numbers in a form that any reader takes, sources in full."""
    columns = ("measure", "currency", "period", "months", "published", "kind", "how", "as_printed", "low", "high")
    more = ("growth_printed", "bases_that_fit", "bases_that_do_not", "source", "licence")
    rows = []
    for row, interval in _with_intervals(triangle):
        ends = ("", "") if interval is None else (number(interval.low), number(interval.high))
        cells = [str(row[c]) for c in columns[:8]]
        lists = ["; ".join(_strings(row[c])) for c in ("growth_printed", "bases_that_fit", "bases_that_do_not")]
        rows.append((*cells, *ends, *lists, *source_and_licence(triangle.collection, _strings(row["sources"]))))
    return Data((*columns, *more), tuple(rows))


def _strings(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _with_intervals(triangle: Triangle) -> Iterator[tuple[dict[str, object], Interval | None]]:
    intervals: list[Interval | None] = [v.value.interval for v in triangle.rows]
    rows = as_rows(triangle)
    return zip(rows, intervals + [None] * (len(rows) - len(intervals)), strict=True)


def _row(triangle: Triangle, v: Vintage) -> dict[str, object]:
    interval = v.value.interval
    rates = [r for r in triangle.rates if r.level is v]
    return {
        "measure": v.measure,
        "currency": v.currency,
        "period": str(v.period),
        "months": v.period.iso,
        "published": str(v.published),
        "kind": v.kind,
        "how": v.how,
        "as_printed": v.text,
        "low": exact_text(interval.low),
        "high": exact_text(interval.high),
        "growth_printed": [r.text for r in rates],
        "bases_that_fit": [named(base) for r in rates for base, fits in r.tests if fits],
        "bases_that_do_not": [named(base) for r in rates for base, fits in r.tests if not fits],
        "sources": v.sources,
    }


def _bare(r: Rate) -> dict[str, object]:
    empty: dict[str, object] = {"low": None, "high": None, "bases_that_fit": [], "bases_that_do_not": []}
    sources = list(dict.fromkeys(each.source for each in inputs_of(r.growth)))
    return {
        "measure": r.measure,
        "currency": r.currency,
        "period": str(r.period),
        "months": r.period.iso,
        "published": str(r.published),
        "kind": r.kind,
        "how": "rate without a level",
        "as_printed": "",
        "growth_printed": [r.text],
        "sources": sources,
        **empty,
    }


def named(v: Vintage) -> str:
    """A vintage by its figure and month: ``42.07 trillion CNY, printed January 2023``."""
    month = f"{calendar.month_name[v.published.last.month]} {v.published.last.year}"
    return f"{v.text}, {v.how} {month}"
