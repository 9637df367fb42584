"""Figures of a text: each number with what it is about, for which period, and what kind of figure it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.draft.passages import sentence_at, sentence_starts
from recount.draft.subjects import subject_of
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
    r"^\s*(?:\([^)]*\)\s*)?(?:more|less|higher|lower|larger|smaller|fewer|above|below)\b|^\s*(?:之?多|之?少)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:\b(?:than|from|over|against|compared (?:with|to)|above|below|same period(?: of)?|after|having been|as against)\b[^;.]*|比|较)$",
    re.IGNORECASE,
)
BASE = re.compile(
    r"\b(?:after|from|against|having been|compared (?:with|to)|than the|above the|below the|over the|(?:up|down) from)\s+(?:[A-Z$€£]\w*\s*)?$"
    r"|(?:由|从)[^，。]{0,12}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """A number that can be checked. ``subject`` is a few words, ``period`` as in data, ``sign`` -1 where it is said to fall.

    ``before`` and ``after`` are the words next to it, up to the numbers beside it; ``base`` says that the words
    call it what another figure is compared with. ``whole`` is what a share is a share of.
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
        end = min(ending, numbers[index + 1].start if index + 1 < len(numbers) else ending)
        before, after = text[begin : number.hedge_start or number.start], text[number.end : end]
        if number.hedge_start is not None and number.hedge_start > number.start:
            before = text[begin : number.start]
        same = figures[-1] if figures and figures[-1].sentence == sentence else None
        figures.append(_figure(number, sentence, before, after, same, figures[-1] if figures else None))
    return _with_periods(text, starts, numbers, figures)


def _last_end(numbers: Sequence[Number]) -> int:
    """Where the words before a number begin: a name such as 第一产业 is one of them."""
    return next((n.end for n in reversed(numbers) if n.kind not in ("label", "list-number")), 0)


def _figure(number: Number, sentence: int, before: str, after: str, same: Figure | None, last: Figure | None) -> Figure:
    """A figure takes its subject from the words before it, else from the figure before it."""
    subject = subject_of(_clause(before)) or subject_of(before)
    if number.unit and number.unit.startswith("count:"):
        subject = subject + tuple(w for w in subject_of(number.unit.partition(":")[2]) if w not in subject)
    if not subject:
        subject = same.subject if same else last.subject if last else ()
    elif same and number.kind == "percent" and not _names_a_series(subject) and _is_aside(before):
        subject = same.subject
    role = _role(number, before, after)
    if role == POINTS and same and same.role == SHARE:
        subject = same.subject
    if role == SHARE and not _names_a_series(subject) and last:
        subject = last.subject
    whole = subject_of(after[found.end() : found.end() + 60]) if (found := _OF_WHOLE.match(after)) else ()
    near = f"{before[-60:]} {after[:24] if _MORE.match(after) else ''}"
    return Figure(
        number, sentence, subject, None, role, -1 if _FALLS.search(near) else 1,
        bool(BASE.search(before)), whole, before, after,
    )  # fmt: skip


def _clause(before: str) -> str:
    """The words after the last comma or the like."""
    return re.split(r"[,;:，；：、]|\bwhile\b|\bwhereas\b|(?<!ports )\band (?=(?:imports|exports)\b)", before)[-1]


def _is_aside(before: str) -> bool:
    """A figure in brackets or after a comma belongs to the one before it."""
    return bool(re.match(r"\s*[,(（，]", before))


def _names_a_series(subject: tuple[str, ...]) -> bool:
    return bool({"trade", "exports", "imports", "balance", "gdp"} & set(subject))


def _role(number: Number, before: str, after: str) -> str:
    if number.kind == "ordinal":
        return RANK
    if number.unit == "percentage-point":
        return POINTS
    if number.kind == "percent":
        return SHARE if _SHARE.search(before) or _OF_WHOLE.match(after) else GROWTH
    if number.kind == "multiplier":
        return MULTIPLE
    if _MOVES.search(before) or _MORE.match(after):
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
        if (
            following
            and re.search(r"\bbetween\s+$", text[: number.start])
            and text[number.end : following.start] == " and "
        ):
            period = _joined(number.value, following.value)
            index += 1
        if period:
            where = compared if _COMPARED.search(text[max(0, number.start - 40) : number.start]) else named
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
        result.append(replace(figure, period=period))
    return result


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
