"""How a stated figure becomes the set of values it allows: the one table of rules.

The table is data (``RULES``), printed on the methods page as it stands here; every
verdict names the row that it used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import add

from recount.errors import FormulaError
from recount.quantity.interval import Interval

_DECIMAL = re.compile(r"([+-]?)(\d{1,60})(?:\.(\d{1,60}))?(?:[eE]([+-]?\d{1,2}))?", re.ASCII)
_TENTH = Fraction(1, 10)
_MULTIPLE_TOLERANCE = Fraction(1, 20)


@dataclass(frozen=True)
class Figure:
    """A positive stated figure: ``value`` v, last printed place ``step`` s, whether it counts things."""

    value: Fraction
    step: Fraction
    whole: bool = False


@dataclass(frozen=True)
class Rule:
    """One row of the table: what is stated, which values that allows, and other ways to read it.

    The rows are written for positive figures. A ``bound`` means the same for a negative
    one; any other row is mirrored at zero.
    """

    key: str
    stated: str
    allows: str
    interval: Callable[[Figure], Interval]
    hedges: tuple[str | None, ...] = ()
    forms: tuple[str, ...] = ("figure",)
    alternatives: tuple[tuple[str, Callable[[Figure], Interval]], ...] = ()
    bound: bool = False


def _around(f: Figure, margin: Fraction) -> Interval:
    return Interval(f.value - margin, f.value + margin)


def _finer(f: Figure) -> Interval:
    return _around(f, f.step / 20)


def _truncated(f: Figure) -> Interval:
    return Interval(f.value, f.value + f.step, True, False)


def _nearly(f: Figure) -> Interval:
    low = max(f.value - f.step, f.value * Fraction(9, 10))
    return Interval(low, f.value, True, False)


def _over(f: Figure) -> Interval:
    return Interval(f.value + 1, None) if f.whole else Interval(f.value, None, False)


def _about(f: Figure) -> Interval:
    return _around(f, min(f.step, f.value * _TENTH))


RULES: tuple[Rule, ...] = (
    Rule(
        "rounded",
        "v, last printed place s",
        "[v − s/2, v + s/2]; the tie rule is unknown, so both ends are in",
        lambda f: _around(f, f.step / 2),
        (None,),
        alternatives=(("a finer place", _finer), ("truncation", _truncated)),
    ),
    Rule(
        "nearly",
        "nearly, close to, almost v",
        "[v − s, v), never below 0.9 v; strict: [v − s/2, v)",
        _nearly,
        ("nearly",),
        alternatives=(("the strict form", lambda f: Interval(f.value - f.step / 2, f.value, True, False)),),
    ),
    Rule(
        "over",
        "more than, over, exceeded, surpassed (超, 逾, 超过) v",
        "(v, ∞); whole counts from v + 1",
        _over,
        ("over",),
        bound=True,
    ),
    Rule(
        "plus",
        "多, 余 after a round number (150多个)",
        "(v, v + s)",
        lambda f: Interval(f.value, f.value + f.step, False, False),
        ("plus",),
    ),
    Rule("at-least", "at least v", "[v, ∞)", lambda f: Interval(f.value, None), ("at-least",), bound=True),
    Rule(
        "at-most",
        "at most, up to v",
        "(−∞, v]",
        lambda f: Interval(None, f.value),
        ("at-most", "up-to"),
        bound=True,
    ),
    Rule(
        "under",
        "less than, under v",
        "(−∞, v)",
        lambda f: Interval(None, f.value, False, False),
        ("under",),
        bound=True,
    ),
    Rule(
        "about",
        "about, around v",
        "[v − s, v + s], at most a tenth of v to each side",
        _about,
        ("about",),
        alternatives=(("the strict form", lambda f: _around(f, f.step / 2)),),
    ),
    Rule(
        "several",
        "several, dozens of, millions of: a unit v counted more than once",
        "[2 v, 10 v)",
        lambda f: Interval(2 * f.value, 10 * f.value, True, False),
        ("several",),
    ),
    Rule(
        "multiple",
        "doubled, tripled, N-fold, halved",
        "the multiple ± 5 percent",
        lambda f: _around(f, f.value * _MULTIPLE_TOLERANCE),
        (None,),
        ("multiple",),
    ),
    Rule(
        "nearly-multiple",
        "nearly doubled, nearly N-fold",
        "[0.9 N, N); nearly doubled: [1.8, 2)",
        lambda f: Interval(f.value * Fraction(9, 10), f.value, True, False),
        ("nearly",),
        ("multiple",),
    ),
    Rule(
        "times-by",
        "up N times, read as rose by N times (Chinese 增长N倍)",
        "a ratio of N + 1, ± s/2",
        lambda f: _around(Figure(f.value + 1, f.step), f.step / 2),
        (None,),
        ("times-by",),
        (("a finer place", lambda f: _finer(Figure(f.value + 1, f.step))),),
    ),
    Rule(
        "times-to",
        "up N times, read as rose to N times",
        "a ratio of N, ± s/2",
        lambda f: _around(f, f.step / 2),
        (None,),
        ("times-to",),
        (("a finer place", _finer),),
    ),
    Rule(
        "exact",
        "a count printed to its last unit (23 measures), a rank, a date",
        "[v, v]",
        lambda f: Interval.point(f.value),
        (None,),
        ("exact",),
    ),
    Rule(
        "mark",
        "a mark that is passed (surpassed the 43 trillion mark)",
        "[v, v]: the mark itself; that it was passed is what the claim states",
        lambda f: Interval.point(f.value),
        (None, "over", "under"),
        ("mark",),
    ),
)

HEDGES = tuple(sorted({hedge for rule in RULES for hedge in rule.hedges if hedge}))


def parse_number(text: str) -> Fraction:
    """A decimal or ``p/q`` as an exact Fraction, from its text and never through a float.

    Raises FormulaError if it is neither.
    """
    if "/" in text:
        top, _, bottom = text.partition("/")
        if top.lstrip("-").isdecimal() and bottom.isdecimal() and text.isascii() and int(bottom):
            return Fraction(int(top), int(bottom))
    if not _DECIMAL.fullmatch(text):
        raise FormulaError(f"{text!r} is not a number")
    return Fraction(text)


def printed_terms(text: str) -> list[tuple[int, str]]:
    """The printed numbers that a value is put together from, each with its sign; most values are one number.

    ``3967 - 50`` is a total less a difference, both printed: ``[(1, "3967"), (-1, "50")]``.
    """
    first, *rest = re.split(r" ([+-]) ", text)
    return [(1, first), *((1 if sign == "+" else -1, term) for sign, term in zip(rest[::2], rest[1::2], strict=True))]


def read_terms(text: str, read: Callable[[str], Interval]) -> Interval:
    """What the printed numbers of a value allow together, each of them read by ``read``."""
    parts = ((sign, read(number)) for sign, number in printed_terms(text))
    return reduce(add, (part if sign > 0 else -part for sign, part in parts))


def parse_value(text: str) -> Fraction:
    """What the printed numbers of a value come to. Raises FormulaError if one of them is none."""
    return sum((sign * parse_number(term) for sign, term in printed_terms(text)), Fraction(0))


def last_place(text: str) -> Fraction:
    """The place of the last printed digit; without a decimal point, of the last non-zero one.

    ``43.85e12`` gives 10**10, ``2.10`` gives 1/100, ``90000`` gives 10**4, ``0`` gives 1.
    """
    match = _DECIMAL.fullmatch(text)
    if not match:
        raise FormulaError(f"{text!r} has no last place; state a step")
    _, whole, decimals, exponent = match.groups()
    power = int(exponent or 0)
    if decimals:
        return Fraction(10) ** (power - len(decimals))
    zeros = len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0
    return Fraction(10) ** (power + zeros)


def find_rule(hedge: str | None, form: str = "figure") -> Rule:
    """The row of the table for a hedge and a form. Raises FormulaError if there is none."""
    for rule in RULES:
        if form in rule.forms and hedge in rule.hedges:
            return rule
    raise FormulaError(f"no rule for the hedge {hedge!r} with the form {form!r}; hedges are {', '.join(HEDGES)}")


def allowed(figure: Figure, rule: Rule) -> Interval:
    """The values that a stated figure allows."""
    return _read(rule.interval, figure, rule.bound)


def alternatives(figure: Figure, rule: Rule) -> list[tuple[str, Interval]]:
    """Other ways to read the same figure, each with its name."""
    return [(name, _read(interval, figure, rule.bound)) for name, interval in rule.alternatives]


def _read(interval: Callable[[Figure], Interval], figure: Figure, bound: bool) -> Interval:
    if figure.value >= 0 or bound:
        return interval(figure)
    return -interval(Figure(-figure.value, figure.step, figure.whole))
