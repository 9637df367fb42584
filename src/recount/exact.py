"""Exact numbers as text: a finite decimal where there is one, else ``p/q``."""

from __future__ import annotations

from fractions import Fraction


def exact_text(value: Fraction | None) -> str | None:
    """``Fraction(21, 10)`` as ``2.1``, ``Fraction(1, 3)`` as ``1/3``; ``None`` stays ``None``."""
    if value is None:
        return None
    bottom, twos, fives = value.denominator, 0, 0
    while bottom % 2 == 0:
        bottom, twos = bottom // 2, twos + 1
    while bottom % 5 == 0:
        bottom, fives = bottom // 5, fives + 1
    if bottom != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = abs(value.numerator) * 10**places // value.denominator
    whole, decimals = divmod(digits, 10**places)
    text = f"{whole}.{decimals:0{places}}" if places else str(whole)
    return f"-{text}" if value < 0 else text
