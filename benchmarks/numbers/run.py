"""Measure the finder against the labels: python benchmarks/numbers/run.py [--errors] [SET …]

Sets: briefings (with RECOUNT_SOURCES naming the folder of the texts), phrases, releases, held-out. By default all but the
last. A mention is found if a finding has its start, end and kind; value (with unit) and hedge (with its span) are rated on the
mentions that are found. Each text is read twice, without its date and with it; for dates each reading is held against its label.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from recount.numbers import Number, find_numbers

HERE = Path(__file__).resolve().parent
Label = dict[str, Any]
# Long enough for a steady clock, short enough to wait for.
SPEED_CHARACTERS = 3_000_000


@dataclass
class Score:
    """Counts over texts; rates are of the labels (recall), the findings (precision) and the found (the rest)."""

    labels: int = 0
    findings: int = 0
    found: int = 0
    values: int = 0
    units: int = 0
    hedges: int = 0
    errors: list[str] = field(default_factory=list)

    def rates(self) -> dict[str, float]:
        found = max(1, self.found)
        return {
            "recall": self.found / max(1, self.labels),
            "precision": self.found / max(1, self.findings),
            "value": self.values / found,
            "unit": self.units / found,
            "hedge": self.hedges / found,
        }


@dataclass(frozen=True)
class Item:
    """A labelled text. ``held`` is its date, or None."""

    name: str
    text: str
    held: date | None
    labels: list[Label]


def sources() -> Path | None:
    """The folder of the briefing texts, which are not part of the project."""
    named = os.environ.get("RECOUNT_SOURCES")
    for folder in [Path(named)] if named else [HERE.parents[2] / "shared" / "briefings"]:
        if folder.is_dir():
            return folder
    return None


def load(name: str) -> list[Item]:
    """The texts of a set with their labels; no briefings if their texts are not there."""
    if name == "briefings":
        folder = sources()
        return (
            []
            if folder is None
            else [_text(path, folder) for path in sorted((HERE / "labels/briefings").glob("*.jsonl"))]
        )
    if name == "phrases":
        return _phrases(HERE / "phrases.jsonl")
    if name == "releases":
        return [_text(path, path.parent) for path in sorted((HERE / "releases").glob("*.jsonl"))]
    held_out = HERE / "held_out"
    texts = [_text(path, held_out) for path in sorted(held_out.glob("*.jsonl")) if path.stem != "phrases"]
    return _phrases(held_out / "phrases.jsonl") + texts


def _lines(path: Path) -> list[Label]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _phrases(path: Path) -> list[Item]:
    return [Item(p["id"], p["text"], _day(p["held"]), p["mentions"]) for p in _lines(path)]


def _text(path: Path, folder: Path) -> Item:
    head, *labels = _lines(path)
    text = (folder / f"{path.stem}.txt").read_bytes().decode("utf-8")
    return Item(head["id"], text, _day(head["held"]), labels)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def score(items: list[Item]) -> Score:
    """Compare the findings in every text with its labels."""
    total = Score()
    for item in items:
        findings = find_numbers(item.text)
        dated = find_numbers(item.text, item.held) if item.held else None
        _compare(total, item, findings, dated)
    return total


def _compare(total: Score, item: Item, findings: list[Number], dated: list[Number] | None) -> None:
    by_span = {(n.start, n.end, n.kind): n for n in findings}
    with_date = {(n.start, n.end, n.kind): n for n in dated or []}
    total.labels += len(item.labels)
    total.findings += len(findings)
    for label in item.labels:
        key = (label["start"], label["end"], label["kind"])
        number = by_span.pop(key, None)
        if number is None:
            total.errors.append(f"{item.name} missed {label['text']!r} {key}")
            continue
        total.found += 1
        value_right = same_value(number.value, label["value"])
        if dated is not None and number.kind == "date":
            wanted = label.get("value_held") or label["value"]
            value_right = value_right and key in with_date and with_date[key].value == wanted
        hedge = (number.hedge, number.hedge_start, number.hedge_end)
        hedge_right = hedge == (label["hedge"], label["hedge_start"], label["hedge_end"])
        total.values += value_right
        total.units += number.unit == label["unit"]
        total.hedges += hedge_right
        if not (value_right and number.unit == label["unit"] and hedge_right):
            dated_value = with_date[key].value if key in with_date else None
            total.errors.append(
                f"{item.name} {number.text!r} {key}: {number.value} ({dated_value}) {number.unit} {hedge}, label {label}"
            )
    total.errors += [f"{item.name} false {n.text!r} {key} {n.value} {n.unit}" for key, n in by_span.items()]


def same_value(a: str | None, b: str | None) -> bool:
    """Equal as exact numbers, or the same text (ISO dates), or both none."""
    if a is None or b is None or a == b:
        return a == b
    try:
        return Fraction(a) == Fraction(b)
    except ValueError:
        return False


def speed(items: list[Item]) -> float:
    """Characters a second on the texts of the set, repeated to a text of some millions of characters; the best of three."""
    once = "\n\n".join(item.text for item in items)
    text = "\n\n".join([once] * (SPEED_CHARACTERS // max(1, len(once)) + 1))[:SPEED_CHARACTERS]
    best = 0.0
    for _ in range(3):
        begun = time.perf_counter()
        find_numbers(text)
        best = max(best, len(text) / (time.perf_counter() - begun))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sets", nargs="*", choices=["briefings", "phrases", "releases", "held-out", []], default=[])
    parser.add_argument("--errors", action="store_true", help="list what is missed, false or wrong")
    options = parser.parse_args()
    print(
        f"{'set':10} {'labels':>6} {'recall':>7} {'precision':>9} {'value':>7} {'unit':>7} {'hedge':>7} {'characters/s':>13}"
    )
    for name in options.sets or ["briefings", "phrases", "releases"]:
        items = load(name)
        if not items:
            print(f"{name:10} the texts are not here; name their folder in RECOUNT_SOURCES")
            continue
        result = score(items)
        r = result.rates()
        print(
            f"{name:10} {result.labels:6} {r['recall']:7.2%} {r['precision']:9.2%} {r['value']:7.2%} {r['unit']:7.2%} "
            f"{r['hedge']:7.2%} {speed(items):13,.0f}"
        )
        if options.errors:
            print("\n".join(result.errors))


if __name__ == "__main__":
    main()
