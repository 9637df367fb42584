"""Quantities: exact ranges, one variable an input, units that go together."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.errors import FormulaError, UnitError
from recount.quantity import (
    Answer,
    Figure,
    Interval,
    Quantity,
    allowed,
    find_rule,
    last_place,
    parse_number,
    parse_unit,
)
from recount.quantity import quantity as q


def printed(text: str, unit: str = "CNY", hedge: str | None = None) -> Quantity:
    scale = parse_unit(unit).scale
    figure = Figure(parse_number(text) * scale, last_place(text) * scale)
    return q.measured(allowed(figure, find_rule(hedge)), parse_unit(unit), text)


def test_the_difference_of_two_totals_reaches_exactly_2_10() -> None:
    difference = printed("43.85e12") - printed("41.76e12")
    assert difference.interval == Interval(Fraction("2.08e12"), Fraction("2.10e12"))
    assert difference.interval.within(Interval(Fraction("2.05e12"), Fraction("2.10e12")))
    assert not difference.interval.meets(allowed(Figure(Fraction("2.1e12"), Fraction(10**11)), find_rule("over")))
    # Binary arithmetic puts the upper end above 2.10 and would let "more than 2.1" stand.
    assert (43.85 + 0.005) - (41.76 - 0.005) > 2.10


def test_an_input_that_occurs_twice_is_one_variable() -> None:
    total, growth = printed("43.85"), printed("5", "percent")
    added = total - total / (1 + growth)
    assert added.interval == Interval(
        Fraction("43.845") * (1 - 1 / Fraction("1.045")), Fraction("43.855") * (1 - 1 / Fraction("1.055"))
    )
    assert [round(float(end), 3) for end in (added.interval.low, added.interval.high)] == [1.888, 2.286]


def test_what_is_not_shown_to_be_monotone_is_refused() -> None:
    x = printed("0.0e0", "ratio")
    with pytest.raises(FormulaError, match="occurs more than once"):
        _ = (x * x).interval


def test_a_factor_above_and_below_the_line_cancels() -> None:
    total, growth = printed("43.85"), printed("5", "percent")
    implied = total / (1 + growth)
    assert (total / implied - 1).interval == growth.interval
    zero = printed("0", "CNY")
    with pytest.raises(FormulaError, match="may be zero"):
        _ = (zero / zero).interval


@settings(max_examples=500, deadline=None)
@given(
    st.tuples(*[st.tuples(st.integers(1, 50), st.integers(0, 9)) for _ in range(2)]),
    st.sampled_from(
        ["x - x / (1 + y)", "x / y - 1", "(x - y) / x", "x + x * y", "x * x", "y * (x - y)", "x / (x + y)"]
    ),
    st.lists(st.tuples(st.fractions(0, 1), st.fractions(0, 1)), min_size=4, max_size=4),
)
def test_the_range_holds_every_choice_and_its_ends_are_choices(
    ends: tuple[tuple[int, int], tuple[int, int]], formula: str, choices: list[tuple[Fraction, Fraction]]
) -> None:
    boxes = [Interval(Fraction(low), Fraction(low + width)) for low, width in ends]
    x, y = (q.measured(box, parse_unit("ratio"), name) for box, name in zip(boxes, "xy", strict=True))
    try:
        result = eval(formula, {"x": x, "y": y}).interval
    except FormulaError:
        return  # a refusal is an answer; what is given must be right
    assert result.low is not None and result.high is not None
    corners = [eval(formula, {"x": a, "y": b}) for a in _ends(boxes[0]) for b in _ends(boxes[1])]
    assert (result.low, result.high) == (min(corners), max(corners))
    for at in choices:
        point = [box.low + part * (box.high - box.low) for box, part in zip(boxes, at, strict=True)]  # type: ignore[operator]
        assert eval(formula, {"x": point[0], "y": point[1]}) in result


def _ends(box: Interval) -> list[Fraction]:
    assert box.low is not None and box.high is not None
    return [box.low, box.high]


def test_yuan_and_dollars_and_years_are_not_added() -> None:
    for other in ("USD", "count:years", "percent", "ratio"):
        with pytest.raises(UnitError, match="cannot be added"):
            printed("1.0") + printed("1.0", other)


def test_percent_is_a_hundredth_and_a_difference_of_percents_is_points() -> None:
    a, b = printed("5.0", "percent"), printed("3.8", "percent")
    assert str((a - b).unit) == "percentage-point"
    assert (a - b).interval == Interval(Fraction("0.011"), Fraction("0.013"))
    assert str((1 + a).unit) == "ratio" and str((a * b).unit) == "ratio"
    assert str((printed("1.0", "CNY") / printed("7.0", "CNY/USD")).unit) == "USD"


def test_floats_are_refused() -> None:
    with pytest.raises(FormulaError, match="not an exact number"):
        printed("1.0") * 0.1  # type: ignore[operator]


def test_comparisons_are_certain_impossible_or_undecided() -> None:
    assert (printed("5.0") > printed("4.8")).answer is Answer.YES
    assert (printed("5.0") > printed("4.9")).answer is Answer.UNDECIDED
    assert (printed("4.8") > printed("5.0")).answer is Answer.NO
    assert (printed("4.8") > 0).answer is Answer.YES
    both = (printed("5.0") > printed("4.8")) & (printed("5.0") > printed("4.9"))
    assert both.answer is Answer.UNDECIDED and (~both).answer is Answer.UNDECIDED
    with pytest.raises(FormulaError, match="undecided"):
        bool(both)


def test_correlated_figures_are_compared_as_one() -> None:
    x = printed("5.0")
    assert (x + x > x).answer is Answer.YES
