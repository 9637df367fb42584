"""Every source with what rests on it: claims, by whatever they take from it, and the charts that draw its figures."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from recount.blocks import table_text
from recount.check.run import ClaimResult
from recount.collection import Collection
from recount.series import TIERS

_HEADER = ("Source", "Figures of", "Published", "Language", "Kind", "Terms of reuse", "Seen", "Claims", "Charts")


def sources_of(r: ClaimResult) -> Iterator[str]:
    """The keys of all that a claim rests on: inputs of its checks, its original, what it leaves out."""
    for check in (*r.checks, *r.official_checks):
        for outcome in (check.then, check.now):
            yield from (each.source for each in outcome.inputs if each.source)
    claim = r.claim
    named = (
        claim.original and claim.original.source,
        claim.omitted_source,
    )
    yield from (key for key in named if key)


def claims_by_source(results: Sequence[ClaimResult]) -> dict[str, list[str]]:
    """The ids of the claims that rest on each source, in record order."""
    found: dict[str, dict[str, None]] = {}
    for r in results:
        for key in sources_of(r):
            found.setdefault(key, {})[r.claim.id] = None
    return {key: list(claims) for key, claims in found.items()}


def charts_by_address(downloads: Path) -> dict[str, list[tuple[str, str]]]:
    """Page and name of each chart that draws figures of an address, as their data say."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for path in sorted(downloads.rglob("*.csv")):
        page = path.parent.relative_to(downloads).as_posix()
        if path.with_suffix(".svg").exists():
            for address in _addresses(path):
                found.setdefault(address, {})[page, path.stem] = None
    return {address: list(charts) for address, charts in found.items()}


def _addresses(path: Path) -> Iterable[str]:
    with path.open(encoding="utf-8", newline="") as file:
        written = dict.fromkeys(row["source"] for row in csv.DictReader(file))
    for source in written:
        for part in source.split("; "):
            if "(http" in part:
                yield part[part.rindex("(http") + 1 :].removesuffix(")")


def source_table(collection: Collection, results: Sequence[ClaimResult], downloads: Path) -> str:
    """All sources as a Markdown table, official ones first."""
    claims, charts = claims_by_source(results), charts_by_address(downloads)
    rows = []
    for key, s in sorted(collection.sources.items(), key=lambda item: (TIERS.index(item[1].tier), item[1].publisher)):
        drawn = ", ".join(f"[{name}](../{page}.ipynb)" for page, name in charts.get(s.url, []))
        rows.append(
            [
                f"[{s.publisher}: {s.title}]({s.url})",
                collection.originators.get(s.originator, s.originator),
                str(s.published),
                s.language,
                s.tier + (", weak" if s.weak else ""),
                s.licence,
                str(s.seen),
                ", ".join(f"[{claim}](#{claim})" for claim in claims.get(key, [])),
                drawn,
            ]
        )
    return table_text(_HEADER, rows)
