"""What the search page finds claims by: a list of them as a script, which works from a folder as well."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

from recount.blocks import day_in_words
from recount.check.run import ClaimResult
from recount.check.verdict import Verdict
from recount.here import results_here
from recount.words import interval_in_words
from recount.worked import recomputed_in_words

FILE = "claims.js"


class English(SearchEnglish):
    """Sphinx's English, which finds the stem of a word once: it is written in Python, and pages repeat their words."""

    @cache  # noqa: B019, one of these lives as long as the build
    def stem(self, word: str) -> str:
        """As Sphinx."""
        return super().stem(word)


def entry(r: ClaimResult) -> dict[str, str]:
    """A claim as it is found and shown."""
    original = r.claim.original
    return {
        "id": r.claim.id,
        "page": f"notebooks/briefings/{r.briefing.id}.html",
        "from": f"{r.briefing.title}, {day_in_words(r.briefing.held.first)}",
        "states": r.claim.states,
        "quote": r.claim.quote.text,
        "zh": (original and original.zh) or "",
        "en": (original and original.en) or "",
        "figures": "; ".join(dict.fromkeys(_figures(r))),
        "verdict": r.verdict.printed,
    }


def _figures(r: ClaimResult) -> Iterator[str]:
    """Every figure of a claim in words: as quoted, what it allows, what was recomputed."""
    for mention in r.claim.mentions:
        yield mention.quote
        yield interval_in_words(mention.interval(mention.usual_reading), mention.parsed_unit)
    if r.verdict is not Verdict.OPEN:
        stated = r.claim.stated()
        for check in r.checks:
            yield recomputed_in_words(check.headline.result, stated.parsed_unit if stated else None)


def script(results: Iterable[ClaimResult]) -> str:
    """The list as a script."""
    rows = ",\n".join(json.dumps(entry(r), ensure_ascii=False) for r in results)
    return f"window.RECOUNT_CLAIMS = [\n{rows}\n];\n"


def write(app: Sphinx, failed: Exception | None) -> None:
    """Put the list beside the search page, where the project has claims."""
    if failed is None and app.builder.format == "html" and Path(app.srcdir, "data", "briefings").is_dir():
        Path(app.outdir, FILE).write_text(script(results_here()), "utf-8")
