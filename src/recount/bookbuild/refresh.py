"""`make refresh`: run the notebooks and store their outputs in them, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import nbformat

from recount.bookbuild import forking
from recount.bookbuild.environment import book_environment
from recount.bookbuild.execute import Failure, execute

# Text that a reviewer can read in a diff; pictures are drawn anew for every build.
KEPT_OUTPUT = ("text/plain", "text/markdown", "text/html")
# Tags hide input; JupyterLab folds it by a setting of its own.
KEPT_METADATA = ("tags", "jupyter", "mystnb")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def main(root: Path | None = None) -> int:
    """Rewrite what changed; a notebook that fails keeps its old outputs."""
    root = root or Path.cwd()
    notebooks = [
        path for path in sorted((root / "notebooks").rglob("*.ipynb")) if ".ipynb_checkpoints" not in path.parts
    ]
    failed = False
    env = book_environment(root)
    forking.warm(env, [json.loads(path.read_text("utf-8")) for path in notebooks], root)
    for path, outcome in execute(notebooks, root, env).items():
        if isinstance(outcome, Failure):
            print(f"error: {outcome}", file=sys.stderr)
            failed = True
        elif rewrite(path, outcome):
            print(f"rewritten: {path.relative_to(root)}")
    return int(failed)


def rewrite(path: Path, notebook: Any) -> bool:
    """Store `notebook` at `path`; whether that changed the file."""
    stored = path.read_text("utf-8")
    given = [cell.get("id") for cell in json.loads(stored)["cells"]]
    fresh = nbformat.writes(normalise(notebook, given)).rstrip("\n") + "\n"
    if stored == fresh:
        return False
    path.write_text(fresh, "utf-8")
    return True


def normalise(notebook: Any, given_ids: Sequence[str | None]) -> Any:
    """Keep what a reader needs: sources, tags, text outputs."""
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    count = 0
    for number, (cell, given) in enumerate(zip(notebook.cells, given_ids, strict=True)):
        cell["id"] = given or hashlib.sha256(f"{number}{cell.source}".encode()).hexdigest()[:8]
        cell.metadata = _only(cell.metadata, KEPT_METADATA)
        if cell.cell_type == "code":
            count += bool(cell.source.strip())
            cell.execution_count = count if cell.source.strip() else None
            cell.outputs = [_text_only(output, cell.execution_count) for output in cell.outputs]
    return notebook


def _only(mapping: Any, keys: Collection[str]) -> Any:
    return nbformat.from_dict({key: value for key, value in mapping.items() if key in keys})


def _text_only(output: Any, count: int | None) -> Any:
    if "data" in output:
        output.data = _only(output.data, KEPT_OUTPUT)
        output.metadata = nbformat.from_dict({})
    if output.output_type == "execute_result":
        output.execution_count = count
    return output


if __name__ == "__main__":
    sys.exit(main())
