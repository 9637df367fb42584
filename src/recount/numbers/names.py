"""Digits that are names by the words around them."""

from __future__ import annotations

from recount.numbers.currencies import CODES
from recount.numbers.decimals import ratio_text
from recount.numbers.lexicon import NAMED_AFTER, NAMED_BEFORE, NAMED_YEAR, NUMBERED
from recount.numbers.number import Figure
from recount.numbers.points import is_year
from recount.numbers.ranks import CLAUSE, ordinal
from recount.numbers.spans import TOKEN_END, label, whole, whole_token
from recount.numbers.tokens import DIGITS, MIXED, WORD, Tokens
from recount.numbers.when import year_pair


def read_code(t: Tokens, i: int) -> Figure:
    """A run of digits and separators that is no figure: 1.2.3, an account."""
    return label(t, t.starts[i], t.ends[i], i + 1, None)


def read_mixed(t: Tokens, i: int) -> Figure:
    """``G20``, ``CO2``, ``EU27``: the value is the digits, where they are one whole number."""
    digits = "".join(c if "0" <= c <= "9" else " " for c in t.words[i]).split()
    return whole_token(t, i, i, whole(digits[0]) if len(digits) == 1 else None)


def read_glued(t: Tokens, i: int) -> Figure:
    """Digits with letters glued to them that nothing else explains: 5G, 4K, 737MAX."""
    value = whole(t.words[i]) if t.words[i].isdigit() else None
    return whole_token(t, i, i + 1, value)


def read_named(t: Tokens, i: int) -> Figure | None:
    """Digits that are a name by the words around them: Article 5, hotline 12360, No. 16/36, COVID-19, 5G, Action 2023."""
    words, text = t.words, t.text
    before = words[i - 1]
    if before == "-" and t.ends[i - 1] == t.starts[i] and t.ends[i - 2] == t.starts[i - 1]:
        return _hyphenated(t, i)
    value = whole(words[i]) if words[i].isdigit() else None
    dot = before == "." and t.starts[i - 1] == t.ends[i - 2]
    noun, at = (words[i - 2], i - 2) if dot else (before, i - 1)
    if (
        noun in NUMBERED and (dot or noun != "no" or (text[t.starts[at]] == "N" and words[at - 1] not in CLAUSE))
    ) or before == "#":
        if _whole_number_at(t, i):
            ranked = _is_ranked(t, i) and value is not None and len(value) < 5
            return ordinal(t, i, i, int(words[i])) if ranked else _named(t, i, value)
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
    if before == "of" and words[i - 2] == "group" and text[t.starts[i - 2]].isupper():
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
    return whole_token(t, i, i, value if TOKEN_END.match(t.text, t.ends[i]).end() == t.ends[i] else None)  # type: ignore[union-attr]


def _hyphenated(t: Tokens, i: int) -> Figure | None:
    """``COVID-19``, ``Apollo-11``; but ``pre-2019`` and ``top-10`` hold a number of their own."""
    word = t.words[i - 2]
    capital = t.text[t.starts[i - 2] : t.starts[i - 2] + 1].isupper()
    if t.kinds[i - 2] not in (WORD, MIXED) or not capital or word in _LOOSE or is_year(t, i):
        return None
    return whole_token(t, i - 2, i, whole(t.words[i]) if t.words[i].isdigit() and t.kinds[i - 2] == WORD else None)


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
