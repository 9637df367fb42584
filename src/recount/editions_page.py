"""Editions, corrections and withdrawals in words, for the pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from recount.blocks import as_list, day_in_words, number_word, table_text
from recount.check.run import ClaimResult
from recount.check.verdict import Verdict
from recount.collection import Collection
from recount.editions import Changes, Correction, corrections, released, steps, verdicts_of


def changes_in_words(root: Path, version: str, results: Sequence[ClaimResult]) -> str:
    """What each edition changed against the one before, newest first, with the reason for each changed verdict."""
    reasons = {(each.edition, each.claim): each for each in corrections(root)}
    lines = []
    for edition, step in reversed(steps(root, version, verdicts_of(results))):
        lines.append(f"**{edition}**: {_counted(step)}.")
        lines += [
            f"- [{claim}](#{claim}): {_printed(before)}, now {_printed(after)}. {_why(reasons.get((edition, claim)))}"
            for claim, (before, after) in step.changed.items()
        ]
        lines += [f"- [{claim}](#{claim}): withdrawn." for claim in step.gone]
        lines.append("")
    first = next(iter(released(root)), None)
    if first:
        lines.append(f"**{first.version}**: the first edition, with {len(first.verdicts)} claims.")
    return "\n".join(_spaced(lines))


def corrections_in_words(root: Path) -> str:
    """Every correction, newest first."""
    rows = [
        (
            day_in_words(each.day.first),
            each.edition,
            f"[{each.claim}](#{each.claim})",
            _printed(each.before),
            _printed(each.after),
            each.why,
        )
        for each in sorted(corrections(root), key=lambda each: each.day.first, reverse=True)
    ]
    if not rows:
        return "No verdict of a released edition has been corrected so far."
    return table_text(("Day", "Edition", "Claim", "Before", "After", "Reason"), rows)


def withdrawals_in_words(collection: Collection) -> str:
    """Every claim that was withdrawn."""
    rows = [
        (day_in_words(gone.day.first), f"[{gone.id}](#{gone.id})", gone.states, gone.why)
        for briefing in collection.briefings.values()
        for gone in briefing.withdrawn
    ]
    return table_text(("Day", "Claim", "It stated", "Reason"), rows) if rows else "No claim has been withdrawn so far."


def _counted(step: Changes) -> str:
    parts = [
        f"{number_word(len(found))} claim{'s' * (len(found) != 1)} {what}"
        for found, what in ((step.added, "added"), (step.gone, "withdrawn"))
        if found
    ]
    changed = number_word(len(step.changed))
    return as_list([*parts, f"{changed} verdict{'s' * (len(step.changed) != 1)} changed"])


def _why(reason: Correction | None) -> str:
    return reason.why if reason else "The reason is still to be given."


def _printed(verdict: str) -> str:
    return Verdict(verdict).printed


def _spaced(lines: Sequence[str]) -> list[str]:
    """A list needs an empty line before it."""
    spaced: list[str] = []
    for line in lines:
        if line.startswith("- ") and spaced and not spaced[-1].startswith("- "):
            spaced.append("")
        spaced.append(line)
    return spaced
