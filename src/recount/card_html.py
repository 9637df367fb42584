"""The card as HTML: verdict by word and shape, quote, number line and worked sum; the rest is folded.

It stands without a style sheet, as in JupyterLab; book/_static/recount.css gives it its look in the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from recount.briefing import Briefing
from recount.card_text import MOST_INPUTS_SHOWN, asides, basis, inputs_shown, is_open, issuer, outcome, undecided
from recount.check.run import CheckResult, ClaimResult
from recount.check.verdict import Verdict
from recount.collection import Collection
from recount.han import escaped
from recount.numberline import Row, number_line
from recount.quantity import Quantity
from recount.sentences import safe_sentence
from recount.series import Input
from recount.words import shown_unit, stated_in_words
from recount.worked import how_found, printed_input

# Told apart without colour; hidden from those who hear the page, since the word stands beside it.
SHAPES = {
    Verdict.HOLDS: "●",
    Verdict.FITS: "◐",
    Verdict.FAILS: "✕",
    Verdict.OPEN: "○",
    Verdict.DEPENDS: "◆",
    Verdict.SINCE_REVISED: "△",
}
_AGREES = {"yes": "agrees", "partly": "agrees in part", "no": "differs"}


def card_html(r: ClaimResult, collection: Collection, problems: Sequence[str] = ()) -> str:
    """A claim's card. ``problems`` are said aloud."""
    first, others = _shown_and_folded(r)
    body = [
        f"<header>{badge(r.verdict)} <span>{escape(basis(r))}</span></header>",
        f'<p class="recount-quote"><q>{escape(r.claim.quote.text)}</q>{_original(r)}</p>',
        _routes(r, first),
    ]
    if is_open(r):
        body.append(f"<p><strong>Why open:</strong> {escaped(r.why)}</p>")
    body += [f'<p role="alert"><strong>differs from the record:</strong> {escaped(p)}</p>' for p in problems]
    folded = [
        _fold(_other_ways(len(others)), _routes(r, others)) if others else "",
        _figures(collection, r),
        *(_fold(label, f"<p>{escaped(text)}</p>") for label, text in asides(r, collection.as_known_on)),
        _fold("A sentence to print", f"<p>{escaped(safe_sentence(r, issuer(r.briefing)))}</p>"),
    ]
    body.append(f'<div class="recount-folds">{"".join(folded)}</div>')
    return (
        f'<section class="recount-card {_css(r.verdict)}" aria-label="Claim {escape(r.claim.id)}">'
        f"{''.join(body)}</section>"
    )


def badge(verdict: Verdict) -> str:
    """A verdict by word, shape and colour."""
    return f'<strong class="recount-verdict {_css(verdict)}">{_shape(verdict)}{escape(verdict.printed)}</strong>'


def word(verdict: Verdict) -> str:
    """The same within a text or a table, without the frame."""
    return f'<span class="recount-word {_css(verdict)}">{_shape(verdict)}{escape(verdict.printed)}</span>'


def _css(verdict: Verdict) -> str:
    return f"recount-{verdict.value.replace(' ', '-')}"


def _shape(verdict: Verdict) -> str:
    return f'<span aria-hidden="true">{SHAPES[verdict]}&#160;</span>'  # which stays with its word


def _fold(label: str, inside: str) -> str:
    return f"<details><summary>{escape(label)}</summary>{inside}</details>"


def _original(r: ClaimResult) -> str:
    o = r.claim.original
    if o is None:
        return ""
    parts = [f'<q lang="zh">{escape(o.zh)}</q>'] if o.zh else []
    parts += [f"<q>{escape(o.en)}</q>"] if o.en else []
    difference = f": {escaped(o.difference)}" if o.difference else ""
    wording = f": {' · '.join(parts)}" if parts else ""
    return f"<br/><small>Original wording{wording} ({_AGREES[o.agrees]}{difference})</small>"


def _shown_and_folded(r: ClaimResult) -> tuple[list[CheckResult], list[CheckResult]]:
    """Every check where the verdict hangs on which one is meant; else the one that gives it."""
    if r.verdict in (Verdict.DEPENDS, Verdict.OPEN) or r.best is None:
        return r.checks, []
    return [r.best], [check for check in r.checks if check is not r.best]


def _other_ways(number: int) -> str:
    return f"{number} other way{'s' * (number != 1)} to check it"


def _routes(r: ClaimResult, checks: Sequence[CheckResult]) -> str:
    """The statement against these checks: a number line and the worked sums under the same numbers."""
    if not checks:
        return ""
    numbers = {id(check): number for number, check in enumerate(r.checks, 1)}
    items = "".join(f'<li value="{numbers[id(check)]}">{_route(check)}</li>' for check in checks)
    tag = "ol" if len(r.checks) > 1 else "ul"
    items = items if tag == "ol" else items.replace(' value="1"', "")
    return f'{_line(r, checks, numbers)}{_allows(checks)}<{tag} class="recount-routes">{items}</{tag}>'


def _route(check: CheckResult) -> str:
    found, now = check.headline.verdict, check.now.verdict
    since = f" (now: {escape(now.printed)})" if now is not found else ""
    judged = f"→ {word(found)}{since}"
    notes = [escaped(each) for each in (undecided(check), check.check.note) if each]
    note = "".join(f"<br/><small>{each}</small>" for each in notes)
    if check.check.reading:
        return f"<strong>{escaped(check.check.reading)}</strong> {judged}<br/>{escaped(outcome(check))}{note}"
    return f"{escaped(outcome(check))} {judged}{note}"


def _allows(checks: Sequence[CheckResult]) -> str:
    """The stated figure as printed, the values that it allows, and by which rule."""
    stated, reading = checks[0].stated, checks[0].check.reading
    if stated is None or not isinstance(checks[0].headline.result, Quantity):
        return ""
    words = escape(stated_in_words(stated, reading))
    return f'<p class="recount-stated-as">Stated: {words} <small>(rule: {stated.rule(reading).key})</small></p>'


def _line(r: ClaimResult, checks: Sequence[CheckResult], numbers: dict[int, int]) -> str:
    """One number line: the statement, and each check of it that gives a figure in its unit."""
    stated = checks[0].stated
    if stated is None or not isinstance(checks[0].headline.result, Quantity):
        return ""
    rows = [Row("stated", stated.interval(checks[0].check.reading), stated=True)]
    for check in checks:
        result = check.headline.result
        if check.stated != stated or not isinstance(result, Quantity):
            continue
        if shown_unit(result.unit, stated.parsed_unit) == stated.parsed_unit:
            how = how_found(result)
            label = f"{how} {numbers[id(check)]}" if len(r.checks) > 1 else how
            rows.append(Row(label, result.interval))
    drawing = number_line(rows, stated.parsed_unit)
    return f"<figure>{drawing}</figure>" if drawing else ""


def _figures(collection: Collection, r: ClaimResult) -> str:
    """The printed figures that the checks use, each with its source."""
    inputs = inputs_shown(r.checks)
    if not inputs:
        return ""
    rows = "".join(_input_row(collection, r.briefing, each) for each in inputs[:MOST_INPUTS_SHOWN])
    more = len(inputs) - MOST_INPUTS_SHOWN
    foot = f"<p><small>and {more} more figures of the same series, in data/series</small></p>" if more > 0 else ""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Figure", "As printed", "Kind", "Out on", "Source"))
    table = f"<table><caption>Figures used</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    name = f"Figures used, claim {r.claim.id}"
    return _fold(f"{len(inputs)} figure{'s' * (len(inputs) != 1)} used, with sources", scrolling(table, name) + foot)


def scrolling(table: str, name: str) -> str:
    """A table that scrolls by itself where it is too wide, by keyboard too."""
    return f'<div class="recount-scroll" role="region" aria-label="{escape(name)}" tabindex="0">{table}</div>'


def _input_row(collection: Collection, here: Briefing, each: Input) -> str:
    cells: Iterable[str] = (
        escape(printed_input(each)),
        escape(each.kind),
        escape(str(each.published or "")),
        _source(collection, here, each),
    )
    name = _name(collection, here, each)
    return f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _name(collection: Collection, here: Briefing, each: Input) -> str:
    """What a figure is: a claim by what it states, a list or a series by its title."""
    kind, _, rest = each.ref.partition(":")
    if kind == "claim":
        briefing, claim = collection.claim(rest)
        page = "" if briefing.id == here.id else f"{briefing.id}.ipynb"
        return f'Claim: <a href="{page}#{claim.id}">{escape(claim.states)}</a>'
    if kind == "list":
        return escape(collection.tables[rest].title)
    return escape(", ".join(part for part in (collection.series[kind].title, rest, each.period) if part))


def _source(collection: Collection, here: Briefing, each: Input) -> str:
    if each.source == f"text:{here.id}":
        return "the text itself"
    source = collection.sources.get(each.source) or collection.briefings[each.source.removeprefix("text:")].source
    return f'<a href="{escape(source.url)}">{escape(source.publisher)}</a>'
