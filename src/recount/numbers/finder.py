"""The finder: one pass over the tokens of a piece; each candidate is read by the first grammar that fits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from recount.numbers import clock, figures, names, parts
from recount.numbers.from_digits import read_digits
from recount.numbers.from_words import TRIGGERS, hedged, read_word
from recount.numbers.lexicon import VULGAR_RATIOS
from recount.numbers.number import Figure, Number
from recount.numbers.numerals import read_vulgar
from recount.numbers.sharing import share
from recount.numbers.tokens import CODE, DIGITS, MIXED, WORD, Tokens, pieces, plain

# Any Chinese character is at or above this one; what else is, the Chinese grammar lets pass.
_FIRST_HAN = "\u3400"


def find_numbers(text: str, held: date | None = None) -> list[Number]:
    """Every number in ``text``, in order and without overlaps. ``held``, the date of the text, resolves *last year*."""
    return list(iter_numbers(text, held))


def iter_numbers(text: str, held: date | None = None) -> Iterator[Number]:
    """As ``find_numbers``, one by one: what is held in memory beside the text does not grow with it."""
    text_plain = plain(text)
    for start, end in pieces(text_plain):
        piece = text_plain[start:end]
        found = _read_piece(piece, held, start == 0 or text_plain[start - 1] == "\n")
        original = text[start:end]
        for figure in found:
            yield figure.number(original, start)


def _read_piece(piece: str, held: date | None, line_start: bool) -> list[Figure]:
    tokens = Tokens(piece, TRIGGERS, line_start)
    if not piece.isascii() and max(piece) >= _FIRST_HAN:
        # Not at the top: its expressions would be a third of the time of the import, and most texts need none of them.
        from recount.numbers import chinese

        han = chinese.read(piece, held, line_start)
        found = _merge(tokens, han, held)
    else:
        found = _read_tokens(tokens, held, [])
    if len(found) > 1:
        share(piece, found)
    return found


def _merge(t: Tokens, han: list[Figure], held: date | None) -> list[Figure]:
    found = _read_tokens(t, held, han)
    return sorted(found + han, key=lambda figure: figure.start)


def _read_tokens(t: Tokens, held: date | None, taken: list[Figure]) -> list[Figure]:
    """Read every candidate that does not lie in a mention that is already ``taken``."""
    found: list[Figure] = []
    done, next_taken = 0, 0
    starts, ends = t.starts, t.ends
    for i in t.numeric:
        start = starts[i]
        if start < done:
            continue
        while next_taken < len(taken) and taken[next_taken].end <= start:
            done = max(done, taken[next_taken].end)
            next_taken += 1
        if next_taken < len(taken) and taken[next_taken].start < ends[i]:
            continue
        figure = _read_candidate(t, i, held)
        if figure is None or figure.start < done:
            continue
        if next_taken < len(taken) and figure.end > taken[next_taken].start:
            continue
        found.append(figure)
        done = figure.end
    return found


def _read_candidate(t: Tokens, i: int, held: date | None) -> Figure | None:
    kind = t.kinds[i]
    if kind == DIGITS:
        return read_digits(t, i, held)
    if kind == WORD:
        return read_word(t, i, held)
    if kind == MIXED:
        return parts.read_part(t, i, held) or names.read_mixed(t, i)
    if kind == CODE:
        return clock.read_iso(t, i) or names.read_code(t, i)
    return _read_sign(t, i)


def _read_sign(t: Tokens, i: int) -> Figure | None:
    """A vulgar fraction that stands alone: ½ percent."""
    word = t.words[i]
    if word in VULGAR_RATIOS:
        figure = Figure(t.starts[i], t.ends[i], "multiplier", i + 1, VULGAR_RATIOS[word], unit="ratio")
        return hedged(t, figure, i)
    return figures.read_figure(t, i, read_vulgar(t, i))
