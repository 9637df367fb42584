"""Ordinals: ranks, places in a list, parts of names; and enumerations by digits."""

from __future__ import annotations

from recount.numbers.lexicon import ADVERBS, EVENTS, ORDINAL_ENDINGS, ORDINALS, TENS, UNITS
from recount.numbers.number import Figure
from recount.numbers.spans import label, whole, whole_token
from recount.numbers.tokens import WORD, Tokens

CLAUSE = frozenset((".", ";", ":", "\n", "", '"', "!", "?", "-", "•", "*", "#", "(", ")", "“", "·"))


def ordinal(t: Tokens, first: int, last: int, rank: int) -> Figure:
    return Figure(t.starts[first], t.ends[last], "ordinal", last + 1, str(rank), role="rank")


def read_ending(t: Tokens, i: int) -> Figure | None:
    """``18th``, ``5G``, ``3D``: digits with letters glued to them that are no unit."""
    word = t.words[i + 1]
    if word in ORDINAL_ENDINGS and t.words[i].isdigit() and len(t.words[i]) <= 4:
        if _is_event(t, i + 2, t.words[i]):
            return label(t, t.starts[i], t.ends[i + 1], i + 2, whole(t.words[i]))
        return ordinal(t, i, i + 1, int(t.words[i]))
    return None


def _is_event(t: Tokens, i: int, digits: str) -> bool:
    """Whether capitalised words that follow name a congress, an expo, a plan."""
    words, text = t.words, t.text
    for at in range(i, i + 9):
        if words[at] in ("-", "&", "of", "the", "for", "on", "and") and at > i:
            if words[at] in ("of", "for", "on"):
                return False
            continue
        if t.kinds[at] == WORD and text[t.starts[at]].isupper():
            if words[at] in EVENTS:
                return True
        elif words[at] in EVENTS and digits.isdigit():
            return words[at] in ("congress", "plenum", "session")
        else:
            return False
    return False


def read_ordinal(t: Tokens, i: int) -> Figure | None:
    """``first`` and its like at token ``i``: a place in a list, a name, or a rank; none where it means before all else."""
    words = t.words
    word, before, after = words[i], words[i - 1], words[i + 1]
    if word in ADVERBS:
        return _item(t, i, ADVERBS[word])
    rank = ORDINALS[word]
    first = i
    if before == "-" and words[i - 2] in TENS and t.ends[i - 1] == t.starts[i]:
        rank, first = rank + TENS[words[i - 2]], i - 2
        before = words[first - 1]
    if word == "first" and (
        (after == "and" and words[i + 2] in ("foremost", "then", "last"))
        or before == "at"
        or after == "then"
        or words[i + 1 : i + 3] == ["of", "all"]
    ):
        return None
    if word == "second" and ((before in ("per", "a", "every", "each") and after in ("", ".", ",")) or before in UNITS):
        return None
    if (after in (",", ":") and before in CLAUSE) or (after == "," and before in ("and", ",") and _lists(t, i)):
        return _item(t, i, rank)
    if before == "the" and after in ("is", "was", "concerns", "being") and words[i - 2] in CLAUSE | {",", "and"}:
        return _item(t, i, rank)
    if after == "-" and t.ends[i] == t.starts[i + 1] == t.starts[i + 2] - 1 and not _superlative(words[i + 2]):
        return whole_token(t, i, i, str(rank))
    if _is_event(t, i + 1, "") or _is_proper(t, first, i):
        return label(t, t.starts[first], t.ends[i], i + 1, str(rank))
    return ordinal(t, first, i, rank)


def _is_proper(t: Tokens, first: int, i: int) -> bool:
    """``the First World War``: a capital on the ordinal and the next word, but not on the word before."""
    return (
        t.text[t.starts[first]].isupper()
        and t.kinds[i + 1] == WORD
        and t.text[t.starts[i + 1]].isupper()
        and t.text[t.starts[first - 1]].islower()
    )


def _lists(t: Tokens, i: int) -> bool:
    """``first, … , second, …`` in running text: only after a comma or *and* that another clause precedes."""
    return t.words[i - 1] == "and" or t.kinds[i - 2] == WORD


def _superlative(word: str) -> bool:
    return word.endswith("est") or word in (
        "ever", "most", "ranked", "placed", "time", "best", "century", "month", "round", "year", "generation", "busiest", "degree",
    )  # fmt: skip


def _item(t: Tokens, i: int, place: int) -> Figure:
    return Figure(t.starts[i], t.ends[i], "list-number", i + 1, str(place), role="item")


def read_item(t: Tokens, i: int) -> Figure | None:
    """``(1)``, and ``1.`` or ``1)`` at the start of a line."""
    words = t.words
    word = words[i]
    if len(word) > 2 or not word.isdigit() or word[0] == "0":
        return None
    if words[i - 1] == "(" and words[i + 1] == ")" and t.ends[i - 1] == t.starts[i] and t.ends[i] == t.starts[i + 1]:
        return _item(t, i, int(word))
    at = i - 1
    while words[at] in ("#", "*", "-", ">") and at > i - 6:
        at -= 1
    starts = words[at] == "\n"
    if starts and words[i + 1] in (".", ")") and t.ends[i] == t.starts[i + 1] and t.starts[i + 2] > t.ends[i + 1]:
        return _item(t, i, int(word))
    return None
