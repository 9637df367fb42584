"""The nearest collection, read and checked once for all that a build asks of it."""

from __future__ import annotations

from functools import cache

from recount.check.run import ClaimResult
from recount.collection import Collection
from recount.kept import collection_at
from recount.ledger import check_all


@cache
def collection_here() -> Collection:
    """The nearest collection."""
    return collection_at()


@cache
def results_here() -> tuple[ClaimResult, ...]:
    """Every claim of its published briefings, checked."""
    return tuple(check_all(collection_here()))
