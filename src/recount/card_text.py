"""What a card says, in words; and the card as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from recount.briefing import Briefing
from recount.check.evidence import IN_WORDS
from recount.check.run import CheckResult, ClaimResult
from recount.check.verdict import Verdict
from recount.sentences import safe_sentence
from recount.series import Input
from recount.worked import printed_input, worked_sum

MOST_INPUTS_SHOWN = 12


def card_text(r: ClaimResult, problems: Sequence[str] = ()) -> str:
    """The card as text, with every input and its source."""
    lines = [f"{r.claim.id}: {headline(r)}", f"“{r.claim.quote.text}”", f"states: {r.claim.states}"]
    if r.claim.original:
        lines.append(f"original: {_original(r)}")
    for check in r.checks:
        lines += [f"- {_route(check)}", f"  {outcome(check)}"]
        lines += [f"  {undecided(check)}"] if undecided(check) else []
        lines += [f"  {_input_line(each)}" for each in _shown(check.headline.inputs)]
    if is_open(r):
        lines.append(f"open: {r.why}")
    lines.append(f"to print: {safe_sentence(r, issuer(r.briefing))}")
    return "\n".join(lines + [f"differs from the record: {problem}" for problem in problems])


def issuer(briefing: Briefing) -> str:
    """Who speaks, as a sentence names it."""
    return "China's customs" if briefing.issuer == "customs" else briefing.issuer


def is_open(r: ClaimResult) -> bool:
    return not r.checks or r.verdict is Verdict.OPEN


def headline(r: ClaimResult) -> str:
    """The verdict with its evidence and what has changed since, in a line."""
    return f"{r.verdict.printed}; {basis(r)}" if basis(r) else r.verdict.printed


def basis(r: ClaimResult) -> str:
    """Whose figures a verdict rests on, as known when, and what differs now or as stated by customs."""
    parts = [IN_WORDS[r.evidence]] if r.evidence and r.verdict is not Verdict.OPEN else []
    if r.checks and r.verdict is not Verdict.OPEN:
        parts.append("as known then" if r.basis == "then" else "with figures that came out later")
    if r.verdict_now is not r.verdict:
        parts.append(f"now: {r.verdict_now.printed}")
    if r.official is not None:
        parts.append(f"as stated by customs: {r.official.printed}")
    return "; ".join(parts)


def outcome(check: CheckResult) -> str:
    """The worked sum of a check, or why there is none."""
    if check.headline.result is None:
        return f"not recomputed: {check.headline.why}"
    return worked_sum(check.headline.result, check.stated.parsed_unit if check.stated else None)


def undecided(check: CheckResult) -> str:
    """Why a check that gives a figure decides nothing; empty where it decides, or where nothing came out."""
    found = check.headline
    return found.why if found.verdict is Verdict.OPEN and found.result is not None else ""


def asides(r: ClaimResult, today: date) -> Iterable[tuple[str, str]]:
    """What is worth knowing beside the verdict, each with its label."""
    if r.commitment:
        due = f"due {r.commitment.due}" if r.commitment.due else "no date given"
        told = " ".join(f"{report.outcome} (Reported {report.reported}.)" for report in r.commitment.reports)
        yield f"Promise, {due}: {r.commitment.status(today)}", told or "No report of an outcome was found."
    if r.claim.omitted:
        yield "Said in the same release and left out of the text", r.claim.omitted
    if r.sensitive_to:
        yield "The verdict would change with", "; ".join(r.sensitive_to)
    if r.claim.note:
        yield "Note", r.claim.note


def inputs_shown(checks: Iterable[CheckResult]) -> list[Input]:
    """The printed figures that checks use, each once."""
    found = (each for check in checks for each in check.headline.inputs if each.kind != "implied")
    return list(dict.fromkeys(found))


def _original(r: ClaimResult) -> str:
    o = r.claim.original
    assert o is not None
    return "; ".join(part for part in (o.zh, o.en, f"agrees: {o.agrees}", o.difference) if part)


def _route(check: CheckResult) -> str:
    reading = f"{check.check.reading}: " if check.check.reading else ""
    return f"{reading}{check.headline.verdict.printed}" + (f" ({check.check.note})" if check.check.note else "")


def _shown(inputs: list[Input]) -> list[Input]:
    return [each for each in inputs if each.kind != "implied"][:MOST_INPUTS_SHOWN]


def _input_line(each: Input) -> str:
    when = f", out {each.published}" if each.published else ""
    return f"{each.ref} {each.period}: {printed_input(each)} ({each.kind}{when}; {each.source})"
