"""Where a quote stands in a text that may have changed. Locating may be fuzzy; a figure never is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u2009]\d+)*")
_ALIKE = 75.0
_NEAR = 400


@dataclass(frozen=True)
class Place:
    """How a quote was found: ``exact``, ``moved``, ``reworded``, ``figure changed`` or ``gone``."""

    how: str
    start: int | None = None
    end: int | None = None
    text: str = ""


def locate(text: str, quote: str, start: int) -> Place:
    """Find a quote that is said to start at ``start`` (code points).

    A quote found elsewhere has moved (to the nearest place); one found only roughly is
    reworded if every figure in it is the same, else its figure changed.
    """
    end = start + len(quote)
    if text[start:end] == quote:
        return Place("exact", start, end, quote)
    places = [match.start() for match in re.finditer(re.escape(quote), text)]
    if places:
        nearest = min(places, key=lambda place: abs(place - start))
        return Place("moved", nearest, nearest + len(quote), quote)
    return _roughly(text, quote, start)


def _roughly(text: str, quote: str, start: int) -> Place:
    """First near the place where it stood, then in the whole text."""
    near = max(0, start - _NEAR)
    for offset, part in ((near, text[near : start + len(quote) + _NEAR]), (0, text)):
        if not part:
            continue
        found = fuzz.partial_ratio_alignment(quote, part, score_cutoff=_ALIKE)
        if found is not None and found.dest_end > found.dest_start:
            begin, end = _whole_words(part, found.dest_start, found.dest_end)
            same = _DIGITS.findall(part[begin:end]) == _DIGITS.findall(quote)
            return Place("reworded" if same else "figure changed", offset + begin, offset + end, part[begin:end])
    return Place("gone")


def _whole_words(text: str, begin: int, end: int) -> tuple[int, int]:
    """Grown to whole words and figures, so that no digit is cut off."""
    while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] in ".,") and text[begin - 1].isascii():
        begin -= 1
    while end < len(text) and (text[end].isalnum() or (text[end] in ".," and text[end + 1 : end + 2].isdigit())):
        end += 1
    return begin, end
