"""Reading a file as text, by the end of its name. The readers of pages and PDFs are imported when one is read."""

from __future__ import annotations

import sys
from pathlib import Path

from recount.errors import Problem, RecountError
from recount.intake.taken import STDIN, Taken

PAGES, PDFS = (".html", ".htm", ".xhtml"), (".pdf",)
READABLE = "a .txt, .md, .html or .pdf file"


def take(name: str) -> Taken:
    """The text of a file, or of standard input for ``-``.

    Raises RecountError for a file that cannot be read or holds no text.
    """
    shown = "standard input" if name == STDIN else name
    data = _bytes(name, shown)
    ending = Path(name).suffix.lower()
    if ending in PAGES:
        from recount.intake.page import read_page

        return read_page(shown, data)
    if ending in PDFS:
        from recount.intake.pdf import read_pdf

        return read_pdf(shown, data)
    return Taken(shown, _plain(shown, data))


def _bytes(name: str, shown: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise RecountError(Problem(shown, f"cannot be read: {error.strerror}")) from None


def _plain(shown: str, data: bytes) -> str:
    """The text as it stands, line ends included, so that offsets are those of the file."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RecountError(Problem(shown, "the text is UTF-16; save it as UTF-8"))
    if b"\0" in data:
        raise RecountError(Problem(shown, f"binary data, not text; give {READABLE}"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text (byte {error.start}); save it as UTF-8"
        raise RecountError(Problem(shown, message)) from None
