"""Verdicts: how what was stated and what was recomputed go together, and how several are joined."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from recount.quantity import Answer, Interval


class Verdict(StrEnum):
    """``SINCE_REVISED`` is only ever the verdict of *now*: what held then met a later restatement."""

    HOLDS = "holds"
    FITS = "fits"
    FAILS = "fails"
    OPEN = "open"
    DEPENDS = "depends"
    SINCE_REVISED = "since revised"

    @property
    def printed(self) -> str:
        return _PRINTED.get(self, self.value)


_PRINTED = {Verdict.FITS: "not contradicted", Verdict.FAILS: "does not reconcile"}


def judged(recomputed: Interval, stated: Interval) -> Verdict:
    """Recomputed inside stated holds; they meet without that, fits; they do not meet, fails."""
    if recomputed.within(stated):
        return Verdict.HOLDS
    return Verdict.FITS if recomputed.meets(stated) else Verdict.FAILS


def judged_truth(answer: Answer) -> Verdict:
    """What a claim states is certain, impossible, or undecided by the figures."""
    return {Answer.YES: Verdict.HOLDS, Answer.NO: Verdict.FAILS, Answer.UNDECIDED: Verdict.FITS}[answer]


def stands_then(then: Verdict, now: Verdict) -> bool:
    """Whether the headline is *then*: something was decided then, or today decides nothing more."""
    return then is not Verdict.OPEN or now in (Verdict.OPEN, Verdict.SINCE_REVISED)


def of_routes(verdicts: Sequence[Verdict]) -> Verdict:
    """Routes of one reading: a blunt one never weakens a sharp one; holds beside fails depends.

    A restatement since is always said.
    """
    known = {verdict for verdict in verdicts if verdict is not Verdict.OPEN}
    if Verdict.HOLDS in known and Verdict.FAILS in known:
        return Verdict.DEPENDS
    for verdict in (Verdict.SINCE_REVISED, Verdict.HOLDS, Verdict.FAILS, Verdict.FITS):
        if verdict in known:
            return verdict
    return Verdict.OPEN


def of_readings(verdicts: Sequence[Verdict]) -> Verdict:
    """Readings of one claim: the verdict that those which are not open share, else depends."""
    known = {verdict for verdict in verdicts if verdict is not Verdict.OPEN}
    if not known:
        return Verdict.OPEN
    return known.pop() if len(known) == 1 else Verdict.DEPENDS
