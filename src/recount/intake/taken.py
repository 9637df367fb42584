"""The text that was taken from a file, what is said of it, and keeping it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from recount.errors import Problem, RecountError

STDIN = "-"
_SHOWN = 60


@dataclass(frozen=True)
class Taken:
    """The text of a file. All offsets count in ``text`` (code points).

    ``how`` names what was taken, in words, and is empty where the file is the text; ``left_out`` is what
    the file holds besides, as far as it can be told.
    """

    file: str
    text: str
    how: str = ""
    left_out: str = ""
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def said(self) -> list[str]:
        """What was taken as text and what was not, a line each; nothing where the file is the text."""
        if not self.how:
            return []
        words = " ".join(self.text.split())
        lines = [
            f"{self.how}: {len(self.text):,} characters, SHA-256 {self.sha256}; offsets count in this text",
            f"begins “{_cut(words)}” and ends “{_cut(words[::-1])[::-1]}”",
        ]
        if self.left_out:
            lines.append(f"left out: {len(self.left_out):,} characters, “{_cut(' '.join(self.left_out.split()))}”")
        return [f"{self.file}: {line}" for line in (*lines, *self.notes)]


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"


def keep(taken: Taken, path: Path) -> bool:
    """Write the text to ``path`` whole or not at all; whether that was needed.

    Raises RecountError rather than overwrite another text.
    """
    data = taken.text.encode()
    try:
        if path.exists():
            if path.read_bytes() == data:
                return False
            raise RecountError(Problem(str(path), "holds another text; name another file, or remove it first"))
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_bytes(data)
        os.replace(beside, path)
    except OSError as error:
        raise RecountError(Problem(str(path), f"cannot be written: {error.strerror}")) from None
    return True
