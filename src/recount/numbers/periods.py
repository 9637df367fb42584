"""English periods: days, months, quarters, halves, years, and ranges of them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from recount.numbers.lexicon import DEICTIC, FULL_MONTHS, MONTHS, ORDINAL_ENDINGS, ORDINALS, QUARTER_WORDS
from recount.numbers.number import Figure
from recount.numbers.tokens import DIGITS, MIXED, WORD, Tokens
from recount.numbers.when import (
    day_text,
    latest_months,
    latest_year,
    months,
    nearest_day,
    part_of_year,
    shifted,
    year_pair,
)

EARLIEST, LATEST = 1500, 2100
_TO = ("to", "-", "through", "until", "till")
_MONTH_BEFORE = frozenset(
    "in for of since by until till from during between and or early late mid than versus vs before after through to last next "
    "this to each on - / with ( against over ,".split()
)


class Point(NamedTuple):
    """A year, month or day as printed; what is not printed is None. ``end_year`` is that of a pair, 2021-22."""

    year: int | None
    month: int | None
    day: int | None
    after: int
    end_year: int | None = None


def is_year(t: Tokens, i: int) -> bool:
    return (
        len(t.words[i]) == 4 and t.kinds[i] == DIGITS and t.words[i].isdigit() and EARLIEST <= int(t.words[i]) <= LATEST
    )


def is_month(t: Tokens, i: int) -> bool:
    """A month with a capital letter; May and March only where they are not verbs, short forms only beside a number."""
    word = t.words[i]
    if word not in MONTHS or not t.text[t.starts[i]].isupper():
        return False
    near = t.kinds[i + 1] == DIGITS or (t.kinds[i + 2] == DIGITS and t.words[i + 1] in (".", ",", "-", "'"))
    if word in FULL_MONTHS and word not in ("march", "may"):
        return True
    before = t.words[i - 1]
    beside = near or t.kinds[i - 1] == DIGITS or t.words[i - 1] in ORDINAL_ENDINGS
    if word in ("march", "may"):
        if beside or before in _MONTH_BEFORE or t.words[i + 1] in ("-", "'", "/"):
            return True
        starts = before in (".", "\n", "", '"', ":", "!", "?", ";", ")")
        return t.words[i + 1] not in _VERB_AFTER if not starts else t.words[i + 1] in _NOUN_AFTER
    to_month = t.words[i + 1] in ("-", "to", "/") and t.words[i + 2] in MONTHS
    return beside or to_month or (before in ("-", "to", "/") and t.words[i - 2] in MONTHS)


_VERB_AFTER = frozenset("on to i we you be not it the they he she against".split())
_NOUN_AFTER = frozenset(
    "figures exports imports data was saw is were and trade output sales inflation of this last".split()
)


def read_point(t: Tokens, i: int) -> Point | None:
    """``8 September 2022``, ``July 30``, ``Sept. 2022``, ``2019`` at token ``i``."""
    words = t.words
    if t.kinds[i] == DIGITS:
        if is_year(t, i):
            return _year_point(t, i)
        month = _after_day(t, i)
        if month is None or not is_month(t, month):
            return None
        day = int(words[i])
        year, after = _year_after(t, _past_dot(t, month + 1), comma=True)
        return Point(year, MONTHS[words[month]], day, after)
    if not is_month(t, i):
        return None
    month_number, at = MONTHS[words[i]], _past_dot(t, i + 1)
    day_at = at + 1 if words[at] == "the" else at
    if _is_day(t, day_at) and words[i - 1] != "in":
        after = day_at + 1
        if words[after] in ORDINAL_ENDINGS and t.ends[day_at] == t.starts[after]:
            after += 1
        if not _is_measured(t, after):
            year, after = _year_after(t, after, comma=True)
            return Point(year, month_number, int(words[day_at]), after)
    pair = at if is_year(t, at) else 0
    if pair:
        point = _year_point(t, at)
        return Point(point.year, month_number, None, point.after, point.end_year)
    year, after = _year_after(t, at, comma=False)
    return Point(year, month_number, None, after)


def _year_point(t: Tokens, i: int) -> Point:
    """A year, with the second of a pair that is glued to it: 2021-22, 2023/24."""
    year = int(t.words[i])
    if t.words[i + 1] in ("-", "/") and t.kinds[i + 2] == DIGITS and t.ends[i] == t.starts[i + 1]:
        last = t.words[i + 2]
        if t.ends[i + 1] == t.starts[i + 2] and len(last) in (2, 4) and last.isdigit():
            end = year_pair(year, last)
            if end is not None and (len(last) == 4 or end == year + 1 or int(last) > 12 or t.words[i + 1] == "/"):
                return Point(year, None, None, i + 3, end)
            if len(last) == 2 and 1 <= int(last) <= 12 and t.words[i + 3] not in ("-", "/"):
                return Point(year, int(last), None, i + 3)
    return Point(year, None, None, i + 1)


def _is_day(t: Tokens, i: int) -> bool:
    word = t.words[i]
    return t.kinds[i] == DIGITS and len(word) <= 2 and 1 <= int(word) <= 31 and t.words[i + 1] != ":"


def _is_measured(t: Tokens, i: int) -> bool:
    """Whether what stood before is an amount, not a day: ``March 5 percent``."""
    return t.words[i] in (
        "percent",
        "%",
        "per",
        "million",
        "billion",
        "trillion",
        "thousand",
        "percentage",
        "bn",
        "tonnes",
        "km",
    )


def _after_day(t: Tokens, i: int) -> int | None:
    """The token after a day of a month: past an ending and ``of``."""
    if not _is_day(t, i):
        return None
    i += 1
    if t.words[i] in ORDINAL_ENDINGS and t.ends[i - 1] == t.starts[i]:
        i += 1
        if t.words[i] == "of":
            i += 1
    elif t.words[i] == "-" and t.ends[i - 1] == t.starts[i]:
        i += 1
    return i


def _past_dot(t: Tokens, i: int) -> int:
    """Past the dot of a shortened month, or a hyphen before a year."""
    word = t.words[i - 1]
    if t.words[i] == "." and len(word) <= 4 and word not in FULL_MONTHS and t.kinds[i + 1] == DIGITS:
        return i + 1
    return i + 1 if t.words[i] == "-" and is_year(t, i + 1) and t.ends[i] == t.starts[i + 1] else i


def _year_after(t: Tokens, i: int, comma: bool) -> tuple[int | None, int]:
    """The year at token ``i``, past ``of``, and past a comma where a day came before it."""
    at = i
    if t.words[at] == "of" or (comma and t.words[at] == ","):
        at += 1
    if is_year(t, at) and t.words[at + 1] not in ("%", "-") and not _is_measured(t, at + 1):
        return int(t.words[at]), at + 1
    return None, i


def read_period(t: Tokens, i: int, held: date | None) -> Figure | None:
    """A day, month or year at token ``i``, or a range of them."""
    first = read_point(t, i)
    if first is None:
        return _days_of_month(t, i, held)
    if t.words[first.after] in _TO and first.end_year is None:
        second = read_point(t, first.after + 1)
        if second is None and first.day and first.year is None:
            second = _second_day(t, first)
        value = _range(first, second, held) if second and _joinable(t, first) else None
        if second and value is not None:
            return _figure(t, i, second.after, value or None)
    return _figure(t, i, first.after, _value(first, held))


def _joinable(t: Tokens, first: Point) -> bool:
    """A spaced dash joins like a hyphen, ``to`` and ``through`` as words; ``2012 to`` with a verb does not come this far."""
    return True


def _days_of_month(t: Tokens, i: int, held: date | None) -> Figure | None:
    """``8-9 September 2022``, ``8 to 9 September``."""
    if _is_day(t, i) and t.words[i + 1] in ("-", "to"):
        second = read_point(t, i + 2)
        if second and second.day and second.month and int(t.words[i]) < second.day:
            value = _range(Point(second.year, second.month, int(t.words[i]), 0), second, held)
            return _figure(t, i, second.after, value or None)
    return None


def _second_day(t: Tokens, first: Point) -> Point | None:
    """``September 8-9, 2022``: the day after the hyphen, and the year after it."""
    i = first.after + 1
    if not _is_day(t, i) or _is_measured(t, i + 1) or not first.day or int(t.words[i]) <= first.day:
        return None
    year, after = _year_after(t, i + 1, comma=True)
    return Point(year, first.month, int(t.words[i]), after)


def _range(a: Point, b: Point, held: date | None) -> str | None:
    """The interval; empty where the year is not printed and ``held`` is not given; None where the two do not make one."""
    if a.month is None:
        if b.month is not None or a.year is None or b.year is None:
            return None
        return f"{a.year}/{b.end_year or b.year}" if a.year < b.year else None
    if b.month is None or (a.day is None) != (b.day is None):
        return None
    last_year = b.end_year if b.end_year and b.month < a.month else b.year
    first_year = a.year
    wraps = (b.month, b.day or 0) < (a.month, a.day or 0)
    if first_year is None and last_year is not None:
        first_year = last_year - wraps if b.end_year is None else b.year
    if first_year is None or last_year is None:
        if held is None:
            return ""
        day = nearest_day(a.month, a.day, held) if a.day else None
        first_year = int(day[:4]) if day else latest_year(a.month, held)
        last_year = first_year + wraps
    if a.day and b.day:
        ends = day_text(first_year, a.month, a.day), day_text(last_year, b.month, b.day)
        return f"{ends[0]}/{ends[1]}" if ends[0] and ends[1] and ends[0] < ends[1] else None
    if (last_year, b.month) <= (first_year, a.month):
        return None
    return months(first_year, a.month, b.month, last_year)


def _value(p: Point, held: date | None) -> str | None:
    if p.end_year:
        if p.month:
            return months(p.year or 0, p.month, p.month)
        return f"{p.year}/{p.end_year}"
    if p.year is None and p.month is not None:
        return nearest_day(p.month, p.day, held) if p.day else latest_months(p.month, p.month, held)
    if p.month is None:
        return str(p.year)
    year = p.year or 0
    return day_text(year, p.month, p.day) if p.day else months(year, p.month, p.month)


def _figure(t: Tokens, first: int, after: int, value: str | None) -> Figure:
    return Figure(t.starts[first], t.ends[after - 1], "date", after, value, role="period")


def read_iso(t: Tokens, i: int) -> Figure | None:
    """``2024-07-30``, ``2024/07/30``, ``30/07/2024`` as tokens, ``30.07.2024`` as one."""
    words = t.words
    parts, after = words[i].split("."), i + 1
    if len(parts) != 3:
        sign = words[i + 1]
        if (
            sign not in ("-", "/")
            or words[i + 3] != sign
            or t.ends[i + 4] - t.starts[i] > 10
            or t.kinds[i + 4] != DIGITS
        ):
            return None
        parts, after = [words[i], words[i + 2], words[i + 4]], i + 5
    if not all(part.isdigit() for part in parts) or {len(parts[0]), len(parts[2])} - {1, 2} != {4}:
        return None
    year, month, day = (int(part) for part in (parts if len(parts[0]) == 4 else reversed(parts)))
    value = day_text(year, month, day) if EARLIEST <= year <= LATEST else None
    return _figure(t, i, after, value) if value else None


def read_deictic(t: Tokens, i: int, held: date | None) -> Figure | None:
    """``last year``, ``this quarter``, ``next month``; ``last quarter of 2024`` is its fourth."""
    by, unit = DEICTIC[t.words[i]], t.words[i + 1]
    if unit not in ("year", "quarter", "month", "half") or t.starts[i + 1] - t.ends[i] > 2:
        return None
    if unit in QUARTER_WORDS and by < 0 and t.words[i + 2] == "of":
        figure = _part(t, i, i + 2, unit, 4 if unit == "quarter" else 2, held)
        if figure.after > i + 2:
            return figure
    return _figure(t, i, i + 2, shifted(unit, by, held))


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
        return _figure(t, i, at + 1, months(int(number), start, end))
    if t.starts[i + 1] != t.ends[i] or letter[:1] not in ("q", "h") or number not in ("1", "2", "3", "4"):
        return None
    unit = "quarter" if letter[0] == "q" else "half"
    if unit == "half" and number > "2":
        return None
    if len(letter) == 1:
        return _part(t, i, i + 2, unit, int(number), held)
    start, end = part_of_year(unit, int(number))
    year = int(letter[1:]) if letter[1:].isdigit() and len(letter) in (3, 5) else -1
    return _figure(t, i, i + 2, months(year if year > 99 else 2000 + year, start, end)) if year >= 0 else None


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


def read_quarter_number(t: Tokens, i: int, held: date | None) -> Figure | None:
    """``Quarter 1 (Jan to Mar) 2020`` at the word Quarter."""
    number = t.words[i + 1]
    if number not in ("1", "2", "3", "4") or t.words[i + 2] in ("%", "percent", "per"):
        return None
    return _part(t, i, i + 2, "quarter", int(number), held)


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
            return _figure(t, i, i + 3, f"{year}/{end}")
    return _figure(t, i, i + 1, str(year))


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
            return _figure(t, first, at + 2, months(held.year, start, end) if held else None)
        if words[at] in DEICTIC and words[at + 1] == "year":
            return _figure(t, first, at + 2, months(held.year + DEICTIC[words[at]], start, end) if held else None)
    elif words[at] == "'" and t.kinds[at + 1] == DIGITS and len(words[at + 1]) == 2 and words[at + 1].isdigit():
        return _figure(t, first, at + 2, months(2000 + int(words[at + 1]), start, end))
    if is_year(t, at):
        point = _year_point(t, at)
        if point.month is None and point.end_year is None:
            return _figure(t, first, point.after, months(point.year or 0, start, end))
        if point.end_year is not None:
            return _figure(t, first, at + 1, months(point.year or 0, start, end))
    return _figure(t, first, after, latest_months(start, end, held))


def read_decade(t: Tokens, i: int) -> Figure | None:
    """``1990s``, ``1990's``."""
    year = int(t.words[i])
    after = i + 1 + (t.words[i + 1] == "'")
    if t.words[after] != "s" or t.starts[after] != t.ends[after - 1] or year % 10:
        return None
    return _figure(t, i, after + 1, f"{year}/{year + (99 if year % 100 == 0 else 9)}")


def read_time(t: Tokens, i: int) -> Figure | None:
    """``17:45``, ``8:30 a.m.``, ``10 a.m.``, ``9.30am``, ``3pm``."""
    words = t.words
    hour, minute, after, clock = words[i], "0", i + 1, False
    if (
        words[after] == ":"
        and t.ends[i] == t.starts[after]
        and t.kinds[i + 2] == DIGITS
        and t.starts[i + 2] == t.ends[after]
    ):
        minute, after, clock = words[i + 2], i + 3, len(words[i + 2]) == 2
        if not clock:
            return None
        if words[after] == ":" and t.kinds[after + 1] == DIGITS and len(words[after + 1]) == 2:
            after += 2
    elif "." in hour:
        hour, _, minute = hour.partition(".")
        if len(minute) != 2:
            return None
    if not hour.isdigit() or not minute.isdigit() or len(hour) > 2:
        return None
    noon, end = _noon(t, after)
    if not clock and not noon:
        return None
    number = int(hour)
    if noon and not 1 <= number <= 12:
        return None
    number = number % 12 + 12 * (noon == "p") if noon else number
    if number > 23 or int(minute) > 59:
        return None
    return _figure(t, i, end, f"T{number:02}:{int(minute):02}")


def _noon(t: Tokens, i: int) -> tuple[str, int]:
    """``a`` or ``p`` for a.m. and p.m. at token ``i``, and the token after it."""
    words = t.words
    if words[i] in ("am", "pm") and t.kinds[i] == WORD:
        return words[i][0], i + 1
    if words[i] in ("a", "p") and words[i + 1] == "." and words[i + 2] == "m":
        return words[i], i + 4 if words[i + 3] == "." else i + 3
    return "", i
