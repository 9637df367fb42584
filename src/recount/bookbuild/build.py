"""`make book`: run the notebooks whose results no longer hold, render the pages, and put the finished site in place."""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recount.bookbuild import stage as staging
from recount.bookbuild.environment import book_environment
from recount.bookbuild.stage import digest_of, fingerprint, notebooks_of_the_book, write_if_changed
from recount.bookbuild.versions import installed, python

if TYPE_CHECKING:
    from recount.bookbuild.store import Store

# What is slow to import is imported where it is used: a build that finds nothing to do takes no time.


def build(root: Path) -> list[str]:
    """Build `root` into `root/_build/html`; the problems, of which any leaves the old site as it was."""
    work = root / "_build"
    stage = work / "stage"
    from recount.bookbuild import forking
    from recount.bookbuild.render import renderer

    inputs = staging.copy_sources(root, stage, later=notebooks_of_the_book(root))
    state = _inputs(root, inputs)
    env = book_environment(root)
    if (stage / "src" / "recount").is_dir():
        env["PYTHONPATH"] = str(stage / "src")
    forking.get_ready(env)  # it imports what kernels need while this process finds out which will run
    named = {"RECOUNT_INPUTS": inputs, "RECOUNT_COMMIT": commit(root)}
    with renderer(stage, work / "render", env | named, work / "book.log") as render:
        problems = _run_notebooks(root, stage, env)
        if not problems:
            _say("Rendering the pages")
            problems = render()
    if not problems:
        from recount.bookbuild.site import publish

        publish(work / "render" / "html", work / "html", staging.own_styles(stage))
        (work / "built-from").write_text(_state(root, state), "utf-8")
    return problems


def is_current(root: Path) -> bool:
    """Whether the site was built from the sources as they are now."""
    return _built_from(root) == _state(root, _inputs(root, fingerprint(root)))


def comes_from_sources(root: Path) -> bool:
    """Whether the last build here was of the sources as they are now; its pages may have changed since."""
    return _built_from(root).startswith(f"{_inputs(root, fingerprint(root))}\n")


def _built_from(root: Path) -> str:
    record = root / "_build" / "built-from"
    return record.read_text("utf-8") if record.exists() else ""


def _inputs(root: Path, sources: str) -> str:
    """All that a site is made from: sources, their commit, packages and Python."""
    return "\n".join((sources, commit(root), json.dumps(installed(), sort_keys=True), python()))


def _state(root: Path, inputs: str) -> str:
    """The inputs with the pages: another program may have written there since."""
    return f"{inputs}\n{digest_of(root / '_build' / 'html')}\n"


def commit(root: Path) -> str:
    """The commit that is checked out at `root`, or that the caller says it is; empty where there is none."""
    if told := os.environ.get("RECOUNT_COMMIT"):
        return told
    try:
        asked = subprocess.run(["git", "rev-parse", "--verify", "HEAD"], cwd=root, capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return asked.stdout.strip()


def _run_notebooks(root: Path, stage: Path, env: Mapping[str, str]) -> list[str]:
    """Give each staged notebook its outputs, run anew where they no longer hold."""
    from recount.bookbuild.store import Store

    store = Store(root / "_build" / "results", stage, env)
    names = [path.relative_to(root).as_posix() for path in notebooks_of_the_book(root)]
    read = {name: _read(root / name) for name in names}
    results = {name: store.find(name, notebook) for name, notebook in read.items() if notebook is not None}
    changed = [name for name in names if results.get(name) is None]
    if changed:
        problems = _run(changed, read, results, root, stage, env, store)
        if problems:
            return problems
    downloads = {}
    for name, notebook in read.items():
        result = results[name]
        assert notebook is not None and result is not None
        write_if_changed(stage / name, store.completed(notebook, result).encode())
        downloads[name.removesuffix(".ipynb")] = result / "downloads"
    staging.copy_downloads(downloads, stage)
    store.forget_others(set(names))
    return []


def _run(
    changed: list[str],
    read: Mapping[str, Any],
    results: dict[str, Path | None],
    root: Path,
    stage: Path,
    env: Mapping[str, str],
    store: Store,
) -> list[str]:
    from recount.bookbuild import forking

    forking.warm(env, [notebook for name in changed if (notebook := read[name])], stage)
    from recount.bookbuild.execute import Failure, execute

    _say(f"Running {_count(len(changed), 'notebook')}" + (f" of {len(read)}" if len(changed) < len(read) else ""))
    for name in changed:
        write_if_changed(stage / name, (root / name).read_bytes())
    problems = []
    outcomes = execute([stage / name for name in changed], stage, env, _say, store.begin)
    for name, outcome in zip(changed, outcomes.values(), strict=True):
        if isinstance(outcome, Failure):
            problems.append(str(outcome))
        else:
            results[name] = store.keep(name, read[name], outcome)
    return problems


def _read(path: Path) -> Any:
    """A notebook as JSON; None if it is none, which running it will explain."""
    try:
        notebook = json.loads(path.read_text("utf-8"))
        good = notebook["nbformat"] == 4 and isinstance(notebook["cells"], list)
    except (ValueError, KeyError, TypeError):
        return None
    return notebook if good else None


@contextmanager
def one_at_a_time(work: Path) -> Iterator[None]:
    """Wait for a build of the same folder that goes on elsewhere, or for what a killed one left running.

    Whatever this process starts holds the lock too (see `close_fds`), until it ends itself.
    """
    work.mkdir(exist_ok=True)
    with open(work / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.set_inheritable(lock.fileno(), True)
        yield


def _say(line: str) -> None:
    print(line, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Say what is done while it is done, and every problem on a line of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd())
    root = parser.parse_args(arguments).root.resolve()
    start = time.monotonic()
    with one_at_a_time(root / "_build"):
        if is_current(root):
            _say("The book is in _build/html/index.html (nothing has changed)")
            return 0
        problems = build(root)
    seconds = time.monotonic() - start
    if problems:
        for problem in problems:
            print(f"error: {problem}", file=sys.stderr)
        print(f"The book was not built: {_count(len(problems), 'problem')}, see above", file=sys.stderr)
        return 1
    _say(f"The book is in _build/html/index.html ({seconds:.1f} s)")
    return 0


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


if __name__ == "__main__":
    sys.exit(main())
