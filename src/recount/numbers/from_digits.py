"""What digits may be: a date, a name, a place in a list, an amount."""

from __future__ import annotations

from datetime import date

from recount.numbers import clock, figures, names, parts, periods, phones, ranks, ratios
from recount.numbers.from_words import hedged
from recount.numbers.lexicon import MONTHS, UNIT_SIGNS
from recount.numbers.nouns import is_sign
from recount.numbers.number import Figure
from recount.numbers.numerals import Numeral
from recount.numbers.points import is_year
from recount.numbers.tokens import MIXED, WORD, Tokens
from recount.numbers.years import is_a_year

_DATE_SIGNS = frozenset(("-", "/", ":", ".", "st", "nd", "rd", "th", "to", "a", "p", "am", "pm"))
_BEFORE_PHONE = frozenset(("+", "-", "(", ".", ":", "tel", "telephone", "phone", "fax", "call", "mobile"))


def read_digits(t: Tokens, i: int, held: date | None) -> Figure | None:
    """The mention that the digits at token ``i`` begin."""
    figure = _read_dated(t, i, held) if len(t.words[i]) <= 4 else None
    if figure is None and _may_be_phone(t, i):
        figure = phones.read_phone(t, i)
    if figure is None:
        figure = names.read_named(t, i)
    if figure is None and len(t.words[i]) == 4 and is_year(t, i):
        figure = _read_year(t, i, held)
    if figure is None and t.words[i + 1] in (".", ")"):
        figure = ranks.read_item(t, i)
    return figure or _read_amount(t, i)


def _may_be_phone(t: Tokens, i: int) -> bool:
    """A quick look, so that the expression for telephone numbers is tried on few digits only."""
    before, after = t.words[i - 1], t.words[i + 1]
    glued = t.starts[i + 1] == t.ends[i]
    return before in _BEFORE_PHONE or (glued and after in ("-", ")"))


def _read_year(t: Tokens, i: int, held: date | None) -> Figure | None:
    decade = clock.read_decade(t, i) if t.words[i + 1] in ("s", "'") else None
    if decade is not None:
        return decade
    return periods.read_period(t, i, held) if is_a_year(t, i) else None


def _read_dated(t: Tokens, i: int, held: date | None) -> Figure | None:
    """Days, dates, times and quarters that begin with digits; years are read later, for they may be counts."""
    word, following = t.words[i], t.words[i + 1]
    figure = None
    if following in _DATE_SIGNS or following in MONTHS:
        if following in ("-", "/"):
            figure = clock.read_iso(t, i)
        if figure is None and (len(word) <= 2 or "." in word):
            figure = clock.read_time(t, i)
            if figure is None and word.isdigit():
                figure = parts.read_part(t, i, held) or periods.read_period(t, i, held)
    if figure is None and (following[:1] in ("q", "h") or t.words[i + 2][:1] in ("q", "h")):
        figure = parts.read_reversed(t, i, held)
    return figure


def _read_amount(t: Tokens, i: int) -> Figure | None:
    if t.starts[i + 1] == t.ends[i]:
        ordinal = ranks.read_ending(t, i)
        if ordinal is not None:
            return ordinal
    figure = figures.read_figure(t, i)
    if figure is None:
        return names.read_code(t, i)
    if figure.kind == "quantity" and figure.magnitude == 0:
        if (
            t.kinds[i + 1] in (WORD, MIXED)
            and t.starts[i + 1] == t.ends[i]
            and not (t.words[i + 1] in UNIT_SIGNS and is_sign(t, i + 1))
        ):
            return names.read_glued(t, i)
        if t.words[i + 1] in ("in", "out") and not figure.decimals:
            share_of = ratios.read_out_of(t, Numeral(i, i + 1, figure.digits or 0, 0))
            if share_of is not None:
                return hedged(t, share_of, i)
    return figure
