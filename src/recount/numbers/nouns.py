"""The noun that a number counts, by the rule of the labelling guideline."""

from __future__ import annotations

from recount.numbers.lexicon import IRREGULAR_PLURALS, MAGNITUDES, NOT_NOUNS, ORDINALS, STOPS, TENS, UNIT_SIGNS, UNITS
from recount.numbers.tokens import WORD, Tokens

# How far the noun may stand from the number, in words.
REACH = 7


def counted_noun(t: Tokens, i: int, skip_of: bool = False) -> tuple[str | None, int]:
    """The first word from token ``i`` that is plural in form, in lower case, and the token after it; else None and ``i``."""
    words, kinds = t.words, t.kinds
    if skip_of and words[i] == "of":
        i += 1
    if words[i] in UNIT_SIGNS and is_sign(t, i):
        return words[i], i + 1
    reach = 0
    at = i
    while reach < REACH:
        word = words[at]
        if kinds[at] != WORD:
            if (
                word == "-"
                and t.ends[at - 1] == t.starts[at]
                and t.ends[at] == t.starts[at + 1]
                and kinds[at + 1] == WORD
            ):
                at += 1
                continue
            return None, i
        if word in STOPS or word in UNITS or word in TENS or word in MAGNITUDES or word in ORDINALS:
            return None, i
        if is_plural(word):
            if not (words[at + 1] == "-" and t.ends[at] == t.starts[at + 1]):
                return word, at + 1
        elif word in _ENDS:
            return None, i
        at += 1
        reach += 1
    return None, i


_ENDS = frozenset("a an the this these those it they we he she you i its their there here".split())


def is_plural(word: str) -> bool:
    """Plural in form: ends in s, but not in ss, us, is; or one of the irregular ones."""
    if word in IRREGULAR_PLURALS:
        return True
    return len(word) > 2 and word[-1] == "s" and word[-2] not in "sui" and word not in NOT_NOUNS


def is_sign(t: Tokens, i: int) -> bool:
    """Whether the unit sign at token ``i`` is one: a single letter has to be small, for 5G and 4K are names."""
    return len(t.words[i]) > 1 or t.text[t.starts[i]].islower() or t.words[i - 1] == "°"
