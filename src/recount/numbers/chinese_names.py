"""Chinese numbers that are names, places in a list, and ranks."""

from __future__ import annotations

import re

from recount.numbers.chinese_lexicon import NUMERAL
from recount.numbers.chinese_numerals import read_han
from recount.numbers.number import Figure

_PLACE = re.compile(rf"第\ ?([0-9]{{1,6}}|[{NUMERAL}]{{1,8}})")
_LISTING = re.compile(r"[,，、:：]|是")
_NAMED_PLACE = re.compile("产业|届|方(?!面)|条|章|款|号|国|师|军|[一二三四五六七八九]?中")
_CLAUSE = frozenset("。；;：:，,\n!！?？ \u3000\"“”'")
_CONGRESS = re.compile(r"大(?=以来|报告|精神|召开|提出|会议|[，。、；和确部作以后闭胜])")
_NAMED = re.compile(r"\ ?(?:届|中全会|国集团|强(?=企业|榜|[，。、]|$)|热线|号(?!称)|大班)")
_HOTLINE = re.compile(r"(?:热线|电话|编码|编号|税号|第)[:： ]?$")


def read_place(text: str, start: int) -> Figure | None:
    """``第四``, ``第12``: a rank, a place in a list (第一，…) or part of a name (第三产业)."""
    match = _PLACE.match(text, start)
    if match is None:
        return None
    value = _value(match[1])
    if value is None:
        return None
    end = match.end()
    if _NAMED_PLACE.match(text, end):
        return _label(start, end, value)
    if _begins_clause(text, start) and _LISTING.match(text, end):
        return Figure(start, end, "list-number", 0, value, role="item")
    return Figure(start, end, "ordinal", 0, value, role="rank")


def _begins_clause(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in _CLAUSE


def _value(text: str) -> str | None:
    if text[0] in "0123456789":
        return str(int(text))
    han = read_han(text)
    return None if han is None else str(han[0] * int(10 ** han[1]))


def _label(start: int, end: int, value: str | None) -> Figure:
    return Figure(start, end, "label", 0, value, role="name")


def read_item(text: str, match: re.Match[str], line_start: bool) -> Figure | None:
    """``一是``, ``一、`` at the start of a line, ``(一)``."""
    start, end = match.span()
    if end - start > 3:
        return None
    after = text[end : end + 1]
    if (after == "是" and _begins_clause(text, start) and text[end + 1 : end + 2] not in ("多", "少")) or (
        after in ("、", ".", "．")
        and (text[start - 1] == "\n" if start else line_start)
        and not text[end + 1 : end + 2].isdigit()
    ):
        pass
    elif not (after == ")" and start and text[start - 1] == "("):
        return None
    value = _value(match[0])
    return Figure(start, end, "list-number", 0, value, role="item") if value and value != "0" else None


def read_name(text: str, match: re.Match[str]) -> Figure | None:
    """``二十大``, ``三中全会``, ``500强``, ``12360热线``."""
    start, end = match.span()
    characters = match.lastindex == 7
    if characters and end - start > 1 and _CONGRESS.match(text, end) and text[start] in "十二三":
        return _label(start, end, _value(match[0]))
    if match[0] == "半" or "点" in match[0] or "." in match[0] or "," in match[0]:
        return None
    if _NAMED.match(text, end) or (not characters and _HOTLINE.search(text, max(0, start - 4), start)):
        return _label(start, end, _value(match[0]))
    return None
