"""Numbers in Chinese characters: 三千五百, 十二点五, 百亿, 二〇二四."""

from __future__ import annotations

from functools import lru_cache

from recount.numbers.chinese_lexicon import DIGITS, MAGNITUDES

_LONGEST = 24


@lru_cache(maxsize=4096)
def read_han(text: str) -> tuple[int, int, int] | None:
    """Digits, power of ten, and the part of the power that trailing 万 or 亿 contribute; None if it is no number."""
    if not text or len(text) > _LONGEST:
        return None
    whole, point, decimals = text.partition("点")
    tail = decimals.lstrip("".join(DIGITS))
    if point:
        places = decimals[: len(decimals) - len(tail)]
        magnitude = read_magnitude(tail)
        value = _whole(whole)
        if value is None or not places or magnitude is None:
            return None
        return int(f"{value}{''.join(str(DIGITS[c]) for c in places)}"), magnitude - len(places), magnitude
    head = text.rstrip("万亿兆")
    magnitude = read_magnitude(text[len(head) :]) or 0
    value = _whole(head) if head else 1
    if value is None:
        return None
    return value, magnitude, magnitude


@lru_cache(maxsize=256)
def read_magnitude(text: str) -> int | None:
    """The power of ten of 万亿 (12), 千万 (7); None if a character is no magnitude."""
    power = 0
    for c in text:
        if c not in MAGNITUDES:
            return None
        power += MAGNITUDES[c]
    return power


def _whole(text: str) -> int | None:
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text)) if text else None
    total = section = 0
    digit: int | None = None
    last = 10
    for c in text:
        if c in DIGITS:
            if digit not in (None, 0):
                return None
            digit, last = DIGITS[c], 10 if c in "零〇" else last
            continue
        power = MAGNITUDES[c]
        if power >= 4:
            total = (total + section + (digit or 0) if total or section or digit is not None else 1) * int(10**power)
            section = 0
        else:
            section += (1 if digit is None else digit) * int(10**power)
        digit, last = None, power
    # 三千五 is 3500: a last digit without its place has the next one.
    if digit and 2 <= last < 9:
        return total + section + digit * int(10 ** (last - 1))
    return total + section + (digit or 0)
