"""`make verify`: builds that are the same get their digests written; one that differs is named, and nothing is written."""

import subprocess
from pathlib import Path

import pytest

from recount.bookbuild import verify
from tests.test_bookbuild import build, make_project, write_notebook

# What a notebook may print by mistake.
FOLDER = "from pathlib import Path; print(Path.cwd())"


def test_a_site_is_what_its_sources_give(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path)
    assert build(project).returncode == 0
    assert verify.main(project) == 0
    assert "files are the same in two builds and in _build/html" in capfd.readouterr().out
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=project / "_build").returncode == 0

    page = project / "_build/html/notebooks/one.html"
    page.write_text(page.read_text("utf-8").replace("Exports rose", "Exports fell"))
    (project / "_build/SHA256SUMS").unlink()
    assert verify.main(project) == 1
    assert f"error: {page} is not what its sources give" in capfd.readouterr().err
    assert not (project / "_build/SHA256SUMS").exists()


def test_builds_that_differ_name_the_page(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path)
    write_notebook(project / "notebooks/one.ipynb", "# One", FOLDER)
    assert verify.main(project) == 1
    assert "error: notebooks/one.html is not the same in two builds" in capfd.readouterr().err
    assert not (project / "_build/SHA256SUMS").exists()
