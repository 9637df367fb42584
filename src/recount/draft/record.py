"""The drafted record as YAML: what is proposed stands in it, what is only suggested beside it as comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from recount.briefing import NOWHERE, TO_BE_DECIDED, Briefing
from recount.draft.claims import DraftClaim, DraftContext
from recount.draft.figures import Figure
from recount.draft.passages import sentence_starts
from recount.draft.suggest import Suggestion
from recount.errors import FormulaError
from recount.intake import Taken
from recount.numbers import Number
from recount.quantity import find_rule

_CHINESE_FROM = "\u3400"
_WORDS = re.compile(r"[A-Za-z][A-Za-z /-]*[A-Za-z]")
_NOT_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "none"}


@dataclass(frozen=True)
class Heading:
    """What a record says of its briefing before anything is claimed."""

    id: str
    held: date
    title: str
    publisher: str
    url: str
    issuer: str


def record_values(
    heading: Heading, taken: Taken, claims: Sequence[DraftClaim], context: Sequence[DraftContext]
) -> dict[str, object]:
    """The record as it will be read."""
    han = sum(character >= _CHINESE_FROM for character in taken.text)
    return {
        "id": heading.id,
        "title": heading.title,
        "event": f"{TO_BE_DECIDED}: what kind of event was it?",
        "held": heading.held.isoformat(),
        "issuer": heading.issuer,
        "status": "in preparation",
        "source": {
            "publisher": heading.publisher or TO_BE_DECIDED,
            "url": heading.url or f"https://{NOWHERE}/",
            "language": "zh" if han * 4 > len(taken.text) else "en",
            "sha256": taken.sha256,
            "characters": len(taken.text),
        },
        "claims": [_claim(claim) for claim in claims],
        "context": [
            {"quote": each.number.text, "start": each.number.start, "end": each.number.end, "reason": each.reason}
            for each in context
        ],
    }


def _claim(claim: DraftClaim) -> dict[str, object]:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "states": claim.states,
        "asserted_by": "official",
        "quote": {"text": claim.quote, "start": claim.start, "end": claim.start + len(claim.quote)},
        "mentions": [_mention(claim.figure)] if claim.figure else [],
        "open": TO_BE_DECIDED,
    }


def _mention(figure: Figure) -> dict[str, object]:
    number = figure.number
    mention: dict[str, object] = {
        "quote": number.text,
        "start": number.start,
        "end": number.end,
        "value": number.value,
        "unit": figure.unit,
        "step": number.step,
        "hedge": number.hedge,
    }
    if figure.unit == "rank":
        mention |= {"step": None, "form": "exact"}
    elif figure.unit.startswith("count:") and number.hedge is None and number.step == "1":
        mention |= {"form": "exact"}
    elif number.step is None:
        # No last place is printed in "half" or "doubled": a multiple has a row of its own, a bounded one needs none.
        whole = Fraction(number.value or 0).denominator == 1
        mention |= {"step": None if whole else "0.01", "form": _form(number)}
    return {key: value for key, value in mention.items() if value is not None or key == "hedge"}


def _form(number: Number) -> str | None:
    """The row of multiples, for a multiple whose hedge it knows."""
    try:
        find_rule(number.hedge, "multiple")
    except FormulaError:
        return None
    return "multiple" if number.kind == "multiplier" else None


def record_text(
    values: dict[str, object], text: str, claims: Sequence[DraftClaim], suggestions: Sequence[Suggestion]
) -> str:
    """The record as a file. Claims stand by sentence; no sentence of the source is in it."""
    briefing = Briefing.model_validate(values)
    source = values["source"]
    assert isinstance(source, dict)
    lines = [f"{key}: {_scalar(values[key])}" for key in ("id", "title", "event", "held", "issuer", "status")]
    lines += ["source:", *(f"  {key}: {_scalar(value)}" for key, value in source.items())]
    lines += ["limits: []", "claims:"]
    lines += _claims(values, text, claims, suggestions)
    lines += [
        "# Numbers that belong to no claim, each with its reason.",
        f"context:{'' if briefing.context else ' []'}",
    ]
    entries = values["context"]
    assert isinstance(entries, list)
    lines += [f"- {_flow(each)}" for each in entries]
    return "\n".join(lines) + "\n"


def _claims(
    values: dict[str, object], text: str, claims: Sequence[DraftClaim], suggestions: Sequence[Suggestion]
) -> Iterator[str]:
    starts = sentence_starts(text)
    drafted = values["claims"]
    assert isinstance(drafted, list)
    by_sentence: dict[int, list[tuple[DraftClaim, dict[str, object]]]] = {}
    for claim, entry in zip(claims, drafted, strict=True):
        by_sentence.setdefault(claim.sentence, []).append((claim, entry))
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        here = by_sentence.get(number, [])
        none = "" if here else ": no figure; does it claim something?"
        yield f"# Sentence {number + 1}, characters {start} to {end}{none}"
        for claim, entry in here:
            yield from _entry(entry)
            for suggestion in suggestions:
                if suggestion.claim == claim.id:
                    yield f"  # suggested, {suggestion.verdict} ({suggestion.note}): {{formula: {quoted(suggestion.formula)}}}"
    if not drafted:
        yield "[]"


def _entry(entry: dict[str, object]) -> Iterator[str]:
    yield f"- id: {entry['id']}"
    for key in ("kind", "states", "asserted_by"):
        yield f"  {key}: {_scalar(entry[key])}"
    yield f"  quote: {_flow(entry['quote'])}"
    mentions = entry["mentions"]
    assert isinstance(mentions, list)
    yield "  mentions:" if mentions else "  mentions: []"
    yield from (f"  - {_flow(mention)}" for mention in mentions)
    yield f"  open: {_scalar(entry['open'])}"
    yield "  topics: []"


def _flow(mapping: object) -> str:
    assert isinstance(mapping, dict)
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in mapping.items()) + "}"


def _scalar(value: object) -> str:
    """Bare words where YAML reads them as words; else JSON, which is YAML."""
    if isinstance(value, str) and _WORDS.fullmatch(value) and value.lower() not in _NOT_WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)


def quoted(text: str) -> str:
    """A formula as YAML."""
    return "'" + text.replace("'", "''") + "'"
