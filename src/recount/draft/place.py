"""Putting a new briefing in its place: all of it or nothing, whenever the command is stopped.

The new files are written into a hidden folder beside the data. Renaming that folder is the moment from which the briefing
is to be there. What follows are renames in an order in which every step leaves a valid collection: the inventory, which
nothing reads without a record; the record, which stands alone as a briefing in preparation; its notebook; last the table
of contents. A run that was stopped between them is finished by the next one.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from recount.errors import Problem, RecountError

_STAGED, _PREPARED = ".recount-new.part", ".recount-new"
_CHAPTER = re.compile(r"^(?P<indent>\s*)- file: notebooks/briefings/(?P<id>[\w-]+)\s*(?:#.*)?$", re.MULTILINE)


def files_of(briefing_id: str) -> tuple[str, str, str]:
    """The files of a briefing below the root, in the order in which they may appear."""
    return (
        f"data/mentions/{briefing_id}.jsonl",
        f"data/briefings/{briefing_id}.yml",
        f"notebooks/briefings/{briefing_id}.ipynb",
    )


def put(root: Path, briefing_id: str, contents: Mapping[str, str]) -> None:
    """Write the files of a new briefing and enter it in the table of contents.

    Raises RecountError, and writes nothing, if any of them is there.
    """
    for name in files_of(briefing_id):
        if (root / name).exists():
            raise RecountError(Problem(name, "is there already, and nothing is overwritten; choose another id"))
    toc_with(root, briefing_id)
    staged = root / "data" / _STAGED
    shutil.rmtree(staged, ignore_errors=True)
    try:
        for name in files_of(briefing_id):
            path = staged / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(contents[name], encoding="utf-8")
        (staged / "id").write_text(briefing_id, encoding="utf-8")
        os.rename(staged, root / "data" / _PREPARED)
        finish(root)
    except OSError as error:
        raise RecountError(Problem(str(error.filename or root), f"cannot be written: {error.strerror}")) from None


def finish(root: Path) -> str | None:
    """Finish what an earlier run had prepared and not put in its place; the id of that briefing, if there was one."""
    prepared = root / "data" / _PREPARED
    if not prepared.is_dir():
        return None
    briefing_id = (prepared / "id").read_text("utf-8")
    for name in files_of(briefing_id):
        target = root / name
        if (prepared / name).exists() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.rename(prepared / name, target)
    _replace(root / "_toc.yml", toc_with(root, briefing_id))
    shutil.rmtree(prepared)
    return briefing_id


def toc_with(root: Path, briefing_id: str) -> str:
    """The table of contents with the chapter, in the order of ids; every other line as it was.

    Raises RecountError where there is no list of briefings to add to.
    """
    path = root / "_toc.yml"
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise RecountError(Problem("_toc.yml", f"cannot be read: {error.strerror}")) from None
    chapters = list(_CHAPTER.finditer(text))
    if any(chapter["id"] == briefing_id for chapter in chapters):
        return text
    if not chapters:
        raise RecountError(
            Problem("_toc.yml", "names no notebook of notebooks/briefings; add the new one beside it by hand")
        )
    later = next((chapter for chapter in chapters if chapter["id"] > briefing_id), None)
    line = f"{chapters[-1]['indent']}- file: notebooks/briefings/{briefing_id}"
    if later is not None:
        return f"{text[: later.start()]}{line}\n{text[later.start() :]}"
    end = chapters[-1].end()
    return f"{text[:end]}\n{line}{text[end:]}"


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)
