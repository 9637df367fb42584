"""The words that bend a Chinese figure: before it (近, 超过), inside it or after it (多, 左右)."""

from __future__ import annotations

import re

from recount.numbers.chinese_lexicon import (
    HEDGES_AFTER,
    HEDGES_BEFORE,
)
from recount.numbers.chinese_measures import any_of
from recount.numbers.number import Figure

_AFTER = re.compile(rf"\ ?({any_of(HEDGES_AFTER)})")

_LONGEST_HEDGE = 3

_LONG_RUN = frozenset(("年", "个月", "天", "周", "季度", "个季度", "日"))


def hedge_before(text: str, start: int) -> tuple[str | None, int]:
    """The hedge that ends at ``start``, the longest that fits, and where it begins."""
    at = start - 1 if text[start - 1 : start] == " " else start
    for length in range(_LONGEST_HEDGE, 0, -1):
        if at >= length:
            name = HEDGES_BEFORE.get(text[at - length : at])
            if name:
                return name, at - length
    return None, start


def set_hedge(text: str, figure: Figure, tail: re.Match[str] | None, measure: re.Match[str] | None) -> None:
    name, begin = hedge_before(text, figure.start)
    if name and _bends(text, begin, figure, measure):
        figure.hedge, figure.hedge_start = name, begin
        figure.hedge_end = figure.start - (text[figure.start - 1] == " ")
        return
    inner = "more" if tail and tail["more"] else "more2" if tail and tail["more2"] else None
    if tail and inner:
        figure.hedge, figure.hedge_start, figure.hedge_end = "over", tail.start(inner), tail.end(inner)
        return
    for at in (figure.end, measure.end() if measure else figure.end):
        match = _AFTER.match(text, at)
        if match:
            figure.hedge, figure.hedge_start, figure.hedge_end = HEDGES_AFTER[match[1]], match.start(1), match.end(1)
            return


def _bends(text: str, begin: int, figure: Figure, measure: re.Match[str] | None) -> bool:
    """近三年 means the past three years; 数 and 几 stand before a magnitude; 附近, 经过 and 最近 are no hedges."""
    word, before = text[begin], text[begin - 1 : begin]
    named = (measure[1] or measure[2]) if measure else None
    if word == "近" and (
        (before in ("最", "附", "邻", "靠") and before) or (named in _LONG_RUN and not figure.magnitude)
    ):
        return False
    if word in "数几":
        return figure.magnitude > 0 or text[figure.start] in "十百千万亿"
    if word == "上":
        return text[figure.start] in "百千万亿" and before not in ("以", "之")
    if word == "过":
        return text[figure.start] in "百千万亿半" and before not in ("经", "通")
    return not (word == "约" and before in ("节", "合", "条", "签", "大", "制") and before)
