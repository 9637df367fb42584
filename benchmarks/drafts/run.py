"""Measure the suggested checks: python benchmarks/drafts/run.py [--list] [--held-out] [--write]

Releases: a suggestion is right if the figures in it are those of a relation that is labelled in relations.yml. Briefings: it
is right if the record has a check of the same claim that uses the same figures; the checks of claims that state no figure are
not counted. Recall is of the labels, precision of the suggestions. --list shows what was missed and what was not called for,
--held-out runs the held-out releases too, --write keeps the results in results.json, which the book reads.
"""

from __future__ import annotations

import argparse
import ast
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from recount.collection import Collection, find_root, load_collection
from recount.draft.command import draft
from recount.draft.record import Heading
from recount.draft.records import figures_of
from recount.draft.relations import relations
from recount.draft.suggest import judged
from recount.intake import Taken

HERE = Path(__file__).resolve().parent
NUMBERS = HERE.parent / "numbers"
Relation = frozenset[Any]


@dataclass
class Score:
    """Relations labelled, suggestions made, and how many of each are the other."""

    labels: int = 0
    suggestions: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    not_called_for: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, labels: dict[Relation, str], made: dict[Relation, str]) -> None:
        self.labels += len(labels)
        self.suggestions += len(made)
        self.found += len(labels.keys() & made.keys())
        self.right += len(made.keys() & labels.keys())
        self.missed += [f"{name}: {what}" for relation, what in labels.items() if relation not in made]
        self.not_called_for += [f"{name}: {what}" for relation, what in made.items() if relation not in labels]

    def row(self) -> dict[str, int]:
        return {"relations": self.labels, "proposed": self.found, "suggestions": self.suggestions, "right": self.right}


def releases(split: str, collection: Collection) -> Score:
    """The labelled relations of the releases of a split against what is suggested for their texts."""
    score = Score()
    folder = NUMBERS / ("held_out" if split == "held-out" else "releases")
    for name, entry in yaml.safe_load((HERE / "relations.yml").read_text("utf-8"))[split].items():
        text = (folder / f"{name}.txt").read_text("utf-8")
        held = entry["held"] if isinstance(entry["held"], date) else date.fromisoformat(entry["held"])
        made = draft(Taken(name, text), Heading(f"{held}-draft", held, "Draft", "", "", "issuer"), collection)
        places = {claim.id: claim.figure.number.start for claim in made.claims if claim.figure}
        suggested: dict[Relation, str] = {}
        for each in made.suggestions:
            figures = frozenset({places.get(each.claim, -1), *(start for start, _ in each.uses)})
            suggested.setdefault(figures, f"{each.claim} = {each.formula} ({each.kind}, {each.verdict})")
        labels = {_places(each["figures"], made.claims): str(each) for each in entry["relations"]}
        score.add(name, labels, suggested)
    return score


def _places(figures: list[str], claims: Any) -> Relation:
    numbers = [claim.figure.number for claim in claims if claim.figure]
    places = set()
    for figure in figures:
        text, _, occurrence = figure.partition("#")
        same = [number.start for number in numbers if number.text == text]
        if len(same) < int(occurrence or 1):
            raise SystemExit(f"no figure {figure!r}; there are {[number.text for number in numbers]}")
        places.add(same[int(occurrence or 1) - 1])
    return frozenset(places)


def briefings(collection: Collection) -> Score:
    """The checks of the records against what is suggested for their claims."""
    score = Score()
    for briefing in collection.published.values():
        labels: dict[Relation, str] = {}
        for claim in briefing.claims:
            for check in claim.checks if claim.mentions else ():
                labels.setdefault(_uses(claim.id, check.formula), f"{claim.id} = {check.formula}")
        made: dict[Relation, str] = {}
        for each in judged(relations("", figures_of(briefing), collection, briefing), briefing, collection):
            made.setdefault(
                _uses(each.claim, each.formula), f"{each.claim} = {each.formula} ({each.kind}, {each.verdict})"
            )
        score.add(briefing.id, labels, made)
    return score


def _uses(claim: str, formula: str) -> Relation:
    """The claim with every series, period and claim that the formula names; which print of a figure is left aside."""
    names = {claim}
    for node in ast.walk(ast.parse(formula, mode="eval")):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            words = [str(word) for word in words if word not in ("first", "revised", "implied", "quoted")]
            names.add(":".join([node.func.id, *words]))
        elif isinstance(node, ast.Name):
            names.add(node.id)
    return frozenset(names - {f"claim:{claim}", "claim"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="what was missed and what was not called for")
    parser.add_argument("--held-out", action="store_true", help="the held-out releases too")
    parser.add_argument("--write", action="store_true", help="keep the results in results.json")
    options = parser.parse_args()
    collection = load_collection(find_root(HERE))
    scores = {"releases": releases("development", collection), "briefings": briefings(collection)}
    if options.held_out:
        scores["held-out releases"] = releases("held-out", collection)
    print(
        f"{'set':18} {'relations':>9} {'proposed':>8} {'recall':>7} {'suggestions':>11} {'right':>5} {'precision':>9}"
    )
    for name, score in scores.items():
        recall, precision = score.found / max(1, score.labels), score.right / max(1, score.suggestions)
        print(
            f"{name:18} {score.labels:9} {score.found:8} {recall:7.0%} {score.suggestions:11} {score.right:5} {precision:9.0%}"
        )
        if options.list:
            print(*(f"  missed          {each}" for each in score.missed), sep="\n")
            print(*(f"  not called for  {each}" for each in score.not_called_for), sep="\n")
    if options.write:
        rows = {name: score.row() for name, score in scores.items()}
        (HERE / "results.json").write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
