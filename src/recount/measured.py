"""What was measured, from the results that benchmarks write, as tables for pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from recount.blocks import table_text
from recount.collection import find_root

_LANGUAGES = {"en": "English", "zh": "Chinese"}
_FINDERS = {"recount": "Recount", "quantulum3": "quantulum3", "recognizers": "Recognizers-Text"}
_HEADER = ("Finder", "Figures", "Recall", "Precision", "Value", "Unit", "Hedge", "Speed")
_DRAFTS = {
    "releases": "releases of other issuers, on which the rules were written",
    "held-out releases": "held-out releases",
    "briefings": "checks of the five records",
}


def finders(split: str) -> str:
    """The number finders on the texts of a split, with speed as a multiple of the slowest on the same texts."""
    results = [each for each in _read("numbers") if each["set"] == split]
    rows = []
    for language, name in _LANGUAGES.items():
        here = [each for each in results if each["language"] == language]
        slowest = min((each["speed"] for each in here), default=1)
        rows += [_finder_row(each, name, slowest) for each in here]
    return table_text(_HEADER, rows)


def _finder_row(each: dict[str, Any], language: str, slowest: int) -> list[str]:
    found = each["found"]
    rates = [
        _percent(found, each["labels"]),
        _percent(found, each["findings"]),
        _percent(each["values"], found),
        _percent(each["units"], found),
        _percent(each["hedges"], each["hedged"]) if each["hedges"] else "–",
    ]
    return [_FINDERS[each["finder"]], f"{each['labels']} {language}", *rates, f"× {round(each['speed'] / slowest):,}"]


def drafts() -> str:
    """The suggested checks: how many of the relations were proposed, how many of the proposals were called for."""
    rows = [
        [
            _DRAFTS[name],
            str(each["relations"]),
            f"{each['proposed']} ({_percent(each['proposed'], each['relations'], 0)})",
            str(each["suggestions"]),
            f"{each['right']} ({_percent(each['right'], each['suggestions'], 0)})",
        ]
        for name, each in _read("drafts").items()
    ]
    return table_text(("Texts", "Relations", "proposed", "Suggestions", "called for"), rows)


def guideline() -> str:
    """The guideline of the labels, its headings as bold lines."""
    text = (_folder("numbers") / "GUIDELINE.md").read_text("utf-8")
    body = text.partition("\n")[2].strip()
    return re.sub(r"^#+ (.*)$", r"**\1**", body, flags=re.MULTILINE)


def builds() -> str:
    """Seconds of each kind of build of this book, beside plain Jupyter Book on the same tree in the same run."""
    return _against_plain("book")


def larger_books() -> str:
    """The same for invented books of many notebooks."""
    return _against_plain("synthetic")


def _against_plain(what: str) -> str:
    measured = _read("build").get(what)
    if measured is None:
        return "Not measured yet."
    rows = [
        [kind, f"{each['ours']:.2f}", f"{each['plain']:.2f}", f"{each['ours'] / each['plain']:.2f}"]
        for kind, each in measured["seconds"].items()
    ]
    return table_text(("Build", "Recount, s", "plain, s", "ratio"), rows)


def weights() -> str:
    """Chapters on a slow phone, beside the same pages as the plain theme leaves them; then chapters of other books."""
    measured = _read("build").get("pages")
    if measured is None:
        return "Not measured yet."
    keys = ("requests", "kB without charts", "paint", "shift")
    rows = [
        [name, *(f"{each['ours'][key]:g} ({each['plain'][key]:g})" for key in keys)]
        for name, each in measured["chapters"].items()
    ]
    rows += [[name, *(f"{each[key]:g}" for key in keys)] for name, each in measured.get("beside", {}).items()]
    return table_text(("Page", "Requests", "kB without charts", "Largest paint, s", "Layout shift"), rows)


def build_runs(what: str) -> str:
    """How a measurement was made: how often, and where."""
    measured = _read("build").get(what)
    if measured is None:
        return "to be measured"
    runs = "one run" if measured["runs"] == 1 else f"median of {measured['runs']}"
    return f"{runs}, {measured['place']}"


def _percent(part: int, whole: int, places: int = 1) -> str:
    return f"{100 * part / max(1, whole):.{places}f}%"


def _read(name: str) -> Any:
    return json.loads((_folder(name) / "results.json").read_text("utf-8"))


def _folder(name: str) -> Path:
    return find_root() / "benchmarks" / name
