"""English periods: days, months, years, and ranges of them."""

from __future__ import annotations

from datetime import date

from recount.numbers.number import Figure
from recount.numbers.points import Point, is_day, is_measured, read_point, year_after
from recount.numbers.tokens import Tokens
from recount.numbers.when import day_text, latest_months, latest_year, months, nearest_day

_TO = ("to", "-", "through", "until", "till")


def read_period(t: Tokens, i: int, held: date | None) -> Figure | None:
    """A day, month or year at token ``i``, or a range of them."""
    first = read_point(t, i)
    if first is None:
        return _days_of_month(t, i, held)
    if t.words[first.after] in _TO and first.end_year is None:
        second = read_point(t, first.after + 1)
        if second is None and first.day and first.year is None:
            second = _second_day(t, first)
        value = _range(first, second, held) if second else None
        if second and value is not None:
            return dated(t, i, second.after, value or None)
    return dated(t, i, first.after, _value(first, held))


def _days_of_month(t: Tokens, i: int, held: date | None) -> Figure | None:
    """``8-9 September 2022``, ``8 to 9 September``."""
    if is_day(t, i) and t.words[i + 1] in ("-", "to"):
        second = read_point(t, i + 2)
        if second and second.day and second.month and int(t.words[i]) < second.day:
            value = _range(Point(second.year, second.month, int(t.words[i]), 0), second, held)
            return dated(t, i, second.after, value or None)
    return None


def _second_day(t: Tokens, first: Point) -> Point | None:
    """``September 8-9, 2022``: the day after the hyphen, and the year after it."""
    i = first.after + 1
    if not is_day(t, i) or is_measured(t, i + 1) or not first.day or int(t.words[i]) <= first.day:
        return None
    year, after = year_after(t, i + 1, comma=True)
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


def dated(t: Tokens, first: int, after: int, value: str | None) -> Figure:
    return Figure(t.starts[first], t.ends[after - 1], "date", after, value, role="period")
