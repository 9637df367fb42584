"""Evidence: whose figures a check used. Derived from its inputs, never typed."""

from __future__ import annotations

from collections.abc import Iterable

from recount.series import Input

CLASSES = ("same text", "same event", "other briefing", "issuer", "mixed", "independent")
IN_WORDS = {
    "same text": "on figures of the same text",
    "same event": "on figures of the same event",
    "other briefing": "on figures of another briefing",
    "issuer": "on the issuer's own figures",
    "mixed": "on the issuer's figures beside others'",
    "independent": "on figures of others than the issuer",
}


def evidence_of(inputs: Iterable[Input], briefing: str, issuer: str, claim_ref: str) -> str | None:
    """The class of a check: as independent as its least independent input, the claim itself aside.

    The issuer's figures beside others' are ``mixed``. ``None`` if there is no input but the claim.
    """
    classes = {_class(each, briefing, issuer) for each in inputs if each.ref != claim_ref and each.kind != "implied"}
    if not classes:
        return None
    if classes == {"issuer", "independent"}:
        return "mixed"
    return min(classes, key=CLASSES.index)


def uses_others(inputs: Iterable[Input], briefing: str, issuer: str) -> bool:
    """Whether a figure of anyone but the issuer is among them, whatever the class of the whole."""
    return any(_class(each, briefing, issuer) == "independent" for each in inputs)


def weakest(classes: Iterable[str | None]) -> str | None:
    """The least independent of several classes."""
    known = [each for each in classes if each]
    return min(known, key=CLASSES.index) if known else None


def strongest(classes: Iterable[str | None]) -> str | None:
    """The most independent of several classes."""
    known = [each for each in classes if each]
    return max(known, key=CLASSES.index) if known else None


def _class(each: Input, briefing: str, issuer: str) -> str:
    if each.briefing:
        return "same text" if each.briefing == briefing else "other briefing"
    if each.event:
        return "same event" if each.event == briefing else "other briefing"
    return "issuer" if each.originator == issuer else "independent"
