"""Dates in digits, decades, and times of day."""

from __future__ import annotations

from recount.numbers.number import Figure
from recount.numbers.periods import dated
from recount.numbers.points import EARLIEST, LATEST
from recount.numbers.tokens import DIGITS, WORD, Tokens
from recount.numbers.when import day_text


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
    return dated(t, i, after, value) if value else None


def read_decade(t: Tokens, i: int) -> Figure | None:
    """``1990s``, ``1990's``."""
    year = int(t.words[i])
    after = i + 1 + (t.words[i + 1] == "'")
    if t.words[after] != "s" or t.starts[after] != t.ends[after - 1] or year % 10:
        return None
    return dated(t, i, after + 1, f"{year}/{year + (99 if year % 100 == 0 else 9)}")


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
    return dated(t, i, end, f"T{number:02}:{int(minute):02}")


def _noon(t: Tokens, i: int) -> tuple[str, int]:
    """``a`` or ``p`` for a.m. and p.m. at token ``i``, and the token after it."""
    words = t.words
    if words[i] in ("am", "pm") and t.kinds[i] == WORD:
        return words[i][0], i + 1
    if words[i] in ("a", "p") and words[i + 1] == "." and words[i + 2] == "m":
        return words[i], i + 4 if words[i + 3] == "." else i + 3
    return "", i
