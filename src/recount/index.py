"""The index of the book: claims by topic, by whose figures they rest on, by place and by policy term. All computed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from recount.blocks import day_in_words
from recount.check.run import ClaimResult
from recount.collection import Collection
from recount.economies import economy_names

Entries = dict[str, list[ClaimResult]]

# Places that claims name and that are neither cities of a campaign nor economies of the trade tables.
_MORE_PLACES = ("ASEAN", "Belt and Road", "BRICS", "European Union", "Macao", "Red Sea")


def by_topic(collection: Collection, results: Sequence[ClaimResult]) -> Entries:
    """Claims by the topics that records name, in the order of data/topics.yml."""
    return _filled((title, [r for r in results if key in r.claim.topics]) for key, title in collection.topics.items())


def by_originator(collection: Collection, results: Sequence[ClaimResult]) -> Entries:
    """Claims by the organisations whose figures their checks use."""
    used = {r.ref: _originators(collection, r) for r in results}
    names = sorted(collection.originators.items(), key=lambda item: item[1])
    return _filled((name, [r for r in results if key in used[r.ref]]) for key, name in names)


def by_place(collection: Collection, results: Sequence[ClaimResult]) -> Entries:
    """Claims by the places that they name, China itself aside."""
    listed = (row for table in ("cities",) if table in collection.tables for row in collection.tables[table].rows)
    cities = {name for row in listed for name in (row.get("city", ""), row.get("province", "")) if name}
    places = sorted({*cities, *economy_names(), *_MORE_PLACES} - {"China"})
    texts = {r.ref: _text(r) for r in results}
    return _filled((p, [r for r in results if re.search(rf"\b{re.escape(p)}\b", texts[r.ref])]) for p in places)


def by_policy_term(collection: Collection, results: Sequence[ClaimResult]) -> Entries:
    """Claims by the measures that briefings announce."""
    found = {r.claim.id: r for r in results}
    entries: Entries = {}
    for briefing in collection.published.values():
        for measure in briefing.measures:
            if measure.claim in found:
                entries.setdefault(measure.name, []).append(found[measure.claim])
    return dict(sorted(entries.items(), key=lambda item: item[0].casefold()))


def as_list(entries: Entries) -> str:
    """Markdown: each entry with links to its claims, by the day of the briefing."""
    return "\n".join(f"- **{name}**: {_links(results)}" for name, results in entries.items())


def _links(results: Iterable[ClaimResult]) -> str:
    days: dict[str, list[str]] = {}
    for r in results:
        days.setdefault(day_in_words(r.briefing.held.first), []).append(f"[{r.claim.id}](#{r.claim.id})")
    return "; ".join(f"{day}: {', '.join(links)}" for day, links in days.items())


def _filled(entries: Iterable[tuple[str, list[ClaimResult]]]) -> Entries:
    return {name: results for name, results in entries if results}


def _originators(collection: Collection, r: ClaimResult) -> set[str]:
    keys = {each.source for check in r.checks for o in (check.then, check.now) for each in o.inputs}
    return {collection.sources[key].originator for key in keys if key in collection.sources}


def _text(r: ClaimResult) -> str:
    original = r.claim.original
    parts = (r.claim.states, r.claim.quote.text, r.claim.note, r.claim.omitted, original and original.en)
    return " ".join(part for part in parts if part)
