"""A claim as it looks in a notebook and in the book: one card, the same in both, and in plain text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from recount.check.evidence import IN_WORDS
from recount.check.run import CheckResult, ClaimResult
from recount.check.verdict import Verdict
from recount.collection import Collection
from recount.numberline import Row, number_line
from recount.quantity import Quantity
from recount.sentences import safe_sentence
from recount.series import Input
from recount.words import interval_in_words, shown_unit
from recount.worked import printed_input, worked_sum

_MOST_INPUTS_SHOWN = 12


@dataclass(frozen=True)
class Card:
    """What is shown of a claim. ``problems`` says where a notebook's arithmetic differs from the record."""

    result: ClaimResult
    collection: Collection
    problems: list[str] = field(default_factory=list)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.plain()}

    def __repr__(self) -> str:
        return self.plain()

    @property
    def issuer(self) -> str:
        return "China's customs" if self.result.briefing.issuer == "customs" else self.result.briefing.issuer

    def plain(self) -> str:
        """The card as text, with every input and its source."""
        r = self.result
        lines = [f"{r.claim.id}: {headline(r)}", f"“{r.claim.quote.text}”", f"states: {r.claim.states}"]
        if r.claim.original:
            lines.append(f"original: {_original(r)}")
        for check in r.checks:
            lines += [f"- {_route(check)}", f"  {_outcome(check)}"]
            lines += [f"  {_input_line(each)}" for each in _shown(check.headline.inputs)]
        if not r.checks or r.verdict is Verdict.OPEN:
            lines.append(f"open: {r.why}")
        lines.append(f"to print: {safe_sentence(r, self.issuer)}")
        return "\n".join(lines + [f"differs from the record: {problem}" for problem in self.problems])

    def html(self) -> str:
        """The card as HTML that needs no style sheet to be read."""
        r = self.result
        body = [
            f"<header>{_badge(r.verdict, f'recount-{r.verdict.value}')}<span>{escape(_basis(r))}</span></header>",
            f"<blockquote><q>{escape(r.claim.quote.text)}</q>{_original_html(r)}</blockquote>",
        ]
        if r.checks:
            body += [_checks_table(r), _lines(r), _inputs_table(self.collection, r)]
        if not r.checks or r.verdict is Verdict.OPEN:
            body.append(f"<p><strong>Why open:</strong> {escape(r.why)}</p>")
        body += [f"<p>{escape(label)}: {escape(text)}</p>" for label, text in _asides(r)]
        body += [f'<p role="alert"><strong>differs from the record:</strong> {escape(p)}</p>' for p in self.problems]
        body.append(f"<p><small><strong>To print:</strong> {escape(safe_sentence(r, self.issuer))}</small></p>")
        css = f"recount-card recount-{r.verdict.value}"
        return f'<section class="{css}" aria-label="{escape(r.claim.id)}">{"".join(body)}</section>'


def headline(r: ClaimResult) -> str:
    """The verdict with its evidence and what has changed since, in a line."""
    return f"{r.verdict.printed}; {_basis(r)}" if _basis(r) else r.verdict.printed


def _basis(r: ClaimResult) -> str:
    parts = [IN_WORDS[r.evidence]] if r.evidence and r.verdict is not Verdict.OPEN else []
    if r.checks and r.verdict is not Verdict.OPEN:
        parts.append("as known then" if r.basis == "then" else "with figures that came out later")
    if r.verdict_now is not r.verdict:
        parts.append(f"now: {r.verdict_now.printed}")
    if r.official is not None:
        parts.append(f"as stated by customs: {r.official.printed}")
    return "; ".join(parts)


def _badge(verdict: Verdict, css: str) -> str:
    return f'<strong class="recount-verdict {css}">{escape(verdict.printed)}</strong>'


def _original(r: ClaimResult) -> str:
    o = r.claim.original
    assert o is not None
    return "; ".join(part for part in (o.zh, o.en, f"agrees: {o.agrees}", o.difference) if part)


def _original_html(r: ClaimResult) -> str:
    o = r.claim.original
    if o is None:
        return ""
    parts = [f'<q lang="zh">{escape(o.zh)}</q>'] if o.zh else []
    parts += [f"<q>{escape(o.en)}</q>"] if o.en else []
    text = f"<br/>Original wording: {' · '.join(parts) or 'known'}" if parts else "<br/>Original wording"
    agrees = {"yes": "agrees", "partly": "agrees in part", "no": "differs"}[o.agrees]
    return f"{text} ({agrees}{f': {escape(o.difference)}' if o.difference else ''})"


def _asides(r: ClaimResult) -> Iterable[tuple[str, str]]:
    if r.claim.omitted:
        yield "Said in the same release and left out of the text", r.claim.omitted
    if r.claim.commitment:
        c = r.claim.commitment
        due = f"due {c.due}" if c.due else "no date given"
        outcome = c.outcome or "no report of an outcome was found"
        yield f"Promise, {due}", outcome + (f" (reported {c.reported})" if c.reported else "")
    if r.sensitive_to:
        yield "The verdict would change with", "; ".join(r.sensitive_to)
    if r.claim.note:
        yield "Note", r.claim.note


def _route(check: CheckResult) -> str:
    reading = f"{check.check.reading}: " if check.check.reading else ""
    return f"{reading}{check.headline.verdict.printed}" + (f" ({check.check.note})" if check.check.note else "")


def _outcome(check: CheckResult) -> str:
    if check.headline.result is None:
        return f"not recomputed: {check.headline.why}"
    return worked_sum(check.headline.result, check.stated.parsed_unit if check.stated else None)


def _checks_table(r: ClaimResult) -> str:
    rows = []
    for check in r.checks:
        label = check.check.reading or check.check.note or "recomputed"
        note = f"<br/><small>{escape(check.check.note)}</small>" if check.check.reading and check.check.note else ""
        found = check.headline.verdict
        now = f"<br/><small>now: {escape(check.now.verdict.printed)}</small>" if check.now.verdict is not found else ""
        rows.append(
            f'<tr><th scope="row">{escape(label)}{note}</th><td>{escape(_outcome(check))}</td>'
            f"<td>{escape(found.printed)}{now}</td></tr>"
        )
    stated = r.claim.stated()
    reading = r.checks[0].check.reading
    allows = ""
    if stated is not None and isinstance(r.checks[0].headline.result, Quantity):
        words = interval_in_words(stated.interval(reading), stated.parsed_unit)
        allows = (
            f'<tr><th scope="row">stated</th><td>{escape(words)}</td><td>rule: {stated.rule(reading).key}</td></tr>'
        )
    head = '<tr><th scope="col">Route or reading</th><th scope="col">Worked sum</th><th scope="col">Verdict</th></tr>'
    return f"<table><caption>Recomputed</caption><thead>{head}</thead><tbody>{allows}{''.join(rows)}</tbody></table>"


def _lines(r: ClaimResult) -> str:
    """One number line: the statement, and each route that gives a figure in its unit."""
    stated = r.claim.stated()
    first = r.checks[0]
    if stated is None or not isinstance(first.headline.result, Quantity):
        return ""
    rows = [Row("stated", stated.interval(first.check.reading), stated=True)]
    for number, check in enumerate(r.checks, 1):
        result = check.headline.result
        if isinstance(result, Quantity) and shown_unit(result.unit, stated.parsed_unit) == stated.parsed_unit:
            rows.append(Row(f"route {number}" if len(r.checks) > 1 else "recomputed", result.interval))
    drawing = number_line(rows, stated.parsed_unit)
    return f"<figure>{drawing}</figure>" if drawing else ""


def _shown(inputs: list[Input]) -> list[Input]:
    return [each for each in inputs if each.kind != "implied"][:_MOST_INPUTS_SHOWN]


def _input_line(each: Input) -> str:
    when = f", published {each.published}" if each.published else ""
    return f"{each.ref} {each.period}: {printed_input(each)} ({each.kind}{when}; {each.source})"


def _inputs_table(collection: Collection, r: ClaimResult) -> str:
    inputs = list(dict.fromkeys(each for check in r.checks for each in check.headline.inputs if each.kind != "implied"))
    if not inputs:
        return ""
    rows = [_input_row(collection, each) for each in inputs[:_MOST_INPUTS_SHOWN]]
    more = len(inputs) - len(rows)
    foot = f"<p><small>and {more} more figures of the same series, in data/series</small></p>" if more > 0 else ""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Figure", "As printed", "Kind", "Published", "Source"))
    return (
        f"<details><summary>{len(inputs)} figure{'s' * (len(inputs) != 1)} used, with sources</summary>"
        f"<table><caption>Figures used</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>{foot}</details>"
    )


def _input_row(collection: Collection, each: Input) -> str:
    series = collection.series.get(each.ref.partition(":")[0])
    name = series.title if series else each.ref
    economy = each.ref.partition(":")[2] if series else ""
    title = ", ".join(part for part in (name, economy, each.period) if part)
    source = collection.sources.get(each.source)
    link = f'<a href="{escape(source.url)}">{escape(source.publisher)}</a>' if source else "the text itself"
    cells = (escape(printed_input(each)), escape(each.kind), escape(str(each.published or "")), link)
    return f'<tr><th scope="row">{escape(title)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
