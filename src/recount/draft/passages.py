"""Sentences of a text, and the words that stand between its numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

# A full stop ends a sentence before a space and a capital, not in 43.85 or U.S. dollars.
_END = re.compile(
    r"[。！？；]|[!?;](?=\s)|(?<![A-Z.][A-Z])(?<!\bNo)\.(?=[”\"’)*]*\s+(?:[“\"(]?[A-Z\u3400-\u9fff]|$))|\n\s*\n|\n(?=\s*(?:[A-Z•*-]|[\u3400-\u9fff]))"
)


def sentence_starts(text: str) -> list[int]:
    """Where each sentence begins, in code points; the first begins at 0."""
    starts = [0]
    for found in _END.finditer(text):
        begin = found.end()
        while begin < len(text) and (text[begin] in '”"’)*' or text[begin].isspace()):
            begin += 1
        if begin < len(text) and text[starts[-1] : begin].strip():
            starts.append(begin)
    return starts


def sentence_at(starts: Sequence[int], place: int) -> int:
    """The number of the sentence, from 0, that a place lies in."""
    return bisect_right(starts, place) - 1
