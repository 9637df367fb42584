"""Let Jupyter Book render staged pages, and say in one line each what it found wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# MyST-NB counts the lines of cell N from N * 10000.
CELL = 10_000
PROBLEM = re.compile(r"^(?P<place>.*?): (?P<level>WARNING|ERROR|CRITICAL): (?P<text>.*)$")
BARE = re.compile(r"^(?P<level>WARNING|ERROR|CRITICAL): (?P<text>.*)$")
LAST_WORDS = 12


def render(stage: Path, env: Mapping[str, str], log: Path) -> list[str]:
    """Render `stage` into `stage/_build/html`; the problems found, none if all is well."""
    command = [str(Path(sys.prefix, "bin", "jupyter-book")), "build", str(stage)]
    done = subprocess.run(
        [*command, "-W", "-n", "--keep-going"],
        env=dict(env),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    log.write_text(done.stdout, "utf-8")
    found = problems(done.stdout, stage)
    if done.returncode and not found:
        return ["Jupyter Book stopped:", *done.stdout.rstrip().splitlines()[-LAST_WORDS:]]
    return found


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
