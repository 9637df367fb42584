"""Exact intervals: rational ends, each open or closed, ``None`` for unbounded.

The set that a stated figure allows is rarely closed at both ends and never a
standard deviation, and 43.85 - 41.76 must reach exactly 2.10: hence Fractions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from recount.errors import FormulaError

Number = Fraction | int
# An end while computing: a Fraction, or a float that is only ever plus or minus infinity.
_End = tuple[Fraction | float, bool]


@dataclass(frozen=True, slots=True)
class Interval:
    """A non-empty set of rationals between two ends.

    ``low`` and ``high`` are Fractions or ``None`` (unbounded); ``low_closed`` and
    ``high_closed`` say whether the end belongs to the set (never, if unbounded).
    Raises ValueError for an empty set.
    """

    low: Fraction | None
    high: Fraction | None
    low_closed: bool = True
    high_closed: bool = True

    def __post_init__(self) -> None:
        if self.low is None and self.low_closed:
            object.__setattr__(self, "low_closed", False)
        if self.high is None and self.high_closed:
            object.__setattr__(self, "high_closed", False)
        if self.low is not None and self.high is not None:
            if self.low > self.high:
                raise ValueError(f"empty interval: {self.low} is above {self.high}")
            if self.low == self.high and not (self.low_closed and self.high_closed):
                raise ValueError(f"empty interval: nothing lies at {self.low} alone")

    @classmethod
    def point(cls, value: Number) -> Interval:
        """The set of one value."""
        return cls(Fraction(value), Fraction(value))

    @classmethod
    def limit(cls, value: Fraction, closed: bool) -> Interval:
        """The end of an interval as a corner to compute with: a point that may not be attained."""
        corner = object.__new__(cls)
        for name, what in (
            ("low", value),
            ("high", value),
            ("low_closed", closed),
            ("high_closed", closed),
        ):
            object.__setattr__(corner, name, what)
        return corner

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def is_bounded(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def width(self) -> Fraction | None:
        """Length, or ``None`` if unbounded."""
        return None if self.low is None or self.high is None else self.high - self.low

    def __contains__(self, value: Number) -> bool:
        above = self.low is None or self.low < value or (self.low_closed and self.low == value)
        below = self.high is None or value < self.high or (self.high_closed and self.high == value)
        return above and below

    def within(self, other: Interval) -> bool:
        """Whether every value of this interval is also in ``other``."""
        return _order_low(_low(other)) <= _order_low(_low(self)) and _order_high(_high(self)) <= _order_high(
            _high(other)
        )

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return not (self.below(other) or other.below(self))

    def below(self, other: Interval) -> bool:
        """Whether every value of this interval is smaller than every value of ``other``."""
        (high, high_closed), (low, low_closed) = _high(self), _low(other)
        return high < low or (high == low and not (high_closed and low_closed))

    def common(self, other: Interval) -> Interval | None:
        """The values that both have; ``None`` where there are none."""
        if not self.meets(other):
            return None
        return _build(
            max(_low(self), _low(other), key=_order_low),
            min(_high(self), _high(other), key=_order_high),
        )

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return _build(
            min(_low(self), _low(other), key=_order_low),
            max(_high(self), _high(other), key=_order_high),
        )

    def __neg__(self) -> Interval:
        (low, low_closed), (high, high_closed) = _low(self), _high(self)
        return _build((-high, high_closed), (-low, low_closed))

    def __add__(self, other: Interval) -> Interval:
        return _build(_plus(_low(self), _low(other)), _plus(_high(self), _high(other)))

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        corners = [_times(a, b) for a in (_low(self), _high(self)) for b in (_low(other), _high(other))]
        return _build(min(corners, key=_order_low), max(corners, key=_order_high))

    def __truediv__(self, other: Interval) -> Interval:
        return self * other.reciprocal()

    def reciprocal(self) -> Interval:
        """1/x. Raises FormulaError if zero is among the values."""
        (low, low_closed), (high, high_closed) = _low(self), _high(self)
        if low < 0 < high or (low == 0 and low_closed) or (high == 0 and high_closed):
            raise FormulaError("divides by a figure that may be zero")
        upper: _End = (math.inf, False) if low == 0 else (_inverse(low), low_closed)
        lower: _End = (-math.inf, False) if high == 0 else (_inverse(high), high_closed)
        return _build(lower, upper)

    def sign(self) -> int | None:
        """1 if no value is negative, -1 if none is positive, 0 if all are zero, else None."""
        low, high = _low(self)[0], _high(self)[0]
        if low == high == 0:
            return 0
        return 1 if low >= 0 else -1 if high <= 0 else None


def largest(intervals: Iterable[Interval]) -> Interval:
    """The values that the maximum of one value from each interval can take."""
    items = list(intervals)
    return _build(
        max((_low(i) for i in items), key=_order_low),
        max((_high(i) for i in items), key=_order_high),
    )


def smallest(intervals: Iterable[Interval]) -> Interval:
    """The values that the minimum of one value from each interval can take."""
    return -largest(-item for item in intervals)


def median(intervals: Iterable[Interval]) -> Interval:
    """The values that the median of one value from each interval can take."""
    items = list(intervals)
    lows, highs = (
        sorted((_low(i) for i in items), key=_order_low),
        sorted((_high(i) for i in items), key=_order_high),
    )
    middle, odd = divmod(len(items), 2)
    if odd:
        return _build(lows[middle], highs[middle])
    half = Interval.point(Fraction(1, 2))
    return _build(_plus(lows[middle - 1], lows[middle]), _plus(highs[middle - 1], highs[middle])) * half


def _low(interval: Interval) -> _End:
    return (-math.inf, False) if interval.low is None else (interval.low, interval.low_closed)


def _high(interval: Interval) -> _End:
    return (math.inf, False) if interval.high is None else (interval.high, interval.high_closed)


def _order_low(end: _End) -> tuple[Fraction | float, int]:
    """A closed lower end reaches further down than an open one at the same place."""
    return end[0], 0 if end[1] else 1


def _order_high(end: _End) -> tuple[Fraction | float, int]:
    return end[0], 1 if end[1] else 0


def _plus(a: _End, b: _End) -> _End:
    return a[0] + b[0], a[1] and b[1]


def _times(a: _End, b: _End) -> _End:
    if a[0] == 0 or b[0] == 0:
        # Zero times anything is zero, and it is attained as soon as the zero is.
        return Fraction(0), (a[0] == 0 and a[1]) or (b[0] == 0 and b[1])
    return a[0] * b[0], a[1] and b[1]


def _inverse(value: Fraction | float) -> Fraction:
    return 1 / value if isinstance(value, Fraction) else Fraction(0)


def _build(low: _End, high: _End) -> Interval:
    lowest = low[0] if isinstance(low[0], Fraction) else None
    highest = high[0] if isinstance(high[0], Fraction) else None
    if lowest is not None and lowest == highest:
        return Interval.limit(lowest, low[1] and high[1])
    return Interval(lowest, highest, low[1], high[1])
