"""A text cut into pieces of bounded size, and a piece cut into words, numbers and signs, in one pass each."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Longer unbroken runs of digits and separators are codes; also the bound that keeps 1,1,1,1,… from being millions of lists.
LONGEST_NUMBER = 40
PIECE = 16_000
# A piece ends at a line break if there is one soon, else at a space, else anywhere.
_LINE_SOON, _SPACE_SOON, LARGEST_PIECE = 8_000, 40_000, 400_000
# A line longer than this goes on in the next one if that begins with a small letter or a digit.
_WRAPPED = 40
_PAD = 12

# Every character is replaced by one character, so that offsets stay what they are.
# Currencies that are written without a space before the number.
_GLUED = "RMB CNY USD EUR GBP JPY HKD INR AUD CAD SGD CHF KRW NZD TWD THB MYR SDR Rs Rp RM".split()
_SAME = {0xFF10 + n: str(n) for n in range(10)}
_SAME |= dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " "
)
_SAME |= dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_SAME |= {ord(a): b for a, b in zip("％﹪（）［］＋．＄￡￥～∼〜’‘＂“”", '%%()[]+.$£¥~~~\'\'"""', strict=True)}

_TOKEN = re.compile(
    rf"""(?:https?://|www\.)[^\s<>"，。、；）]*+()                                            # 1 address
    | ((?=[A-Z])(?:(?:{"|".join(_GLUED)})(?=[0-9])|(?:[A-Z]{{1,3}}|Mex)[$¥]))                # 2 RMB of RMB41, US$
    | ([A-Za-z\u00c0-\u024f]++)(?:([0-9]++(?:\.[0-9]++)?[0-9A-Za-z]*+)|(?=(\.[a-z])))?      # 3 word, 4 its digits, 5 site
    | ([0-9]{{1,3}}(?:\ [0-9]{{3}})++(?:\.[0-9]++)?(?![0-9])|[0-9]++(?:[.,][0-9]++)*+)       # 6 number
    | (\n)                                                                                # 7 line break
    | ([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])                                                                  # 8 vulgar fraction
    | [^\W\d_]++ | [^\s\w]                                                               # anything else
    """,
    re.VERBOSE,
)
_SITE = re.compile(r"\.(?:com|org|net|gov|edu|int|info|eu|cn|uk)\b[^\s<>\"，。、；）]*+")
_GROUPED = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?|[0-9]+\.[0-9]+"
)
_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_DECIMAL_COMMA = re.compile(r"\ ?(?:[%€£$]|per\ ?cent|(?:million|billion|trillion|bn|mln|EUR|euros?|percentage)\b)")
_PARTS = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_BREAK, _SPACE = re.compile(r"\n"), re.compile(r"[\s，。、；]")

WORD, MIXED, DIGITS, CODE, OTHER = range(5)


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
        elif (match := _BREAK.search(text, end, end + _LINE_SOON)) or (
            match := _SPACE.search(text, end + _LINE_SOON, end + _SPACE_SOON)
        ):
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
        text, line = self.text, 0
        words, starts, ends, kinds, numeric = self.words, self.starts, self.ends, self.kinds, self.numeric
        skip = 0
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            if start < skip:
                continue
            group = match.lastindex
            word, kind = text[start:end], OTHER
            if group == 3 or group == 2:
                word, kind = word.lower(), WORD
                if word in triggers:
                    numeric.append(len(words))
            elif group == 6:
                self._add_number(word, start)
                continue
            elif group == 4:
                word, kind = word.lower(), MIXED
                numeric.append(len(words))
            elif group == 5:
                word, kind = word.lower(), WORD
                if site := _SITE.match(text, end):
                    end = skip = site.end()
                elif word in triggers:
                    numeric.append(len(words))
            elif group == 7:
                wrapped = start - line > _WRAPPED and (text[end : end + 1].islower() or text[end : end + 1].isdigit())
                line = end
                if wrapped:
                    continue
            elif group == 8:
                numeric.append(len(words))
            words.append(word)
            starts.append(start)
            ends.append(end)
            kinds.append(kind)

    def _add_number(self, word: str, start: int) -> None:
        end = start + len(word)
        if len(word) > LONGEST_NUMBER:
            self._add(word, start, end, CODE)
        elif word.isdigit() or " " in word or _GROUPED.fullmatch(word):
            self._add(word, start, end, DIGITS)
        elif _CONTINENTAL.fullmatch(word) or (word.count(",") == 1 and _DECIMAL_COMMA.match(self.text, end)):
            self._add(word.replace(".", "").replace(",", "."), start, end, DIGITS)
        else:
            for part in _PARTS.finditer(word):
                kind = CODE if part[0].count(".") > 1 else DIGITS
                self._add(part[0], start + part.start(), start + part.end(), kind)

    def _add(self, word: str, start: int, end: int, kind: int) -> None:
        self.numeric.append(len(self.words))
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)
        self.kinds.append(kind)
