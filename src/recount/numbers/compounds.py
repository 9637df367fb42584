"""Number words glued to what they do not count: one-stop, two-tier, dual-track; and words that are names."""

from __future__ import annotations

from recount.numbers.lexicon import MEASURES, ORDINALS, PREFIXES, TENS, UNITS
from recount.numbers.number import Figure
from recount.numbers.spans import label, whole_token
from recount.numbers.tokens import WORD, Tokens

_DOUBLE_FREE = frozenset("the its that those their his of to by from or and in since over".split())


def read_prefix(t: Tokens, i: int) -> Figure | None:
    """``dual-track``, *Dual* and *triple* in names; *double* and *triple* of amounts are multipliers and not read here."""
    word, after = t.words[i], t.words[i + 1]
    hyphen = after == "-" and t.ends[i] == t.starts[i + 1] and t.kinds[i + 2] == WORD
    if hyphen:
        return whole_token(t, i, i, str(PREFIXES[word]))
    if (
        word == "dual"
        or (word != "double" and t.words[i - 1] in ('"', "'"))
        or (
            word == "triple"
            and t.kinds[i + 1] == WORD
            and after not in _DOUBLE_FREE
            and t.words[i - 1] not in ("to", "will", "than")
        )
    ):
        return label(t, t.starts[i], t.ends[i], i + 1, str(PREFIXES[word]))
    return None


def read_hyphened_word(t: Tokens, i: int, value: int) -> Figure | None:
    """``one-stop``, ``two-tier``, ``Five-Year``: a number word glued to a word that it does not count."""
    if (
        t.words[i + 1] != "-"
        or t.ends[i] != t.starts[i + 1]
        or t.kinds[i + 2] != WORD
        or t.starts[i + 2] != t.ends[i + 1]
    ):
        return None
    word = t.words[i + 2]
    capitals = t.text[t.starts[i]].isupper() and t.text[t.starts[i + 2]].isupper()
    if (word in MEASURES or word in ("fold", "percent", "thirds", "fifths", "quarters")) and not capitals:
        return None
    if (
        word in UNITS
        or word in TENS
        or word in ORDINALS
        or word in ("in", "to", "out", "and", "or", "hundred", "million", "billion", "trillion", "thousand")
    ):
        return None
    return whole_token(t, i, i, str(value))


def read_group(t: Tokens, i: int) -> Figure | None:
    """``Group of Seven``, quoted ``One Declaration``."""
    words, text = t.words, t.text
    if words[i - 1] == "of" and words[i - 2] == "group" and text[t.starts[i]].isupper():
        return label(t, t.starts[i], t.ends[i], i + 1, str(UNITS.get(words[i], 0) or TENS.get(words[i], 0)))
    quoted = words[i - 1] == '"' and text[t.starts[i]].isupper()
    if (
        quoted
        and words[i] in UNITS
        and words[i] != "zero"
        and t.kinds[i + 1] == WORD
        and text[t.starts[i + 1]].isupper()
    ):
        return label(t, t.starts[i], t.ends[i], i + 1, str(UNITS[words[i]]))
    return None
