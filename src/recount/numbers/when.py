"""Calendar arithmetic for periods: ISO dates and intervals, and what a period without its year means on a given day."""

from __future__ import annotations

from datetime import date


def month_text(year: int, month: int) -> str:
    return f"{year:04}-{month:02}"


def months(year: int, first: int, last: int, last_year: int | None = None) -> str:
    """``2024, 1, 6`` as ``2024-01/2024-06``; a range that ends in an earlier month ends in the next year."""
    if last_year is None:
        last_year = year + (last < first)
    start, end = month_text(year, first), month_text(last_year, last)
    return start if start == end else f"{start}/{end}"


def day_text(year: int, month: int, day: int) -> str | None:
    """None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def latest_year(month: int, held: date) -> int:
    """The year in which the latest period that begins in ``month`` had begun by ``held``."""
    return held.year if month <= held.month else held.year - 1


def latest_months(first: int, last: int, held: date | None) -> str | None:
    """A month, quarter or half without a year: the latest that had begun by the day."""
    return None if held is None else months(latest_year(first, held), first, last)


def nearest_day(month: int, day: int, held: date | None) -> str | None:
    """A day and month without a year: the nearest to the day."""
    if held is None:
        return None
    days = [text for year in (held.year - 1, held.year, held.year + 1) if (text := day_text(year, month, day))]
    return min(days, key=lambda text: abs(date.fromisoformat(text) - held), default=None)


def shifted(unit: str, by: int, held: date | None) -> str | None:
    """This (0), last (-1) or next (1) year, half, quarter or month, by the calendar."""
    if held is None:
        return None
    if unit == "year":
        return f"{held.year + by:04}"
    size = {"half": 6, "quarter": 3, "month": 1}[unit]
    first = (held.year * 12 + held.month - 1) // size * size + by * size
    year, month = divmod(first, 12)
    return months(year, month + 1, month + size)


def part_of_year(unit: str, number: int) -> tuple[int, int]:
    """First and last month of a quarter or half."""
    size = 6 if unit == "half" else 3
    return (number - 1) * size + 1, number * size


def year_pair(first: int, last: str) -> int | None:
    """The second year of ``2024-25``, ``2016-2020``; None if it is none."""
    if len(last) == 4:
        year = int(last)
        return year if first < year <= first + 200 else None
    year = first // 100 * 100 + int(last)
    if year < first:
        year += 100
    return year if first < year <= first + 40 else None
