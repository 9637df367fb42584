"""A number found in a text, and its shape while it is being read."""

from __future__ import annotations

from typing import NamedTuple

from recount.numbers.decimals import decimal_text, step_text

KINDS = ("money", "percent", "quantity", "multiplier", "ordinal", "date", "list-number", "label")
HEDGES = ("nearly", "over", "under", "about", "at-least", "at-most", "up-to", "several")


class Number(NamedTuple):
    """One mention: ``text`` is the slice from ``start`` to ``end`` (code points, end exclusive).

    ``value`` and ``step`` are exact strings in base units (a finite decimal, else ``p/q``), an ISO date or interval for a
    date, null for a name that is no whole number and for a period that needs the date of the text. ``unit`` is an ISO 4217
    code, percent, percentage-point, ratio, tonne or ``count:noun``, with ``/year`` and the like for rates. The span holds
    number, magnitude and unit; the hedge has its own, which may lie inside in Chinese.
    """

    start: int
    end: int
    text: str
    kind: str
    value: str | None
    unit: str | None
    hedge: str | None
    hedge_start: int | None
    hedge_end: int | None
    role: str | None
    step: str | None


class Figure:
    """A mention that is not finished: a later one may still share its magnitude, unit or hedge with it.

    The amount is ``digits * 10 ** power``; ``magnitude`` is the power of ten that a printed word (million, 万) contributed.
    ``value`` is set instead where the value is no decimal: dates, names, ``2/3``. ``decimals`` and ``vulgar`` say whether a
    decimal point or a fraction is printed, ``after`` is the token behind the span, ``shares`` whether a later member of a
    list gave it its unit or magnitude. Written out, for the dataclass of it would take a fifth of the time of the import.
    """

    __slots__ = (
        "after", "decimals", "digits", "end", "hedge", "hedge_end", "hedge_start", "kind", "magnitude", "power", "role", "shares",
        "start", "unit", "value", "vulgar",
    )  # fmt: skip

    def __init__(
        self,
        start: int,
        end: int,
        kind: str,
        after: int = 0,
        value: str | None = None,
        digits: int | None = None,
        power: int = 0,
        magnitude: int = 0,
        decimals: bool = False,
        vulgar: bool = False,
        unit: str | None = None,
        role: str | None = None,
    ) -> None:
        self.start, self.end, self.kind, self.after = start, end, kind, after
        self.value, self.digits, self.power, self.magnitude = value, digits, power, magnitude
        self.decimals, self.vulgar, self.unit, self.role = decimals, vulgar, unit, role
        self.hedge: str | None = None
        self.hedge_start: int | None = None
        self.hedge_end: int | None = None
        self.shares = False

    def number(self, text: str, offset: int) -> Number:
        """The finished mention; ``text`` is the piece that the figure's offsets count in, ``offset`` where it begins."""
        value, step = self.value, None
        if self.digits is not None:
            value = decimal_text(self.digits, self.power)
            if not self.vulgar and self.kind in ("money", "percent", "quantity", "multiplier"):
                step = step_text(self.digits, self.power, self.decimals)
        hedge_start, hedge_end = self.hedge_start, self.hedge_end
        return Number(
            self.start + offset,
            self.end + offset,
            text[self.start : self.end],
            self.kind,
            value,
            self.unit,
            self.hedge,
            None if hedge_start is None else hedge_start + offset,
            None if hedge_end is None else hedge_end + offset,
            self.role,
            step,
        )
