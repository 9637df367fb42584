"""Quarters, halves and fiscal years: first half of 2025, Q1, 2024-Q3, FY24; and last year, this quarter."""

from __future__ import annotations

from datetime import date

from recount.numbers.lexicon import DEICTIC, MONTHS, ORDINALS, QUARTER_WORDS
from recount.numbers.number import Figure
from recount.numbers.periods import dated
from recount.numbers.points import is_year, year_point
from recount.numbers.tokens import DIGITS, MIXED, Tokens
from recount.numbers.when import latest_months, months, part_of_year, shifted, year_pair


def read_deictic(t: Tokens, i: int, held: date | None) -> Figure | None:
    """``last year``, ``this quarter``, ``next month``; ``last quarter of 2024`` is its fourth."""
    by, unit = DEICTIC[t.words[i]], t.words[i + 1]
    if unit not in ("year", "quarter", "month", "half") or t.starts[i + 1] - t.ends[i] > 2:
        return None
    if unit in QUARTER_WORDS and by < 0 and t.words[i + 2] == "of":
        figure = _part(t, i, i + 2, unit, 4 if unit == "quarter" else 2, held)
        if figure.after > i + 2:
            return figure
    return dated(t, i, i + 2, shifted(unit, by, held))


def read_part(t: Tokens, i: int, held: date | None) -> Figure | None:
    """``first quarter``, ``second half of 2025``, ``third-quarter``, ``1st half``, at the ordinal; ``Q1`` and ``H1`` too."""
    words = t.words
    if t.kinds[i] == MIXED:
        return _short_part(t, i, held)
    if t.kinds[i] == DIGITS:
        number, at = int(words[i]) if len(words[i]) == 1 else 0, i + 2
    else:
        number, at = ORDINALS.get(words[i], 0), i + 1
    if words[at] == "-" and t.ends[at - 1] == t.starts[at] == t.ends[at] - 1:
        at += 1
    unit = words[at]
    if unit not in QUARTER_WORDS or not 1 <= number <= (4 if unit == "quarter" else 2):
        return None
    return _part(t, i, at + 1, unit, number, held)


def _short_part(t: Tokens, i: int, held: date | None) -> Figure | None:
    """``Q1``, ``H2``, ``FY2024``, ``FY24``, ``Q1-Q3``."""
    word = t.words[i]
    if word[:2] == "fy" and word[2:].isdigit() and len(word) in (4, 6):
        return _fiscal(t, i, word[2:])
    if len(word) != 2 or word[0] not in "qh" or word[1] not in ("1234" if word[0] == "q" else "12"):
        return None
    unit, number, last, after = "quarter" if word[0] == "q" else "half", int(word[1]), int(word[1]), i + 1
    later = t.words[after + 1]
    if t.words[after] in ("-", "to") and len(later) == 2 and later[0] == word[0] and later[1] in "234" and later > word:
        last, after = int(later[1]), after + 2
    return _part(t, i, after, unit, number, held, last)


def _fiscal(t: Tokens, i: int, digits: str) -> Figure | None:
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    last = t.words[i + 2]
    if t.words[i + 1] in ("-", "/") and t.ends[i + 1] == t.starts[i + 2] and last.isdigit() and len(last) in (2, 4):
        end = year_pair(year, last)
        if end:
            return dated(t, i, i + 3, f"{year}/{end}")
    return dated(t, i, i + 1, str(year))


def read_reversed(t: Tokens, i: int, held: date | None) -> Figure | None:
    """``1H24``, ``2Q 2024``, ``2024Q1``, ``2024-Q3``: the part after its number, or after the year."""
    words, number = t.words, t.words[i]
    letter = words[i + 1]
    if is_year(t, i):
        at = i + 2 if letter == "-" else i + 1
        part = words[at]
        if t.kinds[at] != MIXED or part not in ("q1", "q2", "q3", "q4", "h1", "h2"):
            return None
        start, end = part_of_year("quarter" if part[0] == "q" else "half", int(part[1]))
        return dated(t, i, at + 1, months(int(number), start, end))
    if t.starts[i + 1] != t.ends[i] or letter[:1] not in ("q", "h") or number not in ("1", "2", "3", "4"):
        return None
    unit = "quarter" if letter[0] == "q" else "half"
    if unit == "half" and number > "2":
        return None
    if len(letter) == 1:
        return _part(t, i, i + 2, unit, int(number), held)
    start, end = part_of_year(unit, int(number))
    year = int(letter[1:]) if letter[1:].isdigit() and len(letter) in (3, 5) else -1
    return dated(t, i, i + 2, months(year if year > 99 else 2000 + year, start, end)) if year >= 0 else None


def read_quarter_number(t: Tokens, i: int, held: date | None) -> Figure | None:
    """``Quarter 1 (Jan to Mar) 2020`` at the word Quarter."""
    number = t.words[i + 1]
    if number not in ("1", "2", "3", "4") or t.words[i + 2] in ("%", "percent", "per"):
        return None
    return _part(t, i, i + 2, "quarter", int(number), held)


def _part(t: Tokens, first: int, after: int, unit: str, number: int, held: date | None, last: int = 0) -> Figure:
    """A quarter or half (to the ``last`` one), with the year that is printed after it, or by the calendar, or the latest."""
    start, end = part_of_year(unit, number)
    if last:
        end = part_of_year(unit, last)[1]
    words, at = t.words, after
    if words[at] == "(" and words[at + 1] in MONTHS and words[at + 3] in MONTHS and words[at + 4] == ")":
        at += 5
    after = at if is_year(t, at) else after
    if words[at] == "of" or (words[at] in ("-", "'") and is_year(t, at + 1)):
        at += 1
        if words[at] == "the" and words[at + 1] == "year" and words[at + 2] not in ("before", "earlier"):
            return dated(t, first, at + 2, months(held.year, start, end) if held else None)
        if words[at] in DEICTIC and words[at + 1] == "year":
            return dated(t, first, at + 2, months(held.year + DEICTIC[words[at]], start, end) if held else None)
    elif words[at] == "'" and t.kinds[at + 1] == DIGITS and len(words[at + 1]) == 2 and words[at + 1].isdigit():
        return dated(t, first, at + 2, months(2000 + int(words[at + 1]), start, end))
    if is_year(t, at):
        point = year_point(t, at)
        if point.month is None and point.end_year is None:
            return dated(t, first, point.after, months(point.year or 0, start, end))
        if point.end_year is not None:
            return dated(t, first, at + 1, months(point.year or 0, start, end))
    return dated(t, first, after, latest_months(start, end, held))
