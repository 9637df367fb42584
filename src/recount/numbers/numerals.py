"""Numerals: digits with their magnitude, and numbers in words."""

from __future__ import annotations

from typing import NamedTuple

from recount.numbers.decimals import MOST_DIGITS, read_decimal
from recount.numbers.lexicon import LETTER_SCALES, MAGNITUDES, PLURALS, SCALES, SHORT_SCALES, TENS, UNITS, VULGAR
from recount.numbers.tokens import DIGITS, Tokens


class Numeral(NamedTuple):
    """``digits * 10 ** power`` from token ``first`` up to, not including, ``after``.

    ``magnitude`` is the power that a printed word (million) contributed; ``decimals`` whether a decimal point is printed;
    ``vulgar`` whether a fraction is (half, ½); ``plural`` for dozens, hundreds; ``spelled`` for words.
    """

    first: int
    after: int
    digits: int
    power: int
    magnitude: int = 0
    decimals: bool = False
    vulgar: bool = False
    plural: bool = False
    spelled: bool = False


def read_digits(t: Tokens, i: int, money: bool) -> Numeral | None:
    """Digits at token ``i``, a vulgar fraction, and magnitude words. ``money``: whether a currency stands before it."""
    word = t.words[i]
    if len(word) > MOST_DIGITS:
        return None
    digits, power = read_decimal(word)
    decimals, vulgar, after = power < 0, False, i + 1
    if not decimals and t.words[after] in VULGAR and t.starts[after] - t.ends[i] <= 1:
        digits, power, after, vulgar = (
            _with_fraction(digits, t.words[after]),
            -VULGAR[t.words[after]][1],
            after + 1,
            True,
        )
    magnitude, after = read_magnitude(t, after, money)
    return Numeral(i, after, digits, power + magnitude, magnitude, decimals, vulgar)


def _with_fraction(whole: int, sign: str) -> int:
    digits, places = VULGAR[sign]
    return whole * int(10**places) + digits


def read_vulgar(t: Tokens, i: int) -> Numeral:
    """``½`` at token ``i``, with magnitude words."""
    digits, places = VULGAR[t.words[i]]
    magnitude, after = read_magnitude(t, i + 1, False)
    return Numeral(i, after, digits, magnitude - places, magnitude, vulgar=True)


def read_magnitude(t: Tokens, i: int, money: bool) -> tuple[int, int]:
    """The power of ten that the words at token ``i`` multiply by, and the token after them."""
    words, power = t.words, 0
    if words[i] == "-" and words[i + 1] in SCALES and t.ends[i - 1] == t.starts[i] and t.ends[i] == t.starts[i + 1]:
        i += 1
    while words[i] in MAGNITUDES and t.starts[i] - t.ends[i - 1] <= 2:
        power += MAGNITUDES[words[i]]
        i += 1
    if not power and words[i] in LETTER_SCALES and _is_scale(t, i, money):
        return LETTER_SCALES[words[i]], i + 1
    return power, i


def _is_scale(t: Tokens, i: int, money: bool) -> bool:
    gap = t.starts[i] - t.ends[i - 1]
    if words_next_is_time(t, i):
        return False
    if money:
        return gap <= 1
    # Without money, 5k and 3M are magnitudes; 5 m, 5m and 5t are units.
    return gap == 0 and t.text[t.starts[i] : t.ends[i]] in ("k", "K", "M")


def words_next_is_time(t: Tokens, i: int) -> bool:
    """``5 p.m.``: the letter belongs to a time of day."""
    return t.words[i] in ("a", "p") and t.words[i + 1] == "." and t.words[i + 2] == "m"


def read_words(t: Tokens, i: int) -> Numeral | None:
    """A number in words at token ``i``: seven, one hundred and twenty-five, two and a half million, a dozen."""
    words = t.words
    total = current = 0
    half, magnitude, start, scale_after_half = False, 0, i, False
    last = ""
    while True:
        word = words[i]
        if word in UNITS and last not in ("unit", "teen"):
            if last == "ten" and (UNITS[word] == 0 or UNITS[word] > 9):
                break
            current += UNITS[word]
            last = "unit"
        elif word in TENS and last in ("", "hundred", "scale", "and"):
            current += TENS[word]
            last = "ten"
        elif word == "hundred" and last in ("unit", "a", "teen") and not half:
            current = max(current, 1) * 100
            last = "hundred"
        elif word == "dozen" and last in ("unit", "a", "several", "ten"):
            current = max(current, 1) * 12
            last = "dozen"
        elif ((word in SCALES and word != "hundred") or word in SHORT_SCALES) and last:
            power = MAGNITUDES[word]
            if half:
                magnitude += power
                scale_after_half = True
            elif total and total % 10**power == 0 and not current:
                total *= 10**power
            else:
                total += max(current, 1) * 10**power
                current = 0
            last = "scale"
        elif word == "a" and not last and words[i + 1] in _AFTER_A:
            last = "a"
        elif word == "and" and last in ("hundred", "scale") and (words[i + 1] in UNITS or words[i + 1] in TENS):
            last = "and"
        elif (
            word == "and"
            and last in ("unit", "teen", "ten", "hundred")
            and words[i + 1] == "a"
            and words[i + 2] == "half"
        ):
            half, last, i = True, "half", i + 2
        elif word == "-" and _joins(t, i):
            pass
        else:
            break
        i += 1
        if word != "-" and t.starts[i] - t.ends[i - 1] > 2 and words[i] not in ("",):
            break
    if last in ("", "and") or i == start:
        return None
    digits = total + current
    if half:
        return Numeral(
            start, i, digits * 10 + 5, magnitude - 1, magnitude if scale_after_half else 0, False, True, False, True
        )
    zeros = _scale_power(words, start, i)
    return Numeral(start, i, digits, 0, zeros, False, False, False, True)


_AFTER_A = frozenset({"hundred", "dozen", *(w for w in SCALES if w != "hundred")})


def _joins(t: Tokens, i: int) -> bool:
    """A hyphen inside a number: twenty-one, two-hundred-million."""
    before, after = t.words[i - 1], t.words[i + 1]
    if t.ends[i - 1] != t.starts[i] or t.ends[i] != t.starts[i + 1]:
        return False
    return (before in TENS and UNITS.get(after, 0) in range(1, 10)) or after in SCALES


def _scale_power(words: list[str], start: int, end: int) -> int:
    """The magnitude of a spelled number whose last word is one: ``two thousand`` 3, ``twenty-five`` 0."""
    return SCALES.get(words[end - 1], 0)


def read_plural(t: Tokens, i: int) -> Numeral | None:
    """dozens, hundreds, tens of thousands: the value of one unit."""
    digits, power = PLURALS[t.words[i]]
    after = i + 1
    while t.words[after] == "of" and t.words[after + 1] in PLURALS:
        more, ten = PLURALS[t.words[after + 1]]
        digits, power, after = digits * more, power + ten, after + 2
    if t.words[i] == "tens" and after == i + 1:
        return None
    return Numeral(i, after, digits, power, power, plural=True, spelled=True)


def is_number(t: Tokens, i: int) -> bool:
    """Whether token ``i`` begins a number."""
    return t.kinds[i] == DIGITS or t.words[i] in UNITS or t.words[i] in TENS
