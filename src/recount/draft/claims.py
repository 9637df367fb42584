"""Claims and context drafted from the figures of a text: ids and quotes are proposals, the verdicts are the author's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from recount.briefing import MOST_CHARACTERS, MOST_WORDS, TO_BE_DECIDED
from recount.draft.figures import CHANGE, COUNT, GROWTH, LEVEL, MULTIPLE, POINTS, RANK, SHARE, Figure, is_figure
from recount.draft.passages import sentence_at, sentence_starts
from recount.draft.subjects import subject_of
from recount.numbers import Number

KIND = {
    LEVEL: "level", CHANGE: "change", GROWTH: "growth", SHARE: "level", POINTS: "change", MULTIPLE: "change",
    RANK: "rank", COUNT: "count",
}  # fmt: skip
_SUFFIX = {CHANGE: "change", GROWTH: "growth", SHARE: "share", POINTS: "points", MULTIPLE: "multiple", RANK: "rank"}
_RECORD = re.compile(
    r"\b(?:record|all-time|historical|new) high\b|历史(?:同期)?新高|\bhighest (?:ever|on record)\b", re.IGNORECASE
)
_CLAUSE_BREAK = re.compile(r"[,;:()，；：、（）。\n“”\"]|\.\s")
_WORDS_BEFORE, _CHARACTERS_BEFORE = 5, 10
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_AWAY = ("date", "label", "list-number")
_CONTEXT = {
    "date": "the period or day of the figures beside it?",
    "label": "part of a name?",
    "list-number": "a place in a list?",
}


@dataclass(frozen=True)
class DraftClaim:
    """A claim as proposed; ``quote`` holds its own place. ``figure`` is None where it has no number."""

    id: str
    kind: str
    states: str
    quote: str
    start: int
    sentence: int
    figure: Figure | None
    subject: tuple[str, ...] = ()
    period: str | None = None


@dataclass(frozen=True)
class DraftContext:
    """A number that is perhaps no claim, with the reason that is proposed."""

    number: Number
    reason: str


def draft_claims(text: str, figures: Sequence[Figure], taken: Iterable[str]) -> list[DraftClaim]:
    """A claim for every figure and for every record that is named, in the order of the text; ids that are new."""
    used, drafted = set(taken), list[DraftClaim]()
    last = 0
    for figure in figures:
        quote, start = quote_around(text, figure.number, last)
        last = figure.number.end
        name = _new_id((*_plain(figure.subject), _SUFFIX.get(figure.role, ""), *_apart(figure)), used)
        about = " ".join(figure.subject) or "what is it?"
        period = f", {figure.period}" if figure.period else ""
        fall = "fall, " if figure.sign < 0 else ""
        states = f"To be written: {about}{period}, {fall}{figure.role} {figure.number.text}."
        figure = replace(figure, claim=name)
        drafted.append(
            DraftClaim(
                name, KIND[figure.role], states, quote, start, figure.sentence, figure, figure.subject, figure.period
            )
        )
    drafted += _records(text, figures, used)
    return sorted(drafted, key=lambda each: (each.sentence, each.figure.number.start if each.figure else each.start))


def draft_context(numbers: Sequence[Number]) -> list[DraftContext]:
    """Dates, names and places in lists: context, unless the author makes a claim of one."""
    return [
        DraftContext(number, f"{TO_BE_DECIDED}: {_CONTEXT.get(number.kind, 'no value of its own?')}")
        for number in numbers
        if not is_figure(number)
    ]


def _records(text: str, figures: Sequence[Figure], used: set[str]) -> Iterable[DraftClaim]:
    starts = sentence_starts(text)
    for found in _RECORD.finditer(text):
        sentence = sentence_at(starts, found.start())
        here = [f for f in figures if f.sentence == sentence and f.number.start < found.start()]
        subject = here[-1].subject if here else subject_of(text[starts[sentence] : found.start()])
        period = here[-1].period if here else None
        name = _new_id((*_plain(subject), "record", period or ""), used)
        states = f"To be written: {' '.join(subject) or 'what is it?'}, {period or 'when?'}, a record."
        yield DraftClaim(name, "record", states, found[0], found.start(), sentence, None, subject, period)


def _apart(figure: Figure) -> tuple[str, ...]:
    """What tells a figure from another of the same kind: its period, another currency, a bound."""
    currency = figure.unit if figure.number.kind == "money" and figure.unit != "CNY" else ""
    bound = figure.number.hedge if figure.number.hedge in ("over", "under", "at-least", "at-most") else ""
    return figure.period or "", currency, bound or ""


def quote_around(text: str, number: Number, after: int = 0) -> tuple[str, int]:
    """The number with its hedge and the few words before it, within a clause and short enough to quote, and its place.

    It begins not before ``after``, where the number before it ends.
    """
    start = min(number.start, number.hedge_start if number.hedge_start is not None else number.start)
    end = max(number.end, number.hedge_end or 0)
    breaks = [found.end() for found in _CLAUSE_BREAK.finditer(text, 0, start)]
    clause = text[min(start, max(after, breaks[-1] if breaks else 0)) : start]
    if _CHINESE.search(clause):
        spare = max(0, MOST_CHARACTERS - len(_CHINESE.findall(text[start:end])))
        clause = clause[-min(_CHARACTERS_BEFORE, spare) :] if spare else ""
    else:
        spare = max(0, MOST_WORDS - len(text[start:end].split()))
        words = list(re.finditer(r"\S+", clause))[-min(_WORDS_BEFORE, spare) :] if spare else []
        clause = clause[words[0].start() :] if words else ""
    clause = clause.lstrip()
    begin = start - len(clause)
    return text[begin:end], begin


def _plain(words: Iterable[str]) -> list[str]:
    """What can stand in an id."""
    return [word for word in words if re.fullmatch(r"[a-z0-9-]+", word)][:3]


def _new_id(parts: Iterable[str], used: set[str]) -> str:
    base = "-".join(re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts if part)
    base = re.sub(r"-+", "-", base).strip("-")
    base = base if re.match(r"[a-z]", base) else f"figure-{base}".rstrip("-")
    name, number = base, 2
    while name in used:
        name, number = f"{base}-{number}", number + 1
    used.add(name)
    return name
