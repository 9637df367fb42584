"""Proving that nothing was skipped: every number of a text is owned by a claim, or stands in context."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from recount.briefing import Briefing, Claim, Mention
from recount.collection import Collection
from recount.errors import FormulaError, Problem, RecountError
from recount.locate import locate
from recount.numbers import Number, find_numbers
from recount.quantity import parse_number

UNDECIDED = "undecided"
AUDITED, NOT_AT_HAND = "audited", "not at hand: the stored inventory was audited, the text itself was not"


@dataclass(frozen=True)
class Finding:
    """Something to decide or to mend. ``kind`` is one of the words of :func:`locate`, or what else differs."""

    kind: str
    message: str
    start: int
    end: int
    text: str
    claim: str | None = None


@dataclass
class BriefingAudit:
    """The audit of one briefing: how far it covers the numbers of the text."""

    briefing: str
    text: str
    numbers: int = 0
    in_claims: int = 0
    in_context: int = 0
    claims: int = 0
    findings: list[Finding] = field(default_factory=list)


def audit(collection: Collection, folder: Path | None) -> list[BriefingAudit]:
    """Audit every briefing against its text in ``folder`` (``ID.txt``), or against the stored inventory.

    Raises RecountError for a text that cannot be read and an inventory that is missing.
    """
    return [_audit_one(collection, briefing, folder) for briefing in collection.briefings.values()]


def write_inventories(collection: Collection, folder: Path) -> list[Path]:
    """Store what the finder finds in each text at hand, without the text around it."""
    written = []
    for briefing in collection.briefings.values():
        text = _text(briefing, folder)
        if text is None:
            continue
        path = inventory_path(collection, briefing.id)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(map(inventory_line, find_numbers(text, briefing.held.first))), encoding="utf-8")
        written.append(path)
    return written


def inventory_line(number: Number) -> str:
    """A number as the inventory of a text holds it."""
    return json.dumps(_stored(number), ensure_ascii=False) + "\n"


def inventory_path(collection: Collection, briefing_id: str) -> Path:
    return collection.root / "data" / "mentions" / f"{briefing_id}.jsonl"


def read_inventory(collection: Collection, briefing_id: str) -> list[Number]:
    """The stored numbers of a text. Raises RecountError if there are none or they cannot be read."""
    path = inventory_path(collection, briefing_id)
    try:
        return [Number(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    except FileNotFoundError:
        raise RecountError(
            Problem(str(path), "there is no inventory; run recount audit --update with the text at hand")
        ) from None
    except (ValueError, TypeError) as error:
        raise RecountError(Problem(str(path), f"is no inventory: {error}")) from None


def _audit_one(collection: Collection, briefing: Briefing, folder: Path | None) -> BriefingAudit:
    text = _text(briefing, folder) if folder else None
    stored = read_inventory(collection, briefing.id)
    numbers = stored if text is None else find_numbers(text, briefing.held.first)
    result = BriefingAudit(briefing.id, NOT_AT_HAND if text is None else AUDITED, claims=len(briefing.claims))
    if text is not None:
        result.findings += _text_findings(briefing, text)
        if [_stored(n) for n in numbers] != [_stored(n) for n in stored]:
            result.findings.append(
                Finding("inventory differs", "run recount audit --update and review the difference", 0, 0, "")
            )
    result.findings += _undecided(briefing)
    _cover(result, briefing, numbers)
    return result


def _undecided(briefing: Briefing) -> Iterator[Finding]:
    """What the author of a briefing in preparation has still to decide."""
    fields = [name for name in briefing.undecided() if not name.startswith(("claim ", "context "))]
    for name in fields:
        yield Finding(UNDECIDED, f"fill in {name}", 0, 0, "")
    for claim in briefing.claims:
        if claim.undecided:
            quote = claim.quote
            yield Finding(UNDECIDED, claim.open or "", quote.start, quote.end, quote.text, claim.id)
    for each in briefing.context:
        if each.undecided:
            yield Finding(UNDECIDED, each.reason, each.start, each.end, each.quote)


def _text(briefing: Briefing, folder: Path) -> str | None:
    path = folder / f"{briefing.id}.txt"
    if not path.exists():
        return None
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise RecountError(Problem(str(path), "the source text is not readable UTF-8")) from None


def _text_findings(briefing: Briefing, text: str) -> Iterator[Finding]:
    """Quotes that the text does not have where the record says."""
    if hashlib.sha256(text.encode()).hexdigest() != briefing.source.sha256:
        yield Finding("text differs", "the text is not the one whose SHA-256 the record holds", 0, len(text), "")
    for claim_id, what, quote, start in _quotes(briefing):
        place = locate(text, quote, start)
        if place.how == "exact":
            continue
        where = f"; now at {place.start} to {place.end}: {place.text!r}" if place.start is not None else ""
        yield Finding(place.how, f"{what} {quote!r}{where}", start, start + len(quote), quote, claim_id)


def _quotes(briefing: Briefing) -> Iterator[tuple[str | None, str, str, int]]:
    for claim in briefing.claims:
        yield claim.id, "quote", claim.quote.text, claim.quote.start
        for mention in claim.mentions:
            yield claim.id, "mention", mention.quote, mention.start
    for each in briefing.context:
        yield None, "context", each.quote, each.start


def _cover(result: BriefingAudit, briefing: Briefing, numbers: list[Number]) -> None:
    owned = [(claim, mention) for claim in briefing.claims for mention in claim.mentions]
    for number in numbers:
        result.numbers += 1
        owners = [(c, m) for c, m in owned if _covers(m.start, m.end, number)]
        if owners:
            result.in_claims += 1
            result.findings += _differences(number, owners)
        elif any(_covers(each.start, each.end, number) for each in briefing.context):
            result.in_context += 1
        else:
            message = "no claim owns this number and no context names it"
            result.findings.append(Finding("unaccounted", message, number.start, number.end, number.text))


def _covers(start: int, end: int, number: Number) -> bool:
    return (start <= number.start and number.end <= end) or (number.start <= start and end <= number.end)


def _differences(number: Number, owners: list[tuple[Claim, Mention]]) -> Iterator[Finding]:
    """Where the finder reads a number otherwise than each record that owns it."""
    for claim, mention in owners:
        for what, found, recorded in (
            ("value", number.value, mention.value),
            ("unit", number.unit, mention.unit),
            ("hedge", number.hedge, mention.hedge),
        ):
            if not _agree(what, number, found, recorded):
                message = f"the text reads {found!r}, the record {recorded!r}"
                yield Finding(f"{what} differs", message, number.start, number.end, number.text, claim.id)


def _agree(what: str, number: Number, found: str | None, recorded: str | None) -> bool:
    if what == "hedge":
        return found == recorded
    if found is None or number.kind in ("date", "label", "list-number"):
        return True
    assert recorded is not None
    if what == "value":
        return _exact(found) == _exact(recorded)
    # What is counted has many names; a count is a count, and so is a place in a row.
    # A rise "per year" is held against a rise divided by years, which is a plain amount.
    whole = ("count", "rank", "ratio")
    found, recorded = found.removesuffix("/year"), recorded.removesuffix("/year")
    return found == recorded or (found.partition(":")[0] in whole and recorded.partition(":")[0] in whole)


def _exact(text: str) -> Fraction | None:
    try:
        return parse_number(text)
    except FormulaError:
        return None


def _stored(number: Number) -> dict[str, object]:
    return number._asdict()
