"""The tree that a build works on: a copy of the sources, so that what is published is one state of them."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

# Nothing in these is read by a page or a notebook.
LEFT_OUT = {"_build", "tests", "benchmarks", "__pycache__", "build", "dist"}


def source_files(root: Path) -> Iterator[Path]:
    """The files that the book is made of, sorted."""
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if not _left_out(name))
        for name in sorted(names):
            if not _left_out(name):
                yield Path(folder, name)


def _left_out(name: str) -> bool:
    return name.startswith(".") or name in LEFT_OUT or name.endswith(".egg-info")


def fingerprint(root: Path) -> str:
    """Changes with any source file, and with the Python that runs the notebooks."""
    return hashlib.sha256(f"{sys.version}\n{_digest(root, source_files(root))}".encode()).hexdigest()


def digest_of(folder: Path) -> str:
    """Changes with any file of a folder."""
    return _digest(folder, sorted(path for path in folder.rglob("*") if path.is_file()))


def _digest(root: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"\n{path.relative_to(root).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def copy_sources(root: Path, stage: Path) -> None:
    """A fresh copy of the sources in `stage`, whatever was there before."""
    shutil.rmtree(stage, ignore_errors=True)
    for path in source_files(root):
        target = stage / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def turn_execution_off(stage: Path) -> None:
    """The staged notebooks hold their fresh outputs: Jupyter Book only renders them."""
    path = stage / "_config.yml"
    config = yaml.safe_load(path.read_text("utf-8"))
    config.setdefault("execute", {})["execute_notebooks"] = "off"
    path.write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")


def notebooks_of_the_book(root: Path) -> list[Path]:
    """Those in `_toc.yml`, in reading order."""
    toc = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    paths = (root / f"{name.removesuffix('.ipynb')}.ipynb" for name in _entries(toc))
    return [path for path in paths if path.exists()]


def _entries(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _entries(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("root", "file"):
                yield str(value)
            else:
                yield from _entries(value)
