"""Units of stated figures: currencies, tonnes, counts, percent, and their products."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from recount.errors import UnitError

MAGNITUDES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_CURRENCY = re.compile(r"[A-Z]{3}")
_NAME = re.compile(r"[a-z][a-z-]*(:[^/]+)?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of base units, and how a value in it is written.

    ``dims`` maps a base unit to its exponent, sorted. ``written`` is ``percent`` or
    ``percentage-point`` for a ratio that is written in hundredths, else empty.
    """

    dims: tuple[tuple[str, int], ...] = ()
    written: str = ""

    @property
    def scale(self) -> Fraction:
        """What a written value is multiplied by to give the value that is computed with."""
        return Fraction(1, 100) if self.written else Fraction(1)

    @property
    def is_ratio(self) -> bool:
        return not self.dims

    @property
    def is_count(self) -> bool:
        """Whether it counts things of whatever kind."""
        return len(self.dims) == 1 and self.dims[0][0].split(":")[0] == "count" and self.dims[0][1] == 1

    @property
    def is_whole(self) -> bool:
        """Whether a bare number goes with it: a count or a rank."""
        return self.is_count or self.dims == RANK.dims

    def __str__(self) -> str:
        if self.written:
            return self.written
        if not self.dims:
            return "ratio"
        over = [name if power == 1 else f"{name}^{power}" for name, power in self.dims if power > 0]
        under = [name if power == -1 else f"{name}^{-power}" for name, power in self.dims if power < 0]
        return "/".join(["*".join(over) or "1", *under])

    def times(self, other: Unit) -> Unit:
        return _product(self, other, 1)

    def over(self, other: Unit) -> Unit:
        """The unit of a quotient; a count of anything over a bare count is a ratio."""
        if self.is_count and other.is_count and COUNT in (self, other):
            return RATIO
        return _product(self, other, -1)

    def plus(self, other: Unit, minus: bool = False) -> Unit:
        """The unit of a sum or a difference.

        Raises UnitError where the two do not go together.
        """
        if self.dims != other.dims:
            return Unit(_common_count(self, other))
        written = {self.written, other.written}
        if written == {"percent"}:
            return POINT if minus else PERCENT
        if written == {"percent", "percentage-point"}:
            return PERCENT
        return self if self.written == other.written else RATIO

    def agrees(self, other: Unit) -> bool:
        """Whether figures in the two units can be compared."""
        try:
            self.plus(other)
        except UnitError:
            return False
        return True


RATIO = Unit()
PERCENT = Unit(written="percent")
POINT = Unit(written="percentage-point")
COUNT = Unit((("count", 1),))
RANK = Unit((("rank", 1),))


def parse_unit(text: str) -> Unit:
    """``CNY``, ``percent``, ``tonne``, ``count:cities``, ``CNY/USD``, ``tonne/year`` as a Unit.

    Raises UnitError for anything else.
    """
    if text in ("ratio", "percent", "percentage-point"):
        return Unit(written="" if text == "ratio" else text)
    unit = RATIO
    for position, name in enumerate(text.split("/")):
        if not (_CURRENCY.fullmatch(name) or _NAME.fullmatch(name)):
            raise UnitError(f"unknown unit {text!r}; use an ISO 4217 code, percent, ratio, tonne, rank or count:noun")
        base = Unit(((name, 1),))
        unit = unit.times(base) if position == 0 else unit.over(base)
    return unit


def parse_printed_unit(text: str) -> tuple[Fraction, Unit]:
    """``billion USD`` as (10**9, USD); ``percent`` as (1, percent)."""
    first, _, rest = text.partition(" ")
    if first in MAGNITUDES and rest:
        return Fraction(10) ** MAGNITUDES[first], parse_unit(rest)
    return Fraction(1), parse_unit(text)


def _product(a: Unit, b: Unit, sign: int) -> Unit:
    dims = dict(a.dims)
    for name, power in b.dims:
        dims[name] = dims.get(name, 0) + sign * power
    return Unit(tuple(sorted((name, power) for name, power in dims.items() if power)))


def _common_count(a: Unit, b: Unit) -> tuple[tuple[str, int], ...]:
    """A bare count goes with a count of anything, and a bare number with any count or rank."""
    for whole, other in ((a, b), (b, a)):
        if whole.is_whole and (other == RATIO or (whole.is_count and other == COUNT)):
            return whole.dims
    raise UnitError(f"{a} and {b} cannot be added or compared")
