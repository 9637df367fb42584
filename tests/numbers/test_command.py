"""``recount numbers``: its contract, and one clear line for each kind of bad input."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from recount.cli import main

FIELDS = ["start", "end", "text", "kind", "value", "unit", "hedge", "hedge_start", "hedge_end", "role", "step"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["numbers", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("name", ["text.txt", "text.md"])
def test_json_keeps_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    path = tmp_path / name
    path.write_bytes("It rose\r\nby nearly 1.6 trillion yuan per year, 增长5%, last year.".encode())
    status, out, err = run(capsys, str(path), "--json", "--held", "2025-01-13")
    assert (status, err) == (0, "")
    numbers = json.loads(out)
    assert [list(n) for n in numbers] == [FIELDS] * 3
    text = path.read_bytes().decode()
    assert [text[n["start"] : n["end"]] for n in numbers] == [n["text"] for n in numbers]
    first = [19, 45, "1.6 trillion yuan per year", "money", "1600000000000", "CNY/year", "nearly", 12, 18]
    assert list(numbers[0].values()) == [*first, numbers[0]["role"], "100000000000"]
    assert [n["value"] for n in numbers[1:]] == ["5", "2024"]


def test_a_table_by_default(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "text.txt"
    path.write_text("Exports exceeded 21 trillion yuan.", encoding="utf-8")
    status, out, err = run(capsys, str(path))
    assert (status, err) == (0, "")
    assert out.splitlines()[1].split() == ["17-33", "money", "21000000000000", "CNY", "over", "21", "trillion", "yuan"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("增长5%".encode())))
    status, out, _ = run(capsys, "-", "--json")
    assert status == 0
    assert [n["value"] for n in json.loads(out)] == ["5"]


def test_an_empty_file_holds_no_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    assert run(capsys, str(path), "--json") == (0, "[]\n", "")
    status, out, err = run(capsys, str(path))
    assert (status, out) == (0, "")
    assert err == f"recount: {path}: no numbers\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (bytes(range(256)), "binary data, not text"),
        ("增长5%".encode("gb18030"), "not UTF-8 text (byte 0); save it as UTF-8"),
        ("up 5%".encode("utf-16"), "UTF-16; save it as UTF-8"),
        (b"up 5%, \xff", "not UTF-8 text (byte 7)"),
    ],
)
def test_bad_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, message: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    status, out, err = run(capsys, str(path), "--json")
    assert (status, out) == (2, "")
    assert err.startswith(f"recount: {path}: ") and message in err
    assert err.count("\n") == 1


def test_no_such_file_and_no_such_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, str(tmp_path / "none.txt"))
    assert (status, out, err.count("\n")) == (2, "", 1)
    status, out, err = run(capsys, str(tmp_path), "--held", "May 2024")
    assert (status, out) == (2, "")
    assert err == "recount: --held: 'May 2024' is not a date; write it as 2025-01-13\n"


@pytest.mark.parametrize("unit", ["7", "a", ",", "1,", "中"])
def test_one_line_of_twenty_megabytes(tmp_path: Path, unit: str) -> None:
    """A result, in a process that may not take more than twenty times the file."""
    path = tmp_path / "line.txt"
    path.write_bytes(unit.encode() * (20_000_000 // len(unit.encode())))
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000));"
        "from recount.cli import main; sys.exit(main(['numbers', sys.argv[1], '--json']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert isinstance(json.loads(done.stdout), list)


def test_the_finder_is_imported_without_the_rest() -> None:
    code = "import sys, recount.numbers; print(sorted({'pydantic', 'pandas', 'yaml', 'dataclasses', 'fractions'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
