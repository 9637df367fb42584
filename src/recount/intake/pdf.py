"""The lines of a PDF as running text: a number that breaks over a line's end is one number."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator

from recount.errors import Problem, RecountError
from recount.intake.taken import Taken

# A line that ends well before the longest one was ended by its writer.
_FULL = 0.75
# What stands at the top or foot of this many pages, its digits aside, is no part of the text.
_RUNNING = 3
_CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
# Fonts without a table of characters come out as these.
_GARBLED = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x80-\x9f]|\(cid:\d+\)|/G\d\d")
_MOST_GARBLED = 0.02


def read_pdf(shown: str, data: bytes) -> Taken:
    """Raises RecountError for a file that is no PDF, is locked, or holds pictures of text only."""
    pages = _pages(shown, data)
    running = _running(pages)
    kept = [[line for line in page if not _is_running(line, page, running)] for page in pages]
    lines = [line for page in kept for line in page]
    text = "\n".join(_paragraphs(lines))
    if not text.strip():
        raise RecountError(
            Problem(shown, "holds no text, only pictures of it; type or recognise the text, save it as .txt")
        )
    if len(_GARBLED.findall(text)) > _MOST_GARBLED * len(text):
        raise RecountError(
            Problem(shown, "its letters cannot be told: the font names no characters; save the text as .txt")
        )
    left_out = "\n".join(line for page in pages for line in page if _is_running(line, page, running))
    empty = [str(number) for number, page in enumerate(pages, 1) if not page]
    notes = (f"no text on page {', '.join(empty)} of {len(pages)}: a picture?",) if empty else ()
    return Taken(shown, text + "\n", f"text of {len(pages)} pages, lines joined", left_out, notes)


def _pages(shown: str, data: bytes) -> list[list[str]]:
    """The lines of each page, without empty ones."""
    if not data.strip():
        raise RecountError(Problem(shown, "is empty"))
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        message = f"reading a PDF needs the package {error.name}; install recount[author], or save the text as .txt"
        raise RecountError(Problem(shown, message)) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise RecountError(Problem(shown, "the PDF is encrypted; save a copy without a password"))
        texts = [page.extract_text() for page in reader.pages]
    except RecountError:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise RecountError(Problem(shown, f"is no readable PDF: {error or type(error).__name__}")) from None
    return [[line.strip() for line in text.splitlines() if line.strip()] for text in texts]


def _running(pages: list[list[str]]) -> set[str]:
    counts = Counter(_shape(line) for page in pages for line in {*page[:1], *page[-1:]})
    return {shape for shape, number in counts.items() if number >= _RUNNING}


def _is_running(line: str, page: list[str], running: set[str]) -> bool:
    return line in (page[0], page[-1]) and _shape(line) in running


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines joined where the first is as long as lines are, or ends amid a phrase."""
    longest = max(map(len, lines), default=0)
    paragraph = ""
    for line in lines:
        paragraph = f"{paragraph}{_between(paragraph, line)}{line}" if paragraph else line
        if len(line) < _FULL * longest:
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _between(before: str, line: str) -> str:
    """No space between Chinese characters, nor after a hyphen."""
    if before.endswith("-") or (_CHINESE.match(before[-1]) and _CHINESE.match(line[0])):
        return ""
    return "" if _CHINESE.match(before[-1]) or _CHINESE.match(line[0]) else " "
