"""The blocks that every chapter has: finding, verdict table, provenance, limits, what is open, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from IPython.display import Markdown

from recount import downloads
from recount.blocks import as_list, day_in_words, number_word, quoted, span_in_words, table_text
from recount.briefing import Later, Measure
from recount.card_text import inputs_shown
from recount.check.evidence import uses_others
from recount.check.run import ClaimResult, inputs_of
from recount.check.verdict import Verdict
from recount.collection import Collection
from recount.commitments import Report
from recount.downloads import Data
from recount.notebook import BriefingView
from recount.sentences import outcomes, readings
from recount.series import TIERS
from recount.sources import Source

_ORDER = (Verdict.FAILS, Verdict.DEPENDS, Verdict.FITS, Verdict.HOLDS, Verdict.OPEN)


def finding(view: BriefingView) -> Markdown:
    """What became of the claims, which do not hold or depend, what rests on others' figures, how many are open."""
    if view.briefing.status == "in preparation":
        return _in_preparation(view)
    results = view.results
    counts = Counter(r.verdict for r in results)
    checked = [r for r in results if r.verdict is not Verdict.OPEN]
    first = f"Of the {number_word(len(checked))} claims that can be checked, {as_list(outcomes(counts))}. "
    named = "".join(_named(results, verdict, opening) for verdict, opening in _NAMED.items())
    outside = [r for r in checked if uses_others(inputs_shown(r.checks), r.briefing.id, r.briefing.issuer)]
    revised = [r for r in checked if r.verdict_now is Verdict.SINCE_REVISED]
    rests = _USES[min(len(outside), 2)].format(number_word(len(outside)).capitalize())
    if revised:
        rests += f"; {number_word(len(revised))} {'meet' if len(revised) != 1 else 'meets'} a figure that has been restated since"
    left = counts[Verdict.OPEN]
    reasons = "is open, with its reason" if left == 1 else "are open, each with its reason"
    last = f"The text makes {count(len(results), 'claim')} in all; {number_word(left)} {reasons}."
    return Markdown(f"{first}{named}{rests}. {last}")  # type: ignore[no-untyped-call]


def _named(results: Sequence[ClaimResult], verdict: Verdict, opening: str) -> str:
    """The claims of a verdict, quoted and linked; the first few of many."""
    found = [r for r in results if r.verdict is verdict]
    more = len(found) - _MOST_POINTERS
    names = [_link(r, quoted(r.claim.quote.text)) for r in found[:_MOST_POINTERS]]
    rest = [f"{number_word(more)} more in the table below"] if more > 0 else []
    return f"{opening}: {as_list([*names, *rest])}. " if found else ""


def _in_preparation(view: BriefingView) -> Markdown:
    """That nothing here is a finding yet, and how much is left to decide."""
    claims, left = view.briefing.claims, len(list(view.briefing.undecided()))
    drafted = sum(claim.undecided for claim in claims)
    return Markdown(  # type: ignore[no-untyped-call]
        f"**This chapter is in preparation.** Of {count(len(claims), 'claim')} drafted so far, {number_word(drafted)} "
        f"{'is' if drafted == 1 else 'are'} undecided; {count(left, 'thing')} in the record {'is' if left == 1 else 'are'} "
        "still to be decided. Nothing here is a finding, and the ledger does not count it."
    )


_NAMED = {Verdict.FAILS: "Does not reconcile", Verdict.DEPENDS: "Depends on what is meant"}
_MOST_POINTERS = 5
_USES = (
    "None of those checked uses a figure of others than customs",
    "{} of those checked uses figures of others than customs, exchange rates included",
    "{} of those checked use figures of others than customs, exchange rates included",
)


def verdict_table(view: BriefingView) -> Markdown:
    """Every claim with its verdict, checked ones first in the order of the text."""
    rows = [
        (_link(r, r.claim.states), r.verdict.printed, _customs(r), r.evidence or "", _now(r))
        for r in view.results
        if r.verdict is not Verdict.OPEN
    ]
    return table(
        ("Claim", "Verdict", "As stated by customs", "Evidence", "Readings, or now"),
        rows,
        "verdicts",
        caption="Claims that are checked, with their verdicts",
    )


def about(view: BriefingView) -> Markdown:
    """Event, day, speakers, and the one text that is taken as source."""
    b = view.briefing
    who = as_list([speaker.office[0].lower() + speaker.office[1:] for speaker in b.speakers])
    lines = [
        f"**Event**: {b.event}, {span_in_words(b.held)}." + (f" Speaking: the {who}." if b.speakers else ""),
        f"**Text used**: [{b.source.publisher}]({b.source.url})"
        + (
            f", published {span_in_words(b.source.published)}"
            if b.source.published
            else ", without a date of publication"
        )
        + (", a translation" if b.source.translation else "")
        + f"; {b.source.characters:,} characters, SHA-256 `{b.source.sha256[:12]}…`. The text itself is not reproduced."
        + (f" {b.source.note}" if b.source.note else ""),
    ]
    if b.official_transcript:
        t = b.official_transcript
        lines.append(f"**Official record**: [{t.publisher}]({t.url}).")
    lines.append(
        f"**Then** means what was out by {day_in_words(b.held.first)}; **now** means {day_in_words(view.collection.as_known_on)}."
    )
    return Markdown("\n\n".join(lines))  # type: ignore[no-untyped-call]


def limits(view: BriefingView) -> Markdown:
    """What the checks of this chapter cannot show."""
    known = f"As known on {day_in_words(view.collection.as_known_on)}."
    return bullets((*view.briefing.limits, known))


def measures(view: BriefingView) -> Markdown:
    """The policy steps that the text names, and what was reported of them later."""
    rows = []
    for m in view.briefing.measures:
        instrument = view.collection.instruments.get(m.instrument or "")
        of = str(m.task or (instrument.name if instrument else ""))
        later = "; ".join(_later(view, m)) or "no later report found"
        rows.append((f"[{m.name}](#{m.claim})" if m.claim else m.name, of, later))
    if not rows:
        return Markdown("The text names no policy step.")  # type: ignore[no-untyped-call]
    by_task = any(m.task for m in view.briefing.measures)
    header = ("Measure", "Task" if by_task else "Instrument", "Reported later")
    return table(header, rows, "measures", caption="Measures that the text names, and what was reported of them later")


def _later(view: BriefingView, measure: Measure) -> list[str]:
    """What was reported of a measure, each with a link to the report."""
    commitment = view.collection.commitments.get(measure.claim or "")
    found: list[Report | Later] = list(commitment.reports) if commitment else []
    if measure.later:
        found.append(measure.later)
    sources = view.collection.sources
    return [
        f"{each.outcome} ([{each.reported or 'source'}]({sources[each.source].url}))" if each.source else each.outcome
        for each in found
    ]


def open_claims(view: BriefingView) -> Markdown:
    """The claims that nothing decides, with the reason."""
    rows = [(_link(r, r.claim.states), r.claim.kind, r.why) for r in view.results if r.verdict is Verdict.OPEN]
    return table(
        ("Claim", "Kind", "Why it is open"), rows, "open-claims", caption="Claims that cannot be checked, and why"
    )


def omitted(view: BriefingView) -> Markdown:
    """What the same release said that the text leaves out."""
    lines = list(view.briefing.omitted)
    for r in view.results:
        if r.claim.omitted and r.claim.omitted not in lines:
            source = view.collection.sources.get(r.claim.omitted_source or "")
            where = f" ([{source.publisher}]({source.url}))" if source else ""
            lines.append(f"At {_link(r)}: {r.claim.omitted}{where}")
    text = "\n".join(f"- {line}" for line in lines) or "Nothing that bears on the claims was found."
    return Markdown(text)  # type: ignore[no-untyped-call]


def since(view: BriefingView) -> Markdown:
    """What happened after the briefing, with the claims that were restated."""
    lines = list(view.briefing.since)
    lines += [f"Restated since: {_link(r)}." for r in view.results if r.verdict_now is Verdict.SINCE_REVISED]
    return Markdown("\n".join(f"- {line}" for line in lines) or "Nothing was found.")  # type: ignore[no-untyped-call]


def tombstone(view: BriefingView, claim_id: str) -> Markdown:
    """What stands at the address of a withdrawn claim. Raises KeyError if the record withdraws no such claim."""
    for gone in view.briefing.withdrawn:
        if gone.id == claim_id:
            instead = f" See [{gone.instead}](#{gone.instead}) instead." if gone.instead else ""
            when = day_in_words(gone.day.first)
            text = f"**Withdrawn on {when}.** The claim was: “{gone.states}” {gone.why}{instead}"
            return Markdown(text)  # type: ignore[no-untyped-call]
    raise KeyError(claim_id)


def sources(view: BriefingView) -> Markdown:
    """The sources of this chapter, official ones first."""
    used = dict.fromkeys(
        each.source
        for r in view.results
        for check in (*r.checks, *r.official_checks)
        for outcome in (check.then, check.now)
        for each in (inputs_of(outcome.result) if outcome.result is not None else [])
    )
    for r in view.results:
        for source in (
            r.claim.original.source if r.claim.original else None,
            r.claim.omitted_source,
            *(report.source for report in (r.commitment.reports if r.commitment else ())),
        ):
            used[source or ""] = None
    used.update(dict.fromkeys(view.briefing.notes_rest_on))
    return source_table(view.collection, used)


def source_table(collection: Collection, keys: Iterable[str]) -> Markdown:
    """The sources of these keys, each once, official ones first; keys of texts are left out."""
    known = [collection.sources[key] for key in dict.fromkeys(keys) if key in collection.sources]
    rows = [_source_row(collection, source) for source in sorted(known, key=_weight)]
    header = ("Source", "Figures of", "Published", "Language", "Kind")
    return table(header, rows, "sources", caption="Sources of this chapter")


def bullets(lines: Iterable[str]) -> Markdown:
    """A list, a line each."""
    return Markdown("\n".join(f"- {line}" for line in lines))  # type: ignore[no-untyped-call]


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    name: str | None = None,
    data: Data | None = None,
    caption: str | None = None,
) -> Markdown:
    """A Markdown table. With a ``name``, one of its own in the notebook, readers can take it along as CSV.

    The CSV holds the text of the table, or ``data``, which is the figures behind it with their sources. ``caption``
    says what the table is, where the heading above does not: two tables of a page never have the same.
    """
    rows = [tuple(row) for row in rows]
    if name is None:
        return Markdown(table_text(header, rows))  # type: ignore[no-untyped-call]
    downloads.save(name, {"csv": (data or downloads.shown(header, rows)).csv()})
    return Markdown(table_text(header, rows), metadata=downloads.marked(name, caption))  # type: ignore[no-untyped-call]


def count(value: int, noun: str) -> str:
    return f"{number_word(value)} {noun}{'' if value == 1 else 's'}"


def _link(r: ClaimResult, text: str | None = None) -> str:
    return f"[{(text or r.claim.quote.text).replace('[', '(').replace(']', ')')}](#{r.claim.id})"


def _customs(r: ClaimResult) -> str:
    return r.official.printed if r.official else ""


def _now(r: ClaimResult) -> str:
    if r.verdict is Verdict.DEPENDS:
        return readings(r)
    return r.verdict_now.printed if r.verdict_now is not r.verdict else ""


def _weight(source: Source) -> tuple[int, str]:
    return TIERS.index(source.tier), str(source.published)


def _source_row(collection: Collection, source: Source) -> tuple[str, ...]:
    weak = ", weak" if source.weak else ""
    title = f"[{source.publisher}: {source.title}]({source.url})"
    originator = collection.originators.get(source.originator, source.originator)
    return title, originator, str(source.published), source.language, source.tier + weak
