"""Figures of a text: each number with what it is about, for which period, and what kind of figure it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.draft.passages import sentence_at, sentence_starts
from recount.draft.subjects import BACK, subject_of
from recount.numbers import Number
from recount.period import parse_period

LEVEL, CHANGE, GROWTH, SHARE, POINTS, MULTIPLE, RANK, COUNT = (
    "level", "change", "growth", "share", "points", "multiple", "rank", "count",
)  # fmt: skip
_NO_FIGURE = ("date", "label", "list-number")
_FALLS = re.compile(
    r"\b(?:fell|falls?|fallen|falling|down|declin\w+|decreas\w+|dropp?\w*|shr[aiu]nk\w*|less|lower|below|under|narrow\w+|contract\w+)\b"
    r"|下降|减少|回落|降幅|跌|收窄|逆差收",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:account\w*|shares?|made up|makes? up|represent\w*|proportion|comprising)\b|占|比重|份额", re.IGNORECASE
)
_OF_WHOLE = re.compile(
    r"\s*(?:percent|per cent|%)?\s*of\s+(?:the\s+|its\s+|all\s+|total\s+|overall\s+)*", re.IGNORECASE
)
_MOVES = re.compile(
    r"\b(?:rose|risen|rising|grew|grown|growing|increased|increasing|up|fell|declined|decreased|dropped|down|added|gained|expanded|raised|higher|lower)"
    r"\b[^,;]{0,25}\bby\b[^,;]{0,12}$|\b(?:increase|rise|growth|decrease|decline|drop|fall|gain|reduction) of\b[^,;]{0,12}$"
    r"|(?:增加|增长|减少|提高|提升|下降)了?$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\s*[)）]?\s*(?:points?\s*)?(?:\([^)]*\)\s*)?(?:more|less|higher|lower|larger|smaller|fewer|above|below|under)\b|\s*(?:之?多|之?少)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:\b(?:than|over|against|compared (?:with|to)|above|below|same (?:period|month)(?: of)?|after|having been|up from|down from)\b"
    r"(?:[^;.]|\.(?=\d))*|比|较)$",
    re.IGNORECASE,
)
_IS_BASE = re.compile(r"\s*(?:is|as) (?:the )?base\b")
BASE = re.compile(
    r"\b(?:after|from|against|having been|compared (?:with|to)|than the|above the|below the|over the|(?:up|down) from)\s+(?:[A-Z$€£]\w*\s*)?$"
    r"|(?:由|从)[^，。]{0,12}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """A number that can be checked. ``subject`` is a few words, ``period`` as in data, ``sign`` -1 where it is said to fall.

    ``before`` and ``after`` are the words next to it, up to the numbers beside it; ``base`` says that the words
    call it what another figure is compared with, ``against`` the period that it is compared with where one is named. ``whole`` is what a share is a share of.
    """

    number: Number
    sentence: int
    subject: tuple[str, ...]
    period: str | None
    role: str
    sign: int = 1
    base: bool = False
    whole: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    against: str | None = None
    claim: str = ""
    mention: int = 0

    @property
    def unit(self) -> str:
        """The unit as a record has it; a bare number is a count."""
        if self.number.kind == "ordinal":
            return "rank"
        return self.number.unit or ("count" if (self.number.value or "").isdigit() else "ratio")


def is_figure(number: Number) -> bool:
    """Whether a number states something, rather than a date, a name or a place in a list."""
    return number.kind not in _NO_FIGURE and number.value is not None


def read_figures(text: str, numbers: Sequence[Number]) -> list[Figure]:
    """Every figure of a text, in order, with what can be told of it."""
    starts = sentence_starts(text)
    figures: list[Figure] = []
    for index, number in enumerate(numbers):
        if not is_figure(number):
            continue
        sentence = sentence_at(starts, number.start)
        begin = max(starts[sentence], _last_end(numbers[:index]))
        ending = starts[sentence + 1] if sentence + 1 < len(starts) else len(text)
        following = next((n.start for n in numbers[index + 1 :] if is_figure(n)), ending)
        end = min(ending, following)
        before, after = text[begin : number.hedge_start or number.start], text[number.end : end]
        if number.hedge_start is not None and number.hedge_start > number.start:
            before = text[begin : number.start]
        same = figures[-1] if figures and figures[-1].sentence == sentence else None
        tail = text[number.end : min(ending, number.end + 60)]
        figures.append(_figure(number, sentence, before, after, tail, same, figures[-1] if figures else None))
    return _with_periods(text, starts, numbers, figures)


def _last_end(numbers: Sequence[Number]) -> int:
    """Where the words before a figure begin: dates and names such as 第一产业 are words among them."""
    return next((n.end for n in reversed(numbers) if is_figure(n)), 0)


def _figure(
    number: Number, sentence: int, before: str, after: str, tail: str, same: Figure | None, last: Figure | None
) -> Figure:
    """A figure takes its subject from the words before it, else from the figure before it."""
    subject = subject_of(_clause(before)) or subject_of(before)
    if number.unit and number.unit.startswith("count:"):
        counted = f"{number.unit.partition(':')[2]} {_clause_after(after)}"
        subject = (subject + tuple(w for w in subject_of(counted) if w not in subject))[:4]
    elif number.kind == "money" and after.startswith(" of "):
        subject = (subject + tuple(w for w in subject_of(_clause_after(after)) if w not in subject))[:4]
    if not subject:
        subject = same.subject if same else last.subject if last else ()
    elif same and number.kind == "percent" and not _names_a_series(subject) and _is_aside(before):
        subject = same.subject
    role = _role(number, before, after, tail)
    if role == POINTS and same and same.role == SHARE:
        subject = same.subject
    if role == SHARE and last and BACK.search(before) and not _names_a_series(subject):
        subject = last.subject
    whole = subject_of(after[found.end() : found.end() + 60]) if (found := _OF_WHOLE.match(after)) else ()
    near = f"{before[-60:]} {tail if _MORE.match(tail) else ''}"
    return Figure(
        number, sentence, subject, None, role, -1 if _FALLS.search(near) else 1,
        bool(BASE.search(before)), whole, before, after,
    )  # fmt: skip


def _clause(before: str) -> str:
    """The words after the last comma or the like."""
    return re.split(r"[,;:，；：、]|\bwhile\b|\bwhereas\b|(?<!ports )\band (?=(?:imports|exports)\b)", before)[-1]


def _clause_after(after: str) -> str:
    return re.split(r"[,;:.(（，；：。、]|\b(?:in|by|from|at)\b", after)[0]


def _is_aside(before: str) -> bool:
    """A figure in brackets or after a comma belongs to the one before it."""
    return bool(re.match(r"\s*[,(（，]", before))


def _names_a_series(subject: tuple[str, ...]) -> bool:
    return bool({"trade", "exports", "imports", "balance", "gdp"} & set(subject))


def _role(number: Number, before: str, after: str, tail: str) -> str:
    if number.kind == "ordinal":
        return RANK
    if number.unit == "percentage-point":
        return POINTS
    if number.kind == "percent":
        return SHARE if _SHARE.search(before) or _OF_WHOLE.match(after) else GROWTH
    if number.kind == "multiplier":
        return MULTIPLE
    if _MOVES.search(before) or _MORE.match(tail):
        return CHANGE
    return COUNT if (number.unit or "count").startswith("count") else LEVEL


def _with_periods(text: str, starts: list[int], numbers: Sequence[Number], figures: list[Figure]) -> list[Figure]:
    """The period named nearest in the sentence, else the one that the sentence before was about."""
    named: dict[int, list[tuple[int, str]]] = {}
    compared: dict[int, list[tuple[int, str]]] = {}
    dates = [number for number in numbers if number.kind == "date"]
    index = 0
    while index < len(dates):
        number, period = dates[index], period_of(dates[index].value)
        following = dates[index + 1] if index + 1 < len(dates) else None
        joint = text[number.end : following.start] if following else ""
        opening = re.search(r"\b(between|from)\s+$", text[: number.start])
        if following and (joint in (" and ", "和", "、") or (opening and opening[1] == "from" and joint == " to ")):
            both = _joined(_in_year_of(number, following), following.value)
            if both and (opening or _follow(_in_year_of(number, following), following.value)):
                period, index = both, index + 1
        if period:
            begin = max(starts[sentence_at(starts, number.start)], number.start - 70)
            apart = _COMPARED.search(text[begin : number.start]) or _IS_BASE.match(text[number.end :])
            where = compared if apart else named
            where.setdefault(sentence_at(starts, number.start), []).append((number.start, period))
        index += 1
    result, last = [], None
    for figure in figures:
        here = named.get(figure.sentence, [])
        other = [each for each in compared.get(figure.sentence, []) if each[0] > figure.number.start]
        if figure.base and other:
            period = other[0][1]
        elif here:
            place = figure.number.start
            period = min(here, key=lambda each: abs(each[0] - place))[1]
            last = here[0][1]
        else:
            period = last or next((p for s in sorted(named) for _, p in named[s]), None)
        against = next((p for _, p in compared.get(figure.sentence, []) if p != period), None)
        result.append(replace(figure, period=period, against=against))
    return result


def _in_year_of(month: Number, following: Number) -> str | None:
    """January, in January and February 2025, is that year's."""
    if month.value and following.value and not re.search(r"\d", month.text):
        return following.value[:4] + month.value[4:]
    return month.value


def _follow(first: str | None, last: str | None) -> bool:
    """Two months, one after the other: January and February 2025."""
    months = [value for value in (first, last) if value and re.fullmatch(r"\d{4}-\d\d", value)]
    return len(months) == 2 and months[0][:4] == months[1][:4] and int(months[1][5:]) - int(months[0][5:]) == 1


def period_of(value: str | None) -> str | None:
    """An ISO date or interval as a period of the data; None for a day."""
    if not value or value.startswith("T"):
        return None
    first, _, last = value.partition("/")
    if not last:
        return first if re.fullmatch(r"\d{4}(-\d\d)?", first) else None
    return _joined(first, last)


def _joined(first: str | None, last: str | None) -> str | None:
    """Two months of a year, or two years, as one period."""
    if not first or not last:
        return None
    if re.fullmatch(r"\d{4}", first) and re.fullmatch(r"\d{4}", last):
        return f"{first}..{last}"
    if not (re.fullmatch(r"\d{4}-\d\d", first) and re.fullmatch(r"\d{4}-\d\d", last) and first[:4] == last[:4]):
        return None
    months = (int(first[5:]), int(last[5:]))
    names = {(1, 12): "", (1, 6): "-H1", (7, 12): "-H2", (1, 3): "-Q1", (4, 6): "-Q2", (7, 9): "-Q3", (10, 12): "-Q4"}
    text = first[:4] + names.get(months, f"-{months[0]:02}..{months[1]:02}")
    try:
        parse_period(text)
    except ValueError:
        return None
    return text
