"""Numbers typed into prose: there are none in this book, every one is computed or quoted.

What counts: a run of digits in Markdown text, and a spelt number before a word of measure ("five percent").
What does not count is listed in NOT_PROSE and NOT_A_FIGURE, one line each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
YEAR = r"(?:19|20)\d\d"

# Taken out first, in this order: what a reader does not read as a sentence of ours.
NOT_PROSE = (
    r"\A---\n.*?\n---\n",  # front matter
    r"^(?P<fence>[`~]{3,})(?!\s*\{).*?^(?P=fence)[`~]*\s*$",  # fenced code
    r"^\s*[`~:]{3,}\s*\{.*$",  # the first line of a directive
    r"^\s*:[\w-]+:.*$",  # an option of a directive
    r"^\(.*\)=\s*$",  # a label
    r"^\s*\+?%.*$",  # a comment
    r"<!--.*?-->",
    r"\{[\w:-]+\}`[^`]*`",  # a role
    r"(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)",  # code
    r"<[^<>\n]*>",  # HTML tags and addresses
    r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)",  # the target of a link
    r"^\s*\[[^\]]+\]:\s.*$",  # a link's definition
    r"\[\^[^\]]+\]:?",  # a footnote's mark
    r"https?://\S+",
    r"\{[.#][^}\n]*\}",  # attributes
    r"“[^”]*?”",  # quotes, within a paragraph
    r'"(?:[^"\n]|\n(?!\n))*?"',
    r"「[^」]*?」",
)
# Then: digits that are no figure.
NOT_A_FIGURE = (
    rf"\b{YEAR}-\d\d-\d\d\b",
    rf"\b\d{{1,2}} {MONTH}(?: {YEAR})?\b",
    rf"\b{MONTH} \d{{1,2}}(?:, {YEAR})?\b",
    rf"{YEAR}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?",
    rf"\b{YEAR}-(?:Q[1-4]|H[12]|\d\d)\b",
    rf"\b{YEAR}s?\b(?![.,]\d)",
    r"^\s*(?:>\s*)*\d+[.)](?=\s)",  # the marker of a list
    r"\b(?:CC BY(?:-[A-Z]{2})*|CC0|ISO|GB/T|Python|Apache) \d[\d.-]*\b",  # standards and versions
    r"\b[A-Za-z]+-?\d+\w*\b",  # names: SHA-256, HS6
)
SPELT = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|hundred"
)
MEASURE = r"percent|percentage|hundred|thousand|million|billion|trillion|times"
FIGURE = re.compile(
    rf"\d[\d.,]*(?:\s?(?:%|percent|trillion|billion|million))?|\b(?:{SPELT})[ -](?:{MEASURE})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TypedNumber:
    """A figure in prose, and where."""

    place: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.place}, line {self.line}: {self.text!r} is typed: compute it or quote it"


def typed_numbers(markdown: str, place: str = "text") -> list[TypedNumber]:
    """Every figure in `markdown` that is neither quoted nor computed."""
    text = markdown
    for pattern in (*NOT_PROSE, *NOT_A_FIGURE):
        flags = re.MULTILINE if pattern.startswith("^") or pattern.startswith("\\A") else 0
        if "fence" in pattern or "<!--" in pattern or pattern.startswith("\\A"):
            flags |= re.DOTALL
        text = re.sub(pattern, _blank, text, flags=flags)
    return [
        TypedNumber(place, text.count("\n", 0, found.start()) + 1, found[0].rstrip(".,"))
        for found in FIGURE.finditer(text)
    ]


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def markdown_of(path: Path) -> Iterator[tuple[str, str]]:
    """The Markdown of a page, or of each Markdown cell of a notebook, with a name for the place."""
    if path.suffix != ".ipynb":
        yield path.name, path.read_text("utf-8")
        return
    cells = json.loads(path.read_text("utf-8"))["cells"]
    for number, cell in enumerate(cells, start=1):
        if cell["cell_type"] == "markdown":
            yield f"{path.name}, cell {number}", "".join(cell["source"])
