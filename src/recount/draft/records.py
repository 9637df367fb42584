"""Suggestions for a briefing that has a record: its claims say what its figures are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from recount.briefing import Briefing, Claim, Mention
from recount.collection import Collection
from recount.draft.figures import Figure, read_figures
from recount.draft.relations import relations
from recount.draft.suggest import Suggestion, judged
from recount.numbers import Number, find_numbers
from recount.quantity import parse_number

_DRAFTED = "To be written"


def suggest_for(briefing: Briefing, collection: Collection, texts: Path | None) -> list[Suggestion]:
    """What is suggested for the claims, without the checks that they have.

    A figure is read from the claim's own sentence; from the text, where it is at hand, as long as that is still to be written.
    """
    text = _text(briefing, texts)
    figures = list(_figures(briefing, text))
    had = {(claim.id, "".join(check.formula.split())) for claim in briefing.claims for check in claim.checks}
    proposed = [
        each
        for each in relations(text or "", figures, collection, briefing)
        if (each.figure.claim, "".join(each.formula.split())) not in had
    ]
    return list(judged(proposed, briefing, collection))


def figures_of(briefing: Briefing) -> list[Figure]:
    """The figures of a record as its claims state them."""
    return list(_figures(briefing, None))


def _figures(briefing: Briefing, text: str | None) -> Iterator[Figure]:
    in_text = {}
    if text is not None:
        in_text = {f.number.start: f for f in read_figures(text, find_numbers(text, briefing.held.first))}
    for number, claim in enumerate(briefing.claims):
        for index, mention in enumerate(claim.mentions):
            drafted = claim.states.startswith(_DRAFTED)
            found = in_text.get(mention.start) if drafted else _stated(claim, mention, briefing)
            if found is not None:
                own = number if not drafted else found.sentence
                yield replace(
                    found, claim=claim.id, mention=index, sentence=own, number=_as_recorded(found.number, mention)
                )


def _stated(claim: Claim, mention: Mention, briefing: Briefing) -> Figure | None:
    """The figure of the claim's sentence that has the mention's value."""
    numbers = find_numbers(claim.states, briefing.held.first)
    for figure in read_figures(claim.states, numbers):
        if abs(parse_number(figure.number.value or "0")) == abs(parse_number(mention.value)):
            return figure
    return None


def _as_recorded(number: Number, mention: Mention) -> Number:
    """The record's value and place: an author may have mended what the finder read."""
    return number._replace(start=mention.start, end=mention.end, value=mention.value, hedge=mention.hedge)


def _text(briefing: Briefing, texts: Path | None) -> str | None:
    path = texts / f"{briefing.id}.txt" if texts else None
    return path.read_bytes().decode("utf-8") if path and path.exists() else None
