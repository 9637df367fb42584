"""The data package reads back, keeps out what may not be passed on and names it; a chapter's archive runs."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import nbformat
import pytest

from recount.cite.edition import read_edition
from recount.collection import Collection, load_collection
from recount.ledger import check_all
from recount.package.archive import zipped
from recount.package.chapter_package import chapter_files
from recount.package.collection_package import package_files
from tests.library.conftest import spoil

ROOT = Path(__file__).parents[2]
CHAPTER = "notebooks/briefings/2025-01-13-annual-2024"


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load_collection(ROOT)


@pytest.fixture(scope="module")
def files(collection: Collection) -> dict[str, bytes]:
    return package_files(collection, read_edition(ROOT), check_all(collection))


@pytest.fixture
def folder(files: dict[str, bytes], tmp_path: Path) -> Path:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def problems_of(folder: Path) -> list[list[object]]:
    """What frictionless finds wrong, by its own reading of the specification."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import frictionless

        found: list[list[object]] = frictionless.validate(str(folder / "datapackage.json")).flatten(["type", "note"])
        return found


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode())))


def test_frictionless_finds_nothing_wrong(folder: Path) -> None:
    assert problems_of(folder) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("claims.csv", "added-2024", "added-2023"),
        ("mentions.csv", "added-2024", "no-such-claim"),
        ("datapackage.json", '"type": "integer"', '"type": "boolean"'),
        ("briefings.csv", "id,title", "title,id"),
    ],
)
def test_a_planted_fault_is_found(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    assert problems_of(folder)


def test_the_checksums_are_those_of_the_files(files: dict[str, bytes]) -> None:
    sums = dict(line.split("  ")[::-1] for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(files[name]).hexdigest() for name in files if name != "SHA256SUMS"}


def test_it_holds_the_whole_collection(files: dict[str, bytes], collection: Collection) -> None:
    results = check_all(collection)
    assert [row["id"] for row in rows(files, "claims")] == [r.claim.id for r in results]
    assert len(rows(files, "checks")) == sum(len(r.checks) for r in results)
    assert len(rows(files, "mentions")) == sum(len(r.claim.mentions) for r in results)
    assert [row["id"] for row in rows(files, "sources")] == list(collection.sources)


def test_rows_of_unverified_terms_stay_out_and_are_named(files: dict[str, bytes], collection: Collection) -> None:
    closed = {key for key, s in collection.sources.items() if s.licence.startswith("not verified")}
    kept = {row["source"] for name in ("observations", "listed") for row in rows(files, name)} - {""}
    assert kept and not kept & closed
    withheld = {row["source"]: int(row["rows"]) for row in rows(files, "withheld")}
    assert all(key in closed or key.startswith("text:") for key in withheld)
    observations = [o for s in collection.series.values() for o in s.observations]
    listed = [row for table in collection.tables.values() for row in table.rows]
    assert len(rows(files, "observations")) + sum(o.source in closed for o in observations) == len(observations)
    assert sum(withheld.values()) >= sum(o.source in closed for o in observations)
    assert sum(withheld.values()) >= sum(r["source"] in closed for r in listed)


def test_reading_the_terms_lets_the_rows_in(project: Path) -> None:
    (project / "CITATION.cff").write_text((ROOT / "CITATION.cff").read_text())
    edition = read_edition(project)
    before = load_collection(project)
    assert not [r for r in rows(package_files(before, edition, check_all(before)), "observations") if r["source"]]
    spoil(project, "sources.yml", "licence: not verified", "licence: CC BY 4.0")
    after = load_collection(project)
    found = rows(package_files(after, edition, check_all(after)), "observations")
    assert {r["source"] for r in found} == {"", "release-2023"}


def test_archives_are_the_same_bytes_whatever_the_order() -> None:
    one, other = zipped({"a": b"1", "b": b"2"}, "x"), zipped({"b": b"2", "a": b"1"}, "x")
    assert one == other
    assert zipfile.ZipFile(io.BytesIO(one)).namelist() == ["x/a", "x/b"]


def test_the_archive_of_a_chapter_runs_elsewhere(tmp_path: Path) -> None:
    archive = zipped(chapter_files(ROOT, CHAPTER, read_edition(ROOT)), "chapter")
    zipfile.ZipFile(io.BytesIO(archive)).extractall(tmp_path)
    notebook = tmp_path / "chapter" / f"{CHAPTER}.ipynb"
    cells = [cell for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]
    script = "from IPython.display import display\n" + "\n".join(cell.source for cell in cells)
    script += "\nimport recount; print(briefing.collection.root, recount.__file__, sep='\\n')\n"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=notebook.parent,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "chapter" / "src")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    root, library = done.stdout.splitlines()[-2:]
    assert root == str(tmp_path / "chapter") and library.startswith(str(tmp_path / "chapter" / "src"))
