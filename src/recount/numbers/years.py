"""Whether four digits are a year or a count."""

from __future__ import annotations

from recount.numbers.lexicon import MAGNITUDES, SCALES, TONNES, UNIT_SIGNS
from recount.numbers.nouns import is_plural
from recount.numbers.points import is_year
from recount.numbers.tokens import WORD, Tokens

_FIRM = frozenset(
    "in since by until till during from of between and to before after for through year fiscal early late mid end".split()
)
_BENT = frozenset(
    "over nearly almost about around some than roughly approximately exceeded least most exceeding surpassed".split()
)
_MEASURED = (
    frozenset("% percent per percentage basis yuan dollars euros people tonnes times points rmb $ € £".split())
    | MAGNITUDES.keys()
    | SCALES.keys()
    | TONNES
    | UNIT_SIGNS
)


def is_a_year(t: Tokens, i: int) -> bool:
    """Whether the four digits at token ``i``, between 1500 and 2100, are a year, by the words beside them."""
    before, after = t.words[i - 1], t.words[i + 1]
    if after in _MEASURED or _has_prefix(t, i):
        return False
    if before in ("in", "since", "by", "until", "during", "year", "fiscal", "/"):
        return True
    if before in _BENT and not (before == "than" and t.words[i - 2] in ("in", "earlier", "later")):
        return before == "over" and t.words[i - 2] in ("%", "percent", "cent")
    year = int(t.words[i])
    if not 1900 <= year < 2100:
        return before in _FIRM and t.kinds[i + 1] != WORD
    round_count = year % 100 == 0 and before not in _FIRM
    return not (round_count and t.kinds[i + 1] == WORD and _counts(t, i + 1))


def _counts(t: Tokens, i: int) -> bool:
    return any(is_plural(word) for word in t.words[i : i + 3])


def _has_prefix(t: Tokens, i: int) -> bool:
    before = t.words[i - 1]
    if before in ("$", "€", "£", "¥", "₹", "us$", "hk$"):
        return True
    if before in ("-", "+") and t.ends[i - 1] == t.starts[i]:
        return t.ends[i - 2] < t.starts[i - 1] and not is_year(t, i - 2)
    return t.kinds[i - 1] == WORD and t.text[t.starts[i - 1] : t.ends[i - 1]] in (
        "RMB",
        "CNY",
        "USD",
        "EUR",
        "GBP",
        "INR",
        "SDR",
        "Rs",
    )
