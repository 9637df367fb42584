"""Results of notebooks, kept until anything they were made from changes.

A result is found by the notebook's name and code, the environment and the Python that ran it, and it holds
for as long as every file, folder and package that the kernel used is what it was then (see `record`).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recount.bookbuild import record
from recount.bookbuild.versions import packages_of, python, versions

# A change of how notebooks are run is a change of their results.
ENGINE = ("environment", "execute", "forking", "forkserver", "kernel", "provisioner", "record", "store", "versions")
KEPT_EACH = 3  # results of one notebook: a change that is taken back runs nothing
DOWNLOADS = "RECOUNT_DOWNLOADS"
ABSENT = "absent"
Notebook = dict[str, Any]


@dataclass
class Store:
    """The results below `folder`, for notebooks that run in `stage` with the environment `env`."""

    folder: Path
    stage: Path
    env: Mapping[str, str]

    def __post_init__(self) -> None:
        here = Path(__file__).parent
        self.engine = "".join(_file(here / f"{name}.py") for name in ENGINE)
        self.roots = {"": self.stage, "recount": here.parent}
        if (self.stage / "src" / "recount").is_dir():
            del self.roots["recount"]
        self.versions = versions(self.stage / "requirements.txt")
        self._states: dict[str, str] = {}

    def find(self, name: str, notebook: Notebook) -> Path | None:
        """The folder of a result that still holds for the notebook `name`."""
        for result in sorted(self._of(name).glob(f"{self._key(name, notebook)}-*"), reverse=True):
            used = json.loads((result / "used.json").read_text("utf-8"))
            if all(self._state(thing) == state for thing, state in used.items()):
                os.utime(result)
                return result
        return None

    def begin(self, name: str) -> dict[str, str]:
        """An empty place for a new result; the environment that tells the kernel of it."""
        place = self._place(name)
        shutil.rmtree(place, ignore_errors=True)
        (place / "downloads").mkdir(parents=True)
        watched = {root: str(folder) for root, folder in self.roots.items()}
        return {
            DOWNLOADS: str(place / "downloads"),
            record.RECORD: str(place / "record"),
            record.WATCHED: json.dumps(watched),
        }

    def keep(self, name: str, notebook: Notebook, executed: Notebook) -> Path:
        """The folder of the result of a run that `begin` began, whole at once."""
        place, of = self._place(name), self._of(name)
        used = self._used((place / "record").read_text("utf-8").splitlines())
        (place / "used.json").write_text(json.dumps(used, indent=1, sort_keys=True), "utf-8")
        (place / "outputs.json").write_text(json.dumps(outputs_of(executed), ensure_ascii=False), "utf-8")
        (place / "record").unlink()
        of.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256((place / "used.json").read_bytes()).hexdigest()[:16]
        result = of / f"{self._key(name, notebook)}-{digest}"
        shutil.rmtree(result, ignore_errors=True)
        os.rename(place, result)
        by_age = sorted(of.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        for old in by_age[:-KEPT_EACH]:
            shutil.rmtree(old)
        return result

    @staticmethod
    def completed(notebook: Notebook, result: Path) -> str:
        """The text of `notebook` with the outputs of a result."""
        return with_outputs(notebook, json.loads((result / "outputs.json").read_text("utf-8")))

    def forget_others(self, names: set[str]) -> None:
        """Drop the results of notebooks that are no longer in the book, and what a killed build left."""
        wanted = {self._of(name) for name in names}
        for path in self.folder.iterdir() if self.folder.exists() else ():
            if path not in wanted:
                shutil.rmtree(path)

    def _of(self, name: str) -> Path:
        return self.folder / name.removesuffix(".ipynb").replace("/", "--")

    def _place(self, name: str) -> Path:
        return self.folder / "running" / name.removesuffix(".ipynb").replace("/", "--")

    def _key(self, name: str, notebook: Notebook) -> str:
        code = [[_text(cell["source"]), cell["metadata"].get("tags", [])] for cell in _code(notebook)]
        env = {key: value for key, value in self.env.items() if key in _SETTINGS}
        parts = [name, code, env, self.engine, python()]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]

    def _used(self, record: list[str]) -> dict[str, str]:
        lines = [tuple(line.split("\t", 1)) for line in record]
        things = {f"{kind} {name}" for kind, name in lines if kind in ("file", "folder", "program")}
        things |= {f"package {name}" for name in packages_of(name for kind, name in lines if kind == "package")}
        return {thing: self._state(thing) for thing in things}

    def _state(self, thing: str) -> str:
        if thing not in self._states:
            self._states[thing] = self._now(thing)
        return self._states[thing]

    def _now(self, thing: str) -> str:
        kind, _, name = thing.partition(" ")
        if kind == "package":
            return self.versions.get(name, ABSENT)
        if kind == "program":
            return os.urandom(8).hex()  # what it read is not known: it is never what it was
        root, _, below = name.partition(":")
        path = self.roots.get(root, self.stage) / below
        return _file(path) if kind == "file" else _folder(path)


# Those settings of the environment that the build itself makes.
_SETTINGS = frozenset(("SOURCE_DATE_EPOCH", "TZ", "PYTHONHASHSEED", "LC_ALL"))


def outputs_of(executed: Notebook) -> Notebook:
    """What a run adds to a notebook."""
    return {
        "metadata": executed["metadata"],
        "cells": [[cell["execution_count"], cell["outputs"]] for cell in _code(executed)],
    }


def with_outputs(notebook: Notebook, outputs: Notebook) -> str:
    """The text of a notebook with the outputs of a run of the same code."""
    for cell, (count, made) in zip(_code(notebook), outputs["cells"], strict=True):
        cell["execution_count"], cell["outputs"] = count, made
    notebook["metadata"] = outputs["metadata"]
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _code(notebook: Notebook) -> list[Notebook]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _file(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except IsADirectoryError:
        return _folder(path)
    except OSError:
        return ABSENT


def _folder(path: Path) -> str:
    """The names in it, without those that Python and notebooks leave behind."""
    try:
        names = sorted(name for name in os.listdir(path) if name not in _LEFT_BEHIND)
    except OSError:
        return ABSENT
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


_LEFT_BEHIND = ("__pycache__", ".ipynb_checkpoints")
