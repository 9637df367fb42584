"""Figures in Chinese: numeral, 多 or 余, magnitude, unit, measure word."""

from __future__ import annotations

import re

from recount.numbers.chinese_hedges import hedge_before, set_hedge
from recount.numbers.chinese_lexicon import (
    CHANGES,
    CURRENCIES,
    ONE_BEFORE,
    PERCENT,
    PREFIXES,
    TONNES,
)
from recount.numbers.chinese_measures import any_of, read_measure
from recount.numbers.chinese_numerals import read_han, read_magnitude
from recount.numbers.chinese_ratios import read_half
from recount.numbers.decimals import read_decimal
from recount.numbers.number import Figure

_UNIT = rf"{any_of(PERCENT)}|{any_of(CURRENCIES)}|{any_of(TONNES)}|倍|成(?![为立长果本功员就熟效品交分了])"

_TAIL = re.compile(
    rf"\ ?(?P<more>[多余](?=\ ?[十百千万亿]|\ ?(?:{_UNIT})))?(?P<mag>(?:[十百千万亿兆](?![瓦克米卡伏赫])){{0,3}})"
    rf"(?:(?P<more2>[多余])?\ ?(?P<unit>{_UNIT})(?:/(?P<rate>[一-鿿]{{1,3}}|kg|t))?)?"
)

# After these a hyphen joins a range.
_JOINED = re.compile(r"[-0-9A-Za-z%)十百千万亿年月日个元倍岁人吨点]")


def read_figure(text: str, match: re.Match[str], digits: bool) -> Figure | None:
    """The figure whose numeral is ``match``; None for characters that carry no number here."""
    start, end = match.span()
    word = match[0]
    if word == "半":
        return read_half(text, start, end)
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
    measure = read_measure(text, figure) if figure.unit is None else None
    if not digits and not _carries(text, word, figure, measure):
        return None
    set_hedge(text, figure, tail, measure)
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
            or bool(hedge_before(text, figure.start)[0])
            or word in ("百", "千")
        )
    return bool(figure.magnitude or len(word) > 1) and bool(hedge_before(text, figure.start)[0])
