"""Mentions that are names: the span is the whole token without spaces."""

from __future__ import annotations

import re

from recount.numbers.number import Figure
from recount.numbers.tokens import Tokens

TOKEN_END = re.compile(r"[0-9A-Za-z\u00c0-\u024f]*(?:[-/.][0-9A-Za-z\u00c0-\u024f]+|\([0-9a-z]{1,3}\))*")


def label(t: Tokens, start: int, end: int, after: int, value: str | None) -> Figure:
    return Figure(start, end, "label", after, value, role="name")


def token_after(t: Tokens, i: int, end: int) -> int:
    while t.starts[i] < end:
        i += 1
    return i


def whole(digits: str) -> str | None:
    return (digits.lstrip("0") or "0") if len(digits) <= 30 else None


def whole_token(t: Tokens, first: int, last: int, value: str | None) -> Figure:
    """A name: the whole token without spaces from token ``first`` on, as ``one-stop``."""
    match = TOKEN_END.match(t.text, t.ends[last], t.ends[last] + 60)
    end = match.end() if match else t.ends[last]
    return label(t, t.starts[first], end, token_after(t, last + 1, end), value)
