"""The tree that a build works on: a copy of the sources, so that what is published is one state of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import yaml

# Below it each page has a folder of what its notebook offers: in the stage and in the site.
DOWNLOADS = "_downloads"
# Nothing in these is read by a page or a notebook.
LEFT_OUT = {"_build", "tests", "__pycache__"}
LEFT_OUT_AT_THE_TOP = {"build", "dist"}  # what packaging leaves


def source_files(root: Path) -> Iterator[Path]:
    """The files that the book is made of, sorted."""
    for folder, below, names in os.walk(root):
        at_the_top = LEFT_OUT_AT_THE_TOP if Path(folder) == root else set()
        below[:] = sorted(name for name in below if not _left_out(name) and name not in at_the_top)
        for name in sorted(names):
            if not _left_out(name):
                yield Path(folder, name)


def _left_out(name: str) -> bool:
    return name.startswith(".") or name in LEFT_OUT or name.endswith(".egg-info")


def fingerprint(root: Path) -> str:
    """Changes with any source file."""
    return _digest(root, source_files(root))


def digest_of(folder: Path) -> str:
    """Changes with any file of a folder."""
    return _digest(folder, sorted(path for path in folder.rglob("*") if path.is_file()))


def _digest(root: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"\n{path.relative_to(root).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def copy_sources(root: Path, stage: Path, later: Collection[Path]) -> str:
    """Make `stage` the same as the sources, touching only what differs; the digest of all of them.

    The files in `later`, named as in the sources, are read but not written: they get their outputs first.
    """
    digest, wanted = hashlib.sha256(), {stage / path.relative_to(root) for path in later}
    for path in source_files(root):
        text, target = path.read_bytes(), stage / path.relative_to(root)
        digest.update(f"\n{path.relative_to(root).as_posix()}\n".encode())
        digest.update(hashlib.sha256(text).digest())
        if target not in wanted:
            wanted.add(target)
            write_if_changed(target, text)
    _keep_only(stage, wanted, but=(DOWNLOADS, "__pycache__"))
    return digest.hexdigest()


def copy_downloads(folders: Mapping[str, Path], stage: Path) -> None:
    """What the notebooks offer, in `stage/_downloads/PAGE`, where pages look for it."""
    wanted = set()
    for page, folder in folders.items():
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                target = stage / DOWNLOADS / page / path.relative_to(folder)
                wanted.add(target)
                write_if_changed(target, path.read_bytes())
    _keep_only(stage / DOWNLOADS, wanted)


def _keep_only(folder: Path, wanted: Collection[Path], but: Collection[str] = ()) -> None:
    for path in list(folder.rglob("*")):
        if path.is_file() and path not in wanted and not any(name in path.parts for name in but):
            _remove(path)


def write_if_changed(path: Path, content: bytes) -> None:
    """Leave the file alone, and the time of its last change, if it holds this already."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    _forget_compiled(path)
    path.write_bytes(content)


def _remove(path: Path) -> None:
    path.unlink()
    _forget_compiled(path)
    for folder in path.parents:
        if any(folder.iterdir()):
            break
        folder.rmdir()


def _forget_compiled(path: Path) -> None:
    """Python tells a changed module by its second and size, and that is not enough."""
    if path.suffix == ".py":
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            compiled.unlink()


def own_styles(stage: Path) -> list[str]:
    """The style sheets that the book brings itself."""
    return sorted(path.name for path in (stage / "book" / "_static").rglob("*.css"))


def pages_of_the_book(root: Path) -> list[Path]:
    """The notebooks and Markdown pages in `_toc.yml`, in reading order."""
    toc = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    named = [root / name for name in entries_of_contents(toc)]
    paths = [path.with_name(path.name.removesuffix(end) + end) for path in named for end in (".ipynb", ".md")]
    return [path for path in paths if path.exists()]


def notebooks_of_the_book(root: Path) -> list[Path]:
    """Those in `_toc.yml`, in reading order."""
    return [path for path in pages_of_the_book(root) if path.suffix == ".ipynb"]


def entries_of_contents(node: object) -> Iterator[str]:
    """The files that a table of contents names, in reading order."""
    if isinstance(node, list):
        for item in node:
            yield from entries_of_contents(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("root", "file"):
                yield str(value)
            else:
                yield from entries_of_contents(value)
