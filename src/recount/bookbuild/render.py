"""Let Jupyter Book render staged pages, and say in one line each what it found wrong."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from recount.bookbuild.stage import DOWNLOADS, pages_of_the_book, source_files
from recount.bookbuild.versions import installed, python

# MyST-NB counts the lines of cell N from N * 10000.
CELL = 10_000
PROBLEM = re.compile(r"^(?P<place>.*?): (?P<level>WARNING|ERROR|CRITICAL): (?P<text>.*)$")
BARE = re.compile(r"^(?P<level>WARNING|ERROR|CRITICAL): (?P<text>.*)$")
LAST_WORDS = 12


@contextmanager
def renderer(stage: Path, folder: Path, env: Mapping[str, str], log: Path) -> Iterator[Callable[[], list[str]]]:
    """What renders `stage` into `folder/html` when it is called, and gives the problems found, none if all is well.

    Sphinx has a process of its own, which starts at once and gets ready while notebooks run. What the last
    rendering left is of use only if it ended well and nothing but pages has changed since: everything else
    (data, library, templates, settings, packages) may show on any page.
    """
    sphinx = subprocess.Popen(
        [sys.executable, "-m", "recount.bookbuild.sphinx_build", str(stage), str(folder)],
        cwd=stage,  # facts are those of the collection at hand: the staged one
        env=dict(env),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        close_fds=False,
    )

    def render() -> list[str]:
        seal, now = folder / "complete", _all_but_pages(stage, env)
        if not seal.exists() or seal.read_text("utf-8") != now:
            shutil.rmtree(folder, ignore_errors=True)
        seal.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        said, _ = sphinx.communicate("render\n")
        log.write_text(said, "utf-8")
        found = problems(said, stage)
        if sphinx.returncode and not found:
            return ["Jupyter Book stopped:", *said.rstrip().splitlines()[-LAST_WORDS:]]
        if not found:
            seal.write_text(now, "utf-8")
        return found

    try:
        yield render
    finally:
        if sphinx.poll() is None:
            sphinx.kill()
        sphinx.communicate()


def _all_but_pages(stage: Path, env: Mapping[str, str]) -> str:
    pages = set(pages_of_the_book(stage))
    digest = hashlib.sha256()
    for path in source_files(stage):
        if path not in pages and path.relative_to(stage).parts[0] != DOWNLOADS:
            digest.update(f"{path.relative_to(stage)}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    digest.update(json.dumps([env["SOURCE_DATE_EPOCH"], installed(), python()], sort_keys=True).encode())
    return digest.hexdigest()


def problems(output: str, stage: Path) -> list[str]:
    """The warnings and errors in what Sphinx printed, as page, place and text."""
    found: dict[str, None] = {}
    for line in re.sub(r"\x1b\[[0-9;]*m", "", output).splitlines():
        if match := PROBLEM.match(line):
            found[f"{_place(match['place'], stage)}: {match['text']}"] = None
        elif match := BARE.match(line):
            found[match["text"]] = None
    return list(found)


def _place(text: str, stage: Path) -> str:
    path, _, line = text.partition(":")
    name = path.removeprefix(f"{stage}/")
    if not line.rstrip(":").isdigit():
        return name
    number = int(line.rstrip(":"))
    if name.endswith(".ipynb") and number >= CELL:
        return f"{name}, cell {number // CELL}"
    return f"{name}, line {number}"
