"""Plant errors in every stated figure of the ledger and print how many the checks catch: python benchmarks/planted/run.py

What is planted, what counts as caught and what is within reach is said in src/recount/planted.py.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from recount.blocks import table_text
from recount.check.evidence import CLASSES, IN_WORDS
from recount.collection import load_collection
from recount.ledger import check_all
from recount.planted import Planted, Share, by_move, missed, plant, share


def main() -> None:
    """Print the tables of RESULTS.md."""
    collection = load_collection()
    results = check_all(collection)
    start = time.monotonic()
    planted = plant(collection, results)
    seconds = time.monotonic() - start
    figures = {(each.result.claim.id, each.mention) for each in planted}
    print(
        f"{len(planted)} errors in {len(figures)} figures, data as known on {collection.as_known_on}; {seconds:.1f} s\n"
    )
    moves = [(f"{move} last place{'s' * (move > 1)}", counts) for move, counts in by_move(planted).items()]
    print(_table("Moved by", [*moves, ("all", share(planted))]), "\n")
    print(_table("Evidence", _by_evidence(planted)), "\n")
    rows = [[f"`{claim}`", str(number)] for claim, number in missed(planted).items()]
    print(table_text(["Claim", "within reach and not caught"], rows))


def _by_evidence(planted: list[Planted]) -> Iterable[tuple[str, Share]]:
    for name in reversed(CLASSES):
        counts = share(each for each in planted if each.result.evidence == name)
        if counts.planted:
            yield IN_WORDS[name], counts


def _table(head: str, rows: Iterable[tuple[str, Share]]) -> str:
    header = [head, "planted", "within reach", "caught", "caught of all", "caught of those within reach"]
    return table_text(header, [_row(name, counts) for name, counts in rows])


def _row(name: str, counts: Share) -> list[str]:
    shares = (counts.caught / counts.planted, counts.caught / counts.within_reach if counts.within_reach else 0)
    return [name, str(counts.planted), str(counts.within_reach), str(counts.caught), *(f"{s:.0%}" for s in shares)]


if __name__ == "__main__":
    main()
