"""The ledger as a page: all claims of all briefings in one table, which readers filter and sort.

The table is whole and readable as it is; book/_static/ledger.js only hides and reorders its rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

from IPython.display import Markdown

from recount import downloads
from recount.blocks import as_list, day_in_words, number_word, quoted
from recount.card_html import badge, scrolling
from recount.check.evidence import CLASSES
from recount.check.run import ClaimResult
from recount.check.verdict import Verdict
from recount.collection import Collection
from recount.notebook import CollectionView
from recount.sentences import outcomes, readings
from recount.words import stated_in_words
from recount.worked import how_found, recomputed_in_words

_COLUMNS = ("Claim", "Verdict", "Evidence", "Then and now", "Stated by", "Day", "Topic")
_VERDICTS = (Verdict.HOLDS, Verdict.FITS, Verdict.FAILS, Verdict.DEPENDS, Verdict.OPEN)
_TIMES = {
    "then": "judged as known then",
    "now": "judged on later figures",
    "changed": "another verdict now",
    "relay": "customs' own wording judged apart",
}
_NO_EVIDENCE = "none"


@dataclass(frozen=True)
class LedgerTable:
    """The table with its filters, and the same rows as plain text."""

    page: LedgerPage

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict[str, str], object]:
        downloads.save("ledger", {"csv": downloads.shown(_HEADER, self.page.rows()).csv()})
        bundle = {"text/html": self.page.html(), "text/plain": self.page.plain()}
        return bundle, {"text/html": downloads.marked("ledger")}


@dataclass(frozen=True)
class LedgerPage:
    """The blocks of the ledger."""

    collection: Collection
    results: list[ClaimResult]

    def summary(self) -> Markdown:
        """How many claims there are and what became of them."""
        counts = Counter(r.verdict for r in self.results)
        left = counts[Verdict.OPEN]
        is_open = f"{number_word(left)} {'is' if left == 1 else 'are'} open"
        return Markdown(f"Of {len(self.results)} claims {as_list([*outcomes(counts), is_open])}.")  # type: ignore[no-untyped-call]

    def table(self) -> LedgerTable:
        """Every claim, in the order of the texts."""
        return LedgerTable(self)

    def rows(self) -> list[tuple[str, ...]]:
        """The ledger as text: a row a claim."""
        return [_row(self.collection, r) for r in self.results]

    def plain(self) -> str:
        """A line a claim."""
        return "\n".join(f"{r.ref}: {r.verdict.printed}" for r in self.results)

    def html(self) -> str:
        """The filters, which a script brings to life, and the table, which needs none."""
        head = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
        body = "\n".join(self._table_row(r) for r in self.results)
        table = (
            '<table class="recount-ledger"><caption>Every claim, in the order of the texts</caption>\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
        )
        return f"{self._filters()}\n{scrolling(table, 'The ledger')}"

    def _filters(self) -> str:
        """Choices by facet, with the number of claims; without a style sheet and scripts they stay out of sight."""
        fields = "".join(
            f'<div><label for="filter-{name}">{escape(label)}</label> '
            f'<select id="filter-{name}" name="{name}"><option value="">all</option>{self._options(name)}</select></div>'
            for name, label in _FACETS.items()
        )
        return (
            '<form class="recount-filters" aria-label="Filter the ledger" style="display:none">'
            f'{fields}<p><output aria-live="polite">{len(self.results)} of {len(self.results)} claims</output> '
            '<a href="#all">Show all</a></p></form>'
        )

    def _options(self, facet: str) -> str:
        counts = Counter(key for r in self.results for key in self._keys(r)[facet])
        titles = self._titles[facet]
        return "".join(
            f'<option value="{key}">{escape(titles[key])} ({counts[key]})</option>' for key in titles if counts[key]
        )

    @cached_property
    def _titles(self) -> dict[str, Mapping[str, str]]:
        """What can be chosen in each facet, by key, in order."""
        briefings = sorted(self.collection.briefings.values(), key=lambda each: each.held.first)
        return {
            "briefing": {b.id: f"{day_in_words(b.held.first)}: {b.title}" for b in briefings},
            "topic": self.collection.topics,
            "verdict": {v.value: v.printed for v in _VERDICTS},
            "by": {name: name for name in dict.fromkeys(r.claim.asserted_by for r in self.results)},
            "evidence": {**{_key(name): name for name in reversed(CLASSES)}, _NO_EVIDENCE: "nothing to check against"},
            "time": _TIMES,
        }

    def _keys(self, r: ClaimResult) -> dict[str, list[str]]:
        return {
            "briefing": [r.briefing.id],
            "topic": list(r.claim.topics),
            "verdict": [r.verdict.value],
            "by": [r.claim.asserted_by],
            "evidence": [_key(r.evidence) if r.evidence else _NO_EVIDENCE],
            "time": list(_times(r)),
        }

    def _table_row(self, r: ClaimResult) -> str:
        keys = " ".join(f'data-{name}="{escape(" ".join(values))}"' for name, values in self._keys(r).items())
        evidence = -1 if r.evidence is None else CLASSES.index(r.evidence)
        cells = [
            f'<th scope="row"><a href="briefings/{r.briefing.id}.ipynb#{r.claim.id}">{escape(r.claim.states)}</a>'
            f"<br/><small>{escape(_figures(r))}</small></th>",
            f'<td data-order="{_VERDICTS.index(r.verdict)}">{badge(r.verdict)}</td>',
            f'<td data-order="{evidence}">{r.evidence or ""}</td>',
            f"<td>{escape(_then_and_now(r))}</td>",
            f"<td>{r.claim.asserted_by}</td>",
            f'<td data-order="{r.briefing.held.first}">{day_in_words(r.briefing.held.first)}</td>',
            f"<td>{escape('; '.join(self.collection.topics[topic] for topic in r.claim.topics))}</td>",
        ]
        return f"<tr {keys}>{''.join(cells)}</tr>"


_FACETS = {
    "briefing": "Briefing",
    "topic": "Topic",
    "verdict": "Verdict",
    "by": "Stated by",
    "evidence": "Evidence",
    "time": "Then and now",
}
_HEADER = (
    *("Briefing", "Claim", "Topics", "States", "Stated by", "Stated", "Recomputed or reason"),
    *("Verdict", "As stated by customs", "Evidence", "Basis", "Now"),
)


def ledger(view: CollectionView) -> LedgerPage:
    """Every claim of a collection, checked."""
    return LedgerPage(view.collection, view.results)


def _row(collection: Collection, r: ClaimResult) -> tuple[str, ...]:
    is_open = r.verdict is Verdict.OPEN
    return (
        r.briefing.id,
        r.claim.id,
        "; ".join(collection.topics[topic] for topic in r.claim.topics),
        r.claim.states,
        r.claim.asserted_by,
        _stated(r),
        r.why if is_open else _recomputed(r),
        r.verdict.printed,
        r.official.printed if r.official else "",
        r.evidence or "",
        "" if is_open else r.basis,
        r.verdict_now.printed,
    )


def _figures(r: ClaimResult) -> str:
    """What was stated and what comes of it, or why nothing does."""
    if r.verdict is Verdict.OPEN:
        return r.why
    if r.verdict is Verdict.DEPENDS:
        return f"Stated: {_stated(r)}. Readings: {readings(r)}."
    found = r.best.headline.result if r.best else None
    return f"Stated: {_stated(r)}. {how_found(found).capitalize()}: {_recomputed(r)}."


def _stated(r: ClaimResult) -> str:
    mention = r.claim.stated()
    if mention is None:
        return quoted(r.claim.quote.text)
    return stated_in_words(mention, r.best.check.reading if r.best else mention.usual_reading)


def _recomputed(r: ClaimResult) -> str:
    mention = r.claim.stated()
    return recomputed_in_words(r.best.headline.result, mention.parsed_unit if mention else None) if r.best else ""


def _times(r: ClaimResult) -> Iterator[str]:
    if r.verdict is not Verdict.OPEN:
        yield r.basis
    if r.verdict_now is not r.verdict:
        yield "changed"
    if r.official is not None:
        yield "relay"


def _then_and_now(r: ClaimResult) -> str:
    parts = ["as known then" if r.basis == "then" else "on later figures"] if r.verdict is not Verdict.OPEN else []
    if r.verdict_now is not r.verdict:
        parts.append(f"now: {r.verdict_now.printed}")
    if r.official is not None:
        parts.append(f"as stated by customs: {r.official.printed}")
    return "; ".join(parts)


def _key(name: str) -> str:
    return name.replace(" ", "-")
