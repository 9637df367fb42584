"""Periods as they are written in data: 2024, 2024-H1, 2024-Q1, 2024-03, 2025-01..02, 2012..2023."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_FORM = re.compile(
    r"(?P<year>\d{4})(?:\.\.(?P<last>\d{4})|-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<from>\d\d)(?:\.\.(?P<to>\d\d))?))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole months. ``part`` says which part of the year it is, e.g. ``H1`` or ``01..02``."""

    start: date
    end: date
    text: str
    part: str

    def __str__(self) -> str:
        return self.text

    @property
    def year(self) -> int:
        return self.start.year

    @property
    def iso(self) -> str:
        """ISO 8601 interval of months, ``2024-01/2024-06``; a whole year stays ``2024``."""
        if self.part == "year":
            return self.text
        first, last = f"{self.start:%Y-%m}", f"{self.end:%Y-%m}"
        return first if first == last else f"{first}/{last}"

    def shifted(self, years: int) -> Period:
        """The same part of another year."""
        return parse_period(re.sub(r"\d{4}", lambda m: str(int(m[0]) + years), self.text))


def parse_period(text: str) -> Period:
    """Raises ValueError if the text is none of the forms."""
    match = _FORM.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a period; write 2024, 2024-H1, 2024-Q1, 2024-03, 2025-01..02 or 2012..2023")
    year, last_year, part = (
        int(match["year"]),
        int(match["last"] or match["year"]),
        text[5:] or "year",
    )
    first, last = 1, 12
    if match["half"]:
        first, last = (1, 6) if match["half"] == "1" else (7, 12)
    elif match["quarter"]:
        last = 3 * int(match["quarter"])
        first = last - 2
    elif match["from"]:
        first, last = int(match["from"]), int(match["to"] or match["from"])
    if match["last"]:
        part = "years"
    if not (1 <= first <= last <= 12 and year <= last_year):
        raise ValueError(f"{text!r} is not a period: it ends before it starts or names a month that is none")
    return Period(
        date(year, first, 1),
        date(last_year, last, calendar.monthrange(last_year, last)[1]),
        text,
        part,
    )


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, or the range of days that is known of it."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first}/{self.last}"

    def certainly_by(self, day: date) -> bool:
        return self.last <= day


def parse_dated(value: str | date) -> Dated:
    """``2025-01-13`` or ``2025-01-01/2025-01-31``. Raises ValueError otherwise."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    first, _, last = text.partition("/")
    try:
        start = date.fromisoformat(first)
        end = date.fromisoformat(last) if last else start
    except ValueError:
        raise ValueError(f"{text!r} is not a date; write 2025-01-13, or 2025-01-01/2025-01-31 for a range") from None
    if end < start:
        raise ValueError(f"{text!r} ends before it starts")
    return Dated(start, end)
