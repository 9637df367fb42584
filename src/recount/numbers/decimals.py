"""Exact decimals as a whole number and a power of ten, so that no figure ever passes through a float."""

from __future__ import annotations

from functools import lru_cache
from math import gcd

# A run of more digits than this is a code (an account, a checksum), not a figure.
MOST_DIGITS = 30


@lru_cache(maxsize=4096)
def decimal_text(digits: int, power: int) -> str:
    """``digits * 10 ** power`` without exponent and idle zeros: ``4385, 10`` is ``43850000000000``."""
    if not digits:
        return "0"
    if power >= 0:
        return str(digits) + "0" * power
    sign, text = ("-", str(-digits)) if digits < 0 else ("", str(digits))
    text = text.rjust(1 - power, "0")
    decimals = text[power:].rstrip("0")
    return f"{sign}{text[:power]}.{decimals}" if decimals else sign + text[:power]


@lru_cache(maxsize=4096)
def step_text(digits: int, power: int, decimals: bool) -> str:
    """The place of the last printed digit; of a whole number, of the last digit that is not zero."""
    if not decimals:
        while digits and digits % 10 == 0:
            digits //= 10
            power += 1
    return decimal_text(1, power)


@lru_cache(maxsize=4096)
def read_decimal(text: str) -> tuple[int, int]:
    """``43.85`` as ``(4385, -2)``; grouping by comma or space is dropped."""
    whole, _, decimals = text.replace(",", "").replace(" ", "").partition(".")
    return int(whole + decimals), -len(decimals)


def ratio_text(top: int, bottom: int) -> str:
    """``2, 3`` as ``2/3``, ``1, 5`` as ``0.2``. ``bottom`` is not zero."""
    common = gcd(top, bottom)
    top, bottom = top // common, bottom // common
    rest, places = bottom, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    if rest != 1:
        return f"{top}/{bottom}"
    return decimal_text(top * 10**places // bottom, -places)
