"""``recount publish``: a briefing leaves its preparation once nothing in it is undecided."""

from __future__ import annotations

import os
import re
from pathlib import Path

from recount.audit import AUDITED, audit
from recount.check.run import check_claim
from recount.collection import Collection, load_collection
from recount.errors import Problem, RecountError

_STATUS = re.compile(r'^status: *["\']?in preparation["\']?.*\n', re.MULTILINE)


def publish(root: Path | None, briefing_id: str, texts: Path | None) -> dict[str, object]:
    """Release the addresses of a briefing's claims, and let its claims count as findings.

    Returns what was written. Raises RecountError, with nothing written, as long as the audit against the text
    finds anything, a claim cannot be checked, or the notebook has no section for one.
    """
    collection = load_collection(root)
    if briefing_id not in collection.briefings:
        raise RecountError(Problem("data/briefings", f"there is no briefing {briefing_id!r}"))
    _raise_what_is_left(collection, briefing_id, texts)
    briefing = collection.briefings[briefing_id]
    page = f"notebooks/briefings/{briefing_id}.html"
    addresses = collection.root / "data" / "anchors.txt"
    listed = addresses.read_text("utf-8").split() if addresses.exists() else []
    added = [each for each in (f"{page}#{claim.id}" for claim in briefing.claims) if each not in listed]
    _replace(addresses, "".join(f"{each}\n" for each in sorted({*listed, *added})))
    record = Path(collection.root, collection.files[briefing_id])
    _replace(record, _STATUS.sub("", record.read_text("utf-8"), count=1))
    return {"id": briefing_id, "record": collection.files[briefing_id], "addresses": added}


def _raise_what_is_left(collection: Collection, briefing_id: str, texts: Path | None) -> None:
    briefing, file = collection.briefings[briefing_id], collection.files[briefing_id]
    result = next(each for each in audit(collection, texts) if each.briefing == briefing_id)
    problems = [
        Problem(file, f"{found.kind}: {found.message}" + (f" ({found.text!r})" if found.text else ""), found.claim)
        for found in result.findings
    ]
    if result.text != AUDITED:
        problems.append(
            Problem("RECOUNT_SOURCES", f"name the folder that holds {briefing_id}.txt: the text is audited")
        )
    for claim in briefing.claims:
        try:
            check_claim(collection, claim.id)
        except RecountError as error:
            problems += error.problems
    if collection.topics:
        problems += [
            Problem(file, f"name topics of data/topics.yml: {', '.join(collection.topics)}", claim.id, "topics")
            for claim in briefing.claims
            if not claim.topics
        ]
    notebook = collection.root / "notebooks" / "briefings" / f"{briefing_id}.ipynb"
    cells = notebook.read_text("utf-8") if notebook.exists() else ""
    problems += [
        Problem(f"notebooks/briefings/{notebook.name}", f"has no section labelled ({claim.id})=", claim.id)
        for claim in briefing.claims
        if f'"({claim.id})=' not in cells
    ]
    if problems:
        raise RecountError(problems)


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)
