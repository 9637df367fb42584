"""What is wrong with the input, in words that name the file, the claim and the field."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where it stands and what to do about it."""

    file: str
    message: str
    claim: str | None = None
    field: str | None = None

    def __str__(self) -> str:
        where = [self.file]
        if self.claim:
            where.append(f"claim {self.claim}")
        if self.field:
            where.append(f"field {self.field}")
        return f"{': '.join(where)}: {' '.join(self.message.split())}"


class RecountError(Exception):
    """Malformed input. Holds every problem that was found, one line each."""

    def __init__(self, problems: Problem | list[Problem]) -> None:
        self.problems = [problems] if isinstance(problems, Problem) else list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FormulaError(ValueError):
    """A formula that cannot be evaluated; the caller adds file, claim and field."""


class UnitError(FormulaError):
    """Quantities whose units do not go together."""


class NotOut(LookupError):
    """A figure exists, but not yet on the day that is asked for."""
