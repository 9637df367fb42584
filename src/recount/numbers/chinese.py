"""Numbers in Chinese text: digits beside Chinese characters, and numbers in characters."""

from __future__ import annotations

import re
from datetime import date

from recount.numbers import chinese_periods
from recount.numbers.chinese_figures import read_figure
from recount.numbers.chinese_lexicon import LABELS, NUMERAL, SKIPPED
from recount.numbers.chinese_names import read_item, read_name, read_place
from recount.numbers.chinese_ratios import read_share, read_turn
from recount.numbers.number import Figure

_SKIP = "|".join(sorted(SKIPPED, key=len, reverse=True))
_CANDIDATE = re.compile(
    rf"""({"|".join(LABELS)}|(?<![{NUMERAL}])十[一二三四五六七八九]五(?![{NUMERAL}年个家项人]))   # 1 name
    | (翻了?(?:近|超过?|逾|约|将近)?[一两二三1-3]?番)                                # 2 doubling
    | ((?:[{NUMERAL}]{{1,6}}|[0-9]{{1,5}})分之(?:[{NUMERAL}]{{1,8}}(?:点[{NUMERAL}]{{1,6}})?|[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?))  # 3 share
    | (?:{_SKIP})
    | (今年|去年|上年|明年|本年|本月|上个?月|下个?月|上半年|下半年|本季度|上个?季度|下季度|前[二两三23]季度|[上下]午|晚[上间]|凌晨|早上|中午)  # 4
    | (第)                                                                  # 5 rank
    | ((?<![0-9.,A-Za-z])[0-9]++(?:,[0-9]{{3}}(?![0-9]))*+(?:\.[0-9]++)?)               # 6 digits
    | ([{NUMERAL}]++(?:点[{NUMERAL}]++)?|半)                                       # 7 characters
    """,
    re.VERBOSE,
)
_LATIN = re.compile(r"[A-Za-z0-9]")
_HAN_OR_SIGN = re.compile("[\u3400-\u9fff\u3000-\u303f，；：、。！？]")


def read(text: str, held: date | None, line_start: bool) -> list[Figure]:
    """Every number of a piece of text that stands in Chinese words, in order."""
    found: list[Figure] = []
    done = 0
    for match in _CANDIDATE.finditer(text):
        group, start = match.lastindex, match.start()
        if group is None or start < done:
            continue
        figure = _read(text, match, group, start, held, line_start)
        if figure is not None and figure.start >= done:
            found.append(figure)
            done = figure.end
    return found


def _read(
    text: str, match: re.Match[str], group: int, start: int, held: date | None, line_start: bool
) -> Figure | None:
    if group == 1:
        word = match[1]
        return Figure(start, match.end(), "label", 0, LABELS.get(word), role="name")
    if group == 2:
        return read_turn(text, match)
    if group == 3:
        return read_share(text, match)
    if group == 4:
        return chinese_periods.read(text, start, held)
    if group == 5:
        return chinese_periods.read(text, start, held) or read_place(text, start)
    end = match.end()
    if group == 6 and not _is_chinese(text, start, end):
        return None
    figure = read_item(text, match, line_start)
    if figure is not None:
        return figure
    figure = chinese_periods.read(text, start, held)
    if figure is not None:
        return figure
    return read_name(text, match) or read_figure(text, match, group == 6)


def _is_chinese(text: str, start: int, end: int) -> bool:
    """Whether the digits stand beside Chinese, and hold no letters."""
    after = text[end : end + 1]
    if (after and _LATIN.match(after)) or end - start > 30:
        return False
    before = text[start - 1 : start]
    if before == "-" and _LATIN.match(text[start - 2 : start - 1] or " "):
        # COVID-19 and 2024-07-30 are read elsewhere; 3-3.5个百分点 goes on in Chinese.
        return not text[start - 2].isalpha() and bool(_HAN_OR_SIGN.match(after))
    if after in ("-", "/", ":") and text[end + 1 : end + 2].isdigit() and not _HAN_OR_SIGN.match(before or "x"):
        return False
    if after in (" ", "%"):
        after = text[end + 1 : end + 2]
    if before in (" ", "-", "+"):
        before = text[start - 2 : start - 1]
    return bool(_HAN_OR_SIGN.match(after or "x") or _HAN_OR_SIGN.match(before or "x"))
