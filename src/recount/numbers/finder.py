"""The finder: one pass over the tokens of a piece, each candidate read by the first grammar that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from recount.numbers import figures, names, periods, ratios
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
    UNIT_SIGNS,
    UNITS,
    VULGAR_RATIOS,
)  # fmt: skip
from recount.numbers.nouns import is_sign
from recount.numbers.number import Figure, Number
from recount.numbers.numerals import Numeral, read_plural, read_vulgar, read_words
from recount.numbers.one import counts_one
from recount.numbers.sharing import share
from recount.numbers.tokens import CODE, DIGITS, MIXED, WORD, Tokens, pieces, plain
from recount.numbers.years import is_a_year

_HAN = re.compile("[\u3400-\u9fff]")
TRIGGERS = frozenset(
    [
        *UNITS, *TENS, *SCALES, "dozen", *PLURALS, *ORDINALS, *ADVERBS, *MULTIPLIERS, *FOLDS, *PREFIXES, *MONTHS, *DEICTIC, "half",
        "quarter", "q", "a",
    ]
) - {"a", "q"}  # fmt: skip


def find_numbers(text: str, held: date | None = None) -> list[Number]:
    """Every number in ``text``, in order and without overlaps. ``held``, the date of the text, resolves *last year*."""
    return list(iter_numbers(text, held))


def iter_numbers(text: str, held: date | None = None) -> Iterator[Number]:
    """As ``find_numbers``, one by one: what is held in memory beside the text does not grow with it."""
    text_plain = plain(text)
    for start, end in pieces(text_plain):
        piece = text_plain[start:end]
        found = _read_piece(piece, held, start == 0 or text_plain[start - 1] == "\n")
        original = text[start:end]
        for figure in found:
            yield figure.number(original, start)


def _read_piece(piece: str, held: date | None, line_start: bool) -> list[Figure]:
    tokens = Tokens(piece, TRIGGERS, line_start)
    if _HAN.search(piece):
        # Not at the top: its expressions would be a third of the time of the import, and most texts need none of them.
        from recount.numbers import chinese

        han = chinese.read(piece, held, line_start)
        found = _merge(tokens, han, held)
    else:
        found = _read_tokens(tokens, held, [])
    if len(found) > 1:
        share(piece, found)
    return found


def _merge(t: Tokens, han: list[Figure], held: date | None) -> list[Figure]:
    found = _read_tokens(t, held, han)
    return sorted(found + han, key=lambda figure: figure.start)


def _read_tokens(t: Tokens, held: date | None, taken: list[Figure]) -> list[Figure]:
    """Read every candidate that does not lie in a mention that is already ``taken``."""
    found: list[Figure] = []
    done, next_taken = 0, 0
    starts, ends = t.starts, t.ends
    for i in t.numeric:
        start = starts[i]
        if start < done:
            continue
        while next_taken < len(taken) and taken[next_taken].end <= start:
            done = max(done, taken[next_taken].end)
            next_taken += 1
        if next_taken < len(taken) and taken[next_taken].start < ends[i]:
            continue
        figure = _read_candidate(t, i, held)
        if figure is None or figure.start < done:
            continue
        if next_taken < len(taken) and figure.end > taken[next_taken].start:
            continue
        found.append(figure)
        done = figure.end
    return found


def _read_candidate(t: Tokens, i: int, held: date | None) -> Figure | None:
    kind = t.kinds[i]
    if kind == DIGITS:
        return _read_digits(t, i, held)
    if kind == WORD:
        return _read_word(t, i, held)
    if kind == MIXED:
        return periods.read_part(t, i, held) or names.read_mixed(t, i)
    if kind == CODE:
        return periods.read_iso(t, i) or names.read_code(t, i)
    return _read_sign(t, i)


def _read_digits(t: Tokens, i: int, held: date | None) -> Figure | None:
    words = t.words
    word, following = words[i], words[i + 1]
    glued = t.starts[i + 1] == t.ends[i]
    if len(word) <= 4:
        if (
            following in "-/:."
            or following in MONTHS
            or following in ("st", "nd", "rd", "th", "to", "a", "p", "am", "pm", "q", "h", "")
        ):
            figure = _read_dated(t, i, held)
            if figure is not None:
                return figure
        if following[:1] in ("q", "h") or words[i + 2][:1] in ("q", "h"):
            reversed_part = periods.read_reversed(t, i, held)
            if reversed_part is not None:
                return reversed_part
    if (
        words[i - 1] in "+-(.:"
        or words[i - 1] in ("tel", "phone", "fax", "call")
        or (glued and following in ("-", ")"))
    ):
        phone = names.read_phone(t, i)
        if phone is not None:
            return phone
    named = names.read_named(t, i)
    if named is not None:
        return named
    if len(word) == 4 and periods.is_year(t, i):
        if (glued and following == "s") or following == "'":
            decade = periods.read_decade(t, i)
            if decade is not None:
                return decade
        if is_a_year(t, i):
            return periods.read_period(t, i, held)
    if following in (".", ")"):
        item = names.read_item(t, i)
        if item is not None:
            return item
    return _read_amount(t, i)


def _read_dated(t: Tokens, i: int, held: date | None) -> Figure | None:
    """Days, dates and times that begin with digits; years are read later, for they may be counts."""
    if t.words[i + 1] in "-/":
        iso = periods.read_iso(t, i)
        if iso is not None:
            return iso
    if len(t.words[i]) <= 2 or "." in t.words[i]:
        figure = periods.read_time(t, i)
        if figure is None and t.words[i].isdigit():
            figure = periods.read_part(t, i, held) or periods.read_period(t, i, held)
        return figure
    return None


def _read_amount(t: Tokens, i: int) -> Figure | None:
    if t.starts[i + 1] == t.ends[i]:
        ordinal = names.read_ending(t, i)
        if ordinal is not None:
            return ordinal
    figure = figures.read_figure(t, i)
    if figure is None:
        return names.read_code(t, i)
    if figure.kind == "quantity" and figure.magnitude == 0:
        if (
            t.kinds[i + 1] in (WORD, MIXED)
            and t.starts[i + 1] == t.ends[i]
            and not (t.words[i + 1] in UNIT_SIGNS and is_sign(t, i + 1))
        ):
            return names.read_glued(t, i)
        if t.words[i + 1] in ("in", "out") and not figure.decimals:
            share_of = ratios.read_out_of(t, Numeral(i, i + 1, figure.digits or 0, 0))
            if share_of is not None:
                return _hedged(t, share_of, i)
    return figure


def _read_word(t: Tokens, i: int, held: date | None) -> Figure | None:
    word = t.words[i]
    if word in UNITS or word in TENS or word in SCALES or word == "dozen":
        return _read_cardinal(t, i)
    if word in MONTHS and periods.is_month(t, i):
        return periods.read_period(t, i, held)
    if word in DEICTIC:
        return periods.read_deictic(t, i, held)
    if word in ORDINALS or word in ADVERBS:
        return _read_ordinal(t, i, held)
    if word in PREFIXES:
        prefix = names.read_prefix(t, i)
        if prefix is not None or word == "dual":
            return prefix
    if word in MULTIPLIERS or word in FOLDS:
        return figures.read_multiplier(t, i)
    if word in PLURALS:
        plural = read_plural(t, i)
        return figures.read_figure(t, i, plural) if plural else None
    return _read_fraction(t, i, held)


def _read_ordinal(t: Tokens, i: int, held: date | None) -> Figure | None:
    part = periods.read_part(t, i, held)
    if part is not None:
        return part
    fraction = ratios.read_article(t, i)
    if fraction is not None:
        return _hedged(t, fraction, i - 1)
    return names.read_ordinal(t, i)


def _read_fraction(t: Tokens, i: int, held: date | None) -> Figure | None:
    """``half`` and ``quarter``."""
    word = t.words[i]
    if word == "quarter":
        figure = periods.read_quarter_number(t, i, held) or ratios.read_article(t, i)
        return _hedged(t, figure, i - 1) if figure is not None and figure.kind != "date" else figure
    if word != "half":
        return None
    if t.words[i + 1] == "a" or t.words[i + 1] == "-":
        numeral = _half_of(t, i)
        if numeral is not None:
            return figures.read_figure(t, i, numeral)
    figure = ratios.read_half(t, i)
    return _hedged(t, figure, i - (figure.start < t.starts[i])) if figure else None


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
    group = names.read_group(t, i)
    if group is not None:
        return group
    numeral = read_words(t, first) if first < i or (word not in SCALES and word != "dozen") else _after_several(t, i)
    if numeral is None:
        return None
    for read in (ratios.read_out_of, ratios.read_parts):
        figure = read(t, numeral)
        if figure is not None:
            return _hedged(t, figure, first)
    if numeral.after == i + 1:
        name = names.read_hyphened_word(t, i, numeral.digits)
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


def _read_sign(t: Tokens, i: int) -> Figure | None:
    """A vulgar fraction that stands alone: ½ percent."""
    word = t.words[i]
    if word in VULGAR_RATIOS:
        figure = Figure(t.starts[i], t.ends[i], "multiplier", i + 1, VULGAR_RATIOS[word], unit="ratio")
        return _hedged(t, figure, i)
    return figures.read_figure(t, i, read_vulgar(t, i))


def _hedged(t: Tokens, figure: Figure, first: int) -> Figure:
    set_hedge(t, figure, first, None, figure.after)
    return figure
