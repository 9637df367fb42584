"""A year, month or day as it is printed."""

from __future__ import annotations

from typing import NamedTuple

from recount.numbers.lexicon import FULL_MONTHS, MONTHS, ORDINAL_ENDINGS
from recount.numbers.tokens import DIGITS, Tokens
from recount.numbers.when import year_pair

EARLIEST, LATEST = 1500, 2100

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
            return year_point(t, i)
        month = _after_day(t, i)
        if month is None or not is_month(t, month):
            return None
        day = int(words[i])
        year, after = year_after(t, _past_dot(t, month + 1), comma=True)
        return Point(year, MONTHS[words[month]], day, after)
    if not is_month(t, i):
        return None
    month_number, at = MONTHS[words[i]], _past_dot(t, i + 1)
    day_at = at + 1 if words[at] == "the" else at
    if is_day(t, day_at) and words[i - 1] != "in":
        after = day_at + 1
        if words[after] in ORDINAL_ENDINGS and t.ends[day_at] == t.starts[after]:
            after += 1
        if not is_measured(t, after):
            year, after = year_after(t, after, comma=True)
            return Point(year, month_number, int(words[day_at]), after)
    pair = at if is_year(t, at) else 0
    if pair:
        point = year_point(t, at)
        return Point(point.year, month_number, None, point.after, point.end_year)
    year, after = year_after(t, at, comma=False)
    return Point(year, month_number, None, after)


def year_point(t: Tokens, i: int) -> Point:
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


def is_day(t: Tokens, i: int) -> bool:
    word = t.words[i]
    return t.kinds[i] == DIGITS and len(word) <= 2 and 1 <= int(word) <= 31 and t.words[i + 1] != ":"


def is_measured(t: Tokens, i: int) -> bool:
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
    if not is_day(t, i):
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


def year_after(t: Tokens, i: int, comma: bool) -> tuple[int | None, int]:
    """The year at token ``i``, past ``of``, and past a comma where a day came before it."""
    at = i
    if t.words[at] == "of" or (comma and t.words[at] == ","):
        at += 1
    if is_year(t, at) and t.words[at + 1] not in ("%", "-") and not is_measured(t, at + 1):
        return int(t.words[at]), at + 1
    return None, i
