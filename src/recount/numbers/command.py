"""``recount numbers``: the numbers of a file as a table or as JSON, written as they are found."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from recount.errors import Problem, RecountError
from recount.intake import keep, take
from recount.numbers.finder import iter_numbers
from recount.numbers.number import Number

_WIDEST = 40
_COLUMNS = "{:>13}  {:11} {:>20} {:22} {:9} {}"


def show_numbers(name: str, as_json: bool, held: str | None, text_to: Path | None = None) -> None:
    """Print every number of the file, or of standard input for ``-``; ``text_to`` is where to keep its text.

    Raises RecountError where it holds no text.
    """
    day = parse_day(held)
    taken = take(name)
    if text_to is not None:
        keep(taken, text_to)
    for line in taken.said():
        print(f"recount: {line}", file=sys.stderr)
    numbers = iter_numbers(taken.text, day)
    first = next(numbers, None)
    found = iter(()) if first is None else chain([first], numbers)
    if as_json:
        _print_json(found)
    elif first is None:
        print(f"recount: {taken.file}: no numbers", file=sys.stderr)
    else:
        _print_table(found)


def parse_day(held: str | None) -> date | None:
    """The date given with ``--held``. Raises RecountError if it is none."""
    if held is None:
        return None
    try:
        return date.fromisoformat(held)
    except ValueError:
        raise RecountError(Problem("--held", f"{held!r} is not a date; write it as 2025-01-13")) from None


def _print_json(numbers: Iterator[Number]) -> None:
    """A list, one object after the other, so that a large text needs no large list."""
    separator = "["
    for number in numbers:
        print(separator, json.dumps(number._asdict(), ensure_ascii=False, indent=1), sep="\n", end="")
        separator = ","
    print("[]" if separator == "[" else "\n]")


def _print_table(numbers: Iterator[Number]) -> None:
    print(_COLUMNS.format("offsets", "kind", "value", "unit", "hedge", "text"))
    for n in numbers:
        text = " ".join(n.text[: _WIDEST + 1].split())
        text = text if len(n.text) <= _WIDEST else text[:_WIDEST] + "…"
        print(_COLUMNS.format(f"{n.start}-{n.end}", n.kind, n.value or "", n.unit or "", n.hedge or "", text).rstrip())
