"""Figures, sums and sentences in words."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from recount.blocks import span_in_words, when_in_words
from recount.briefing import Mention
from recount.collection import load_collection
from recount.exact import exact_text
from recount.ledger import check_all
from recount.numberline import Row, number_line
from recount.period import parse_dated
from recount.quantity import Interval, Quantity, parse_number, parse_unit
from recount.quantity.expression import Leaf
from recount.sentences import safe_sentence
from recount.series import Input
from recount.words import interval_in_words, number_in_words, printed_in_words, stated_in_words
from recount.worked import worked_sum


@pytest.mark.parametrize(
    ("value", "text"),
    [("2.08", "2.08"), ("-1/3", "-1/3"), ("1e12", "1000000000000"), ("0.005", "0.005"), ("-0.5", "-0.5"), ("0", "0")],
)
def test_exact_text(value: str, text: str) -> None:
    assert exact_text(Fraction(value)) == text
    assert Fraction(text) == Fraction(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("43.845", "43.845"),
        ("2.0880622", "2.088"),
        ("1234567.8", "1,234,568"),
        ("-0.3", "−0.3"),
        ("2/3", "0.6667"),
        ("0", "0"),
    ],
)
def test_numbers_in_words(value: str, text: str) -> None:
    assert number_in_words(Fraction(value)) == text


@pytest.mark.parametrize(
    ("low", "high", "closed", "unit", "text"),
    [
        ("2.08e12", "2.1e12", True, "CNY", "2.08 to 2.1 trillion yuan"),
        ("17e12", None, False, "CNY", "more than 17 trillion yuan"),
        ("151", None, True, "count:partners", "at least 151 partners"),
        (None, "7", False, "tonne", "less than 7 tonnes"),
        ("0.045", "0.055", True, "percent", "4.5 to 5.5 percent"),
        ("25", "25", True, "count:cities", "25 cities"),
        ("19.482e12", "19.4822e12", True, "CNY", "19.48 trillion yuan"),
        (None, None, False, "USD", "any value US dollars"),
    ],
)
def test_intervals_in_words(low: str | None, high: str | None, closed: bool, unit: str, text: str) -> None:
    interval = Interval(
        None if low is None else Fraction(low), None if high is None else Fraction(high), closed, closed
    )
    assert interval_in_words(interval, parse_unit(unit)) == text


def test_printed_figures_keep_their_zeros_and_hedges() -> None:
    assert printed_in_words("4.0", "trillion CNY", "over") == "over 4.0 trillion yuan"
    assert printed_in_words("2.1e12", "CNY") == "2.1 trillion yuan"
    assert printed_in_words("3967 - 50", "billion EUR") == "(3967 − 50) billion euros"
    assert printed_in_words("13000000000000", "CNY") == "13 trillion yuan"
    assert printed_in_words("1.000000", "trillion CNY") == "1.000000 trillion yuan"


@pytest.mark.parametrize(
    ("quote", "value", "unit", "step", "hedge", "form", "text"),
    [
        ("$535.25 billion", "535.25e9", "USD", "1e7", None, "figure", "“$535.25 billion”, which allows 535.245 to 535.255 billion US dollars"),
        ("90000", "90000", "count:firms", "1e4", None, "figure", "“90000”, which allows 85,000 to 95,000 firms"),
        ("20 cities", "20", "count:cities", "1", None, "exact", "“20 cities”, exact"),
        ("23", "23", "count:measures", "1", None, "exact", "“23” measures, exact"),
        ("1300", "1300", "count:measures", "100", "over", "figure", "over “1300”, which allows at least 1,301 measures"),
        ("43 trillion", "43e12", "CNY", None, None, "mark", "“43 trillion”, the mark itself"),
    ],
)  # fmt: skip
def test_a_stated_figure_is_shown_as_printed(
    quote: str, value: str, unit: str, step: str | None, hedge: str | None, form: Any, text: str
) -> None:
    mention = Mention(quote=quote, start=0, end=len(quote), value=value, unit=unit, step=step, hedge=hedge, form=form)
    assert stated_in_words(mention) == text


def test_the_worked_sum_shows_every_input(project: Path) -> None:
    results = {r.claim.id: r for r in check_all(load_collection(project))}
    sums = [worked_sum(c.then.result) for c in results["added-2024"].checks if c.then.result is not None]
    assert sums == [
        "43.85 trillion yuan − 41.76 trillion yuan = 2.08 to 2.1 trillion yuan",
        "43.85 trillion yuan − 43.85 trillion yuan ÷ (1 + 5 percent) = 1.888 to 2.286 trillion yuan",
    ]


def printed(value: str, unit: str) -> Quantity:
    about = Input("series", "2024", value, unit, None, "first", "source", "customs", written=value)
    scaled = parse_number(value) * parse_unit(unit).scale
    return Quantity(Leaf(Interval.point(scaled), "series", about), parse_unit(unit))


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (lambda level, fall: level / (1 + fall), "2 yuan ÷ (1 − 7.3 percent)"),
        (lambda level, fall: level * fall, "2 yuan × (−7.3 percent)"),
        (lambda level, fall: -fall, "−(−7.3 percent)"),
        (lambda level, fall: 1 - fall, "1 − (−7.3 percent)"),
        (lambda level, fall: 1 - (fall + fall), "1 − (−7.3 percent − 7.3 percent)"),
        (lambda level, fall: level + level * -1, "2 yuan + 2 yuan × (−1)"),
    ],
)
def test_no_two_signs_stand_side_by_side(formula: Callable[[Quantity, Quantity], Quantity], text: str) -> None:
    level, fall = (printed("2", "CNY"), printed("-7.3", "percent"))
    assert worked_sum(formula(level, fall)).partition(" = ")[0] == text


def test_sentences_that_are_safe_to_print(project: Path) -> None:
    results = {r.claim.id: safe_sentence(r, "Customs") for r in check_all(load_collection(project))}
    assert results["added-2024"] == (
        "Customs stated on 13 January 2025 that goods trade in 2024 was 2.1 trillion yuan larger than in 2023; this agrees "
        "with other figures of the same event (recomputed: 2.08 to 2.1 trillion yuan), which is no independent confirmation."
    )
    assert results["total-2024"].endswith("the figure has been restated since.")
    assert results["cause"].endswith("nothing public was found that decides this.")


def test_a_number_line_says_what_it_shows() -> None:
    drawing = number_line(
        [Row("stated", Interval(Fraction(1), None, False), True), Row("recomputed", Interval.point(2))],
        parse_unit("tonne"),
    )
    assert 'aria-label="stated: more than 1 tonnes; recomputed: 2 tonnes"' in drawing
    assert drawing.count("<circle") == 2, "a ring for the open end, a dot for the single value"
    assert drawing.count("<path") == 1, "an arrow where the statement has no upper end"
    assert number_line([Row("stated", Interval(None, None))], parse_unit("tonne")) == ""


def test_overlap_with_the_statement_is_seen() -> None:
    stated = Row("stated", Interval(Fraction(0), Fraction(10)), True)
    rows = [
        stated,
        Row("inside", Interval(Fraction(4), Fraction(6))),
        Row("outside", Interval(Fraction(12), Fraction(20))),
    ]
    drawing = ElementTree.fromstring(number_line(rows, parse_unit("tonne")))
    band = next(each for each in drawing.iter("rect"))
    left, right = float(band.attrib["x"]), float(band.attrib["x"]) + float(band.attrib["width"])
    bars = {
        group.findtext("text"): group.find("line")
        for group in drawing.iter("g")
        if group.findtext("text") in ("inside", "outside")
    }
    inside, outside = bars["inside"], bars["outside"]
    assert inside is not None and outside is not None
    assert left < float(inside.attrib["x1"]) and float(inside.attrib["x2"]) < right
    assert float(outside.attrib["x1"]) > right


@pytest.mark.parametrize(
    ("published", "when", "span"),
    [
        ("2018-01-01/2018-12-31", "in 2018", "2018"),
        ("2018-04-01/2018-04-30", "in April 2018", "April 2018"),
        ("2022-05-12", "on 12 May 2022", "12 May 2022"),
        ("2025-03-16/2025-03-17", "on 16 or 17 March 2025", "16 or 17 March 2025"),
        ("2025-03-30/2025-04-02", "between 30 March 2025 and 2 April 2025", "between 30 March 2025 and 2 April 2025"),
    ],
)
def test_a_day_is_told_as_exactly_as_it_is_known(published: str, when: str, span: str) -> None:
    assert when_in_words(parse_dated(published)) == when
    assert span_in_words(parse_dated(published)) == span
