"""Which checks a text calls for: relations between its own figures, and with figures that the collection has.

A relation is proposed for how the figures are named and placed, never because the arithmetic comes out: a proposal
that does not reconcile is the one an author needs most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from recount.briefing import Briefing
from recount.collection import Collection
from recount.draft.figures import CHANGE, COUNT, GROWTH, LEVEL, MULTIPLE, POINTS, SHARE, Figure, read_figures
from recount.draft.subjects import subject_of
from recount.numbers import find_numbers
from recount.period import Period, parse_period
from recount.quantity import Unit, parse_number, parse_unit
from recount.series import Series

_AMOUNTS = (LEVEL, COUNT)
# Words that announce the parts of a figure, or that figures are apart.
_PARTS = re.compile(
    r"\b(?:breaks? down|consist\w*|made up of|comprising|of which|of these|among (?:them|these)|including|namely|come from)\b|其中|分产业|:",
    re.I,
)
_THE_TOTAL = re.compile(r"\b(?:the|this|that) total\b", re.IGNORECASE)
_OF_WHICH = re.compile(
    r"\b(?:breaks? down|consist\w*|made up of|comprising|of which|of these|including)\b|其中|分产业", re.IGNORECASE
)
_LARGE = 1000
_ALIKE = 0.7
_NEAR = 14
_BEHIND = re.compile(r"\s*[(（]?\s*(?:about|around|some|or|US|equivalent to|约合|约|合)?\s*")
_LISTED = re.compile(r"[^.。;；:：\n]{0,40}[:：]\s*([^.。;；\n]+)")
_BRACKETS = re.compile(r"[(（][^)）]*[)）]")
_GENERIC = {"products", "goods", "plus"}


@dataclass(frozen=True)
class Relation:
    """A formula to hold a figure against. ``kind`` names the relation; ``uses`` are the figures of the text in it."""

    figure: Figure
    kind: str
    formula: str
    note: str
    uses: tuple[Figure, ...] = ()


def relations(text: str, figures: Sequence[Figure], collection: Collection, briefing: Briefing) -> list[Relation]:
    """Every relation that the figures call for, each formula once a figure, in the order of the figures.

    What the collection has is held against figures of an issuer that it knows.
    """
    found: dict[tuple[str, int, str], Relation] = {}
    for rule in (_sums, _parts, _bases, _multiples, _changes, _shares, _conversions, _repeats, _lists):
        for relation in rule(text, figures):
            found.setdefault((relation.figure.claim, relation.figure.mention, relation.formula), relation)
    for relation in _rates_of_exchange(figures, briefing):
        found.setdefault((relation.figure.claim, relation.figure.mention, relation.formula), relation)
    for figure in figures if briefing.issuer in collection.originators else ():
        for relation in (
            *_series(figure, figures, collection), *_moved(figure, figures, collection), *_elsewhere(figure, collection, briefing.id)
        ):  # fmt: skip
            found.setdefault((figure.claim, figure.mention, relation.formula), relation)
    order = {(f.claim, f.mention): number for number, f in enumerate(figures)}
    return sorted(found.values(), key=lambda each: order[each.figure.claim, each.figure.mention])


def _ref(figure: Figure) -> str:
    return f'claim("{figure.claim}")' if figure.mention == 0 else f'claim("{figure.claim}", {figure.mention})'


def generic(subject: Sequence[str]) -> frozenset[str]:
    """The words of a subject without those that add nothing."""
    return frozenset(subject) - _GENERIC


def _about(figure: Figure) -> frozenset[str]:
    return generic(figure.subject)


def _one(figures: Sequence[Figure], near: Figure, **wanted: object) -> Figure | None:
    """The figure with these properties; where the text has several, the nearest to ``near``."""
    fitting = [
        figure
        for figure in figures
        if all(
            (_about(figure) if name == "about" else getattr(figure, name)) == value for name, value in wanted.items()
        )
    ]
    return min(fitting, key=lambda figure: abs(figure.number.start - near.number.start), default=None)


def _sums(text: str, figures: Sequence[Figure]) -> Iterator[Relation]:
    """Trade is exports plus imports, and the balance is exports less imports, for one period in one currency."""
    for figure in figures:
        if figure.role != LEVEL or figure.base or _about(figure) not in ({"trade"}, {"balance"}):
            continue
        sides = [
            _one(
                figures, figure, about=frozenset({name}), period=figure.period, unit=figure.unit, role=LEVEL, base=False
            )
            for name in ("exports", "imports")
        ]
        if sides[0] and sides[1] and _hedge(figure) != "over":
            sign = "+" if _about(figure) == {"trade"} else "-"
            note = "the two sides as stated" if sign == "+" else "what the two sides leave"
            yield Relation(figure, "sum", f"{_ref(sides[0])} {sign} {_ref(sides[1])}", note, (sides[0], sides[1]))


def _hedge(figure: Figure) -> str | None:
    return figure.number.hedge


def _parts(text: str, figures: Sequence[Figure]) -> Iterator[Relation]:
    """Amounts of one kind that follow a total, where the words before the first of them announce parts."""
    for index, total in enumerate(figures):
        if total.role not in (*_AMOUNTS, CHANGE) or total.base:
            continue
        parts = _run_of_parts(total, figures[index + 1 :])
        if len(parts) < 2:
            continue
        apart = parts[0].sentence - total.sentence
        announced = text[total.number.end : parts[0].number.start]
        here = _PARTS.search(announced) if apart == 0 else apart == 1 and _OF_WHICH.search(announced)
        if here or (_THE_TOTAL.search(parts[0].before) and _OF_WHICH.search(parts[0].before)):
            yield Relation(total, "parts", " + ".join(map(_ref, parts)), "the parts as listed behind it", tuple(parts))


def _run_of_parts(total: Figure, after: Sequence[Figure]) -> list[Figure]:
    """The next amounts of the total's kind and smaller than it, each in the sentence of the one before or the next one."""
    parts: list[Figure] = []
    for figure in after:
        if parts and figure.sentence - parts[-1].sentence > 1:
            break
        if figure.role != total.role and not (figure.role in _AMOUNTS and total.role in _AMOUNTS):
            continue
        smaller = _same_kind(total, figure) and _amount(figure) < _amount(total) and not figure.base
        if not smaller and parts:
            break
        near = figure.sentence - total.sentence <= 1 or _THE_TOTAL.search(figure.before)
        if smaller and (parts or near):
            parts.append(figure)
    return parts


def _same_kind(a: Figure, b: Figure) -> bool:
    """One unit; large counts go together whatever the noun: people, refugees."""
    large = a.role == b.role == COUNT and min(_amount(a), _amount(b)) >= _LARGE
    return a.unit == b.unit or large


def _amount(figure: Figure) -> float:
    return float(Fraction(figure.number.value or 0))


def _bases(text: str, figures: Sequence[Figure]) -> Iterator[Relation]:
    """A level, what it is compared with, and the growth between the two, in one sentence."""
    for index, base in enumerate(figures):
        if not base.base or base.role not in _AMOUNTS:
            continue
        here = [f for f in figures if f.sentence == base.sentence]
        level = next(
            (
                f
                for f in reversed(figures[:index])
                if f.sentence == base.sentence and f.role == base.role and f.unit == base.unit
            ),
            None,
        )
        if level is None:
            continue
        after = [f for f in here if f.role == GROWTH and f.number.start > base.number.end]
        amid = [f for f in here if f.role == GROWTH and level.number.end < f.number.start < base.number.start]
        growth = next(iter((*amid, *after)), None)
        if growth is not None:
            yield _signed(
                growth, "base", f"{_ref(level)} / {_ref(base)} - 1", "level and base as stated", (level, base)
            )
        change = next((f for f in here if f.role == CHANGE and f.unit == level.unit), None)
        if change is not None:
            yield _signed(change, "base", f"{_ref(level)} - {_ref(base)}", "level less base as stated", (level, base))


def _multiples(text: str, figures: Sequence[Figure]) -> Iterator[Relation]:
    """A level as a multiple of the amount that follows: double the 41 million of 2010."""
    for index, (multiple, base) in enumerate(pairwise(figures)):
        if multiple.role == MULTIPLE and base.role in _AMOUNTS and re.fullmatch(r"\s+(?:of )?the\s+", multiple.after):
            level = next((f for f in reversed(figures[:index]) if f.role in _AMOUNTS and _same_kind(base, f)), None)
            if level is not None and level.subject:
                yield Relation(
                    multiple, "base", f"{_ref(level)} / {_ref(base)}", "level and base as stated", (level, base)
                )


def _signed(figure: Figure, kind: str, formula: str, note: str, uses: tuple[Figure, ...]) -> Relation:
    """A fall that is stated without a minus is held against the formula turned round."""
    if figure.sign < 0 and not (figure.number.value or "").startswith("-"):
        formula = f"1 - {formula.removesuffix(' - 1')}" if formula.endswith(" - 1") else f"-({formula})"
    return Relation(figure, kind, formula, note, uses)


def _rate(growth: Figure) -> str:
    minus = growth.sign < 0 and not (growth.number.value or "").startswith("-")
    return f"(1 {'-' if minus else '+'} {_ref(growth)})"


def _changes(text: str, figures: Sequence[Figure]) -> Iterator[Relation]:
    """An amount of increase beside a level and a growth rate of the same thing."""
    for change in figures:
        if change.role != CHANGE:
            continue
        beside = next(
            (f for f in figures if f.role == GROWTH and f.sentence == change.sentence and _touches(change, f)), None
        )
        levels = [f for f in figures if f.role in _AMOUNTS and f.unit == change.unit and not f.base]
        level = next((f for f in reversed(levels) if f.number.start < change.number.start and _near(f, change)), None)
        if level is None:
            continue
        growth = beside or _one(figures, level, about=_about(level), period=level.period, role=GROWTH)
        if growth is None:
            continue
        formula = f"{_ref(level)} - {_ref(level)} / {_rate(growth)}"
        yield _signed(change, "growth", formula, "from level and growth as stated", (level, growth))


def _touches(a: Figure, b: Figure) -> bool:
    return 0 <= b.number.start - a.number.end <= _NEAR


def _near(level: Figure, change: Figure) -> bool:
    same = _about(level) == _about(change) and level.period == change.period
    return same or change.sentence - level.sentence <= 1


def _shares(text: str, figures: Sequence[Figure]) -> Iterator[Relation]:
    """A share of something whose amount is stated, for something whose amount is stated."""
    for share in figures:
        if share.role != SHARE:
            continue
        part = next(
            (
                f
                for f in reversed(figures)
                if f.role in _AMOUNTS and f.number.start < share.number.start and _about(f) == _about(share)
                and share.sentence - f.sentence <= 1 and not f.base
            ),
            None,
        )  # fmt: skip
        if part is None:
            continue
        whole = next(
            (f for f in figures if f.unit == part.unit and f.role == part.role and _is_whole(share, part, f)), None
        )
        if whole is not None:
            yield Relation(share, "share", f"{_ref(part)} / {_ref(whole)}", "part and whole as stated", (part, whole))


def _is_whole(share: Figure, part: Figure, whole: Figure) -> bool:
    named = frozenset(share.whole) - _GENERIC
    return whole is not part and whole.period == part.period and _about(whole) == (named or frozenset({"trade"}))


def _pairs(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """An amount and, right behind it, the same in another currency."""
    return [
        (a, b)
        for a, b in pairwise(figures)
        if a.number.kind == b.number.kind == "money" and a.unit != b.unit and _BEHIND.fullmatch(a.after)
    ]


def _conversions(text: str, figures: Sequence[Figure]) -> Iterator[Relation]:
    """All pairs of a text are converted at one rate."""
    for (a, b), (c, d) in pairwise(_pairs(figures)):
        if (a.unit, b.unit) == (c.unit, d.unit):
            formula = f"{_ref(c)} * {_ref(b)} / {_ref(a)}"
            yield Relation(d, "conversion", formula, "at the rate of the pair before", (a, b, c))


def _rates_of_exchange(figures: Sequence[Figure], briefing: Briefing) -> Iterator[Relation]:
    """Yuan and dollars, at the rates that someone who converts has: of the period, of the month of the event."""
    stated = [f for f in figures if f.role == LEVEL and f.number.kind == "money"]
    same = [
        (a, b)
        for b in stated
        for a in stated
        if (a.unit, b.unit) == ("CNY", "USD") and (_about(a), a.period) == (_about(b), b.period) and a.subject
    ]
    behind = [(a, b) for a, b in _pairs(figures) if (a.unit, b.unit) == ("CNY", "USD")]
    for b in dict.fromkeys(b for _, b in (*behind, *same)):
        a = next(first for first, second in (*behind, *same) if second is b)
        for rate in _rates(a, briefing):
            yield Relation(b, "conversion", f"{_ref(a)} / {rate}", "at this rate", (a,))


def _rates(figure: Figure, briefing: Briefing) -> list[str]:
    period = parse_period(figure.period) if figure.period else None
    if period and period.part == "year":
        return [f'annual_mean(cny_per_usd, "{period}")']
    months = [f"{period.end:%Y-%m}"] if period and period.part != "years" else []
    return [f'cny_per_usd("{month}")' for month in dict.fromkeys([*months, f"{briefing.held.first:%Y-%m}"])]


def _repeats(text: str, figures: Sequence[Figure]) -> Iterator[Relation]:
    """The same thing stated twice, for the same period."""
    first: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        if not figure.subject or figure.base or figure.role not in (LEVEL, GROWTH) or figure.number.kind == "ordinal":
            continue
        if figure.role == GROWTH and figure.against:
            continue
        key = (_about(figure), figure.period, figure.unit, figure.role, figure.whole)
        if key in first and first[key].sentence != figure.sentence and _overlaps(first[key], figure):
            yield Relation(figure, "repeat", _ref(first[key]), "the same figure, stated before", (first[key],))
        first.setdefault(key, figure)


def _overlaps(a: Figure, b: Figure) -> bool:
    """One figure in two wordings has the same leading digit and size; two figures rarely have."""
    low, high = sorted((abs(_amount(a)), abs(_amount(b))))
    return low > 0 and high / low < 1.12


def _lists(text: str, figures: Sequence[Figure]) -> Iterator[Relation]:
    """A count of things that are then listed by name, behind a colon."""
    for figure in figures:
        value = figure.number.value or ""
        if figure.role != COUNT or not value.isdigit() or not 2 <= int(value) <= 60:
            continue
        behind = _BRACKETS.sub("", text[figure.number.end : figure.number.end + 800])
        found = _LISTED.match(behind)
        items = _items(found[1]) if found else 0
        if items > 2:
            note = f"{items} are listed behind it; better as a list in data/tables"
            yield Relation(figure, "list", str(items), note)


def _items(listed: str) -> int:
    return len([each for each in re.split(r"[,，、]|\band\b|和", listed) if each.strip()])


def _series(figure: Figure, figures: Sequence[Figure], collection: Collection) -> Iterator[Relation]:
    """What the collection has of the same thing: the figure itself, its parts, and what growth and change come to."""
    if figure.period is None or figure.base:
        return
    period = parse_period(figure.period)
    usual = period.shifted(-1) if period.part != "years" else None
    before = parse_period(figure.against) if figure.against and figure.role in (CHANGE, GROWTH, MULTIPLE) else usual
    for series in collection.series.values():
        if series.panel or not _alike(about_series(series), _about(figure)):
            continue
        role, has = _series_role(series), _printed(series)
        if period.part == "years" and role in _AMOUNTS:
            yield from _spans(figure, period, series)
            continue
        if figure.role == GROWTH and not _currency(figure, series):
            continue
        if role == figure.role and series.unit.agrees(_unit(figure)):
            if period in has:
                yield _from_series(figure, f'{series.id}("{period}")', "as the collection has it")
            for first, second in _halves(has, period) if role in _AMOUNTS else ():
                yield _from_series(figure, f'{series.id}("{first}") + {series.id}("{second}")', "its two parts")
        if role not in _AMOUNTS or before is None or period not in has or before not in has:
            continue
        if figure.role == GROWTH:
            yield _signed(
                figure, "series", f'{series.id}("{period}") / {series.id}("{before}") - 1', "the two levels", ()
            )
        if figure.role == CHANGE and series.unit.agrees(_unit(figure)):
            yield _signed(figure, "series", f'{series.id}("{period}") - {series.id}("{before}")', "the two levels", ())
            level = _one(
                figures, figure, about=_about(figure), period=figure.period, role=role, unit=figure.unit, base=False
            )
            if level is not None:
                formula = f'{_ref(level)} - {series.id}("{before}")'
                yield _signed(figure, "series", formula, "the stated level less the earlier one", (level,))
    yield from _two_sides(figure, period, collection)


def _moved(figure: Figure, figures: Sequence[Figure], collection: Collection) -> Iterator[Relation]:
    """The level of the year before, moved by the growth that the text states."""
    if figure.role not in _AMOUNTS or figure.period is None or figure.base:
        return
    growth = _one(figures, figure, about=_about(figure), period=figure.period, role=GROWTH)
    before = parse_period(figure.period).shifted(-1)
    for series in collection.series.values() if growth else ():
        same = not series.panel and about_series(series) == _about(figure) and _series_role(series) == figure.role
        if (
            growth
            and same
            and series.unit.agrees(_unit(figure))
            and before in _printed(series)
            and _currency(growth, series)
        ):
            formula = f'{series.id}("{before}") * {_rate(growth)}'
            yield Relation(figure, "growth", formula, "the year before, moved by the stated growth", (growth,))


def _spans(figure: Figure, period: Period, series: Series) -> Iterator[Relation]:
    """What two years of a series, the ends of a span, come to."""
    first, last = (parse_period(str(day.year)) for day in (period.start, period.end))
    if not {first, last} <= set(_printed(series)):
        return
    ends = f'{series.id}("{last}") / {series.id}("{first}")'
    if figure.role == MULTIPLE:
        yield Relation(figure, "series", ends, "the two ends")
    elif figure.role == GROWTH:
        yield _signed(figure, "series", f"{ends} - 1", "the two ends", ())
    elif figure.role == CHANGE and series.unit.agrees(_unit(figure)):
        yield _signed(figure, "series", ends.replace(" / ", " - "), "the two ends", ())


def _two_sides(figure: Figure, period: Period, collection: Collection) -> Iterator[Relation]:
    """A total as the sum of what was printed of its sides."""
    if figure.role != LEVEL or figure.unit != "CNY" or _about(figure) != {"trade"}:
        return
    sides = [collection.series[name] for name in ("exports", "imports") if name in collection.series]
    if len(sides) == 2 and all(period in _printed(series) for series in sides):
        yield Relation(figure, "series", f'exports("{period}") + imports("{period}")', "the two sides")


def _from_series(figure: Figure, formula: str, note: str) -> Relation:
    """A rate that is stated as a fall is a negative one in a series."""
    if figure.role in (GROWTH, POINTS):
        return _signed(figure, "series", formula, note, ())
    return Relation(figure, "series", formula, note)


def _unit(figure: Figure) -> Unit:
    return parse_unit(figure.unit)


def _currency(figure: Figure, series: Series) -> bool:
    """Growth is of yuan unless the words next to it say dollars."""
    dollars = re.search(r"dollar|USD|美元", figure.before + figure.after)
    other = "dollar" in series.title or str(series.unit) == "USD"
    return bool(dollars) == other


def about_series(series: Series) -> frozenset[str]:
    title = re.sub(
        r"^(?:Growth|Share|Change) of (?:the number of )?|on the year before|\bin the (?:period|year)\b",
        " ",
        series.title,
    )
    return frozenset(subject_of(title)) - _GENERIC


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """The same words, or nearly all of them."""
    return a == b or len(a & b) >= _ALIKE * len(a | b)


def _series_role(series: Series) -> str:
    first = series.title.split()[0]
    if first in ("Growth", "Share", "Change"):
        return {"Growth": GROWTH, "Share": SHARE}.get(
            first, POINTS if str(series.unit) == "percentage-point" else CHANGE
        )
    return COUNT if series.unit.is_count else LEVEL


def _printed(series: Series) -> list[Period]:
    """The periods for which a figure was printed: one that others imply would check itself."""
    return sorted({o.period for o in series.observations if o.formula is None})


def _halves(has: Sequence[Period], period: Period) -> Iterator[tuple[Period, Period]]:
    """Pairs of periods that make up a period without a gap."""
    for first in has:
        if first.start == period.start and first.end < period.end:
            for second in has:
                if second.end == period.end and (second.start - first.end).days == 1:
                    yield first, second


def _elsewhere(figure: Figure, collection: Collection, briefing_id: str) -> Iterator[Relation]:
    """The same claim in another briefing."""
    for claim_id, (briefing, claim) in collection.claims.items():
        if briefing.id == briefing_id or not claim.mentions or claim.mentions[0].unit != figure.unit:
            continue
        other = stated_figure(claim.states, claim.mentions[0].value)
        if (
            other
            and figure.period
            and (_about(other), other.period, other.role) == (_about(figure), figure.period, figure.role)
        ):
            yield Relation(figure, "other briefing", f'claim("{claim_id}")', f"as stated in {briefing.title}")


def stated_figure(states: str, value: str) -> Figure | None:
    """What a claim's sentence says that a figure is, found by its value."""
    for figure in read_figures(states, find_numbers(states)):
        if abs(parse_number(figure.number.value or "0")) == abs(parse_number(value)):
            return figure
    return None
