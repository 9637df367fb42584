"""Recount's number finder beside others: python benchmarks/numbers/compare.py [--errors NAME] [--write]

Makes an environment for each other finder under _build/finders, with the versions pinned in others/NAME.txt, and runs all of them on
the labelled texts: English and Chinese, development and held out. How outputs are mapped, and what counts as found, is in
others/README.md. A finder that cannot be installed is left out, and that is said. --write keeps the results in results.json, which
the book reads.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import venv
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from run import HERE, load

OTHERS = HERE / "others"
ENVIRONMENTS = HERE.parents[1] / "_build" / "finders"
# Recount's own first, then others with the languages that they read.
FINDERS = {"recount": ("en", "zh"), "quantulum3": ("en",), "recognizers": ("en", "zh")}
FIGURES = ("money", "percent", "quantity", "multiplier")
SETS = {"development": ("phrases", "releases"), "held out": ("held-out",)}
LANGUAGES = ("en", "zh")


@dataclass
class Score:
    """Counts over texts."""

    labels: int = 0
    findings: int = 0
    found: int = 0
    values: int = 0
    units: int = 0
    hedged: int = 0
    hedges: int = 0
    characters: int = 0
    seconds: float = 0.0
    errors: list[str] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        row = {
            name: getattr(self, name) for name in ("labels", "findings", "found", "values", "units", "hedged", "hedges")
        }
        return {**row, "speed": round(self.characters / self.seconds) if self.seconds else None}


def texts(split: str, language: str) -> list[Any]:
    """The labelled texts of a language."""
    items = [item for name in SETS[split] for item in load(name)]
    return [item for item in items if _language(item.text) == language]


def _language(text: str) -> str:
    return "zh" if sum("\u3400" <= character <= "\u9fff" for character in text) * 5 > len(text) else "en"


def environment(name: str) -> Path:
    """The Python that runs a finder. Raises RuntimeError with the reason where it cannot be had."""
    if name == "recount":
        return Path(sys.executable)
    folder = ENVIRONMENTS / name
    python, done = folder / "bin" / "python", folder / "installed"
    pins = (OTHERS / f"{name}.txt").read_text("utf-8")
    if not (done.exists() and done.read_text("utf-8") == pins):
        venv.create(folder, with_pip=True, clear=True)
        command = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
            OTHERS / f"{name}.txt",
        ]
        installed = subprocess.run(command, capture_output=True, text=True, check=False)
        if installed.returncode:
            raise RuntimeError(" ".join(installed.stderr.split())[-300:])
        done.write_text(pins, "utf-8")
    return python


def find_all(
    python: Path, name: str, items: list[Any], language: str
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, Any]]:
    """What a finder finds in each text, and its time. Raises RuntimeError where it breaks down."""
    lines = "".join(json.dumps({"id": item.name, "text": item.text, "lang": language}) + "\n" for item in items)
    done = subprocess.run(
        [python, f"find_{name}.py"], cwd=OTHERS, input=lines, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(" ".join(done.stderr.split())[-300:])
    *found, time = [json.loads(line) for line in done.stdout.splitlines()]
    return {each["id"]: each["found"] for each in found}, time


def score(items: list[Any], found: dict[str, list[dict[str, Any]]], time: dict[str, Any]) -> Score:
    """Hold what was found against the labels."""
    total = Score(characters=time["characters"], seconds=time["seconds"])
    for item in items:
        figures = [label for label in item.labels if label["kind"] in FIGURES]
        others = [label for label in item.labels if label["kind"] not in FIGURES]
        pairs = _paired(figures, found[item.name])
        taken = {id(finding) for _, finding in pairs}
        left = [f for f in found[item.name] if id(f) not in taken and not any(_overlap(f, label) for label in others)]
        total.labels += len(figures)
        total.findings += len(pairs) + len(left)
        total.found += len(pairs)
        total.hedged += sum(label["hedge"] is not None for label in figures)
        missed = [label for label in figures if all(label is not each for each, _ in pairs)]
        total.errors += [f"{item.name} missed {label['text']!r}" for label in missed]
        total.errors += [f"{item.name} false {item.text[f['start'] : f['end']]!r}" for f in left]
        for label, finding in pairs:
            value, unit = _same_value(label["value"], finding["value"]), _same_unit(label["unit"], finding["unit"])
            total.values += value
            total.units += unit
            total.hedges += label["hedge"] is not None and label["hedge"] == finding["hedge"]
            if not (value and unit):
                total.errors.append(f"{item.name} {label['text']!r}: {label['value']} {label['unit']}, found {finding}")
    return total


def _paired(labels: list[Any], findings: list[Any]) -> list[tuple[Any, Any]]:
    """Each label with the finding that overlaps it most, each finding once."""
    overlaps = [
        (_overlap(f, label), i, j)
        for i, label in enumerate(labels)
        for j, f in enumerate(findings)
        if _overlap(f, label)
    ]
    pairs, used = [], set()
    for _, i, j in sorted(overlaps, key=lambda each: (-each[0], each[1], each[2])):
        if ("label", i) not in used and ("finding", j) not in used:
            used |= {("label", i), ("finding", j)}
            pairs.append((labels[i], findings[j]))
    return pairs


def _overlap(a: Any, b: Any) -> int:
    return max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))


def _same_value(label: str | None, found: str | None) -> bool:
    if label is None or found is None:
        return label == found
    try:
        a, b = (Fraction(text) if "/" in text else Fraction(Decimal(text)) for text in (label, found))
    except (ValueError, InvalidOperation, ZeroDivisionError):
        return False
    return abs(a - b) <= abs(a) * Fraction(1, 10**12)


def _same_unit(label: str | None, found: str | None) -> bool:
    label = (label or "").removesuffix("/year")
    found = (found or "").removesuffix("/year")
    bare = label == "" or label == "ratio" or label.startswith("count")
    return label == found or (bare and (found == "" or found.startswith("count")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", metavar="NAME", help="list what this finder misses, adds or reads otherwise")
    parser.add_argument("--write", action="store_true", help="keep the results in results.json")
    options = parser.parse_args()
    results: list[dict[str, Any]] = []
    columns = "{:12} {:11} {:4} {:>6} {:>7} {:>9} {:>7} {:>7} {:>7} {:>13}"
    print(
        columns.format(
            "finder", "set", "lang", "labels", "recall", "precision", "value", "unit", "hedge", "characters/s"
        )
    )
    for name, languages in FINDERS.items():
        try:
            python = environment(name)
        except (RuntimeError, OSError, subprocess.SubprocessError) as error:
            print(f"LEFT OUT: {name} cannot be installed: {error}", file=sys.stderr)
            continue
        for split in SETS:
            for language in LANGUAGES:
                if language not in languages:
                    print(f"{name:12} {split:11} {language:4} does not read this language")
                    continue
                items = texts(split, language)
                try:
                    total = score(items, *find_all(python, name, items, language))
                except RuntimeError as error:
                    print(f"LEFT OUT: {name} broke down on {split}, {language}: {error}", file=sys.stderr)
                    continue
                results.append({"finder": name, "set": split, "language": language, **total.row()})
                print(_line(columns, name, split, language, total))
                if options.errors == name:
                    print("\n".join(total.errors))
    if options.write:
        (HERE / "results.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")


def _line(columns: str, name: str, split: str, language: str, s: Score) -> str:
    found = max(1, s.found)
    rates = (
        s.found / max(1, s.labels),
        s.found / max(1, s.findings),
        s.values / found,
        s.units / found,
        s.hedges / max(1, s.hedged),
    )
    return columns.format(
        name, split, language, s.labels, *(f"{rate:.1%}" for rate in rates), f"{s.characters / s.seconds:,.0f}"
    )


if __name__ == "__main__":
    main()
