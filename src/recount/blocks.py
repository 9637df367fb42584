"""Small blocks of Markdown: tables, lists, dates and numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from recount.period import Dated

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def table_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars in cells are escaped."""

    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"

    return "\n".join([line(header), "|" + " --- |" * len(header), *(line(row) for row in rows)])


def as_list(parts: Sequence[str]) -> str:
    """``a, b and c``; ``none`` for nothing."""
    if len(parts) < 2:
        return parts[0] if parts else "none"
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def quoted(text: str) -> str:
    """``“text”``, with quotation marks inside it single."""
    inside = re.sub(r'"([^"]*)"', r"‘\1’", text).translate(str.maketrans("“”", "‘’"))
    return f"“{inside}”"


def number_word(value: int) -> str:
    """Small numbers in words, others in digits."""
    return _NUMBERS[value] if value < len(_NUMBERS) else str(value)


def day_in_words(day: date) -> str:
    """``13 January 2025``."""
    return f"{day.day} {day:%B %Y}"


def span_in_words(days: Dated) -> str:
    """``2018``, ``April 2018``, ``16 or 17 March 2025`` or ``12 May 2022``, as exact as is known."""
    return when_in_words(days).removeprefix("on ").removeprefix("in ")


def when_in_words(days: Dated) -> str:
    """The same within a sentence: ``in April 2018``, ``on 12 May 2022``, ``between 30 April 2018 and 2 May 2018``."""
    first, last = days.first, days.last
    if first == last:
        return f"on {day_in_words(first)}"
    if first.year == last.year and (first.month, last.month) == (1, 12):
        return f"in {first.year}"
    if (first.year, first.month) != (last.year, last.month):
        return f"between {day_in_words(first)} and {day_in_words(last)}"
    return f"on {first.day} or {day_in_words(last)}" if (last - first).days == 1 else f"in {first:%B %Y}"
