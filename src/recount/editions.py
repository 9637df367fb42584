"""Editions that were released: the verdicts that each gave, and what changed from one to the next.

`data/editions/VERSION.json` holds the verdicts of a released edition and never changes. `data/corrections.yml`
says why a verdict changed; a change without a reason is a problem, and so is a reason without a change.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from recount.briefing import Slug
from recount.check.run import ClaimResult
from recount.check.verdict import Verdict
from recount.cite.edition import read_edition
from recount.collection import Collection, load_collection
from recount.errors import Problem, RecountError
from recount.files import Files
from recount.ledger import check_all
from recount.sources import DatedField, Strict

FOLDER = "data/editions"
CORRECTIONS = "data/corrections.yml"

Verdicts = Mapping[str, str]  # by claim, in record order


@dataclass(frozen=True)
class Edition:
    """A released edition with the verdict of each claim."""

    version: str
    released: date
    verdicts: Verdicts


@dataclass(frozen=True)
class Changes:
    """From one edition to the next: claims that came, that went, and whose verdict changed (before, after)."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: Mapping[str, tuple[str, str]]


class Correction(Strict):
    """Why the verdict of a claim is another than in the edition before. ``edition`` is the first that has it."""

    claim: Slug
    edition: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    day: DatedField
    before: Verdict
    after: Verdict
    why: Annotated[str, Field(min_length=20)]


class Corrections(Strict):
    """`data/corrections.yml`."""

    corrections: tuple[Correction, ...]


def released(root: Path) -> list[Edition]:
    """Every released edition, oldest first."""
    found = []
    for path in (root / FOLDER).glob("*.json"):
        read = json.loads(path.read_text("utf-8"))
        found.append(Edition(path.stem, date.fromisoformat(read["released"]), read["verdicts"]))
    return sorted(found, key=lambda edition: as_numbers(edition.version))


def corrections(root: Path) -> tuple[Correction, ...]:
    """Raises RecountError with every problem of the file."""
    files, path = Files(root), root / CORRECTIONS
    read = files.validated(path, Corrections, files.yaml(path))
    files.stop()
    return read.corrections if read else ()


def verdicts_of(results: Sequence[ClaimResult]) -> dict[str, str]:
    """The verdict of each claim, in record order; a claim's id is unique in the collection."""
    return {r.claim.id: r.verdict.value for r in results}


def changes(before: Verdicts, after: Verdicts) -> Changes:
    """What changed between two lists of verdicts."""
    return Changes(
        added=tuple(claim for claim in after if claim not in before),
        gone=tuple(claim for claim in before if claim not in after),
        changed={c: (before[c], after[c]) for c in after if c in before and before[c] != after[c]},
    )


def steps(root: Path, version: str, now: Verdicts) -> list[tuple[str, Changes]]:
    """Each edition after the first with what changed since the one before, the current one (`version`) last."""
    known = [(edition.version, edition.verdicts) for edition in released(root) if edition.version != version]
    every = [*known, (version, now)]
    return [(later[0], changes(earlier[1], later[1])) for earlier, later in itertools.pairwise(every)]


def problems(collection: Collection, version: str, results: Sequence[ClaimResult]) -> list[Problem]:
    """What keeps an edition from being one: changes without a reason, reasons without a change, claims that vanished."""
    root, found = collection.root, list[Problem]()
    now, reasons = verdicts_of(results), corrections(root)
    withdrawn = {each.id for briefing in collection.briefings.values() for each in briefing.withdrawn}
    known = {edition.version: edition for edition in released(root)}
    if version in known and known[version].verdicts != now:
        found.append(
            Problem(
                f"{FOLDER}/{version}.json",
                "the edition is released: raise the version in CITATION.cff and pyproject.toml",
            )
        )
    expected = {
        (edition, claim): pair for edition, step in steps(root, version, now) for claim, pair in step.changed.items()
    }
    given = {(each.edition, each.claim): (each.before.value, each.after.value) for each in reasons}
    for (edition, claim), (before, after) in expected.items():
        if given.get((edition, claim)) != (before, after):
            found.append(Problem(CORRECTIONS, f"say why it went from {before} to {after} in edition {edition}", claim))
    for (edition, claim), (before, after) in given.items():
        if (edition, claim) not in expected:
            found.append(Problem(CORRECTIONS, f"did not go from {before} to {after} in edition {edition}", claim))
    for _, step in steps(root, version, now):
        found += [
            Problem("data/briefings", "was released and is gone: list it under withdrawn in its record", claim)
            for claim in step.gone
            if claim not in withdrawn
        ]
    return found


def store(root: Path) -> Path:
    """Write the verdicts of the edition that `CITATION.cff` names. Raises RecountError if it is released or not ready."""
    collection, edition = load_collection(root), read_edition(root)
    results = check_all(collection)
    path = root / FOLDER / f"{edition.version}.json"
    if path.exists():
        raise RecountError(Problem(f"{FOLDER}/{path.name}", "the edition is released; its verdicts never change"))
    if found := problems(collection, edition.version, results):
        raise RecountError(found)
    content = {"released": edition.date_released.isoformat(), "verdicts": verdicts_of(results)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    return path


def as_numbers(version: str) -> tuple[int, ...]:
    """``0.10.0`` comes after ``0.9.0``."""
    return tuple(map(int, version.split(".")))


def main() -> int:
    """`make edition`: store the verdicts of the edition that is being released."""
    try:
        print(f"written: {store(Path.cwd()).relative_to(Path.cwd())}")
    except RecountError as error:
        for problem in error.problems:
            print(f"recount: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
