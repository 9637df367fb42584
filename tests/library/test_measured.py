"""Tables of what was measured: every rate from the results, the finders' names and the guideline as they stand there."""

from __future__ import annotations

import json

from recount import measured
from recount.collection import find_root

ROOT = find_root()


def test_each_result_is_a_row() -> None:
    results = json.loads((ROOT / "benchmarks/numbers/results.json").read_text("utf-8"))
    for split in ("development", "held out"):
        rows = measured.finders(split).splitlines()[2:]
        here = [each for each in results if each["set"] == split]
        assert len(rows) == len(here) > 0
        for each in here:
            assert any(
                f"{each['labels']} " in row and f"{100 * each['found'] / each['labels']:.1f}%" in row for row in rows
            )
        assert sum("× 1 " in row for row in rows) == 2, "the slowest of each language"


def test_the_labels_of_the_results_are_those_of_the_data() -> None:
    """Results that are older than the labels are not shown as if they were of them."""
    results = json.loads((ROOT / "benchmarks/numbers/results.json").read_text("utf-8"))
    kinds = ("money", "percent", "quantity", "multiplier")
    labels = 0
    for path in (ROOT / "benchmarks/numbers").glob("*/*.jsonl"):
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        labels += sum(mention.get("kind") in kinds for line in lines for mention in line.get("mentions", [line]))
    lines = (ROOT / "benchmarks/numbers/phrases.jsonl").read_text("utf-8").splitlines()
    labels += sum(mention["kind"] in kinds for line in lines for mention in json.loads(line)["mentions"])
    assert sum(each["labels"] for each in results if each["finder"] == "recount") == labels


def test_chapters_of_other_books_stand_below_ours() -> None:
    """Measured in the same run, each with one figure, since there is no second way to build it."""
    made = json.loads((ROOT / "benchmarks/build/results.json").read_text("utf-8"))["pages"]
    rows = measured.weights().splitlines()[2:]
    assert len(rows) == len(made["chapters"]) + len(made["beside"])
    for row, (name, each) in zip(rows[-len(made["beside"]) :], made["beside"].items(), strict=True):
        assert row.startswith(f"| {name} | {each['requests']:g} | {each['kB without charts']:g} | ")
        assert "(" not in row and each["missing"] == sorted(set(each["missing"]))


def test_drafts_and_guideline() -> None:
    assert len(measured.drafts().splitlines()) == 2 + len(
        json.loads((ROOT / "benchmarks/drafts/results.json").read_text())
    )
    text = measured.guideline()
    assert "**Hedges**" in text and not any(line.startswith("#") for line in text.splitlines())
