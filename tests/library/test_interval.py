"""Interval arithmetic, held against portion (sets) and mpmath.iv (arithmetic) on ten thousand cases each."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import portion
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.errors import FormulaError
from recount.quantity import Interval
from recount.quantity import interval as iv

CASES = settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NUMBERS = st.one_of(
    st.integers(-20, 20).map(Fraction),
    st.builds(Fraction, st.integers(-(10**15), 10**15), st.integers(1, 10**6)),
)


@st.composite
def intervals(draw: st.DrawFn, bounded: bool = False) -> Interval:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    if low == high:
        return Interval.point(low)
    unbounded = "" if bounded else draw(st.sampled_from(["", "", "low", "high", "both"]))
    return Interval(
        None if unbounded in ("low", "both") else low,
        None if unbounded in ("high", "both") else high,
        draw(st.booleans()),
        draw(st.booleans()),
    )


def as_portion(interval: Interval) -> portion.Interval:
    return portion.Interval.from_atomic(
        portion.CLOSED if interval.low_closed else portion.OPEN,
        -portion.inf if interval.low is None else interval.low,
        portion.inf if interval.high is None else interval.high,
        portion.CLOSED if interval.high_closed else portion.OPEN,
    )


@CASES
@given(intervals(), intervals(), NUMBERS)
def test_set_relations_agree_with_portion(a: Interval, b: Interval, value: Fraction) -> None:
    pa, pb = as_portion(a), as_portion(b)
    assert a.within(b) == (pa in pb)
    assert a.meets(b) == (not (pa & pb).empty)
    assert a.below(b) == (pa < pb)
    assert (value in a) == (value in pa)
    assert as_portion(a.hull(b)) == (pa | pb).enclosure


def as_mp(interval: Interval) -> object:
    def directed(value: Fraction, up: bool) -> object:
        rounding = "c" if up else "f"
        return mpmath.mpf(mpmath.fdiv(value.numerator, value.denominator, prec=200, rounding=rounding))

    assert interval.low is not None and interval.high is not None
    return mpmath.iv.mpf([directed(interval.low, False), directed(interval.high, True)])


@CASES
@given(intervals(bounded=True), intervals(bounded=True), st.sampled_from("+-*/"))
def test_arithmetic_agrees_with_mpmath(a: Interval, b: Interval, op: str) -> None:
    mpmath.iv.prec = 200
    exact = {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b}[op]
    assert b.low is not None and b.high is not None
    if op == "/" and b.low <= 0 <= b.high:
        if 0 in b:
            with pytest.raises(FormulaError, match="may be zero"):
                exact()
        return
    x, y = as_mp(a), as_mp(b)
    outer = {"+": lambda: x + y, "-": lambda: x - y, "*": lambda: x * y, "/": lambda: x / y}[op]()
    result = exact()
    assert result.low is not None and result.high is not None
    for ours, theirs in ((result.low, outer.a), (result.high, outer.b)):
        near = mpmath.mpf(theirs.a)
        gap = abs(mpmath.mpf(ours.numerator) / ours.denominator - near)
        assert gap <= mpmath.mpf(2) ** -40 * (1 + abs(near))


@settings(max_examples=1_000, deadline=None)
@given(intervals(bounded=True), intervals(bounded=True), st.sampled_from("+-*"))
def test_results_hold_every_combination_and_ends_are_reached(a: Interval, b: Interval, op: str) -> None:
    functions = {"+": (lambda x, y: x + y), "-": (lambda x, y: x - y), "*": (lambda x, y: x * y)}
    result = functions[op](a, b)
    corners = []
    for x, x_in in ((a.low, a.low_closed), (a.high, a.high_closed)):
        for y, y_in in ((b.low, b.low_closed), (b.high, b.high_closed)):
            assert x is not None and y is not None
            corners.append(functions[op](x, y))
            if x_in and y_in:
                assert corners[-1] in result
    assert result.low == min(corners) and result.high == max(corners)


def test_empty_sets_are_refused() -> None:
    for low, high, low_closed, high_closed in ((2, 1, True, True), (1, 1, True, False), (1, 1, False, True)):
        with pytest.raises(ValueError, match="empty"):
            Interval(Fraction(low), Fraction(high), low_closed, high_closed)


def test_unbounded_ends_are_open() -> None:
    assert Interval(None, None) == Interval(None, None, False, False)
    assert Interval(Fraction(0), None, False) + Interval.point(1) == Interval(Fraction(1), None, False)


def test_division_next_to_zero_has_no_bound() -> None:
    assert Interval(Fraction(0), Fraction(5), False).reciprocal() == Interval(Fraction(1, 5), None)
    with pytest.raises(FormulaError):
        Interval(Fraction(0), Fraction(5)).reciprocal()


def test_median_and_extremes() -> None:
    items = [Interval(Fraction(n), Fraction(n + 2)) for n in (0, 5, 1, 9)]
    assert iv.median(items) == Interval(Fraction(3), Fraction(5))
    assert iv.median(items[:3]) == Interval(Fraction(1), Fraction(3))
    assert iv.largest(items) == Interval(Fraction(9), Fraction(11))
    assert iv.smallest(items) == Interval(Fraction(0), Fraction(2))
