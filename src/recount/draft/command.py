"""``recount new`` and ``recount draft``: a text becomes a briefing in preparation; what to check in it is suggested."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from recount.audit import inventory_line
from recount.briefing import Briefing
from recount.collection import Collection, load_collection
from recount.draft import place
from recount.draft.cells import cells
from recount.draft.claims import DraftClaim, draft_claims, draft_context
from recount.draft.figures import read_figures
from recount.draft.record import Heading, quoted, record_text, record_values
from recount.draft.skeleton import notebook_text
from recount.draft.suggest import Suggestion, suggest
from recount.errors import Problem, RecountError
from recount.intake import Taken, keep, take
from recount.numbers import find_numbers

ID = re.compile(r"\d{4}-\d{2}(-\d{2})?-[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Draft:
    """A text taken apart: the record that it gives, and what is suggested for it."""

    taken: Taken
    briefing: Briefing
    record: str
    claims: list[DraftClaim]
    suggestions: list[Suggestion]
    inventory: str


def draft(taken: Taken, heading: Heading, collection: Collection) -> Draft:
    """Draft a record of a text. Raises RecountError where it holds no figure."""
    numbers = find_numbers(taken.text, heading.held)
    claims = draft_claims(taken.text, read_figures(taken.text, numbers), collection.claims)
    if not claims:
        raise RecountError(Problem(taken.file, "holds no figure that could be checked"))
    values = record_values(heading, taken, claims, draft_context(numbers))
    briefing = Briefing.model_validate(values)
    suggestions = suggest(taken.text, claims, briefing, collection)
    record = record_text(values, taken.text, claims, suggestions)
    return Draft(taken, briefing, record, claims, suggestions, "".join(map(inventory_line, numbers)))


def new(root: Path | None, name: str, heading: Heading, texts: Path | None, text_to: Path | None) -> dict[str, object]:
    """Add a briefing in preparation to the collection: record, inventory, notebook, entry in the table of contents.

    The text goes to ``text_to``, else into the folder ``texts``, if either is given. Returns what was
    written. Raises RecountError, with nothing written, for an id that is no slug or is taken.
    """
    if not ID.fullmatch(heading.id):
        message = f"{heading.id!r} is not an id; write the day and a few words, as in 2025-07-14-half-year"
        raise RecountError(Problem("--id", message))
    collection = load_collection(root)
    finished = place.finish(collection.root)
    if finished:
        print(f"recount: an earlier run was stopped; {finished} is now in its place", file=sys.stderr)
        if finished == heading.id:
            return {"id": finished, **_written(finished)}
        collection = load_collection(collection.root)
    if heading.id in collection.briefings:
        raise RecountError(
            Problem(collection.files[heading.id], "is there already, and nothing is overwritten; choose another id")
        )
    made = draft(take(name), heading, collection)
    files = place.files_of(heading.id)
    notebook = notebook_text(heading.id, heading.title, made.claims)
    kept = text_to or (texts / f"{heading.id}.txt" if texts else None)
    if kept is not None:
        keep(made.taken, kept)
    place.put(collection.root, heading.id, dict(zip(files, (made.inventory, made.record, notebook), strict=True)))
    _say(made, kept)
    return {
        "id": heading.id,
        **_written(heading.id),
        "text": None if kept is None else str(kept),
        "sha256": made.taken.sha256,
        "claims": len(made.claims),
        "context": len(made.briefing.context),
        "suggestions": len(made.suggestions),
    }


def _written(briefing_id: str) -> dict[str, object]:
    return dict(zip(("inventory", "record", "notebook"), place.files_of(briefing_id), strict=True))


def _say(made: Draft, kept: Path | None) -> None:
    """What was taken, what was written and what is to be decided, on standard error."""
    b, record = made.briefing, place.files_of(made.briefing.id)[1]
    lines = made.taken.said()
    if kept is None:
        lines.append("the text was not kept: name its folder in RECOUNT_SOURCES and store it there as " + f"{b.id}.txt")
    else:
        lines.append(f"the text is in {kept}, SHA-256 {made.taken.sha256[:12]}…; it is no part of the project")
    numbered = sum(1 for claim in made.claims if claim.figure)
    lines += [
        f"{numbered + len(b.context)} numbers: {numbered} in {len(made.claims)} claims, {len(b.context)} in context",
        f"{len(made.suggestions)} checks are suggested in {record}, as comments under their claims",
        "Decide now, in that record:",
        "  1. event, source.publisher, source.url (and title, speakers, limits)",
        "  2. each claim: what it states in a sentence of yours, its id and kind, who asserts it",
        "  3. each claim: checks (a suggestion or a formula of yours), or open with the reason; numbers of one statement into one claim",
        "  4. each sentence without a figure: does it claim something?",
        "  5. each number under context: the reason, or make it a claim",
        "recount audit lists what is undecided; make book shows the chapter, marked as in preparation",
        f"when nothing is left: recount publish {b.id}",
    ]
    for line in lines:
        print(f"recount: {line}", file=sys.stderr)


def show_cells(root: Path | None, briefing_id: str) -> None:
    """Print the cell of each claim that has checks, and what they need imported."""
    collection = load_collection(root)
    if briefing_id not in collection.briefings:
        raise RecountError(Problem("data/briefings", f"there is no briefing {briefing_id!r}"))
    needed = set[str]()
    for claim_id, code, functions in cells(collection.briefings[briefing_id], collection):
        print(f"# {claim_id}\n{code}\n")
        needed |= set(functions)
    if needed:
        print(f"# the cells need: from recount.notebook import {', '.join(sorted(needed))}")


def show_draft(root: Path | None, name: str, held: date | None, as_json: bool, texts: Path | None) -> None:
    """Print what is suggested for a text, or for a briefing of the collection, as JSON or as YAML to paste."""
    collection = load_collection(root)
    if name in collection.briefings:
        from recount.draft.records import suggest_for

        suggestions = suggest_for(collection.briefings[name], collection, texts)
    else:
        taken = take(name)
        heading = Heading(
            f"{held or collection.as_known_on:%Y-%m-%d}-draft",
            held or collection.as_known_on,
            "Draft",
            "",
            "",
            "customs",
        )
        for line in taken.said():
            print(f"recount: {line}", file=sys.stderr)
        suggestions = draft(taken, heading, collection).suggestions
    if as_json:
        json.dump([asdict(each) for each in suggestions], sys.stdout, ensure_ascii=False, indent=1)
        print()
        return
    last = None
    for each in suggestions:
        if each.claim != last:
            print(f"# {each.claim}")
        last = each.claim
        mention = f", mention: {each.mention}" if each.mention else ""
        print(
            f"- {{formula: {quoted(each.formula)}{mention}}}  # {each.verdict}: {each.recomputed}; {each.kind}, {each.note}"
        )
    if not suggestions:
        print(f"recount: {name}: nothing is suggested", file=sys.stderr)
