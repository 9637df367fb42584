"""`make verify`: two builds from nothing, made differently, are the same bytes; their digests stand beside the site."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from recount.bookbuild.build import comes_from_sources, commit
from recount.bookbuild.stage import source_files

# What must not show: where and when a book is built, in what zone, with what order of sets, in what language.
WAYS = (
    {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
    {"TZ": "America/St_Johns", "PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8"},
)


def main(root: Path | None = None) -> int:
    """Build twice, compare, write `_build/SHA256SUMS`; hold the site of the last `make book` against them too."""
    root = root or Path.cwd()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number, way in enumerate(WAYS):
            project = Path(folder, f"{'a' * (number + 1)}-book")
            _copy(root, project)
            found.append(_digests(_build(project, way | {"RECOUNT_COMMIT": commit(root)})))
    first, second = found
    site = root / "_build" / "html"
    compared = comes_from_sources(root)
    problems = [f"{name} is not the same in two builds" for name in _differing(first, second)]
    if not problems and compared:
        problems = [f"{site / name} is not what its sources give" for name in _differing(first, _digests(site))]
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    if problems:
        return 1
    sums = root / "_build" / "SHA256SUMS"
    sums.parent.mkdir(exist_ok=True)
    text = "".join(f"{digest}  html/{name}\n" for name, digest in sorted(first.items()))
    sums.with_suffix(".part").write_text(text, "utf-8")
    sums.with_suffix(".part").rename(sums)
    where = "in two builds and in _build/html" if compared else "in two builds"
    print(f"{len(first)} files are the same {where}: _build/SHA256SUMS")
    return 0


def _differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _copy(root: Path, project: Path) -> None:
    for path in source_files(root):
        target = project / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _build(project: Path, way: dict[str, str]) -> Path:
    """The site of a first build. Raises SystemExit if it fails."""
    command = [sys.executable, "-m", "recount.bookbuild.build", "--root", str(project)]
    done = subprocess.run(command, env=os.environ | way)
    if done.returncode:
        raise SystemExit(done.returncode)
    return project / "_build" / "html"


def _digests(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


if __name__ == "__main__":
    sys.exit(main())
