"""Numbers that are names, places in a list, and ranks."""

from __future__ import annotations

import re

from recount.numbers.currencies import CODES
from recount.numbers.decimals import ratio_text
from recount.numbers.lexicon import (
    ADVERBS,
    EVENTS,
    MEASURES,
    NAMED_AFTER,
    NAMED_BEFORE,
    NAMED_YEAR,
    NUMBERED,
    ORDINAL_ENDINGS,
    ORDINALS,
    PREFIXES,
    TENS,
    UNITS,
)
from recount.numbers.number import Figure
from recount.numbers.periods import is_year
from recount.numbers.tokens import DIGITS, MIXED, WORD, Tokens
from recount.numbers.when import year_pair

_PHONE = re.compile(
    r"\+[0-9]{1,3}(?:[ -]?\(?[0-9]{1,5}\)?){2,5}(?![0-9])|\(?0?[0-9]{3}\)?[ -]?[0-9]{3}-[0-9]{4}(?![0-9])"
    r"|0[0-9]{2,3}-[0-9]{7,8}(?![0-9])"
)
_CALL = re.compile(r"(?:\(?\+?[0-9]+\)?[ -]?){2,6}(?<=[0-9])")
_CALLED = frozenset("tel telephone phone fax call mobile".split())
_CLAUSE = frozenset((".", ";", ":", "\n", "", '"', "!", "?", "-", "•", "*", "#", "(", ")", "“", "·"))
_TOKEN_END = re.compile(r"[0-9A-Za-z\u00c0-\u024f]*(?:[-/.][0-9A-Za-z\u00c0-\u024f]+|\([0-9a-z]{1,3}\))*")
_DOUBLE_FREE = frozenset("the its that those their his of to by from or and in since over".split())
_LIST_END = 40


def _label(t: Tokens, start: int, end: int, after: int, value: str | None) -> Figure:
    return Figure(start, end, "label", after, value, role="name")


def _token_after(t: Tokens, i: int, end: int) -> int:
    while t.starts[i] < end:
        i += 1
    return i


def whole_token(t: Tokens, first: int, last: int, value: str | None) -> Figure:
    """A name: the whole token without spaces from token ``first`` on, as ``one-stop``."""
    match = _TOKEN_END.match(t.text, t.ends[last], t.ends[last] + 60)
    end = match.end() if match else t.ends[last]
    return _label(t, t.starts[first], end, _token_after(t, last + 1, end), value)


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
    return _label(t, start, match.end(), _token_after(t, i + 1, match.end()), None)


def read_code(t: Tokens, i: int) -> Figure:
    """A run of digits and separators that is no figure: 1.2.3, an account."""
    return _label(t, t.starts[i], t.ends[i], i + 1, None)


def read_mixed(t: Tokens, i: int) -> Figure:
    """``G20``, ``CO2``, ``EU27``: the value is the digits, where they are one whole number."""
    digits = "".join(c if "0" <= c <= "9" else " " for c in t.words[i]).split()
    return whole_token(t, i, i, _whole(digits[0]) if len(digits) == 1 else None)


def _whole(digits: str) -> str | None:
    return (digits.lstrip("0") or "0") if len(digits) <= 30 else None


def read_named(t: Tokens, i: int) -> Figure | None:
    """Digits that are a name by the words around them: Article 5, hotline 12360, No. 16/36, COVID-19, 5G, Action 2023."""
    words, text = t.words, t.text
    before = words[i - 1]
    if before == "-" and t.ends[i - 1] == t.starts[i] and t.ends[i - 2] == t.starts[i - 1]:
        return _hyphenated(t, i)
    value = _whole(words[i]) if words[i].isdigit() else None
    dot = before == "." and t.starts[i - 1] == t.ends[i - 2]
    noun, at = (words[i - 2], i - 2) if dot else (before, i - 1)
    if (
        noun in NUMBERED and (dot or noun != "no" or (text[t.starts[at]] == "N" and words[at - 1] not in _CLAUSE))
    ) or before == "#":
        if _whole_number_at(t, i):
            ranked = _is_ranked(t, i) and value is not None and len(value) < 5
            return _ordinal(t, i, i, int(words[i])) if ranked else _named(t, i, value)
        return None
    if noun in NAMED_BEFORE and (dot or before == noun) and _whole_number_at(t, i):
        if noun in _NEED_CAPITAL and not text[t.starts[at]].isupper():
            return None
        return _named(t, i, value)
    if words[i + 1] == "-" and _is_release(t, i):
        return whole_token(t, i, i, None)
    if words[i + 1] == "/" and t.kinds[i + 2] == DIGITS and t.ends[i] == t.starts[i + 1] == t.starts[i + 2] - 1:
        return _slashed(t, i)
    if is_year(t, i) and _names_a_year(t, i):
        return _named(t, i, value)
    if words[i + 1] in NAMED_AFTER and words[i].isdigit():
        return _named(t, i, value)
    return None


# Elsewhere these are common nouns before a count: the box 5 held.
_NEED_CAPITAL = frozenset(
    "box figure figures code order law notice announcement document release recommendation opinion protocol agenda pillar tier "
    "category version goal mission issue decision resolution rule regulation directive schedule boeing airbus horizon bulletin "
    "basel volume phase type stage step level class zone unit option scenario theme part grade model lot mach".split()
)


def _whole_number_at(t: Tokens, i: int) -> bool:
    """Neither a percent nor an amount of money or of millions."""
    return t.words[i + 1] not in ("%", "percent", "per", "million", "billion", "trillion", "bn", "percentage", "basis")


def _is_release(t: Tokens, i: int) -> bool:
    """``BEA 19-46``: an acronym, then two numbers glued by a hyphen that nothing measures."""
    acronym = t.text[t.starts[i - 1] : t.ends[i - 1]]
    glued = t.kinds[i + 2] == DIGITS and t.ends[i] == t.starts[i + 1] == t.starts[i + 2] - 1
    ends = t.words[i + 3] in (".", ",", ";", ")", "\n", "") and t.words[i + 2].isdigit()
    return (
        t.kinds[i - 1] == WORD
        and len(acronym) > 1
        and acronym.isupper()
        and acronym.lower() not in CODES
        and glued
        and ends
    )


def _slashed(t: Tokens, i: int) -> Figure | None:
    """``2019/1020``, ``24/7``; 2023/24 is a period, 2/3 a ratio."""
    top, bottom = t.words[i], t.words[i + 2]
    if not (top.isdigit() and bottom.isdigit()) or (is_year(t, i) and year_pair(int(top), bottom) is not None):
        return None
    if 0 < int(top) < int(bottom) <= 10 and t.words[i + 3] not in ("/", "-"):
        return Figure(t.starts[i], t.ends[i + 2], "multiplier", i + 3, ratio_text(int(top), int(bottom)), unit="ratio")
    return whole_token(t, i, i, None)


def _is_ranked(t: Tokens, i: int) -> bool:
    """``No. 1 in the world``, ``ranks No. 3``."""
    return t.words[i + 1] in (
        "in",
        "worldwide",
        "globally",
        "among",
        "position",
        "place",
        "trading",
        "exporter",
        "importer",
    ) or any(word in ("rank", "ranks", "ranked", "ranking", "as") for word in t.words[i - 5 : i - 1])


def _named(t: Tokens, i: int, value: str | None) -> Figure:
    return whole_token(t, i, i, value if _TOKEN_END.match(t.text, t.ends[i]).end() == t.ends[i] else None)  # type: ignore[union-attr]


def _hyphenated(t: Tokens, i: int) -> Figure | None:
    """``COVID-19``, ``Apollo-11``; but ``pre-2019`` and ``top-10`` hold a number of their own."""
    word = t.words[i - 2]
    capital = t.text[t.starts[i - 2] : t.starts[i - 2] + 1].isupper()
    if t.kinds[i - 2] not in (WORD, MIXED) or not capital or word in _LOOSE or is_year(t, i):
        return None
    return whole_token(t, i - 2, i, _whole(t.words[i]) if t.words[i].isdigit() and t.kinds[i - 2] == WORD else None)


_LOOSE = frozenset("pre post mid early late end non sub top plus under over since near ex and to".split())


def _names_a_year(t: Tokens, i: int) -> bool:
    """``Action 2023``, ``Horizon 2020``: after a capitalised word that names programmes, or at the end of a quoted name."""
    before = t.words[i - 1]
    if t.words[i + 1] == "agenda" and t.text[t.starts[i + 1]].isupper():
        return True
    if t.kinds[i - 1] != WORD or not t.text[t.starts[i - 1]].isupper():
        return False
    if before in NAMED_YEAR and (before not in _PLACES or t.words[i + 1] in ('"', "'")):
        return True
    return t.words[i + 1] in ('"', "'") and t.words[i - 2] in ('"', "'") and len(before) > 3


_PLACES = frozenset("china india africa saudi europe".split())


def read_ending(t: Tokens, i: int) -> Figure | None:
    """``18th``, ``5G``, ``3D``: digits with letters glued to them that are no unit."""
    word = t.words[i + 1]
    if word in ORDINAL_ENDINGS and t.words[i].isdigit() and len(t.words[i]) <= 4:
        if _is_event(t, i + 2, t.words[i]):
            return _label(t, t.starts[i], t.ends[i + 1], i + 2, _whole(t.words[i]))
        return _ordinal(t, i, i + 1, int(t.words[i]))
    return None


def read_glued(t: Tokens, i: int) -> Figure:
    """Digits with letters glued to them that nothing else explains: 5G, 4K, 737MAX."""
    value = _whole(t.words[i]) if t.words[i].isdigit() else None
    return whole_token(t, i, i + 1, value)


def _ordinal(t: Tokens, first: int, last: int, rank: int) -> Figure:
    return Figure(t.starts[first], t.ends[last], "ordinal", last + 1, str(rank), role="rank")


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
    if (after in (",", ":") and before in _CLAUSE) or (after == "," and before in ("and", ",") and _lists(t, i)):
        return _item(t, i, rank)
    if before == "the" and after in ("is", "was", "concerns", "being") and words[i - 2] in _CLAUSE | {",", "and"}:
        return _item(t, i, rank)
    if after == "-" and t.ends[i] == t.starts[i + 1] == t.starts[i + 2] - 1 and not _superlative(words[i + 2]):
        return whole_token(t, i, i, str(rank))
    if t.text[t.starts[first]].isupper() and _is_event(t, i + 1, ""):
        return _label(t, t.starts[first], t.ends[i], i + 1, str(rank))
    return _ordinal(t, first, i, rank)


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
        return _label(t, t.starts[i], t.ends[i], i + 1, str(PREFIXES[word]))
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
        return _label(t, t.starts[i], t.ends[i], i + 1, str(UNITS.get(words[i], 0) or TENS.get(words[i], 0)))
    quoted = words[i - 1] == '"' and text[t.starts[i]].isupper()
    if (
        quoted
        and words[i] in UNITS
        and words[i] != "zero"
        and t.kinds[i + 1] == WORD
        and text[t.starts[i + 1]].isupper()
    ):
        return _label(t, t.starts[i], t.ends[i], i + 1, str(UNITS[words[i]]))
    return None


def is_digits(t: Tokens, i: int) -> bool:
    return t.kinds[i] == DIGITS
