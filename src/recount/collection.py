"""The collection: everything in ``data/``, read once and checked whole.

All problems are found before any is reported, so that an author mends them in one go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from recount.briefing import Briefing, Claim
from recount.commitments import FILE as COMMITMENTS
from recount.commitments import REPORTS, Commitment, read_commitments
from recount.errors import Problem, RecountError
from recount.files import Files
from recount.lineage import FILE as INSTRUMENTS
from recount.lineage import Instrument, check_instruments, read_instruments
from recount.period import parse_dated
from recount.quantity import Quantity
from recount.read_series import read_series
from recount.reports import Report, read_reports
from recount.series import Series
from recount.sources import Source
from recount.tables import Table


@dataclass
class Collection:
    """What was said and what it is held against.

    ``as_known_on`` is the day that *now* means. Use :func:`load_collection` to read one.
    """

    root: Path
    as_known_on: date
    sources: dict[str, Source]
    series: dict[str, Series]
    tables: dict[str, Table]
    groups: dict[str, tuple[str, ...]]
    briefings: dict[str, Briefing]
    files: dict[str, str] = field(default_factory=dict)
    originators: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)
    commitments: dict[str, Commitment] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    record: Briefing | None = None  # the one that was asked for by its file
    stated: dict[tuple[str, int], Quantity] = field(default_factory=dict, repr=False)

    @cached_property
    def claims(self) -> dict[str, tuple[Briefing, Claim]]:
        """Every claim by its id, which is unique in the collection."""
        return {claim.id: (briefing, claim) for briefing in self.briefings.values() for claim in briefing.claims}

    @property
    def published(self) -> dict[str, Briefing]:
        """The briefings whose claims count as findings: those that are not in preparation."""
        return {name: each for name, each in self.briefings.items() if each.status == "published"}

    def claim(self, claim_id: str) -> tuple[Briefing, Claim]:
        """The claim with its briefing; the id may be given as ``briefing/claim``. Raises KeyError."""
        return self.claims[claim_id.rpartition("/")[2]]


def find_root(start: Path | None = None) -> Path:
    """The nearest parent that holds ``data/briefings``. Raises RecountError if there is none."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "briefings").is_dir():
            return folder
    raise RecountError(Problem(str(start or "."), "no parent folder holds data/briefings; name one with --root"))


def load_collection(root: Path | None = None, record: Path | None = None) -> Collection:
    """Read and check ``data/`` below ``root`` (default: the nearest parent that has it).

    ``record`` is a briefing's record to read in place of the collection's of the same id, or beside the others.
    Raises RecountError with every problem found.
    """
    files = Files(root or find_root())
    if not (files.data / "briefings").is_dir():
        raise RecountError(
            Problem(
                str(files.data / "briefings"),
                "there is no such folder; name the project with --root",
            )
        )
    settings = files.yaml(files.data / "collection.yml")
    sources = _sources(files)
    files.stop()
    groups = _groups(files)
    tables = _tables(files, sources)
    files.stop()
    collection = Collection(files.root, _day(settings), sources, read_series(files, sources), tables, groups, {})
    collection.topics = _titles(files, files.data / "topics.yml")
    collection.originators = {str(key): str(name) for key, name in (settings.get("originators") or {}).items()}
    for name, source in sources.items():
        if collection.originators and source.originator not in collection.originators:
            files.say(
                files.data / "sources.yml",
                f"{source.originator!r} is not among the originators of data/collection.yml",
                name,
                "originator",
            )
    files.stop()
    for path in sorted((files.data / "briefings").glob("*.yml")):
        briefing = _read_briefing(files, collection, path)
        if briefing and path.stem != briefing.id:
            files.say(path, f"the id {briefing.id!r} is not the file's name", where="id")
    if record:
        collection.record = _read_briefing(files, collection, record)
    _check_no_text_is_its_own_source(files, collection)
    files.stop()
    collection.commitments = read_commitments(files, sources, collection.claims)
    collection.instruments = read_instruments(files, sources, collection.claims)
    check_instruments(files, collection.instruments, collection.commitments)
    _check_references(files, collection)
    _check_listed_texts(files, collection)
    files.stop()
    collection.reports = read_reports(files, collection)
    files.stop()
    return collection


def _check_no_text_is_its_own_source(files: Files, collection: Collection) -> None:
    """A series that rests on the text of a briefing would confirm that text by itself."""
    texts = {briefing.source.url: briefing.id for briefing in collection.briefings.values()}
    for name, source in collection.sources.items():
        if source.url in texts:
            what = f'is the text of {texts[source.url]}: name another report, or use its claims as claim("…")'
            files.say(files.data / "sources.yml", what, name, "url")


def _day(settings: dict[str, Any]) -> date:
    try:
        return parse_dated(settings["as_known_on"]).last
    except (KeyError, ValueError):
        raise RecountError(Problem("data/collection.yml", "needs a date", field="as_known_on")) from None


def _sources(files: Files) -> dict[str, Source]:
    path = files.data / "sources.yml"
    read = {str(name): files.validated(path, Source, values, str(name)) for name, values in files.yaml(path).items()}
    return {name: source for name, source in read.items() if source}


def _groups(files: Files) -> dict[str, tuple[str, ...]]:
    path = files.data / "groups.yml"
    groups = {}
    for name, entry in (files.yaml(path) if path.exists() else {}).items():
        if not isinstance(entry, dict) or not isinstance(entry.get("members"), list):
            files.say(path, "a group has a list of members", where=str(name))
            continue
        groups[str(name)] = tuple(str(member) for member in entry["members"])
    return groups


def _titles(files: Files, path: Path) -> dict[str, str]:
    return {str(key): str(title) for key, title in (files.yaml(path) if path.exists() else {}).items()}


def _tables(files: Files, sources: dict[str, Source]) -> dict[str, Table]:
    """The lists of ``data/tables``, each with its title."""
    path = files.data / "tables.yml"
    titles = _titles(files, path)
    lists = {each.stem: each for each in sorted((files.data / "tables").glob("*.csv"))}
    for name in sorted(titles.keys() - lists):
        files.say(path, f"there is no list data/tables/{name}.csv", where=name)
    for name in sorted(lists.keys() - titles):
        files.say(path, f"needs a title for the list data/tables/{name}.csv", where=name)
    return {name: _table(files, each, titles.get(name, name), sources) for name, each in lists.items()}


def _table(files: Files, path: Path, title: str, sources: dict[str, Source]) -> Table:
    header, rows = files.rows(path)
    if "source" not in header:
        files.say(path, "needs a column named source", where="header")
    for number, row in enumerate(rows, 2):
        source = row.get("source", "")
        if source not in sources and not source.startswith("text:"):
            files.say(
                path,
                f"unknown source {source!r}; add it to data/sources.yml",
                where=f"line {number}: source",
            )
    return Table(path.stem, title, tuple(header), tuple(rows))


def _read_briefing(files: Files, collection: Collection, path: Path) -> Briefing | None:
    before = len(files.problems)
    values = files.yaml(path)
    briefing = files.validated(path, Briefing, values) if len(files.problems) == before else None
    if briefing:
        collection.briefings[briefing.id] = briefing
        collection.files[briefing.id] = files.name(path)
    return briefing


def _check_references(files: Files, collection: Collection) -> None:
    """Ids are unique, and every topic and source that a record names exists."""
    seen: dict[str, str] = {}
    for briefing in collection.briefings.values():
        file = collection.files[briefing.id]
        for claim in briefing.claims:
            if claim.id in seen:
                files.say(
                    file,
                    f"the id is also used in {seen[claim.id]}; ids are unique in the collection",
                    claim.id,
                    "id",
                )
            seen.setdefault(claim.id, briefing.id)
            for topic in claim.topics:
                if topic not in collection.topics:
                    known = ", ".join(collection.topics) or "none"
                    files.say(file, f"unknown topic {topic!r}; data/topics.yml has {known}", claim.id, "topics")
        _check_measures(files, collection, briefing)
        for gone in briefing.withdrawn:
            if gone.id in seen:
                files.say(
                    file, f"the id is also used in {seen[gone.id]}; a withdrawn one is never given again", gone.id
                )
            seen.setdefault(gone.id, f"{briefing.id}, withdrawn")
            if gone.instead and gone.instead not in collection.claims:
                files.say(file, f"unknown claim {gone.instead!r}", gone.id, "withdrawn.instead")
        for name, where, source in _named_sources(briefing):
            if source not in collection.sources:
                files.say(file, f"unknown source {source!r}; add it to data/sources.yml", name, where)


def _check_listed_texts(files: Files, collection: Collection) -> None:
    for table in collection.tables.values():
        for number, row in enumerate(table.rows, 2):
            text = row["source"].removeprefix("text:")
            if text != row["source"] and text not in collection.briefings:
                what = f"there is no briefing {text!r}; name the id of a record, or a source"
                files.say(files.data / "tables" / f"{table.id}.csv", what, where=f"line {number}: source")


def _check_measures(files: Files, collection: Collection, briefing: Briefing) -> None:
    """A measure's instrument exists, and what was reported of a promise is written once."""
    file = collection.files[briefing.id]
    for measure in briefing.measures:
        if collection.instruments and measure.instrument and measure.instrument not in collection.instruments:
            files.say(
                file,
                f"unknown instrument {measure.instrument!r}; add it to data/{INSTRUMENTS}",
                where=f"measure {measure.id}: instrument",
            )
        if measure.later and measure.claim in collection.commitments:
            files.say(
                file,
                f"its claim {measure.claim} stands in data/{COMMITMENTS}; put the report into data/{REPORTS}",
                where=f"measure {measure.id}: later",
            )


def _named_sources(briefing: Briefing) -> Iterator[tuple[str | None, str, str]]:
    for claim in briefing.claims:
        if claim.original and claim.original.source:
            yield claim.id, "original.source", claim.original.source
        if claim.omitted_source:
            yield claim.id, "omitted_source", claim.omitted_source
    for source in briefing.notes_rest_on:
        yield None, "notes_rest_on", source
    for measure in briefing.measures:
        if measure.later and measure.later.source:
            yield None, f"measure {measure.id}: later.source", measure.later.source
