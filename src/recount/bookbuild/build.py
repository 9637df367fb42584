"""`make book`: run every notebook, render the pages, and put the finished site in place."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

import nbformat

from recount.bookbuild.environment import book_environment
from recount.bookbuild.execute import Failure, execute
from recount.bookbuild.render import render
from recount.bookbuild.stage import (
    copy_sources,
    digest_of,
    fingerprint,
    notebooks_of_the_book,
    turn_execution_off,
)
from recount.bookbuild.take_along import FOLDER as DOWNLOADS


def build(root: Path) -> list[str]:
    """Build `root` into `root/_build/html`; the problems, of which any leaves the old site as it was."""
    stage, downloads = root / "_build" / "staging", root / "_build" / "downloads"
    sources = fingerprint(root)
    copy_sources(root, stage)
    env = book_environment(root)
    shutil.rmtree(downloads, ignore_errors=True)
    problems = _run_notebooks(stage, env, downloads)
    if not problems:
        # Pages link what lies here, and the renderer makes it part of the site.
        shutil.copytree(downloads, stage / DOWNLOADS, dirs_exist_ok=True)
        _say("Rendering the pages")
        problems = render(stage, env, root / "_build" / "book.log")
    if not problems:
        _publish(root, stage / "_build" / "html", sources)
    return problems


def is_current(root: Path) -> bool:
    """Whether the site was built from the sources as they are now."""
    record = _record(root)
    return record.exists() and record.read_text("utf-8") == _state(root, fingerprint(root))


def _state(root: Path, sources: str) -> str:
    """The sources with the pages: another program may have written there since."""
    return f"{sources}\n{digest_of(root / '_build' / 'html')}\n"


def _run_notebooks(stage: Path, env: dict[str, str], downloads: Path) -> list[str]:
    notebooks = notebooks_of_the_book(stage)
    _say(f"Running {len(notebooks)} notebooks")
    outcomes = execute(notebooks, stage, env, _say, downloads)
    for path, outcome in outcomes.items():
        if not isinstance(outcome, Failure):
            nbformat.write(outcome, path)
    turn_execution_off(stage)
    return [str(outcome) for outcome in outcomes.values() if isinstance(outcome, Failure)]


def _publish(root: Path, fresh: Path, sources: str) -> None:
    """The site appears whole: a reader never sees half of a build."""
    site, old = root / "_build" / "html", root / "_build" / "html.old"
    shutil.rmtree(old, ignore_errors=True)
    _record(root).unlink(missing_ok=True)
    if site.exists():
        os.rename(site, old)
    os.rename(fresh, site)
    _record(root).write_text(_state(root, sources), "utf-8")
    shutil.rmtree(old, ignore_errors=True)


def _record(root: Path) -> Path:
    return root / "_build" / "built-from"


def _say(line: str) -> None:
    print(line, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Say what is done while it is done, and every problem on a line of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd())
    parser.add_argument("--if-changed", action="store_true", help="not if the site is current")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    if options.if_changed and is_current(root):
        _say("_build/html is the book of these sources")
        return 0
    start = time.monotonic()
    problems = build(root)
    seconds = time.monotonic() - start
    if problems:
        for problem in problems:
            print(f"error: {problem}", file=sys.stderr)
        print(f"The book was not built: {_count(problems)}, see above", file=sys.stderr)
        return 1
    _say(f"The book is in _build/html/index.html ({seconds:.1f} s)")
    return 0


def _count(problems: list[str]) -> str:
    return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"


if __name__ == "__main__":
    sys.exit(main())
