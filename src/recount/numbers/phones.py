"""Telephone numbers: one name, with its brackets and spaces."""

from __future__ import annotations

import re

from recount.numbers.number import Figure
from recount.numbers.spans import label, token_after
from recount.numbers.tokens import Tokens

_PHONE = re.compile(
    r"\+[0-9]{1,3}(?:[ -]?\(?[0-9]{1,5}\)?){2,5}(?![0-9])|\(?0?[0-9]{3}\)?[ -]?[0-9]{3}-[0-9]{4}(?![0-9])"
    r"|0[0-9]{2,3}-[0-9]{7,8}(?![0-9])"
)

_CALL = re.compile(r"(?:\(?\+?[0-9]+\)?[ -]?){2,6}(?<=[0-9])")

_CALLED = frozenset("tel telephone phone fax call mobile".split())

_LIST_END = 40


def read_phone(t: Tokens, i: int) -> Figure | None:
    """``+86 10 6519 4114`` whole, ``(202) 606-9900``, and whatever digits follow *tel*."""
    words = t.words
    start = t.starts[i]
    first = i
    if words[i - 1] in ("+", "(") and t.ends[i - 1] == start:
        first, start = i - 1, start - 1
    before = words[first - 1] if words[first - 1] not in (":", ".") else words[first - 2]
    pattern = _CALL if before in _CALLED else _PHONE
    match = pattern.match(t.text, start, start + _LIST_END)
    if not match or sum(c.isdigit() for c in match[0]) < 7:
        return None
    if words[first - 1] == "-" and t.ends[first - 1] == t.starts[first]:
        return None
    return label(t, start, match.end(), token_after(t, i + 1, match.end()), None)
