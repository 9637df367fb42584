"""A text cut into pieces of bounded size, and a piece cut into words, numbers and signs, in one pass each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recount.numbers.currencies import ABBREVIATIONS, CODES, SIGNS

# Longer unbroken runs of digits and separators are codes; also the bound that keeps 1,1,1,1,… from being millions of lists.
LONGEST_NUMBER = 40
PIECE = 16_000
# A piece ends at a line break if there is one soon, else at a space, else anywhere.
_LINE_SOON, _SPACE_SOON, LARGEST_PIECE = 8_000, 40_000, 400_000
_PAD = 12

# Every character is replaced by one character, so that offsets stay what they are.
_SAME = {0xFF10 + n: str(n) for n in range(10)}
_SAME |= dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " ")
_SAME |= dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_SAME |= {ord(a): b for a, b in zip("％﹪（）［］＋．＄￡￥～∼〜’‘＂“”", "%%()[]+.$£¥~~~''\"\"\"", strict=True)}

_TOKEN = re.compile(
    r"""(?:https?://|www\.)[^\s<>"，。、；）]*+()                                           # 1 address
    | ((?:[A-Z]{1,3}|Mex|Bds)[$¥]|[A-Za-z\u00c0-\u024f]++)([0-9][0-9A-Za-z]*+)?           # 2 word, 3 digits in it
    | ([0-9]{1,3}(?:\ [0-9]{3})++(?:\.[0-9]++)?(?![0-9,.]*[0-9])|[0-9]++(?:[.,][0-9]++)*+)  # 4 number
    | (\n)                                                                               # 5 line break
    | ([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]) | [^\W\d_]++ | [^\s\w]                                      # 6 vulgar fraction, then other
    """,
    re.VERBOSE,
)
_SITE = re.compile(r"\.(?:com|org|net|gov|edu|int|info|eu|cn|uk)\b[^\s<>\"，。、；）]*+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?|[0-9]+\.[0-9]+")
_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_DECIMAL_COMMA = re.compile(r"\ ?(?:[%€£$]|per\ ?cent|(?:million|billion|trillion|bn|mln|EUR|euros?|percentage)\b)")
_PARTS = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_BREAK, _SPACE = re.compile(r"\n"), re.compile(r"[\s，。、；]")
_PREFIXES = CODES.keys() | ABBREVIATIONS.keys() | SIGNS.keys()

WORD, MIXED, NUMBER, CODE, OTHER = range(5)


def plain(text: str) -> str:
    """The text with full-width digits, the many spaces, dashes and quotation marks made plain, of the same length."""
    return text if text.isascii() else text.translate(_SAME)


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of consecutive pieces that are read on their own; none is longer than LARGEST_PIECE."""
    start, length = 0, len(text)
    while start < length:
        end = start + PIECE
        if end >= length:
            end = length
        elif match := _BREAK.search(text, end, end + _LINE_SOON):
            end = match.end()
        elif match := _SPACE.search(text, end + _LINE_SOON, end + _SPACE_SOON):
            end = match.end()
        else:
            end = min(length, start + LARGEST_PIECE)
        yield start, end
        start = end


class Tokens:
    """The tokens of one piece: ``words`` in lower case, ``starts`` and ``ends`` in the piece, ``kinds``.

    Padded on both sides, so that a neighbour can be asked for without looking where the piece ends.
    ``numeric`` holds the indices of the tokens that may begin or hold a number: digits, and the words in ``triggers``.
    """

    __slots__ = ("ends", "kinds", "numeric", "starts", "text", "words")

    def __init__(self, text: str, triggers: frozenset[str], line_start: bool = True) -> None:
        self.text = text
        self.words = [""] * (_PAD - 1) + ["\n" if line_start else ""]
        self.starts, self.ends, self.kinds = [0] * _PAD, [0] * _PAD, [OTHER] * _PAD
        self.numeric: list[int] = []
        self._scan(triggers)
        self.words += [""] * _PAD
        self.starts += [len(text)] * _PAD
        self.ends += [len(text)] * _PAD
        self.kinds += [OTHER] * _PAD

    def _scan(self, triggers: frozenset[str]) -> None:
        text, position = self.text, 0
        words, starts, ends, kinds, numeric = self.words, self.starts, self.ends, self.kinds, self.numeric
        skip = 0
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            if start < skip:
                continue
            group = match.lastindex
            if group is None:
                word, kind = text[start:end], OTHER
            elif group == 2:
                word, kind = text[start:end].lower(), WORD
                if text.startswith(".", end) and (site := _SITE.match(text, end)):
                    end = skip = site.end()
                elif word in triggers:
                    numeric.append(len(words))
            elif group == 4:
                self._add_number(match[4], start)
                continue
            elif group == 3:
                self._add_mixed(match[2], match[3], start)
                continue
            elif group == 5:
                soft = start - position > 40 and start + 1 < len(text) and (text[start + 1].islower() or text[start + 1].isdigit())
                position = start + 1
                if soft:
                    continue
                word, kind = "\n", OTHER
            else:
                word, kind = text[start:end], OTHER
                if group == 6:
                    numeric.append(len(words))
            words.append(word)
            starts.append(start)
            ends.append(end)
            kinds.append(kind)

    def _add(self, word: str, start: int, end: int, kind: int) -> None:
        self.numeric.append(len(self.words))
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)
        self.kinds.append(kind)

    def _add_number(self, word: str, start: int) -> None:
        end = start + len(word)
        if len(word) > LONGEST_NUMBER:
            self._add(word, start, end, CODE)
        elif word.isdigit() or " " in word or _GROUPED.fullmatch(word):
            self._add(word, start, end, NUMBER)
        elif _CONTINENTAL.fullmatch(word) or (word.count(",") == 1 and _DECIMAL_COMMA.match(self.text, end)):
            self._add(word.replace(".", "").replace(",", "."), start, end, NUMBER)
        else:
            for part in _PARTS.finditer(word):
                kind = CODE if part[0].count(".") > 1 else NUMBER
                self._add(part[0], start + part.start(), start + part.end(), kind)

    def _add_mixed(self, letters: str, rest: str, start: int) -> None:
        """``RMB41`` is a currency and a number (whose decimals follow), ``G20`` a name."""
        middle, end = start + len(letters), start + len(letters) + len(rest)
        if letters.lower() in _PREFIXES and rest[0] != "0"[:0]:
            self._add_prefix(letters.lower(), start, middle)
            return
        self._add((letters + rest).lower(), start, end, MIXED)

    def _add_prefix(self, word: str, start: int, end: int) -> None:
        raise NotImplementedError
