"""Every row of the table of stated figures."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from recount.briefing import StatedFigure
from recount.errors import FormulaError
from recount.period import Dated, parse_period
from recount.quantity import RULES, Interval, last_place, parse_number, parse_value
from recount.quantity.stated import HEDGES
from recount.series import Observation, observed


def show(interval: Interval) -> str:
    left, right = "[" if interval.low_closed else "(", "]" if interval.high_closed else ")"
    ends = ["" if end is None else str(float(end)).removesuffix(".0") for end in (interval.low, interval.high)]
    return f"{left}{ends[0]}, {ends[1]}{right}"


ROWS = [
    # rule, value, unit, step, hedge, form, reading, what it allows
    ("rounded", "43.85", "CNY", None, None, "figure", None, "[43.845, 43.855]"),
    ("rounded", "5", "ratio", None, None, "figure", None, "[4.5, 5.5]"),
    ("rounded", "5", "ratio", "0.1", None, "figure", None, "[4.95, 5.05]"),
    ("rounded", "2.10", "CNY", None, None, "figure", None, "[2.095, 2.105]"),
    ("rounded", "90000", "count:enterprises", None, None, "figure", None, "[85000, 95000]"),
    ("rounded", "457000", "count:enterprises", None, None, "figure", None, "[456500, 457500]"),
    ("rounded", "-7.3", "ratio", None, None, "figure", None, "[-7.35, -7.25]"),
    ("nearly", "1.6", "CNY", None, "nearly", "figure", None, "[1.5, 1.6)"),
    ("nearly", "16", "CNY", "10", "nearly", "figure", None, "[14.4, 16)"),
    ("over", "17", "CNY", None, "over", "figure", None, "(17, )"),
    ("over", "150", "count:partners", None, "over", "figure", None, "[151, )"),
    ("plus", "150", "count:partners", None, "plus", "figure", None, "(150, 160)"),
    ("at-least", "7", "count:years", None, "at-least", "figure", None, "[7, )"),
    ("at-most", "7", "count:years", None, "at-most", "figure", None, "(, 7]"),
    ("at-most", "7", "count:years", None, "up-to", "figure", None, "(, 7]"),
    ("under", "7", "CNY", None, "under", "figure", None, "(, 7)"),
    ("about", "6.2", "CNY", None, "about", "figure", None, "[6.1, 6.3]"),
    ("about", "6", "CNY", None, "about", "figure", None, "[5.4, 6.6]"),
    ("several", "1000000", "count:people", None, "several", "figure", None, "[2000000, 10000000)"),
    ("multiple", "2", "ratio", None, None, "multiple", None, "[1.9, 2.1]"),
    ("multiple", "0.5", "ratio", None, None, "multiple", None, "[0.475, 0.525]"),
    ("nearly-multiple", "2", "ratio", None, "nearly", "multiple", None, "[1.8, 2)"),
    ("times-by", "8", "ratio", None, None, "times", "by eight times", "[8.5, 9.5]"),
    ("times-to", "8", "ratio", None, None, "times", "to eight times", "[7.5, 8.5]"),
    ("mark", "43e12", "CNY", None, "over", "mark", None, "[43000000000000, 43000000000000]"),
    ("exact", "25", "count:cities", None, None, "exact", None, "[25, 25]"),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_each_row_allows_what_it_says(row: tuple[str, ...]) -> None:
    key, value, unit, step, hedge, form, reading, expected = row
    stated = StatedFigure.model_validate({"value": value, "unit": unit, "step": step, "hedge": hedge, "form": form})
    assert stated.rule(reading).key == key
    assert show(stated.interval(reading)) == expected


def test_every_row_of_the_table_is_tried() -> None:
    assert {rule.key for rule in RULES} == {row[0] for row in ROWS}


def test_every_hedge_has_a_row() -> None:
    assert set(HEDGES) == {row[4] for row in ROWS if row[4]}


def test_percent_is_computed_in_hundredths() -> None:
    assert StatedFigure(value="5", unit="percent").interval() == Interval(Fraction("0.045"), Fraction("0.055"))


def test_alternatives_are_named() -> None:
    finer, truncated = StatedFigure(value="2.1e12", unit="CNY").alternatives()
    assert (finer[0], show(finer[1])) == ("a finer place", "[2095000000000, 2105000000000]")
    assert (truncated[0], show(truncated[1])) == ("truncation", "[2100000000000, 2200000000000)")
    assert show(StatedFigure(value="1.6", unit="CNY", hedge="nearly").alternatives()[0][1]) == "[1.55, 1.6)"


def test_up_n_times_needs_its_reading() -> None:
    with pytest.raises(FormulaError, match="two readings"):
        StatedFigure(value="8", unit="ratio", form="times").interval()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("43.85e12", "1e10"),
        ("2.10", "0.01"),
        ("90000", "10000"),
        ("0", "1"),
        ("5", "1"),
        ("100", "100"),
        ("1e12", "1e12"),
    ],
)
def test_the_last_place_is_read_off_the_text(text: str, place: str) -> None:
    assert last_place(text) == Fraction(place)


def test_numbers_are_exact_and_others_are_refused() -> None:
    assert parse_number("0.1") == Fraction(1, 10) and parse_number("2/3") == Fraction(2, 3)
    for text in ("", "nan", "inf", "1e999999", "1/0", "0x10", "1,000", "１２"):
        with pytest.raises(FormulaError):
            parse_number(text)


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("3646 + 423", 4068, 4070), ("3967 - 50", 3916, 3918), ("-3 - 1", -5, -3), ("3646", "3645.5", "3646.5")],
)
def test_a_value_put_together_keeps_the_rounding_of_each_number(value: str, low: object, high: object) -> None:
    day = Dated(date(2021, 9, 1), date(2021, 9, 1))
    o = Observation("s", parse_period("2020"), value, "billion EUR", None, "1", day, "first", "p")
    allowed = observed(o)
    assert (allowed.low, allowed.high) == (Fraction(str(low)) * 10**9, Fraction(str(high)) * 10**9)
    assert parse_value(value) * 10**9 == (allowed.low + allowed.high) / 2  # type: ignore[operator]
