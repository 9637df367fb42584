"""What a number word may be: a period, a rank, a name, a ratio, an amount."""

from __future__ import annotations

from datetime import date

from recount.numbers import compounds, figures, parts, periods, ranks, ratios
from recount.numbers.hedges import set_hedge
from recount.numbers.lexicon import (
    ADVERBS,
    DEICTIC,
    FOLDS,
    MONTHS,
    MULTIPLIERS,
    ORDINALS,
    PLURALS,
    PREFIXES,
    SCALES,
    TENS,
    UNITS,
)
from recount.numbers.number import Figure
from recount.numbers.numerals import Numeral, read_plural, read_words
from recount.numbers.one import counts_one
from recount.numbers.points import is_month
from recount.numbers.tokens import Tokens

# The words that a mention may begin with, or hold first.
TRIGGERS = frozenset(("dozen", "half", "quarter")).union(
    UNITS, TENS, SCALES, PLURALS, ORDINALS, ADVERBS, MULTIPLIERS, FOLDS, PREFIXES, MONTHS, DEICTIC
)


def read_word(t: Tokens, i: int, held: date | None) -> Figure | None:
    """The mention that the word at token ``i`` begins or holds; None where the word means no number."""
    word = t.words[i]
    if word in UNITS or word in TENS or word in SCALES or word == "dozen":
        return _read_cardinal(t, i)
    if word in MONTHS and is_month(t, i):
        return periods.read_period(t, i, held)
    if word in DEICTIC:
        return parts.read_deictic(t, i, held)
    if word in ORDINALS or word in ADVERBS:
        return _read_ordinal(t, i, held)
    if word in PREFIXES:
        prefix = compounds.read_prefix(t, i)
        if prefix is not None or word == "dual":
            return prefix
    if word in MULTIPLIERS or word in FOLDS:
        return figures.read_multiplier(t, i)
    if word in PLURALS:
        plural = read_plural(t, i)
        return figures.read_figure(t, i, plural) if plural else None
    return _read_fraction(t, i, held)


def _read_ordinal(t: Tokens, i: int, held: date | None) -> Figure | None:
    part = parts.read_part(t, i, held)
    if part is not None:
        return part
    fraction = ratios.read_article(t, i)
    if fraction is not None:
        return hedged(t, fraction, i - 1)
    return ranks.read_ordinal(t, i)


def _read_fraction(t: Tokens, i: int, held: date | None) -> Figure | None:
    """``half`` and ``quarter``."""
    word = t.words[i]
    if word == "quarter":
        figure = parts.read_quarter_number(t, i, held) or ratios.read_article(t, i)
        return hedged(t, figure, i - 1) if figure is not None and figure.kind != "date" else figure
    if word != "half":
        return None
    if t.words[i + 1] == "a" or t.words[i + 1] == "-":
        numeral = _half_of(t, i)
        if numeral is not None:
            return figures.read_figure(t, i, numeral)
    figure = ratios.read_half(t, i)
    return hedged(t, figure, i - (figure.start < t.starts[i])) if figure else None


def _half_of(t: Tokens, i: int) -> Numeral | None:
    """``half a million``, ``half a dozen``, ``half a year``."""
    at = i + 1
    while t.words[at] in ("a", "-"):
        at += 1
    word = t.words[at]
    if word == "dozen":
        return Numeral(i, at + 1, 6, 0, spelled=True)
    if word in SCALES:
        return Numeral(i, at + 1, 5, SCALES[word] - 1, SCALES[word], vulgar=True, spelled=True)
    return None


def _read_cardinal(t: Tokens, i: int) -> Figure | None:
    word, first = t.words[i], i
    if word in SCALES or word == "dozen":
        if t.words[i - 1] == "a":
            first = i - 1
        elif t.words[i - 1] not in ("several", "few"):
            return None
    group = compounds.read_group(t, i)
    if group is not None:
        return group
    numeral = read_words(t, first) if first < i or (word not in SCALES and word != "dozen") else _after_several(t, i)
    if numeral is None:
        return None
    for read in (ratios.read_out_of, ratios.read_parts):
        figure = read(t, numeral)
        if figure is not None:
            return hedged(t, figure, first)
    if numeral.after == i + 1:
        name = compounds.read_hyphened_word(t, i, numeral.digits)
        if name is not None:
            return name
        if word == "one" and not counts_one(t, i):
            return None
    if t.words[numeral.after] == "-" and t.words[numeral.after + 1] in ORDINALS:
        return None
    return figures.read_figure(t, first, numeral)


def _after_several(t: Tokens, i: int) -> Numeral:
    if t.words[i] == "dozen":
        return Numeral(i, i + 1, 12, 0, spelled=True)
    power, after = 0, i
    while t.words[after] in SCALES:
        power, after = power + SCALES[t.words[after]], after + 1
    return Numeral(i, after, 1, power, power, spelled=True)


def hedged(t: Tokens, figure: Figure, first: int) -> Figure:
    set_hedge(t, figure, first, None, figure.after)
    return figure
