"""What follows a numeral and belongs to it: percent, basis points, currency, tonnes, times, and a rate."""

from __future__ import annotations

from typing import NamedTuple

from recount.numbers.currencies import CODES, QUALIFIED, QUALIFIERS, SIGNS, WORDS
from recount.numbers.lexicon import TIME_NOUNS, TONNES
from recount.numbers.tokens import WORD, Tokens


class Unit(NamedTuple):
    """``power`` is what a value is shifted by: basis points are hundredths of a percentage point."""

    kind: str
    unit: str
    after: int
    power: int = 0


_POINT = ("point", "points")
_SHORT_POINTS = {"pp": 0, "ppt": 0, "ppts": 0, "pps": 0, "bp": -2, "bps": -2}


def read_unit(t: Tokens, i: int) -> Unit | None:
    """The unit at token ``i``, which directly follows a numeral."""
    words = t.words
    word = words[i]
    if word == "%":
        return _percent(t, i + 1)
    if word == "-" and t.ends[i - 1] == t.starts[i] and t.ends[i] == t.starts[i + 1]:
        return _hyphenated(t, i + 1)
    if t.kinds[i] != WORD:
        return Unit("money", SIGNS[word], i + 1) if word in SIGNS and t.starts[i] - t.ends[i - 1] <= 1 else None
    return _word_unit(t, i)


def _hyphenated(t: Tokens, i: int) -> Unit | None:
    """``25-basis-point``, ``2-trillion-yuan``, ``5-percent``."""
    word = t.words[i]
    if word in WORDS or word in ("percent", "percentage", "basis", "per", "tonne", "ton", "fold", "euro"):
        return _word_unit(t, i)
    return None


def _word_unit(t: Tokens, i: int) -> Unit | None:
    words = t.words
    word, following = words[i], words[i + 1]
    if following == "-" and t.ends[i] == t.starts[i + 1]:
        following = words[i + 2]
    if word in ("percent", "pct", "percentage"):
        return _percent(t, i + 1) if word != "percentage" or following in _POINT else None
    if word == "per" and following in ("cent", "centum"):
        return _percent(t, i + 2)
    if word == "pc" and t.starts[i] - t.ends[i - 1] <= 1:
        return _percent(t, i + 1)
    if word == "basis" and following in _POINT:
        return Unit("percent", "percentage-point", i + 3 if words[i + 1] == "-" else i + 2, -2)
    if word == "p" and words[i + 1 : i + 4] == [".", "p", "."]:
        return Unit("percent", "percentage-point", i + 4)
    if word in _SHORT_POINTS:
        return Unit("percent", "percentage-point", i + 1, _SHORT_POINTS[word])
    if word in WORDS or word in CODES or word in QUALIFIERS or word == "u":
        return _currency(t, i)
    if word in TONNES:
        return Unit("quantity", "tonne", i + 1)
    if word == "metric" and following in TONNES:
        return Unit("quantity", "tonne", i + 2)
    if word == "t" and t.text[t.starts[i]] == "t" and t.words[i + 1] != "-":
        return Unit("quantity", "tonne", i + 1)
    if word in ("x", "fold") and t.starts[i] - t.ends[i - 1] <= (word == "fold"):
        return Unit("multiplier", "ratio", i + 1)
    return None


def _percent(t: Tokens, i: int) -> Unit:
    """After %, percent or percentage: perhaps point(s)."""
    words = t.words
    at = i + 1 if words[i] == "-" and t.ends[i - 1] == t.starts[i] else i
    if words[at] in _POINT:
        return Unit("percent", "percentage-point", at + 1)
    return Unit("percent", "percent", i)


def _currency(t: Tokens, i: int) -> Unit | None:
    words = t.words
    word = words[i]
    if word == "u" and words[i + 1] == "." and words[i + 2] == "s" and words[i + 3] == "." and words[i + 4] in WORDS:
        return Unit("money", QUALIFIED.get(("us", _singular(words[i + 4])), WORDS[words[i + 4]]), i + 5)
    if word in ("new", "hong"):
        i, word = i + 1, words[i + 1]
    code = QUALIFIED.get((word, _singular(words[i + 1])))
    if code:
        return Unit("money", code, i + 2)
    if words[i - 1] in ("new", "hong"):
        return None
    if word in CODES:
        printed = t.text[t.starts[i] : t.ends[i]]
        if not (printed.isupper() or word in ("rmb", "sdrs")):
            return None
        return Unit("money", CODES[word], i + 2 if words[i + 1] in ("yuan", "renminbi") else i + 1)
    if word in WORDS and not (word in ("pounds", "pound", "real", "won", "rand") and words[i + 1] in ("of", "-")):
        sterling = words[i + 1] == "sterling"
        if word == "real" or (word == "won" and words[i + 1] in ("the", "a", "by")):
            return None
        return Unit("money", WORDS[word], i + 1 + sterling)
    return None


def _singular(word: str) -> str:
    if word in ("kroner", "kronor"):
        return "krone" if word == "kroner" else "krona"
    return word[:-1] if word.endswith("s") else word


_NOT_RATES = frozenset("earlier ago before later after prior previously".split())


def read_rate(t: Tokens, i: int) -> tuple[str, int]:
    """``per year``, ``a year``, ``/hour`` at token ``i``: the end of the unit (``/year``) and the token after it."""
    words = t.words
    word, base = words[i], words[i + 1]
    if word == "per":
        if base == "annum":
            return "/year", i + 2
        if base == "metric" and words[i + 2] in TONNES:
            return "/tonne", i + 3
        if t.kinds[i + 1] == WORD and base not in ("cent", "centum"):
            return "/" + _base(base), i + 2
    elif word in ("a", "an") and words[i + 2] not in _NOT_RATES:
        if (base in TIME_NOUNS and base not in ("second", "quarter", "half")) or base in (
            "barrel",
            "tonne",
            "ton",
            "share",
            "litre",
        ):
            return "/" + _base(base), i + 2
    elif word == "/" and t.ends[i] == t.starts[i + 1] and t.kinds[i + 1] == WORD and t.ends[i - 1] == t.starts[i]:
        return "/" + _base(base), i + 2
    elif word == "p" and words[i + 1 : i + 4] == [".", "a", "."]:
        return "/year", i + 4
    return "", i


def _base(word: str) -> str:
    return {"ton": "tonne", "t": "tonne", "bbl": "barrel", "yr": "year", "h": "hour", "annum": "year"}.get(word, word)
