"""What charts and tables hand out: their rows as CSV, and pictures, each with its source and licence in it.

While a notebook runs for a build, the folder named by ``RECOUNT_DOWNLOADS`` takes the files, and the
page links to what is there. Elsewhere nothing is written.

Source and licence are columns of each row, not comment lines, which break readers of CSV, and not a
file beside it, which gets lost when the CSV is passed on.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

from recount.briefing import SLUG
from recount.check.run import inputs_of
from recount.collection import Collection
from recount.exact import exact_text
from recount.quantity import Quantity
from recount.quantity.expression import Implied, Leaf
from recount.series import Input
from recount.worked import printed_input

FOLDER = "RECOUNT_DOWNLOADS"
OWN_LICENCE = "CC BY 4.0"
OWN_SOURCE = "Recount"
# Digits of a CSV number that has no short exact decimal.
DIGITS = 12

_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)]*)\)")


@dataclass(frozen=True)
class Listed:
    """A figure that stands in a list, as printed, with the key of its source."""

    value: str
    unit: str
    source: str


# The figures of a chart: by line, then by what tells the figures of a line apart.
Lines = Mapping[str, Mapping[Any, Quantity | Listed | None]]


@dataclass(frozen=True)
class Data:
    """Rows to take along. Every row has as many cells as there are columns, the last two its source and licence."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def csv(self) -> bytes:
        """UTF-8, comma-separated, a header line, the same bytes each time."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return text.getvalue().encode()


def drawn(collection: Collection, key: str, lines: Lines) -> Data:
    """The figures of a chart, a row each: ``drawn(collection, "year", {"as printed": {2023: q, 2024: q}})``.

    ``key`` names what tells the figures of a line apart. A missing figure is a row without values.
    """
    columns = ("line", key, "kind", "as_printed", "middle", "low", "high", "unit", "source", "licence")
    rows = [
        (line, " ".join(str(place).split()), *_cells(collection, figure))
        for line, figures in lines.items()
        for place, figure in figures.items()
    ]
    return Data(columns, tuple(rows))


def listed(collection: Collection, rows: Iterable[Mapping[str, str]], *columns: str) -> Data:
    """Rows of a list of ``data/tables``, with the source of each in full; ``columns`` are those to take."""
    return Data(
        (*columns, "source", "licence"),
        tuple((*(row[c] for c in columns), *source_and_licence(collection, [row["source"]])) for row in rows),
    )


def shown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Data:
    """A table of Recount's own as text, without the marks of Markdown; links to other sites stay beside their words."""
    plain = (tuple(map(plain_text, row)) for row in rows)
    return Data(
        (*map(plain_text, header), "source", "licence"), tuple((*row, OWN_SOURCE, OWN_LICENCE) for row in plain)
    )


def plain_text(markdown: str) -> str:
    """``[Xinhua](https://…)`` as ``Xinhua (https://…)``, a link within the book as its words, marks dropped."""

    def words(link: re.Match[str]) -> str:
        return f"{link[1]} ({link[2]})" if "://" in link[2] else link[1]

    text = _LINK.sub(words, markdown).replace("<br/>", "; ").replace("\\|", "|")
    return re.sub(r"\*\*|`|(?<!\w)\*|\*(?!\w)", "", text)


def source_and_licence(collection: Collection, keys: Iterable[str]) -> tuple[str, str]:
    """The sources of a row in full, and their terms of reuse, each once."""
    sources, licences = dict[str, None](), dict[str, None]()
    for key in keys:
        if key.startswith("text:"):
            text = collection.briefings[key.removeprefix("text:")].source
            sources[f"{text.publisher} ({text.url})"] = None
            licences["not verified"] = None
        elif key:
            source = collection.sources[key]
            sources[f"{source.publisher}: {source.title} ({source.url})"] = None
            licences[source.licence] = None
    return "; ".join(sources), "; ".join(licences)


def folder() -> Path | None:
    """Where downloads go while a notebook runs for a build; ``None`` elsewhere."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else None


def save(name: str, files: Mapping[str, bytes]) -> None:
    """Write ``name.csv``, ``name.svg`` … into the folder, if there is one.

    Raises ValueError for a name that is no slug, or that another chart or table of the notebook has.
    """
    if not SLUG.fullmatch(name):
        raise ValueError(f"{name!r} names a download; use lower case letters and digits joined by single hyphens")
    target = folder()
    if target is None:
        return
    target.mkdir(parents=True, exist_ok=True)
    for kind, content in files.items():
        path = target / f"{name}.{kind}"
        if path.exists() and path.read_bytes() != content:
            raise ValueError(f"two charts or tables of this notebook are named {name!r}; rename one")
        path.write_bytes(content)


def marked(name: str, caption: str | None = None) -> dict[str, object]:
    """The metadata of an output: how the page finds its downloads, and what a table is. Notebooks show nothing of it."""
    return {"recount": {"download": name} | ({"caption": caption} if caption else {})}


def number(value: Fraction | None) -> str:
    """A number that any reader of CSV takes: exact where its decimal is short, else to twelve digits."""
    exact = exact_text(value)
    if value is None or exact is None:
        return ""
    if "/" not in exact and len(exact.strip("-").replace(".", "").strip("0")) <= DIGITS:
        return exact
    with localcontext() as context:
        context.prec, context.rounding = DIGITS, ROUND_HALF_EVEN
        rounded = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{rounded.normalize():f}"


def _cells(collection: Collection, figure: Quantity | Listed | None) -> tuple[str, ...]:
    if figure is None:
        return ("missing", "", "", "", "", "", "", "")
    if isinstance(figure, Listed):
        where = source_and_licence(collection, [figure.source])
        return ("listed", figure.value, figure.value, "", "", figure.unit, *where)
    node, unit = figure.node, figure.unit
    about = node.about if isinstance(node, (Leaf, Implied)) and isinstance(node.about, Input) else None
    kind = about.kind if about else "computed"
    printed = printed_input(about) if about and isinstance(node, Leaf) and kind != "listed" else ""
    low, high = (None if end is None else end / unit.scale for end in (figure.interval.low, figure.interval.high))
    middle = None if low is None or high is None else (low + high) / 2
    where = source_and_licence(collection, (each.source for each in inputs_of(figure)))
    return (kind, printed, number(middle), number(low), number(high), str(unit), *where)
