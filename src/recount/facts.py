"""Computed phrases and blocks for pages that have no kernel, by name: {recount}`claims-all`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable

import yaml

from recount import index, measured
from recount.audit import audit
from recount.blocks import as_list, day_in_words, number_word, span_in_words, table_text
from recount.card_text import issuer
from recount.check.evidence import CLASSES, IN_WORDS
from recount.check.run import ClaimResult
from recount.check.verdict import Verdict
from recount.cite.edition import read_edition
from recount.editions_page import changes_in_words, corrections_in_words, withdrawals_in_words
from recount.here import collection_here, results_here
from recount.package.tables import rows_withheld, tables
from recount.quantity import RULES
from recount.sentences import judgement, outcomes, speaker, spoken
from recount.source_list import source_table

_SPEAKERS = {
    "official": "are made by customs",
    "outlet": "by the outlets that report them",
    "expert": "by an expert whom an outlet quotes",
    "translator": "by translators",
    "reporter": "by reporters who ask",
}
_COLUMNS = (Verdict.HOLDS, Verdict.FITS, Verdict.FAILS, Verdict.DEPENDS, Verdict.OPEN)


def _count(verdict: Verdict) -> Callable[[], str]:
    return lambda: str(sum(r.verdict is verdict for r in results_here()))


def board() -> str:
    """Verdicts by evidence class, one row a class, most independent first."""
    counts = Counter((r.evidence or "none", r.verdict) for r in results_here())
    header = ["Evidence", *(v.printed for v in _COLUMNS), "All"]
    rows = []
    for evidence in (*reversed(CLASSES), "none"):
        row = [counts[evidence, v] for v in _COLUMNS]
        if any(row):
            rows.append([IN_WORDS.get(evidence, "nothing to check against"), *map(_or_dash, row), str(sum(row))])
    sums = [sum(counts[e, v] for e in (*CLASSES, "none")) for v in _COLUMNS]
    rows.append(["**All**", *(f"**{n}**" for n in sums), f"**{sum(sums)}**"])
    return table_text(header, rows)


def chapters() -> str:
    """The briefings with the number of claims and what became of them."""
    rows = []
    for b in sorted(collection_here().published.values(), key=lambda each: each.held.first):
        mine = [r for r in results_here() if r.briefing.id == b.id]
        counts = Counter(r.verdict for r in mine)
        title = f"[{b.title}](../notebooks/briefings/{b.id}.ipynb)"
        rows.append([day_in_words(b.held.first), title, str(len(mine)), *(_or_dash(counts[v]) for v in _COLUMNS)])
    return table_text(["Day", "Briefing", "Claims", *(v.printed for v in _COLUMNS)], rows)


def on_others_figures() -> str:
    """The claims whose evidence is independent, with links."""
    found = [f"[{r.claim.states.rstrip('.')}](#{r.claim.id})" for r in results_here() if r.evidence == "independent"]
    return as_list(found)


def speakers() -> str:
    """Who makes how many of the claims: ``225 are made by customs, 12 by the outlets that report them``."""
    counts = Counter[str](r.claim.asserted_by for r in results_here())
    parts = [f"{counts[who]} {told}" for who, told in _SPEAKERS.items() if counts[who]]
    return as_list(parts)


def to_start_with() -> str:
    """Claims that do not reconcile or that hang on their meaning, the most independent evidence first."""
    found = [r for r in results_here() if r.verdict in (Verdict.FAILS, Verdict.DEPENDS)]
    found.sort(key=lambda r: (r.verdict is Verdict.DEPENDS, -CLASSES.index(r.evidence or CLASSES[0])))
    return "\n".join(f"- [{r.claim.states}](#{r.claim.id}) {_in_short(r)}" for r in found)


def _in_short(r: ClaimResult) -> str:
    official = f"; as stated by customs: {r.official.printed}" if r.official else ""
    return f"{r.verdict.printed.capitalize()}{official}."


def telling() -> str:
    """The editors' choice, with what was found computed: data/front.yml names the claims."""
    chosen = yaml.safe_load((collection_here().root / "data" / "front.yml").read_text("utf-8"))["telling"]
    found = {r.claim.id: r for r in results_here()}
    return "\n".join(f"1. {_telling(found[claim_id])}" for claim_id in chosen)


def _telling(r: ClaimResult) -> str:
    said = judgement(r)
    who, when = speaker(r, issuer(r.briefing)), spoken(r)
    source = f"{who}, {span_in_words(when)}" if when else who
    return f"[{r.claim.states}](#{r.claim.id}) {said[0].upper()}{said[1:]}. ({source})"


def coverage() -> str:
    """How far the numbers of each text are accounted for."""
    rows = []
    for each in audit(collection_here(), None):
        if each.briefing not in collection_here().published:
            continue
        b = collection_here().briefings[each.briefing]
        mine = [r for r in results_here() if r.briefing.id == b.id]
        checked = sum(r.verdict is not Verdict.OPEN for r in mine)
        unaccounted = each.numbers - each.in_claims - each.in_context
        figures = (each.numbers, each.in_claims, each.in_context, unaccounted, len(mine), checked, len(mine) - checked)
        rows.append([f"[{b.title}](../notebooks/briefings/{b.id}.ipynb)", *map(str, figures)])
    header = ["Briefing", "Numbers", "in claims", "in context", "unaccounted", "Claims", "checked", "open"]
    return table_text(header, rows)


def rules() -> str:
    """The table of stated figures."""
    return table_text(["Rule", "As stated", "Allows"], [[f"`{r.key}`", r.stated, r.allows] for r in RULES])


def evidence_classes() -> str:
    """The evidence classes, least independent first."""
    return table_text(["Class", "Printed as"], [[name, IN_WORDS[name]] for name in CLASSES])


def sources() -> str:
    """Every source, with what rests on it."""
    # A build keeps here what its notebooks wrote for readers to take along.
    return source_table(collection_here(), results_here(), collection_here().root / "_downloads")


def rows_left_out() -> str:
    """How many rows of figures the data package leaves out."""
    return f"{rows_withheld(tables(collection_here(), results_here())):,}"


def edition() -> str:
    """The edition with its day."""
    read = read_edition(collection_here().root)
    return f"{read.version} of {day_in_words(read.date_released)}"


def edition_changes() -> str:
    """What changed from edition to edition."""
    root = collection_here().root
    return changes_in_words(root, read_edition(root).version, results_here())


def series() -> str:
    """Every series, with what it measures and how many figures it holds."""
    rows = []
    for s in sorted(collection_here().series.values(), key=lambda each: each.id):
        kinds = Counter(o.kind for o in s.observations)
        rows.append([f"`{s.id}`", s.title, str(s.unit), s.definition, ", ".join(f"{n} {k}" for k, n in kinds.items())])
    return table_text(["Series", "What it is", "Unit", "Definition", "Figures"], rows)


def lists() -> str:
    """Every list that is counted, and how many items it has."""
    rows = [[f"`{each.id}`", each.title, str(len(each.rows))] for each in collection_here().tables.values()]
    return table_text(["List", "What it lists", "Items"], rows)


def _or_dash(number: int) -> str:
    return str(number) if number else "–"


FACTS: dict[str, Callable[[], str]] = {
    "as-known-on": lambda: day_in_words(collection_here().as_known_on),
    "board": board,
    "on-others-figures": on_others_figures,
    "speakers": speakers,
    "briefings": lambda: number_word(len(collection_here().published)),
    "chapters": chapters,
    "claims-all": lambda: str(len(results_here())),
    "claims-checked": lambda: str(sum(r.verdict is not Verdict.OPEN for r in results_here())),
    "claims-open": _count(Verdict.OPEN),
    "coverage": coverage,
    "corrections": lambda: corrections_in_words(collection_here().root),
    "edition": edition,
    "edition-changes": edition_changes,
    "evidence-classes": evidence_classes,
    "index-organisations": lambda: index.as_list(index.by_originator(collection_here(), results_here())),
    "index-places": lambda: index.as_list(index.by_place(collection_here(), results_here())),
    "index-policy": lambda: index.as_list(index.by_policy_term(collection_here(), results_here())),
    "index-topics": lambda: index.as_list(index.by_topic(collection_here(), results_here())),
    "outcomes": lambda: as_list(outcomes(Counter(r.verdict for r in results_here()))),
    "builds": measured.builds,
    "builds-larger": measured.larger_books,
    "builds-larger-made": lambda: measured.build_runs("synthetic"),
    "builds-made": lambda: measured.build_runs("book"),
    "commit": lambda: f"`{os.environ.get('RECOUNT_COMMIT') or 'not recorded'}`",
    "drafts": measured.drafts,
    "inputs-digest": lambda: f"`{os.environ.get('RECOUNT_INPUTS') or 'not recorded'}`",
    "page-weights": measured.weights,
    "page-weights-made": lambda: measured.build_runs("pages"),
    "number-finders": lambda: measured.finders("development"),
    "number-finders-held-out": lambda: measured.finders("held out"),
    "number-guideline": measured.guideline,
    "lists": lists,
    "originators": lambda: as_list(list(collection_here().originators.values())),
    "rows-withheld": rows_left_out,
    "rules": rules,
    "series": series,
    "sources": sources,
    "sources-count": lambda: str(len(collection_here().sources)),
    "telling": telling,
    "to-start-with": to_start_with,
    "withdrawn": lambda: withdrawals_in_words(collection_here()),
}
