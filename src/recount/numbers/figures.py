"""Figures in English: numeral, currency before or after, unit, rate, counted noun, hedge."""

from __future__ import annotations

from recount.numbers.currencies import ABBREVIATIONS, CODES, SIGNS
from recount.numbers.hedges import set_hedge
from recount.numbers.lexicon import CHANGE_WORDS, FOLDS, MAGNITUDES, MULTIPLIERS, TIME_NOUNS, UP_WORDS
from recount.numbers.nouns import counted_noun
from recount.numbers.number import Figure
from recount.numbers.numerals import Numeral, read_digits
from recount.numbers.tokens import DIGITS, WORD, Tokens
from recount.numbers.units import read_rate, read_unit

_SIGNS = ("-", "+")
_COMPARED = frozenset(
    "as the more higher larger greater bigger faster longer its that what those their compared respectively over lower fewer "
    "smaller less since than on".split()
)
_OCCASION = frozenset("a per in during every each".split())


def read_prefix(t: Tokens, i: int) -> tuple[int, str | None, bool]:
    """Sign and currency before token ``i``: the first token of the span, the currency, and whether the sign is minus."""
    words, starts, ends = t.words, t.starts, t.ends
    k, negative, code = i - 1, False, None
    if words[k] == ")" and words[k - 1] == "-" and words[k - 2] == "(":
        k, negative = k - 3, True
    elif words[k] in _SIGNS and ends[k] == starts[i]:
        if _is_sign(t, k) or words[k - 1] in SIGNS or words[k - 1] in CODES:
            negative, k = words[k] == "-", k - 1
        else:
            return i, None, False
    elif words[k] == "minus":
        return k, None, True
    word = words[k]
    if word in SIGNS and starts[k + 1] - ends[k] <= 1:
        code = SIGNS[word]
        if word == "$" and words[k - 1] in ("us", "hk") and starts[k] - ends[k - 1] <= 1:
            k, code = k - 1, SIGNS[words[k - 1] + "$"]
        k -= 1
    elif (
        word in CODES and starts[k + 1] - ends[k] <= 1 and t.text[starts[k]].isupper() and t.text[ends[k] - 1].isupper()
    ):
        code, k = CODES[word], k - 1
    elif word in ABBREVIATIONS and t.text[starts[k]].isupper():
        code, k = ABBREVIATIONS[word], k - 1
    elif word == "." and words[k - 1] == "rs":
        code, k = "INR", k - 2
    if code and words[k] in _SIGNS and ends[k] == starts[k + 1] and _is_sign(t, k):
        negative, k = negative or words[k] == "-", k - 1
    return k + 1, code, negative


def _is_sign(t: Tokens, k: int) -> bool:
    """A plus or minus that is glued to nothing before it."""
    return t.ends[k - 1] < t.starts[k] or t.words[k - 1] in ("(", "\n", "", '"', "|", "/", "[", ":") or t.starts[k] == 0


def _inherited(t: Tokens, i: int) -> str | None:
    """The currency before the first member of a range: $50-60, €3 to 4 billion."""
    words, k = t.words, i - 1
    dash = words[k] == "-" and t.ends[k - 1] == t.starts[k] and t.ends[k] == t.starts[i]
    if not dash and (words[k] != "to" or counted_noun(t, i + 1)[0]):
        return None
    k -= 2 if words[k - 1] in MAGNITUDES else 1
    return read_prefix(t, k)[1] if t.kinds[k] == DIGITS else None


def read_figure(t: Tokens, i: int, spelled: Numeral | None = None) -> Figure | None:
    """The figure whose digits are token ``i``, or whose words are ``spelled``."""
    first, code, negative = (i, None, False) if spelled else read_prefix(t, i)
    if code is None and first == i and not spelled:
        code = _inherited(t, i)
    numeral = spelled or read_digits(t, i, code is not None)
    if numeral is None:
        return None
    if spelled and t.words[first - 1] == "minus":
        first, negative = first - 1, True
    after = numeral.after
    figure = Figure(
        t.starts[first],
        t.ends[after - 1],
        "money" if code else "quantity",
        after,
        digits=-numeral.digits if negative else numeral.digits,
        power=numeral.power,
        magnitude=numeral.magnitude,
        decimals=numeral.decimals,
        vulgar=numeral.vulgar,
        unit=code,
    )
    noun, noun_after = _set_unit(t, figure, numeral)
    if numeral.plural:
        figure.hedge = "several"
    else:
        set_hedge(t, figure, first, noun, noun_after, numeral.spelled)
    _set_role(t, figure, first, noun)
    return figure


def _set_unit(t: Tokens, figure: Figure, numeral: Numeral) -> tuple[str | None, int]:
    """Write unit and rate into the figure; returns the counted noun and the token after it."""
    after = figure.after
    unit = read_unit(t, after + (numeral.plural and t.words[after] == "of"))
    if (
        unit is not None
        and (figure.unit is None or unit.kind == "money")
        and not (unit.kind == "quantity" and figure.unit)
    ):
        if figure.unit is None or unit.unit == figure.unit:
            figure.kind, figure.unit, after = unit.kind, unit.unit, unit.after
            figure.power += unit.power
    elif figure.unit is None:
        if t.words[after] == "times" and _is_multiplier(t, numeral):
            figure.kind, figure.unit, after = "multiplier", "ratio", after + 1
        elif t.words[after] == "-" and t.words[after + 1] == "times":
            figure.kind, figure.unit, after = "multiplier", "ratio", after + 2
    if figure.unit is None:
        return _count(t, figure, numeral)
    rate, rate_after = read_rate(t, after) if figure.kind != "multiplier" else ("", after)
    if rate:
        figure.unit, after = figure.unit + rate, rate_after
    figure.after, figure.end = after, t.ends[after - 1]
    return None, after


def _count(t: Tokens, figure: Figure, numeral: Numeral) -> tuple[str | None, int]:
    after = figure.after
    if t.words[after] == "-" and t.ends[after - 1] == t.starts[after] and t.starts[after + 1] == t.ends[after]:
        if t.kinds[after + 1] != WORD or t.words[after + 1] in ("plus", "to"):
            noun, noun_after = (counted_noun(t, after + 2)) if t.words[after + 1] == "plus" else (None, after)
        else:
            noun, noun_after = t.words[after + 1], after + 2
    elif numeral.spelled and numeral.digits == 1 and not numeral.magnitude and numeral.after == numeral.first + 1:
        noun, noun_after = t.words[after], after + 1
    else:
        at = after + (t.words[after] == "+")
        noun, noun_after = counted_noun(t, at, numeral.plural)
    if noun is not None:
        figure.unit = f"count:{noun}"
    return noun, noun_after


def _is_multiplier(t: Tokens, numeral: Numeral) -> bool:
    """``8 times`` as a ratio; met four times, three times a week count occasions."""
    words, after = t.words, numeral.after + 1
    if numeral.decimals or numeral.vulgar or words[after] in _COMPARED:
        return True
    if words[after] in _OCCASION:
        return False
    for k in range(numeral.first - 1, max(0, numeral.first - 7), -1):
        if words[k] in UP_WORDS or words[k] in CHANGE_WORDS:
            return True
        if words[k] in (".", ";", ":", "\n"):
            break
    # A list whose last member is a ratio: 8 times, 1.8 times and 15.2 times.
    return words[after] in (",", "and", "to") and words[after + 2] == "times" and "." in words[after + 1]


def read_multiplier(t: Tokens, i: int) -> Figure:
    """``doubled``, ``twice``, ``tenfold``."""
    word = t.words[i]
    digits, power = MULTIPLIERS[word] if word in MULTIPLIERS else (FOLDS[word], 0)
    figure = Figure(
        t.starts[i],
        t.ends[i],
        "multiplier",
        i + 1,
        digits=digits,
        power=power,
        vulgar=True,
        unit="ratio",
        role="change",
    )
    set_hedge(t, figure, i, None, i + 1)
    return figure


def _set_role(t: Tokens, figure: Figure, first: int, noun: str | None) -> None:
    if noun is not None:
        figure.role = "duration" if noun in TIME_NOUNS else None
    elif figure.kind == "percent":
        words = t.words
        if words[figure.after] == "of":
            figure.role = "share"
        elif any(word in CHANGE_WORDS for word in words[max(0, first - 3) : first]):
            figure.role = "change"
