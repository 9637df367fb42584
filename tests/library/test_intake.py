"""What is taken as text of a page or a PDF, and one clear line for what cannot be read."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from pypdf import PdfReader, PdfWriter

from recount.cli import main
from recount.errors import RecountError
from recount.intake import Taken, keep, take

MAIN = (
    "China's goods trade reached 43.85 trillion yuan in 2024, up 5 percent year on year, customs said on Monday.",
    "Exports rose by 7.1 percent to 25.45 trillion yuan, while imports rose by 2.3 percent to 18.39 trillion yuan.",
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Trade</title></head><body>
<nav><ul><li><a href="/">Front page of 1999</a></li><li><a href="/b">Business</a></li></ul></nav>
<main><article><h1>Trade in 2024</h1><p>{MAIN[0]}</p><p>{MAIN[1]}</p></article></main>
<footer>Call 010 1234 5678</footer></body></html>"""
LINES = (
    "Customs said on Monday that China's goods trade reached 43.85",
    "trillion yuan in 2024, up 5 percent year on year and more than",
    "ever.",
    "Exports rose by 7.1 percent to 25.45 trillion yuan, in yuan, while",
    "imports rose by 2.3 percent.",
)


def pdf(*pages: tuple[str, ...]) -> bytes:
    """A PDF with these lines on its pages, its letters as text."""
    out = io.BytesIO()
    with matplotlib.rc_context({"pdf.fonttype": 42}), PdfPages(out) as book:
        for lines in pages:
            figure = Figure(figsize=(8, 6))
            for number, line in enumerate(lines):
                figure.text(0.05, 0.9 - 0.1 * number, line, fontsize=10)
            book.savefig(figure)
    return out.getvalue()


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["numbers", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_main_text_of_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, kept = tmp_path / "page.HTML", tmp_path / "kept.txt"
    page.write_text(PAGE, "utf-8")
    status, out, err = run(capsys, str(page), "--json", "--text", str(kept))
    text = kept.read_text("utf-8")
    assert status == 0 and all(each in text for each in MAIN) and "Business" not in text and "1234" not in text
    assert [text[n["start"] : n["end"]] for n in json.loads(out)] == [n["text"] for n in json.loads(out)]
    assert len(json.loads(out)) > 6
    assert hashlib.sha256(kept.read_bytes()).hexdigest() in err
    assert f"{len(text):,} characters" in err and "Trade in 2024" in err
    assert "left out: " in err and "Front page of 1999" in err


def test_a_page_in_an_older_encoding(tmp_path: Path) -> None:
    page = tmp_path / "page.htm"
    words = "据海关统计，今年上半年我国货物贸易进出口总值21.79万亿元人民币，同比增长2.9%。其中出口13万亿元，增长7.2%。"
    page.write_bytes(f'<html><head><meta charset="gb18030"></head><body><p>{words}</p></body></html>'.encode("gb18030"))
    assert words in take(str(page)).text


def test_the_lines_of_a_pdf_are_joined(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "release.pdf"
    path.write_bytes(pdf(LINES))
    status, out, err = run(capsys, str(path), "--json")
    assert status == 0
    assert "43.85 trillion yuan" in [n["text"] for n in json.loads(out)]
    assert take(str(path)).text.splitlines() == [" ".join(LINES[:3]), " ".join(LINES[3:])]
    assert "text of 1 pages" in err and "left out" not in err


def test_running_heads_and_empty_pages_of_a_pdf_are_named(tmp_path: Path) -> None:
    path = tmp_path / "release.pdf"
    path.write_bytes(pdf(*(("Bulletin of 2024", *LINES, f"Page {number}") for number in (1, 2, 3)), ()))
    taken = take(str(path))
    assert "Bulletin" not in taken.text and "Page" not in taken.text
    assert taken.left_out.count("Bulletin of 2024") == 3 and "Page 2" in taken.left_out
    assert any("no text on page 4 of 4" in line for line in taken.said())


def encrypted() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.append(PdfReader(io.BytesIO(pdf(LINES))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


BAD = [
    ("page.html", lambda: b"", "is empty"),
    ("page.html", lambda: b"<html><body></body></html>", "no main text was found"),
    ("page.html", lambda: bytes(range(256)) * 4, "no main text was found"),
    ("page.html", lambda: PAGE.replace("yuan", "\ufffd\ufffd").encode(), "the text is garbled"),
    ("release.pdf", lambda: b"", "is empty"),
    ("release.pdf", lambda: b"no PDF at all", "is no readable PDF"),
    ("release.pdf", lambda: pdf(LINES)[:400], "is no readable PDF"),
    ("release.pdf", lambda: pdf(()), "holds no text, only pictures"),
    ("release.pdf", encrypted, "the PDF is encrypted"),
    ("release.pdf", lambda: pdf(("\ue001\ue002 7 \ue003" * 4,)), "its letters cannot be told"),
    ("text.txt", lambda: pdf(LINES), "binary data, not text; give a .txt, .md, .html or .pdf file"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD, ids=lambda each: str(each)[:24])
@pytest.mark.filterwarnings("ignore:Glyph")
def test_what_cannot_be_read_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: object, message: str
) -> None:
    path, kept = tmp_path / name, tmp_path / "kept.txt"
    path.write_bytes(data())  # type: ignore[operator]
    status, out, err = run(capsys, str(path), "--text", str(kept))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"recount: {path}: ") and message in err
    assert not kept.exists()


def test_a_text_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, kept = tmp_path / "text.txt", tmp_path / "kept.txt"
    text.write_text("Up 5%.", "utf-8")
    assert run(capsys, str(text), "--text", str(kept))[0] == 0
    assert run(capsys, str(text), "--text", str(kept))[0] == 0
    kept.write_text("Up 6%.", "utf-8")
    status, out, err = run(capsys, str(text), "--text", str(kept))
    assert (status, out) == (2, "") and "holds another text" in err
    assert kept.read_text("utf-8") == "Up 6%."
    with pytest.raises(RecountError, match="cannot be written"):
        keep(Taken("x", "y"), text / "below a file.txt")


def test_readers_are_imported_when_needed(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Up 5%.", "utf-8")
    code = (
        "import sys; from recount.cli import main; main(['numbers', sys.argv[1]]);"
        "print(sorted({'trafilatura', 'lxml', 'pypdf', 'pandas', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "text.txt")], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_missing_reader_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, module, data in (("a.html", "trafilatura", PAGE.encode()), ("a.pdf", "pypdf", pdf(LINES))):
        monkeypatch.setitem(sys.modules, module, None)
        (tmp_path / name).write_bytes(data)
        status, _, err = run(capsys, str(tmp_path / name))
        assert status == 2 and "install recount[author]" in err and err.count("\n") == 1
