"""``recount numbers``: the numbers of a file as a table or as JSON, written as they are found."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from recount.errors import Problem, RecountError
from recount.numbers.finder import iter_numbers
from recount.numbers.number import Number

STDIN = "-"
_WIDEST = 40
_COLUMNS = "{:>13}  {:11} {:>20} {:22} {:9} {}"


def show_numbers(name: str, as_json: bool, held: str | None) -> None:
    """Print every number of the file, or of standard input for ``-``. Raises RecountError where it is no UTF-8 text."""
    day = _day(held)
    numbers = iter_numbers(read_text(name), day)
    first = next(numbers, None)
    found = iter(()) if first is None else chain([first], numbers)
    if as_json:
        _print_json(found)
    elif first is None:
        print(f"recount: {_shown(name)}: no numbers", file=sys.stderr)
    else:
        _print_table(found)


def read_text(name: str) -> str:
    """The text of a file as it stands, line ends included, so that offsets are those of the file."""
    shown = _shown(name)
    try:
        data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise RecountError(Problem(shown, f"cannot be read: {error.strerror}")) from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RecountError(Problem(shown, "the text is UTF-16; save it as UTF-8"))
    if b"\0" in data:
        raise RecountError(Problem(shown, "binary data, not text; give a .txt or .md file"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text (byte {error.start}); save it as UTF-8"
        raise RecountError(Problem(shown, message)) from None


def _shown(name: str) -> str:
    return "standard input" if name == STDIN else name


def _day(held: str | None) -> date | None:
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
