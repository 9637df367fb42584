"""The collection as tables: column names with types, and rows of text.

Figures of others stand here only where the terms of their source allow it and were read. Rows whose terms were
not verified are left out and counted, by source. What is Recount's own stays: claims in its words with quotes of
a few words, formulas, verdicts, and what names a source.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from recount.check.run import ClaimResult
from recount.collection import Collection
from recount.ledger import as_json
from recount.sources import Source
from recount.vintages import as_rows, read_triangle

NOT_VERIFIED = "not verified"


@dataclass(frozen=True)
class Field:
    """A column: its name, its type in Table Schema, what it holds, and where it points (table, column)."""

    name: str
    about: str
    type: str = "string"
    points_to: tuple[str, str] | None = None


@dataclass(frozen=True)
class Table:
    """A table of the package; the columns of ``key`` tell its rows apart."""

    name: str
    about: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[str, ...], ...]
    key: tuple[str, ...] = ()


def may_be_reused(source: Source) -> bool:
    """Whether the terms of a source were read."""
    return not source.licence.startswith(NOT_VERIFIED)


def tables(collection: Collection, results: Sequence[ClaimResult]) -> list[Table]:
    """Every table of the package, those that others point to first."""
    withheld = Counter[str]()
    observations = _observations(collection, withheld)
    listed = _listed(collection, withheld)
    vintages = _vintages(collection, withheld)
    folder = collection.root / "data"
    optional = [_own(folder / f"{name}.csv", about, collection, withheld, figures) for name, about, figures in _FILES]
    return [
        _sources(collection),
        _briefings(collection, results),
        _claims(results),
        _checks(results),
        _mentions(results),
        _measures(collection, results),
        observations,
        _lists(collection),
        listed,
        vintages,
        *(table for table in optional if table is not None),
        _withheld(collection, withheld),
    ]


# Files of `data` that are tables by themselves, and whether they hold figures of others; a column source holds a key.
_FILES = (
    ("measures", "Policy instruments across briefings, in our words", False),
    ("commitments", "Claims that promise something, and when it is due", False),
    ("commitment_reports", "What was reported of promises, in our words", False),
    ("reports", "The same claims in other reports, as they word them", True),
)


def _sources(collection: Collection) -> Table:
    fields = (
        Field("id", "key of the source"),
        Field("publisher", "who published the page or file"),
        Field("originator", "whose figures it prints"),
        Field("title", "its title, or what it is"),
        Field("url", "its address"),
        Field("language", "its language"),
        Field("published", "day of publication, or the range that is known"),
        Field("seen", "day on which it was read"),
        Field("licence", "its terms of reuse, or that they were not verified"),
        Field("tier", "official, state media, press, or reprint"),
        Field("weak", "whether its figures rest on this one reprint", "boolean"),
    )
    rows = (
        (
            key,
            s.publisher,
            collection.originators.get(s.originator, s.originator),
            s.title,
            s.url,
            s.language,
            str(s.published),
            str(s.seen),
            s.licence,
            s.tier,
            _truth(s.weak),
        )
        for key, s in collection.sources.items()
    )
    return Table("sources", "Pages and files that print figures", fields, tuple(rows), ("id",))


def _briefings(collection: Collection, results: Sequence[ClaimResult]) -> Table:
    fields = (
        Field("id", "id of the briefing"),
        Field("title", "title of its chapter"),
        Field("event", "what it was"),
        Field("held", "its day, or the range that is known"),
        Field("issuer", "whose briefing it is"),
        Field("publisher", "who published the text used"),
        Field("url", "address of the text used"),
        Field("language", "language of the text used"),
        Field("sha256", "SHA-256 of the text used, in which offsets count"),
        Field("characters", "its length", "integer"),
        Field("claims", "number of claims", "integer"),
    )
    counts = Counter(r.briefing.id for r in results)
    rows = (
        (
            b.id,
            b.title,
            b.event,
            str(b.held),
            collection.originators.get(b.issuer, b.issuer),
            b.source.publisher,
            b.source.url,
            b.source.language,
            b.source.sha256,
            str(b.source.characters),
            str(counts[b.id]),
        )
        for b in collection.published.values()
    )
    return Table("briefings", "Press events and releases, and the one text of each", fields, tuple(rows), ("id",))


def _claims(results: Sequence[ClaimResult]) -> Table:
    fields = (
        Field("id", "id of the claim, which is its address in the book"),
        Field("briefing", "its briefing", points_to=("briefings", "id")),
        Field("kind", "what kind of claim it is"),
        Field("states", "what it states, in our words"),
        Field("asserted_by", "who states it"),
        Field("quote", "the phrase of the text, at most twelve words"),
        Field("verdict", "holds, fits, fails, depends, or open"),
        Field("basis", "then (as known on the day) or now"),
        Field("verdict_now", "the verdict on the latest figures"),
        Field("verdict_official", "the verdict on the original wording, where that differs"),
        Field("evidence", "whose figures were used"),
        Field("why", "the reason in words"),
    )
    rows = (
        (
            r.claim.id,
            r.briefing.id,
            r.claim.kind,
            r.claim.states,
            r.claim.asserted_by,
            r.claim.quote.text,
            r.verdict.value,
            r.basis,
            r.verdict_now.value,
            r.official.value if r.official else "",
            r.evidence or "",
            r.why,
        )
        for r in results
    )
    return Table("claims", "Claims with their verdicts", fields, tuple(rows), ("id",))


def _checks(results: Sequence[ClaimResult]) -> Table:
    fields = (
        Field("claim", "the claim", points_to=("claims", "id")),
        Field("number", "from 1, in record order", "integer"),
        Field("formula", "the recomputation, over series and claims"),
        Field("reading", "the meaning that it tries"),
        Field("verdict", "what it gives"),
        Field("evidence", "whose figures it uses"),
        Field("low", "lower end of what was recomputed, exact: a decimal or p/q"),
        Field("high", "upper end"),
        Field("unit", "unit of both ends"),
        Field("answer", "true, false or undecided, for a comparison"),
        Field("sensitive_to", "ways of rounding that would change the verdict"),
        Field("inputs", "the figures used, as series and period"),
    )
    rows = []
    for r, record in zip(results, as_json(list(results)), strict=True):
        for number, c in enumerate(record["checks"], 1):
            found = c["recomputed"] or {}
            inputs = dict.fromkeys(" ".join(filter(None, (each["ref"], each["period"]))) for each in c["inputs"])
            answer = found.get("value", "")
            rows.append(
                (
                    r.claim.id,
                    str(number),
                    c["formula"],
                    c["reading"] or "",
                    c["verdict"],
                    c["evidence"] or "",
                    found.get("low") or "",
                    found.get("high") or "",
                    found.get("unit") or "",
                    json.dumps(answer).strip('"'),
                    "; ".join(c["sensitive_to"]),
                    "; ".join(inputs),
                )
            )
    return Table("checks", "Recomputations of claims", fields, tuple(rows), ("claim", "number"))


def _mentions(results: Sequence[ClaimResult]) -> Table:
    fields = (
        Field("claim", "the claim that owns it", points_to=("claims", "id")),
        Field("number", "from 0, in record order", "integer"),
        Field("quote", "the number as it stands in the text"),
        Field("start", "its first character in the text", "integer"),
        Field("end", "the character after its last", "integer"),
        Field("value", "its value in base units; percent as 5, not 0.05"),
        Field("unit", "its unit"),
        Field("step", "its last printed place, where it is not that of the value"),
        Field("hedge", "the word that bends it"),
    )
    rows = (
        (r.claim.id, str(n), m.quote, str(m.start), str(m.end), m.value, m.unit, m.step or "", m.hedge or "")
        for r in results
        for n, m in enumerate(r.claim.mentions)
    )
    return Table("mentions", "Numbers of the texts that claims own", fields, tuple(rows), ("claim", "number"))


def _measures(collection: Collection, results: Sequence[ClaimResult]) -> Table:
    fields = (
        Field("briefing", "the briefing that names it", points_to=("briefings", "id")),
        Field("id", "id of the policy step"),
        Field("name", "what it is, in our words"),
        Field("instrument", "its instrument"),
        Field("claim", "the claim about it"),
        Field("outcome", "what was reported of it later"),
        Field("reported", "when"),
        Field("source", "by which source"),
    )
    rows = (
        (b.id, m.id, m.name, m.instrument or "", m.claim or "")
        + ((m.later.outcome, str(m.later.reported or ""), m.later.source or "") if m.later else ("", "", ""))
        for b in collection.published.values()
        for m in b.measures
    )
    return Table("measures-named", "Policy steps that a briefing names", fields, tuple(rows), ("briefing", "id"))


def _observations(collection: Collection, withheld: Counter[str]) -> Table:
    fields = (
        Field("series", "the official series"),
        Field("economy", "ISO 3166 code, for series with a figure for each economy"),
        Field("period", "year, half, quarter or months"),
        Field("value", "as printed; for an implied figure the formula"),
        Field("unit", "unit as printed"),
        Field("hedge", "the word that bends it"),
        Field("published", "day of publication, or the range that is known"),
        Field("kind", "first, revised, quoted, or implied"),
        Field("source", "the source; empty for an implied figure", points_to=("sources", "id")),
        Field("note", "what to mind"),
    )
    rows = []
    for s in collection.series.values():
        for o in s.observations:
            if o.source and not may_be_reused(collection.sources[o.source]):
                withheld[o.source] += 1
                continue
            rows.append(
                (
                    s.id,
                    o.economy or "",
                    str(o.period),
                    o.value,
                    o.unit,
                    o.hedge or "",
                    str(o.published or ""),
                    o.kind,
                    o.source or "",
                    o.note,
                )
            )
    return Table("observations", "Printed figures of official series", fields, tuple(rows))


def _lists(collection: Collection) -> Table:
    fields = (Field("id", "name of the list"), Field("title", "what it lists"))
    return Table("lists", "Lists that are counted", fields, tuple((t.id, t.title) for t in collection.tables.values()))


def _listed(collection: Collection, withheld: Counter[str]) -> Table:
    fields = (
        Field("list", "the list", points_to=("lists", "id")),
        Field("row", "from 1", "integer"),
        Field("column", "name of the column"),
        Field("value", "what stands there"),
        Field("source", "the source", points_to=("sources", "id")),
    )
    rows = []
    for table in collection.tables.values():
        for number, row in enumerate(table.rows, 1):
            source = row["source"]
            if source.startswith("text:") or not may_be_reused(collection.sources[source]):
                withheld[source] += 1
                continue
            rows += [
                (table.id, str(number), column, row[column], source)
                for column in table.columns
                if column != "source" and row[column]
            ]
    return Table("listed", "What stands in those lists, a cell a row", fields, tuple(rows), ("list", "row", "column"))


def _vintages(collection: Collection, withheld: Counter[str]) -> Table:
    about = "China's goods trade by period and by release: prints, and restatements that growth rates imply"
    kept = []
    for row in as_rows(read_triangle(collection)):
        keys = _words(row["sources"])
        closed = [key for key in keys if not may_be_reused(collection.sources[key])]
        if closed:
            withheld[closed[0]] += 1
        else:
            kept.append(tuple("; ".join(_words(row[name])) for name, _ in _VINTAGE))
    return Table("vintages", about, tuple(Field(name, says) for name, says in _VINTAGE), tuple(kept))


_VINTAGE = (
    ("measure", "exports, imports, total or balance"),
    ("currency", "CNY or USD"),
    ("period", "year, half, quarter or months"),
    ("published", "day of the release, or the range that is known"),
    ("kind", "first, revised, quoted, or implied"),
    ("how", "printed, or how it follows from what was printed"),
    ("as_printed", "the figure as printed, or the formula"),
    ("low", "lower end of the values it allows, exact, in base units"),
    ("high", "upper end"),
    ("growth_printed", "the growth rate printed beside it"),
    ("bases_that_fit", "figures of the year before on which that rate can have been computed"),
    ("bases_that_do_not", "those on which it cannot"),
    ("sources", "keys of the sources"),
)


def _words(value: object) -> list[str]:
    """A cell as the words in it; nothing for what is missing."""
    if isinstance(value, list):
        return [str(each) for each in value]
    return [] if value is None else [str(value)]


def _own(path: Path, about: str, collection: Collection, withheld: Counter[str], figures: bool) -> Table | None:
    """A file of `data` as it is, without the rows of sources that may not be reused; `None` if there is none."""
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    place = header.index("source") if figures else None
    kept = []
    for row in rows:
        keys = row[place].split() if place is not None else []
        closed = [k for k in keys if k not in collection.sources or not may_be_reused(collection.sources[k])]
        if closed:
            withheld[closed[0]] += 1
        else:
            kept.append(tuple(row))
    return Table(path.stem, about, tuple(Field(name, name.replace("_", " ")) for name in header), tuple(kept))


def _withheld(collection: Collection, withheld: Counter[str]) -> Table:
    fields = (
        Field("source", "key of the source, or text: and the briefing"),
        Field("rows", "how many rows of it are left out", "integer"),
        Field("publisher", "who published it"),
        Field("url", "where the figures can be read"),
        Field("licence", "what is known of its terms of reuse"),
    )
    rows = []
    for key, number in sorted(withheld.items()):
        if key in collection.sources:
            s = collection.sources[key]
            rows.append((key, str(number), s.publisher, s.url, s.licence))
        elif key.removeprefix("text:") in collection.briefings:
            text = collection.briefings[key.removeprefix("text:")].source
            rows.append((key, str(number), text.publisher, text.url, NOT_VERIFIED))
        else:
            rows.append((key, str(number), "", "", NOT_VERIFIED))
    return Table(
        "withheld",
        "Rows left out because the terms of their source were not verified",
        fields,
        tuple(rows),
        ("source",),
    )


def rows_withheld(parts: Iterable[Table]) -> int:
    """How many rows are left out in all."""
    return sum(int(row[1]) for table in parts if table.name == "withheld" for row in table.rows)


def _truth(value: bool) -> str:
    return "true" if value else "false"
