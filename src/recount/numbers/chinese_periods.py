"""Chinese periods: 2024年上半年, 今年1-5月, 7月15日, 一季度, 上午10时."""

from __future__ import annotations

import re
from datetime import date

from recount.numbers.chinese_numerals import read_han
from recount.numbers.number import Figure
from recount.numbers.when import (
    day_text,
    latest_months,
    latest_year,
    months,
    nearest_day,
    part_of_year,
    shifted,
    year_pair,
)

_DIGIT = "零〇一二三四五六七八九"
_YEAR = rf"(?:[12][0-9]{{3}}|[一二][{_DIGIT}]{{3}})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"(?:\ ?(?:-{1,2}|~|至|到)\ ?)"

_PERIOD = re.compile(
    rf"""(?:(?P<y>{_YEAR})\ ?年(?!代|级)度?|(?P<d>今年|去年|上年|明年|本年))?\ ?
    (?:(?P<half>[上下])半年
      |前(?P<upto>[二两三23])季度
      |第?(?P<q>[一二三四1-4])季度
      |(?P<m1>{_MONTH})月?份?{_TO}(?P<m2>{_MONTH})\ ?月份?(?!{_DAY}[日号])
      |(?P<m>{_MONTH})\ ?月(?:份|(?P<day>{_DAY})[日号](?:{_TO}(?:(?P<lm>{_MONTH})月)?(?P<lday>{_DAY})[日号])?)?
    )""",
    re.VERBOSE,
)
_YEARS = re.compile(rf"(?P<a>{_YEAR})\ ?年?{_TO}(?P<b>{_YEAR})\ ?年(?!代)")
_PAIR = re.compile(r"(?P<a>[12][0-9]{3})[/-](?P<b>[0-9]{2}|[12][0-9]{3})年度?")
_LONG = re.compile(rf"(?P<a>{_YEAR})\ ?年(?P<m>{_MONTH})月{_TO}(?P<b>{_YEAR})\ ?年(?P<n>{_MONTH})月")
_YEAR_ALONE = re.compile(rf"(?P<y>{_YEAR})\ ?年(?!代|级)")
_DEICTIC = re.compile(
    r"(?:(?P<year>今年|去年|上年|明年)|(?P<month>本月|上个?月|下个?月)|(?P<quarter>本季度|上季度|上个季度|下季度))"
)
_DECADE = re.compile(r"(?P<c>[12][0-9])世纪(?P<d>[0-9]0|[一二三四五六七八九]十)年代|(?P<y>[12][0-9]{2}0)年代")
_TIME = re.compile(
    r"(?P<half>上午|下午|晚上|凌晨|早上|中午|晚间)\ ?(?P<h>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[:：](?P<c>[0-5][0-9])|[时点](?:(?P<m>[0-9]{1,2})分|(?P<s>半))?)"
    r"|(?P<h2>[0-9]{1,2})时(?:(?P<m2>[0-9]{1,2})分)?(?!间|期|代)"
)
_DAY_ALONE = re.compile(r"(?P<day>3[01]|[12][0-9]|0?[1-9])日(?!元|本|均|常)")
BY = {"今": 0, "本": 0, "去": -1, "上": -1, "明": 1, "下": 1}


def read(text: str, start: int, held: date | None) -> Figure | None:
    """The period that begins at ``start``."""
    match = _LONG.match(text, start)
    if match:
        value = months(_number(match["a"]), _number(match["m"]), _number(match["n"]), _number(match["b"]))
        return _figure(match, value)
    match = _YEARS.match(text, start)
    if match and _number(match["a"]) < _number(match["b"]):
        return _figure(match, f"{_number(match['a'])}/{_number(match['b'])}")
    match = _PAIR.match(text, start)
    end = year_pair(int(match["a"]), match["b"]) if match else None
    if match and end:
        return _figure(match, f"{match['a']}/{end}")
    match = _PERIOD.match(text, start)
    if match:
        return _figure(match, _part(match, held))
    match = _YEAR_ALONE.match(text, start)
    if match:
        return _figure(match, str(_number(match["y"])))
    match = _DEICTIC.match(text, start)
    if match:
        unit = match.lastgroup or "year"
        return _figure(match, shifted(unit, BY[match[0][0]], held))
    return _rest(text, start, held)


def _rest(text: str, start: int, held: date | None) -> Figure | None:
    match = _TIME.match(text, start)
    if match:
        return _time(match)
    match = _DECADE.match(text, start)
    if match:
        year = int(match["y"]) if match["y"] else (int(match["c"]) - 1) * 100 + _number(match["d"])
        return _figure(match, f"{year}/{year + 9}")
    match = _DAY_ALONE.match(text, start)
    if match:
        value = None
        if held is not None:
            month = held.month if int(match["day"]) <= held.day else (held.month - 2) % 12 + 1
            value = nearest_day(month, int(match["day"]), held)
        return _figure(match, value)
    return None


def _number(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    value = read_han(text)
    return value[0] if value else 0


def _part(match: re.Match[str], held: date | None) -> str | None:
    """The ISO value of a part of a year that is printed, deictic or left out."""
    year: int | None = None
    if match["y"]:
        year = _number(match["y"])
    elif match["d"]:
        if held is None:
            return None
        year = held.year + BY[match["d"][0]]
    if match["day"]:
        return _days(match, year, held)
    if match["half"]:
        first, last = part_of_year("half", 1 if match["half"] == "上" else 2)
    elif match["q"]:
        first, last = part_of_year("quarter", _number(match["q"]))
    elif match["upto"]:
        first, last = 1, 3 * _number(match["upto"])
    elif match["m"]:
        first = last = _number(match["m"])
    else:
        first, last = _number(match["m1"]), _number(match["m2"])
    return latest_months(first, last, held) if year is None else months(year, first, last)


def _days(match: re.Match[str], year: int | None, held: date | None) -> str | None:
    month, day = _number(match["m"]), _number(match["day"])
    if not match["lday"]:
        return nearest_day(month, day, held) if year is None else day_text(year, month, day)
    if year is None:
        if held is None:
            return None
        year = latest_year(month, held)
    last_month = _number(match["lm"]) if match["lm"] else month
    first, last = day_text(year, month, day), day_text(year + (last_month < month), last_month, _number(match["lday"]))
    return f"{first}/{last}" if first and last and first < last else first


def _time(match: re.Match[str]) -> Figure | None:
    hour = _number(match["h"] or match["h2"])
    minute = int(match["c"] or match["m"] or match["m2"] or (30 if match["s"] else 0))
    if match["half"] in ("下午", "晚上", "晚间") and hour < 12:
        hour += 12
    return _figure(match, f"T{hour:02}:{minute:02}") if hour < 24 and minute < 60 else None


def _figure(match: re.Match[str], value: str | None) -> Figure:
    return Figure(match.start(), match.end(), "date", 0, value, role="period")
