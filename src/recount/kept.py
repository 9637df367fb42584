"""The collection and its checked claims, kept where a process has read them for those that are forked from it.

Nothing is kept unless :func:`keep` is called: in a notebook that someone works on, opening the collection
again reads what has changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recount.check.run import ClaimResult, check_claim
from recount.collection import Collection, find_root, load_collection


@dataclass(frozen=True)
class _Kept:
    collection: Collection
    results: dict[str, ClaimResult]


_kept: dict[Path, _Kept] = {}


def keep(root: Path) -> None:
    """Read the collection at ``root`` and check every claim. Raises RecountError with what is wrong with it."""
    collection = load_collection(root)
    results = {claim_id: check_claim(collection, claim_id) for claim_id in collection.claims}
    _kept[collection.root] = _Kept(collection, results)


def collection_at(root: Path | None = None) -> Collection:
    """The collection at ``root``, or the nearest. Raises RecountError with what is wrong with it."""
    root = root or find_root()
    kept = _kept.get(root)
    return kept.collection if kept else load_collection(root)


def result_of(collection: Collection, claim_id: str) -> ClaimResult:
    """A claim, checked. Raises RecountError for a formula that cannot be used."""
    kept = _kept.get(collection.root)
    if kept and kept.collection is collection:
        return kept.results[claim_id.rpartition("/")[2]]
    return check_claim(collection, claim_id)
