"""Number lines: stated and recomputed values one above the other, so that overlap or gap is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from recount.quantity import Interval, Unit
from recount.words import interval_in_words, number_in_words, unit_in_words

# Narrow enough that its letters can still be read on a phone.
_WIDTH, _LEFT, _RIGHT, _ROW, _TOP = 460, 104, 20, 22, 4
_NARROW = 3.0  # a set narrower than this, in units of the drawing, is one mark
_STEPS = (Fraction(1), Fraction(2), Fraction(5), Fraction(10))


@dataclass(frozen=True)
class Row:
    """A labelled set of values; ``stated`` rows are drawn in the statement's way."""

    label: str
    interval: Interval
    stated: bool = False


def number_line(rows: Sequence[Row], unit: Unit) -> str:
    """An SVG drawing with its description, or an empty text where no row has a bound."""
    ends = [end for row in rows for end in (row.interval.low, row.interval.high) if end is not None]
    if not ends:
        return ""
    low, high = min(ends), max(ends)
    margin = (high - low) * Fraction(15, 100) or abs(high) * Fraction(1, 20) or Fraction(1)
    scale = _Scale(low - margin, high + margin)
    bottom = _TOP + _ROW * len(rows)
    parts = [_band(row, scale, bottom) for row in rows if row.stated]
    parts += [_bar(row, scale, _TOP + _ROW * number) for number, row in enumerate(rows)]
    parts.append(_axis(scale, bottom, unit))
    about = "; ".join(f"{row.label}: {interval_in_words(row.interval, unit)}" for row in rows)
    return (
        f'<svg class="recount-line" viewBox="0 0 {_WIDTH} {bottom + 40}" width="{_WIDTH}" role="img" '
        f'aria-label="{escape(about)}" font-family="inherit" font-size="13" fill="currentColor">{"".join(parts)}</svg>'
    )


@dataclass(frozen=True)
class _Scale:
    low: Fraction
    high: Fraction

    def at(self, value: Fraction | None, side: int) -> float:
        """The place of a value in the drawing; an unbounded side runs to the edge."""
        if value is None:
            return _LEFT if side < 0 else _WIDTH - _RIGHT
        share = (value - self.low) / (self.high - self.low)
        return round(float(_LEFT + share * (_WIDTH - _LEFT - _RIGHT)), 1)

    def ticks(self) -> list[Fraction]:
        """Three to six round values."""
        span = self.high - self.low
        power = Fraction(10) ** (len(str(int(span))) - 1) if span >= 1 else Fraction(1)
        while power > span:
            power /= 10
        step = next(power / 5 * each for each in _STEPS if span / (power / 5 * each) <= 6)
        first = -(-self.low // step) * step
        return [first + step * n for n in range(int((self.high - first) // step) + 1)]


def _band(row: Row, scale: _Scale, bottom: int) -> str:
    """The stated values as a band behind all rows: what lies in it agrees."""
    left, right = scale.at(row.interval.low, -1), scale.at(row.interval.high, 1)
    width = max(right - left, _NARROW)
    return (
        f'<rect class="recount-band" x="{(left + right - width) / 2:.1f}" y="0" width="{width:.1f}" '
        f'height="{bottom + 4}" fill-opacity="0.15"/>'
    )


def _bar(row: Row, scale: _Scale, top: int) -> str:
    left, right = scale.at(row.interval.low, -1), scale.at(row.interval.high, 1)
    middle = top + _ROW // 2
    css, width = ("stated", 6) if row.stated else ("recomputed", 3)
    marks = [_end(row.interval.low, row.interval.low_closed, left, middle, -1)]
    marks += [_end(row.interval.high, row.interval.high_closed, right, middle, 1)]
    if right - left < _NARROW:
        marks = [f'<circle cx="{(left + right) / 2:.1f}" cy="{middle}" r="4.5" stroke="currentColor"/>']
    return (
        f'<g class="recount-{css}"><text x="{_LEFT - 14}" y="{middle + 4}" text-anchor="end">{escape(row.label)}</text>'
        f'<line x1="{left}" x2="{right}" y1="{middle}" y2="{middle}" stroke="currentColor" stroke-width="{width}"/>'
        f"{''.join(marks)}</g>"
    )


def _end(value: Fraction | None, closed: bool, x: float, y: int, side: int) -> str:
    """A stroke where the end belongs to the set, a ring where it does not, an arrow where there is no end."""
    if value is None:
        tip = x + 8 * side
        return f'<path d="M{x} {y - 6}L{tip} {y}L{x} {y + 6}Z"/>'
    if closed:
        return f'<line x1="{x}" x2="{x}" y1="{y - 7}" y2="{y + 7}" stroke="currentColor" stroke-width="2"/>'
    return (
        f'<circle cx="{x}" cy="{y}" r="4.5" fill="var(--recount-paper, #fff)" stroke="currentColor" stroke-width="2"/>'
    )


def _axis(scale: _Scale, top: int, unit: Unit) -> str:
    words = [interval_in_words(Interval.point(tick), unit) for tick in scale.ticks()]
    marks = []
    for tick in scale.ticks():
        x = scale.at(tick, 0)
        marks.append(f'<line x1="{x}" x2="{x}" y1="{top + 4}" y2="{top + 9}" stroke="currentColor"/>')
    name = unit_in_words(unit)
    last = words[-1].removesuffix(name).strip() if words else ""
    magnitude = last.partition(" ")[2]
    size = {"trillion": 10**12, "billion": 10**9, "million": 10**6}.get(magnitude, 1)
    for tick in scale.ticks():
        label = number_in_words(tick / unit.scale / size)
        marks.append(f'<text x="{scale.at(tick, 0)}" y="{top + 22}" text-anchor="middle">{label}</text>')
    marks.append(
        f'<text x="{_WIDTH - _RIGHT}" y="{top + 37}" text-anchor="end">{escape(f"{magnitude} {name}".strip())}</text>'
    )
    line = f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{top + 4}" y2="{top + 4}" stroke="currentColor"/>'
    return f'<g class="recount-axis">{line}{"".join(marks)}</g>'
