"""The main text of a page, without menus, notices and related stories."""

from __future__ import annotations

import logging
import re
from collections import Counter

from recount.errors import Problem, RecountError
from recount.intake.taken import Taken

# A page that was read in the wrong encoding is full of these.
_GARBLED = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f\x80-\x9f]")
_MOST_GARBLED = 0.002
_WORD = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+")


def read_page(shown: str, data: bytes) -> Taken:
    """Raises RecountError where there is no main text, or one that cannot be read."""
    if not data.strip():
        raise RecountError(Problem(shown, "is empty"))
    try:
        import trafilatura
        from trafilatura.utils import decode_file
    except ImportError as error:
        message = f"reading a page needs the package {error.name}; install recount[author], or save the text as .txt"
        raise RecountError(Problem(shown, message)) from None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    html = decode_file(data)
    text = trafilatura.extract(html, output_format="txt", include_comments=False, include_tables=True) or ""
    if not text.strip():
        raise RecountError(Problem(shown, "no main text was found; save the text of the page as .txt"))
    if len(_GARBLED.findall(text)) > _MOST_GARBLED * len(text):
        raise RecountError(
            Problem(shown, "the text is garbled: its encoding is not the one it names; save it as UTF-8")
        )
    return Taken(shown, text + "\n", "main text of the page", _rest(trafilatura.html2txt(html), text))


def _rest(whole: str, text: str) -> str:
    """The words of the page that the text does not have, in their order."""
    had = Counter(_WORD.findall(text))
    rest = []
    for word in _WORD.findall(whole):
        if had[word]:
            had[word] -= 1
        else:
            rest.append(word)
    return " ".join(rest)
