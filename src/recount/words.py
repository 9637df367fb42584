"""Figures in words: ``2.08 to 2.1 trillion yuan``."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from recount.blocks import quoted
from recount.briefing import Mention, StatedFigure
from recount.exact import exact_text
from recount.quantity import Interval, Unit, parse_number, printed_terms
from recount.quantity.unit import MAGNITUDES, parse_printed_unit

_MAGNITUDES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_NAMES = {
    "CNY": "yuan",
    "USD": "US dollars",
    "EUR": "euros",
    "tonne": "tonnes",
    "ratio": "",
    "count": "",
    "rank": "",
    "percentage-point": "percentage points",
}
_PER = {"USD": "per US dollar", "year": "a year"}
_DIGITS = 4
_SHORT = 5


def unit_in_words(unit: Unit) -> str:
    """``yuan`` for CNY, the counted noun for a count, ``yuan per US dollar`` for a rate."""
    text = str(unit)
    if text.startswith("count:"):
        return text.removeprefix("count:")
    over, _, under = text.partition("/")
    name = _NAMES.get(over, over.replace("-", " "))
    return f"{name} {_PER.get(under, f'per {under}')}" if under else name


def shown_unit(unit: Unit, stated: Unit | None) -> Unit:
    """A ratio is shown as a percent where the statement is in percent, a bare count as the stated count."""
    return stated if stated is not None and unit.agrees(stated) else unit


def number_in_words(value: Fraction, digits: int = _DIGITS, short: int = _SHORT) -> str:
    """A number with thousands set off: in full if it is short, else to so many significant digits."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if _is_short(value, short):
        text = f"{exact:,f}"
    else:
        text = f"{exact.quantize(Decimal(1).scaleb(min(0, exact.adjusted() + 1 - digits)), ROUND_HALF_EVEN):,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")


def _is_short(value: Fraction, digits: int = _SHORT) -> bool:
    exact = exact_text(value)
    return exact is not None and "/" not in exact and len(Decimal(exact).as_tuple().digits) <= digits


def interval_in_words(interval: Interval, unit: Unit, longest: int = _SHORT) -> str:
    """A set of values: ``2.08 to 2.1 trillion yuan``, ``more than 150``, ``25 cities``.

    Ends of more than ``longest`` digits are rounded to four significant ones, both if one is: 19.482 would stand before
    19.48 for 19.4822. The exact ones are in the JSON.
    """
    ends = [None if end is None else end / unit.scale for end in (interval.low, interval.high)]
    largest = max((abs(end) for end in ends if end is not None), default=Fraction(0))
    size, word = next(((size, word) for size, word in _MAGNITUDES if largest >= size), (1, ""))
    name = " ".join(part for part in (word, unit_in_words(unit)) if part)
    sized = [None if end is None else end / size for end in ends]
    short = longest if all(_is_short(end, longest) for end in sized if end is not None) else _DIGITS
    low, high = (None if end is None else number_in_words(end, short=short) for end in sized)
    if low is None and high is None:
        text = "any value"
    elif high is None:
        text = f"{'at least' if interval.low_closed else 'more than'} {low}"
    elif low is None:
        text = f"{'at most' if interval.high_closed else 'less than'} {high}"
    elif low == high:
        text = low
    else:
        text = f"{low} to {high}"
    return f"{text} {name}".strip()


def stated_in_words(stated: StatedFigure, reading: str | None = None) -> str:
    """A stated figure as the text prints it, and what it allows: ``“90000”, which allows 85,000 to 95,000 enterprises``."""
    rule, interval = stated.rule(reading), stated.interval(reading)
    printed = quoted(stated.quote) if isinstance(stated, Mention) else printed_in_words(stated.value, stated.unit)
    if stated.hedge:
        printed = f"{stated.hedge.replace('-', ' ')} {printed}"
    if rule.key in _AS_PRINTED:
        counted = f" {unit_in_words(stated.parsed_unit)}" if printed.strip("“”").isdecimal() else ""
        return f"{printed}{counted}, {_AS_PRINTED[rule.key]}"
    return f"{printed}, which allows {interval_in_words(interval, stated.parsed_unit, _LONG)}"


_AS_PRINTED = {"exact": "exact", "mark": "the mark itself"}
# Digits of a stated figure and of half its last place, which are all printed.
_LONG = 12

_MILLION = "000000"


def printed_in_words(value: str, unit: str, hedge: str | None = None) -> str:
    """A figure as printed, its unit in words: ``43.85 trillion yuan``; ``2.1e12``, or all its zeros, as ``2.1 trillion``."""
    magnitude, parsed = parse_printed_unit(unit)
    if "e" in value.lower() or (value.endswith(_MILLION) and "." not in value):
        text = interval_in_words(Interval.point(parse_number(value) * parsed.scale), parsed)
        return " ".join(part for part in (hedge, text) if part)
    size = next((word for word, power in MAGNITUDES.items() if 10**power == magnitude), "")
    number = value.replace("-", "−")
    number = f"({number})" if len(printed_terms(value)) > 1 else number
    return " ".join(part for part in (hedge, number, size, unit_in_words(parsed)) if part)
