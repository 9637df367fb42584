"""Chinese ratios: 一半, 翻一番, 三分之二, 百分之五."""

from __future__ import annotations

import re

from recount.numbers.chinese_hedges import set_hedge
from recount.numbers.chinese_lexicon import (
    HEDGES_BEFORE,
    ONE_BEFORE,
)
from recount.numbers.chinese_measures import MEASURE
from recount.numbers.chinese_numerals import read_han
from recount.numbers.decimals import ratio_text, read_decimal
from recount.numbers.number import Figure


def read_half(text: str, start: int, end: int) -> Figure | None:
    """``半年``, ``过半``, ``半数``; 一半 comes as 一 with 半 after it."""
    before, after = text[start - 1 : start], text[end : end + 1]
    measure = MEASURE.match(text, end)
    if before in ("一", "过") or after == "数":
        figure = Figure(start - (before == "一"), end, "multiplier", digits=5, power=-1, vulgar=True, unit="ratio")
        set_hedge(text, figure, None, None)
        return figure
    if measure and (measure[1] or measure[2]) in (*ONE_BEFORE, "个世纪", "世纪", "日"):
        figure = Figure(
            start, end, "quantity", digits=5, power=-1, vulgar=True, unit=f"count:{measure[1] or measure[2]}"
        )
        set_hedge(text, figure, None, measure)
        return figure
    return None


def read_turn(text: str, match: re.Match[str]) -> Figure:
    """``翻一番`` 2, ``翻两番`` 4, ``翻了近一番`` with its hedge inside."""
    word = match[0]
    turns = {"两": 2, "二": 2, "2": 2, "三": 3, "3": 3}.get(word[-2], 1)
    figure = Figure(match.start(), match.end(), "multiplier", digits=2**turns, vulgar=True, unit="ratio", role="change")
    for hedge in ("将近", "超过", "近", "超", "逾", "约"):
        at = word.find(hedge)
        if at > 0:
            figure.hedge, figure.hedge_start = HEDGES_BEFORE[hedge], figure.start + at
            figure.hedge_end = figure.hedge_start + len(hedge)
            return figure
    set_hedge(text, figure, None, None)
    return figure


def read_share(text: str, match: re.Match[str]) -> Figure | None:
    """``百分之五`` percent, ``三分之二`` a ratio."""
    bottom_text, _, top_text = match[0].partition("分之")
    top = (*read_decimal(top_text), 0) if top_text[0].isdigit() and top_text.isascii() else read_han(top_text)
    if top is None:
        return None
    if bottom_text == "百":
        figure = Figure(match.start(), match.end(), "percent", digits=top[0], power=top[1], unit="percent")
        figure.decimals = "点" in top_text or "." in top_text
    else:
        bottom = read_han(bottom_text) if not bottom_text.isascii() else (*read_decimal(bottom_text), 0)
        if bottom is None or not bottom[0] or top[1] < 0:
            return None
        value = ratio_text(top[0] * int(10 ** top[1]), bottom[0] * int(10 ** bottom[1]))
        figure = Figure(match.start(), match.end(), "multiplier", value=value, unit="ratio")
    set_hedge(text, figure, None, None)
    return figure
