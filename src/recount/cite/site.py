"""What lies beside the pages for whoever cites: every reference in every style, and the claims for machines.

Each page gets, in `_cite/`, a page that is read without scripts, a script with the same data (pages that are
opened from a folder cannot fetch), and files for reference managers. All come from `recount.cite.styles`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from recount.check.run import ClaimResult
from recount.cite import linked
from recount.cite.reference import CHAPTERS, Library, Reference
from recount.cite.styles import STYLES, cite
from recount.collection import Collection
from recount.sentences import safe_sentence

FOLDER = "_cite"
FILES = {"bibtex": "BibTeX", "ris": "RIS", "csl-json": "CSL-JSON"}
_SET_OFF = ("bibtex", "ris")  # line by line
_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1f2933;background:#fff}"
    "h2{font-size:1.15rem;margin:2.5rem 0 .5rem}dt{font-weight:600;margin-top:.75rem}dd{margin:0;overflow-wrap:anywhere}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0;font-size:.85rem}a{color:#1259c3}"
    "@media(prefers-color-scheme:dark){body{color:#e6eaf0;background:#222832}a{color:#8cc3f5}}"
)


@dataclass(frozen=True)
class Entry:
    """A page (`anchor` empty) or a claim with its references, and the sentence that can be printed."""

    anchor: str
    heading: str
    references: dict[str, str]
    sentence: str = ""


def write_references(library: Library, results: Sequence[ClaimResult], site: Path) -> None:
    """Write `_cite/PAGE.html`, `.js`, `.bib`, `.ris`, `.json`, and `.annotations.json` for each chapter."""
    by_chapter: dict[str, list[ClaimResult]] = {}
    for r in results:
        by_chapter.setdefault(f"{CHAPTERS}/{r.briefing.id}", []).append(r)
    for name in library.pages:
        found = by_chapter.get(name, [])
        for ending, text in references_of(library, name, found).items():
            _write(site / FOLDER / f"{name}.{ending}", text)
        if found:
            annotations = linked.annotated(library.collection, library.edition, found)
            _write(site / FOLDER / f"{name}.annotations.json", _compact(annotations))


def references_of(library: Library, name: str, results: Sequence[ClaimResult]) -> dict[str, str]:
    """The files for one page, by their ending."""
    page, claims = library.page(name), [library.claim(r.claim.id) for r in results]
    entries = [Entry("", page.title, _styled(page))]
    for reference, r in zip(claims, results, strict=True):
        sentence = safe_sentence(r, issuer_of(library.collection, r))
        entries.append(Entry(r.claim.id, r.claim.states, _styled(reference), sentence))
    collected = [json.loads(entry.references["csl-json"])[0] for entry in entries]
    return {
        "html": _page(library, name, entries),
        "js": f"window.recountReferences = {_compact({entry.anchor: _as_data(entry) for entry in entries})};\n",
        "bib": "\n\n".join(entry.references["bibtex"] for entry in entries) + "\n",
        "ris": "\n\n".join(entry.references["ris"] for entry in entries) + "\n",
        "json": json.dumps(collected, ensure_ascii=False, indent=1) + "\n",
    }


def claims_script(library: Library, results: Sequence[ClaimResult]) -> str:
    """The element that carries a chapter's claims for machines; empty without claims."""
    if not results:
        return ""
    graph = _compact(linked.claims_for_search(library.collection, library.edition, results))
    return f'<script type="application/ld+json">{graph}</script>'


def issuer_of(collection: Collection, r: ClaimResult) -> str:
    """The issuer as sentences name it."""
    return "China's customs" if r.briefing.issuer == "customs" else collection.originators.get(r.briefing.issuer, "")


def _styled(reference: Reference) -> dict[str, str]:
    return {name: cite(reference, name) for name in STYLES}


def _as_data(entry: Entry) -> Mapping[str, object]:
    return {"heading": entry.heading, "sentence": entry.sentence, "references": entry.references}


def _page(library: Library, name: str, entries: Sequence[Entry]) -> str:
    page = library.pages[name]
    up = "../" * (name.count("/") + 1)
    files = " · ".join(
        f'<a href="{page.short}.{STYLES[style].ending}" download>{title}</a>' for style, title in FILES.items()
    )
    sections = "".join(_section(entry) for entry in entries)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<link rel="icon" href="data:,"><title>How to cite: {escape(page.title)}</title>'
        f"<style>{_STYLE}</style></head><body><main>"
        f"<h1>How to cite: {escape(page.title)}</h1>"
        f'<p><a href="{up}{escape(page.path)}">Back to the page</a> · All of these as {files}</p>'
        f"<p>OSCOLA and GB/T 7714 also ask for the day on which you read the page: add it.</p>{sections}</main></body></html>\n"
    )


def _section(entry: Entry) -> str:
    rows = "".join(
        f"<dt>{STYLES[name].title}</dt><dd>{f'<pre>{escape(text)}</pre>' if name in _SET_OFF else escape(text)}</dd>"
        for name, text in entry.references.items()
        if name != "csl-json"
    )
    place = f' id="{entry.anchor}"' if entry.anchor else ""
    sentence = f"<dt>A sentence to print</dt><dd>{escape(entry.sentence)}</dd>" if entry.sentence else ""
    return f"<div{place}><h2>{escape(entry.heading)}</h2><dl>{rows}{sentence}</dl></div>"


def _compact(value: object) -> str:
    """JSON that can stand within a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
