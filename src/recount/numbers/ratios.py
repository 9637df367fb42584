"""Ratios: a third of, two-thirds, three quarters, half, one in five, three out of ten."""

from __future__ import annotations

from recount.numbers.decimals import ratio_text
from recount.numbers.lexicon import FRACTIONS, ORDINALS, STOPS, TIME_NOUNS
from recount.numbers.number import Figure
from recount.numbers.numerals import Numeral, read_words
from recount.numbers.tokens import DIGITS, WORD, Tokens

_PERIODS = frozenset(
    "past last first next previous consecutive successive other these those following recent preceding final coming".split()
)
_MORE = frozenset(
    "more less higher lower larger smaller fewer faster longer bigger cheaper since year compared on were lived".split()
)


def ratio(t: Tokens, first: int, after: int, top: int, bottom: int) -> Figure:
    figure = Figure(t.starts[first], t.ends[after - 1], "multiplier", after, ratio_text(top, bottom), unit="ratio")
    return _of_a_point(t, figure, top, bottom)


def _of_a_point(t: Tokens, figure: Figure, top: int, bottom: int) -> Figure:
    """``a quarter of a percentage point``, ``half a percentage point``."""
    words, i = t.words, figure.after
    i += words[i] == "of"
    if words[i] == "a" and words[i + 1] in ("percentage", "percent", "per"):
        at = i + 2 + (words[i + 1] == "per" and words[i + 2] == "cent")
        if words[at] == "point":
            figure.kind, figure.unit, figure.after, figure.end = "percent", "percentage-point", at + 1, t.ends[at]
    elif words[figure.after] == "percentage" and words[figure.after + 1] == "point":
        figure.kind, figure.unit = "percent", "percentage-point"
        figure.after, figure.end = figure.after + 2, t.ends[figure.after + 1]
    return figure


def read_out_of(t: Tokens, numeral: Numeral) -> Figure | None:
    """``one in five``, ``three out of ten``, ``1 in every 97``, after the first numeral."""
    words, i = t.words, numeral.after
    every = False
    if words[i] == "in":
        i += 1
        if words[i] == "every":
            i, every = i + 1, True
    elif words[i] == "out" and words[i + 1] == "of":
        i, every = i + 2, True
        if words[i] == "every":
            i += 1
    else:
        return None
    if t.kinds[i] == DIGITS and words[i].isdigit() and len(words[i]) <= 6:
        bottom, after = int(words[i]), i + 1
    else:
        other = read_words(t, i) if words[i] != "a" or words[i + 1] in ("hundred", "thousand", "million") else None
        if other is None or other.power:
            return None
        bottom, after = other.digits, other.after
    if numeral.power or numeral.vulgar or not 0 < numeral.digits < bottom:
        return None
    if not every and (words[after] in _UNITS_AFTER or bottom > 1000 or not (numeral.spelled or numeral.digits < 10)):
        return None
    return ratio(t, numeral.first, after, numeral.digits, bottom)


_UNITS_AFTER = frozenset(
    "% percent per months years weeks days quarters hours minutes regions countries cities".split()
)


def read_parts(t: Tokens, numeral: Numeral) -> Figure | None:
    """``two-thirds``, ``one third``, ``three quarters of``: after the numeral, a fraction word."""
    words, i = t.words, numeral.after
    hyphen = words[i] == "-" and t.ends[i - 1] == t.starts[i] and t.ends[i] == t.starts[i + 1]
    i += hyphen
    bottom = FRACTIONS.get(words[i])
    if bottom is None or numeral.power or numeral.vulgar or (not numeral.spelled and not hyphen):
        return None
    plural = words[i].endswith("s")
    if plural != (numeral.digits > 1) or not 0 < numeral.digits < 3 * bottom:
        return None
    if words[i] == "quarters" and not hyphen and (words[numeral.first - 1] in _PERIODS or words[i + 1] != "of"):
        return None
    if not plural and numeral.digits != 1:
        return None
    return ratio(t, numeral.first, i + 1, numeral.digits, bottom)


def read_half(t: Tokens, i: int) -> Figure | None:
    """``half`` at token ``i``, with *a* or *one* before it."""
    words = t.words
    if words[i + 1] == "-" and words[i + 2] in (
        "year",
        "yearly",
        "yearl",
        "time",
        "way",
        "century",
        "price",
        "life",
        "hearted",
    ):
        return None
    if words[i - 1] in ("other", "latter", "whole", "better"):
        return None
    first = i - 1 if words[i - 1] in ("a", "one") else i
    if words[i + 1] in ("a", "an") and words[i + 2] in TIME_NOUNS:
        unit = f"count:{words[i + 2]}"
        return Figure(t.starts[i], t.ends[i], "quantity", i + 1, "0.5", unit=unit, role="duration")
    at = i + 2 if words[i + 1] == "-" else i + 1
    if words[at] == "point":
        return Figure(t.starts[first], t.ends[at], "percent", at + 1, "0.5", unit="percentage-point")
    return ratio(t, first, i + 1, 1, 2)


def read_article(t: Tokens, i: int) -> Figure | None:
    """``a third``, ``a quarter`` at the fraction word; None where it is a rank (a third round) or a period."""
    words = t.words
    word, after, before = words[i], words[i + 1], words[i - 2]
    if words[i - 1] not in ("a", "an") or word not in FRACTIONS:
        return None
    free = after in STOPS or after in _MORE or t.kinds[i + 1] != WORD
    if word == "quarter":
        if after == "point" or (after == "-" and words[i + 2] == "point"):
            end = i + 2 if after == "point" else i + 3
            return Figure(t.starts[i - 1], t.ends[end - 1], "percent", end, "0.25", unit="percentage-point")
        free = after == "of" or before in _BY or after in _MORE
    if word == "second" or (word in ORDINALS and not free):
        return None
    return ratio(t, i - 1, i + 1, 1, FRACTIONS[word]) if free else None


_BY = frozenset(
    "by about nearly almost around over than roughly approximately under some to only just of exactly".split()
)
