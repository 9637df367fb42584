"""Whether *one* is a number, or a pronoun or article."""

from __future__ import annotations

from recount.numbers.lexicon import STOPS
from recount.numbers.tokens import WORD, Tokens

_BEFORE = frozenset(
    "another this that these those no any every each some which the single last first next such not from someone a my your our "
    "same everyone".split()
)
_AFTER = frozenset(
    "another by after such thing hand who whose that way time another's self other of is was were has and or to if it he "
    "she they we you i never always also cannot".split()
)
_AT = frozenset("point time stage end level moment".split())


def counts_one(t: Tokens, i: int) -> bool:
    """*One* counts directly before a noun: one truck; not one of, another one, the one that, at one point."""
    before, after = t.words[i - 1], t.words[i + 1]
    if after == "-":
        return t.ends[i] == t.starts[i + 1]
    if t.kinds[i + 1] != WORD or after in STOPS or after in _AFTER or before in _BEFORE:
        return False
    return not (before in ("at", "in") and after in _AT)
