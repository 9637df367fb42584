"""Sentences about a claim that are safe to print: who said what, what the figures give, how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recount.blocks import as_list, number_word, when_in_words
from recount.check.evidence import IN_WORDS
from recount.check.run import CheckResult, ClaimResult, name_of, readings_of
from recount.check.verdict import Verdict
from recount.period import Dated
from recount.quantity import Quantity
from recount.words import interval_in_words, shown_unit
from recount.worked import how_found

_NO_CONFIRMATION = {
    "same text": "other figures of the same text",
    "same event": "other figures of the same event",
}
_PROPER_NAMES = ("China", "Xinhua", "Belt", "BRICS", "Hainan", "Red Sea", "Longteng", "Blue Net", "RCEP", "AEO", "GAC")
_SPEAKERS = {
    "official": "{issuer}",
    "reporter": "A reporter",
    "outlet": "{outlet}",
    "expert": "An expert quoted by {outlet}",
    "translator": "The translation published by {outlet}",
}
# Who speaks in the text, and not at the event that it is about.
_IN_THE_TEXT = ("outlet", "expert", "translator")


def safe_sentence(result: ClaimResult, issuer: str) -> str:
    """The claim and its verdict in words that a report can print, once its briefing is published."""
    if result.briefing.status == "in preparation":
        return "Nothing to print yet: this briefing is in preparation."
    states = result.claim.states.rstrip(".")
    if not states.startswith(_PROPER_NAMES):
        states = states[0].lower() + states[1:]
    verb = "states" if result.claim.asserted_by == "translator" else "stated"
    return f"{speaker(result, issuer)} {verb}{_when(result)} that {states}; {judgement(result)}."


def speaker(result: ClaimResult, issuer: str) -> str:
    """Who states a claim, as a sentence begins: ``China's customs``, ``An expert quoted by Global Times``."""
    outlet = result.briefing.source.publisher.partition(",")[0]
    return _SPEAKERS[result.claim.asserted_by].format(issuer=issuer, outlet=outlet)


def spoken(result: ClaimResult) -> Dated | None:
    """When a claim was made: the day of the event, or of the text where the text speaks; ``None`` if that is not known."""
    in_the_text = result.claim.asserted_by in _IN_THE_TEXT
    return result.briefing.source.published if in_the_text else result.briefing.held


def _when(result: ClaimResult) -> str:
    when = spoken(result)
    return f" {when_in_words(when)}" if when else ", in a page without a date,"


def judgement(result: ClaimResult) -> str:
    """The verdict as the second half of a sentence, with that on the original wording where it is known to differ."""
    if result.official is None:
        return _judgement(result)
    known = _BECAME.get(result.official)
    original = f"it {known[0]}" if known else "nothing public was found that decides it"
    return f"{_judgement(result)}. As stated by customs, {original}"


def _judgement(result: ClaimResult) -> str:
    on = f" {IN_WORDS[result.evidence]}" if result.evidence else ""
    now = "" if result.basis == "then" else ", with figures that came out later"
    found = _recomputed(result.best)
    match result.verdict:
        case Verdict.HOLDS if result.evidence in _NO_CONFIRMATION:
            text = f"this agrees with {_NO_CONFIRMATION[result.evidence or '']}{now}{found}, which is no independent confirmation"
        case Verdict.HOLDS:
            text = f"this holds{on}{now}{found}"
        case Verdict.FITS:
            text = f"this is not contradicted{on}{now}, and not confirmed either{found}"
        case Verdict.FAILS:
            text = f"this does not reconcile with the figures used ({on.strip()}{now}){found}"
        case Verdict.DEPENDS:
            text = f"whether this holds depends on what is meant: {readings(result)}"
        case Verdict.SINCE_REVISED:
            text = f"the figures have been restated since{found}"
        case _ if result.claim.kind == "promise":
            return "this is a promise, which no figure decides"
        case _:
            return "nothing public was found that decides this"
    if result.basis == "then" and result.verdict_now is Verdict.SINCE_REVISED:
        text += "; the figure has been restated since"
    elif result.verdict_now not in (result.verdict, Verdict.OPEN, Verdict.FITS):
        # Implied bases are vaguer than prints: that a check only fits on them says nothing new.
        text += f"; on the figures known today the verdict is: {result.verdict_now.printed}"
    return _only_reading(result) + text


def _only_reading(result: ClaimResult) -> str:
    """The reading, where only one could be tried."""
    names = list(result.readings)
    return f"read as “{names[0]}”, " if len(names) == 1 and names != ["as printed"] else ""


_BECAME = {
    Verdict.FAILS: ("does not reconcile with the figures", "do not reconcile with the figures"),
    Verdict.DEPENDS: ("depends on what is meant", "depend on what is meant"),
    Verdict.FITS: ("is not contradicted", "are not contradicted"),
    Verdict.HOLDS: ("holds", "hold"),
}


def outcomes(counts: Mapping[Verdict, int]) -> list[str]:
    """What became of checked claims: ``six depend on what is meant``; nothing for a verdict that none has."""
    return [f"{number_word(counts[v])} {became[counts[v] != 1]}" for v, became in _BECAME.items() if counts.get(v)]


def readings(result: ClaimResult) -> str:
    """Each reading with its verdict: ``the median economy: does not reconcile; ...``.

    Where two checks of a reading differ, each verdict has the check that gives it in brackets.
    """
    return "; ".join(f"{name}: {_by_check(result, name, verdicts)}" for name, verdicts in result.readings.items())


def _by_check(result: ClaimResult, reading: str, verdicts: Sequence[Verdict]) -> str:
    if len(verdicts) == 1:
        return verdicts[0].printed
    basis = next(each.basis for each in readings_of(result.checks) if each.name == reading)
    gave: dict[Verdict, list[str]] = {}
    for check in result.checks:
        if name_of(check.check) == reading:
            found = (check.then if basis == "then" else check.now).verdict
            gave.setdefault(found, []).append(check.check.note or check.check.formula)
    return ", ".join(f"{verdict.printed} ({as_list(gave[verdict])})" for verdict in verdicts)


def _recomputed(check: CheckResult | None) -> str:
    if check is None or not isinstance(check.headline.result, Quantity):
        return ""
    quantity = check.headline.result
    unit = shown_unit(quantity.unit, check.stated.parsed_unit if check.stated else None)
    return f" ({how_found(quantity)}: {interval_in_words(quantity.interval, unit)})"
