"""Figures in Chinese: numeral, 多 or 余, magnitude, unit, measure word, hedge."""

from __future__ import annotations

import re

from recount.numbers.chinese_lexicon import (
    CHANGES,
    CURRENCIES,
    HEDGES_AFTER,
    HEDGES_BEFORE,
    MEASURES,
    ONE_BEFORE,
    PERCENT,
    PREFIXES,
    TIME_MEASURES,
    TONNES,
)
from recount.numbers.chinese_numerals import read_han, read_magnitude
from recount.numbers.decimals import ratio_text, read_decimal
from recount.numbers.number import Figure


def _any(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


_UNIT = rf"{_any(PERCENT)}|{_any(CURRENCIES)}|{_any(TONNES)}|倍|成(?![为立长果本功员就熟效品交分了])"
_TAIL = re.compile(
    rf"\ ?(?P<more>[多余](?=\ ?[十百千万亿]|\ ?(?:{_UNIT})))?(?P<mag>(?:[十百千万亿兆](?![瓦克米卡伏赫])){{0,3}})"
    rf"(?:(?P<more2>[多余])?\ ?(?P<unit>{_UNIT})(?:/(?P<rate>[一-鿿]{{1,3}}|kg|t))?)?"
)
_MEASURE = re.compile(rf"\ ?(?:(个(?:{_any(TIME_MEASURES)}))|({_any(MEASURES)}))")
_AFTER = re.compile(rf"\ ?({_any(HEDGES_AFTER)})")
# After these a hyphen joins a range.
_JOINED = re.compile(r"[-0-9A-Za-z%)十百千万亿年月日个元倍岁人吨点]")
_LONGEST_HEDGE = 3
_LONG_RUN = frozenset(("年", "个月", "天", "周", "季度", "个季度", "日"))


def read_figure(text: str, match: re.Match[str], digits: bool) -> Figure | None:
    """The figure whose numeral is ``match``; None for characters that carry no number here."""
    start, end = match.span()
    word = match[0]
    if word == "半":
        return _half(text, start, end)
    if digits:
        number, power = read_decimal(word)
        magnitude = 0
    else:
        han = read_han(word)
        if han is None:
            return None
        number, power, magnitude = han
    tail = _TAIL.match(text, end)
    assert tail is not None
    if tail["mag"]:
        more_power = read_magnitude(tail["mag"]) or 0
        power, magnitude = power + more_power, magnitude + more_power
    figure = Figure(
        start, end, "quantity", digits=number, power=power, magnitude=magnitude, decimals="." in word or "点" in word
    )
    if tail["mag"]:
        figure.end = tail.end("mag")
    _set_unit(figure, tail)
    _set_prefix(text, figure)
    measure = _measure(text, figure) if figure.unit is None else None
    if not digits and not _carries(text, word, figure, measure):
        return None
    _set_hedge(text, figure, tail, measure)
    if figure.kind == "percent" and text[max(0, start - 4) : start].endswith(CHANGES):
        figure.role = "change"
    return figure


def _set_unit(figure: Figure, tail: re.Match[str]) -> None:
    unit = tail["unit"]
    if not unit:
        return
    figure.end = tail.end("unit")
    if unit in PERCENT:
        name, power = PERCENT[unit]
        figure.kind, figure.unit, figure.power = "percent", name, figure.power + power
    elif unit in CURRENCIES:
        figure.kind, figure.unit = "money", CURRENCIES[unit]
    elif unit in TONNES:
        figure.unit = "tonne"
    else:
        figure.kind, figure.unit = "multiplier", "ratio"
        figure.power -= unit == "成"
        figure.vulgar = unit == "成"
    if tail["rate"] and figure.kind != "multiplier":
        figure.unit = f"{figure.unit}/{'tonne' if tail['rate'] in TONNES else _RATES.get(tail['rate'], tail['rate'])}"
        figure.end = tail.end("rate")


_RATES = {
    "年": "year",
    "月": "month",
    "日": "day",
    "天": "day",
    "小时": "hour",
    "桶": "barrel",
    "人": "person",
    "t": "tonne",
}


def _set_prefix(text: str, figure: Figure) -> None:
    """Currency and sign before the number."""
    before = text[max(0, figure.start - 4) : figure.start]
    bare = before.rstrip(" ")
    for sign, code in PREFIXES.items():
        if bare.endswith(sign) and (figure.unit is None or figure.unit.startswith(code)) and (figure.unit or code):
            if sign == "$" and bare.endswith(("US$", "HK$")):
                continue
            figure.start -= len(sign) + len(before) - len(bare)
            figure.kind, figure.unit = "money", figure.unit or code
            before = text[max(0, figure.start - 2) : figure.start]
            break
    if before.endswith("(-)"):
        figure.start, figure.digits = figure.start - 3, -(figure.digits or 0)
    elif before[-1:] in ("-", "+") and not _JOINED.match(before[-2:-1]):
        figure.start -= 1
        figure.digits = -(figure.digits or 0) if before[-1] == "-" else figure.digits


def _measure(text: str, figure: Figure) -> re.Match[str] | None:
    """The measure word after the number, past 多 or 余; written into the unit."""
    at = figure.end + (text[figure.end : figure.end + 1] == " ")
    at = at + 1 if text[at : at + 1] in ("多", "余", "几") else figure.end
    match = _MEASURE.match(text, at)
    if match:
        figure.unit = f"count:{match[1] or match[2]}"
    return match


def _carries(text: str, word: str, figure: Figure, measure: re.Match[str] | None) -> bool:
    """Whether characters are a number: they have a unit or measure word, or a hedge before a magnitude."""
    if word == "一":
        before = text[figure.start - 1 : figure.start]
        named = (measure[1] or measure[2]) if measure else None
        if before and before in "统唯这那新每同另某任进单万不逐均的又":
            return False
        return figure.kind != "quantity" or named in ONE_BEFORE
    if figure.kind != "quantity" or figure.unit is not None:
        return (
            word[0] not in "百千万亿"
            or figure.kind != "quantity"
            or bool(_before(text, figure.start)[0])
            or word in ("百", "千")
        )
    return bool(figure.magnitude or len(word) > 1) and bool(_before(text, figure.start)[0])


def _before(text: str, start: int) -> tuple[str | None, int]:
    """The hedge that ends at ``start``, the longest that fits, and where it begins."""
    at = start - 1 if text[start - 1 : start] == " " else start
    for length in range(_LONGEST_HEDGE, 0, -1):
        if at >= length:
            name = HEDGES_BEFORE.get(text[at - length : at])
            if name:
                return name, at - length
    return None, start


def _set_hedge(text: str, figure: Figure, tail: re.Match[str] | None, measure: re.Match[str] | None) -> None:
    name, begin = _before(text, figure.start)
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


def _half(text: str, start: int, end: int) -> Figure | None:
    """``半年``, ``过半``, ``半数``; 一半 comes as 一 with 半 after it."""
    before, after = text[start - 1 : start], text[end : end + 1]
    measure = _MEASURE.match(text, end)
    if before in ("一", "过") or after == "数":
        figure = Figure(start - (before == "一"), end, "multiplier", digits=5, power=-1, vulgar=True, unit="ratio")
        _set_hedge(text, figure, None, None)
        return figure
    if measure and (measure[1] or measure[2]) in (*ONE_BEFORE, "个世纪", "世纪", "日"):
        figure = Figure(
            start, end, "quantity", digits=5, power=-1, vulgar=True, unit=f"count:{measure[1] or measure[2]}"
        )
        _set_hedge(text, figure, None, measure)
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
    _set_hedge(text, figure, None, None)
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
    _set_hedge(text, figure, None, None)
    return figure
