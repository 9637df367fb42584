"""The measure word that a Chinese number counts in: 个, 家, 个月."""

from __future__ import annotations

import re

from recount.numbers.chinese_lexicon import (
    MEASURES,
    TIME_MEASURES,
)
from recount.numbers.number import Figure


def any_of(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


MEASURE = re.compile(rf"\ ?(?:(个(?:{any_of(TIME_MEASURES)}))|({any_of(MEASURES)}))")


def read_measure(text: str, figure: Figure) -> re.Match[str] | None:
    """The measure word after the number, past 多 or 余; written into the unit."""
    at = figure.end + (text[figure.end : figure.end + 1] == " ")
    at = at + 1 if text[at : at + 1] in ("多", "余", "几") else figure.end
    match = MEASURE.match(text, at)
    if match:
        figure.unit = f"count:{match[1] or match[2]}"
    return match
