"""What a kernel read while it ran: files, folders and packages, noted as they are opened.

Python tells an audit hook of every file it opens, modules among them. A program that is started may read
what it likes, unseen: that is noted too, and such a run is never taken again from the store.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any, TextIO

# Names the file that the record goes to, and the folders whose files are worth a line, by a name each.
RECORD, WATCHED = "RECOUNT_RECORD", "RECOUNT_WATCHED"
PROGRAMS = {"subprocess.Popen", "os.system", "os.posix_spawn", "os.exec", "os.fork", "os.forkpty"}
FOLDERS = {"os.listdir", "os.scandir"}
WRITES = os.O_WRONLY | os.O_RDWR


@contextmanager
def listening() -> Iterator[None]:
    """Remember what is used meanwhile, for the records of kernels that are forked from this process later."""
    global _early
    _early = Notes()
    sys.addaudithook(_early.hear)
    yield
    _early.listens = False  # until a kernel has its record; this process forks, which is no program of a notebook


def start() -> bool:
    """Record from here on, if the environment asks for it; what is imported already counts as used."""
    if RECORD not in os.environ:
        return False
    watched = {name: folder + os.sep for name, folder in json.loads(os.environ[WATCHED]).items()}
    record = open(os.environ[RECORD], "a", encoding="utf-8", buffering=1)  # noqa: SIM115, open as long as the kernel
    notes = _early or Notes()
    notes.write_to(record, watched)
    for name, module in list(sys.modules.items()):
        notes.add("package", name.partition(".")[0])
        if file := getattr(module, "__file__", None):
            notes.file(file)
    if notes is not _early:
        sys.addaudithook(notes.hear)
    return True


class Notes:
    """One line for each thing used: `kind`, a tab, its name. What comes before there is a record goes into it later."""

    def __init__(self) -> None:
        self.listens = True
        self.record: TextIO | None = None
        self.watched: dict[str, str] = {}
        self.early: dict[tuple[str, str], None] = {}
        self.known: set[tuple[str, str]] = set()

    def write_to(self, record: TextIO, watched: dict[str, str]) -> None:
        """Begin the record, with what was noted so far."""
        self.record, self.watched, self.listens = record, watched, True
        for kind, name in self.early:
            if kind in ("file", "folder"):
                self.place(kind, name)
            else:
                self.add(kind, name)

    def hear(self, event: str, details: tuple[Any, ...]) -> None:
        """Python's audit hook."""
        if not self.listens:
            return
        if event == "open":
            path, mode, flags = details
            if isinstance(path, str | bytes | os.PathLike) and not _only_writes(mode, flags):
                self.file(path)
        elif event == "import":
            self.add("package", str(details[0]).partition(".")[0])
        elif event in FOLDERS:
            path = details[0]
            if not isinstance(path, int):
                self.place("folder", os.curdir if path is None else path)
        elif event in PROGRAMS:
            self.add("program", event)

    def file(self, path: Any) -> None:
        """A file that was opened or that was looked for; of a compiled module, the source."""
        name = os.fsdecode(path)
        if name.endswith(".pyc"):
            try:
                name = source_from_cache(name)
            except ValueError:
                return
        self.place("file", name)

    def place(self, kind: str, path: Any) -> None:
        """Note what lies in a watched folder, and the folder that it lies in."""
        full = os.path.abspath(os.fsdecode(path))
        if self.record is None:
            self.early[kind, full] = None
            return
        for root, folder in self.watched.items():
            if (full + os.sep).startswith(folder):
                inside = os.path.relpath(full, folder)
                self.add(kind, f"{root}:{Path(inside).as_posix()}")
                if kind == "file":
                    self.add("folder", f"{root}:{Path(inside).parent.as_posix()}")
                return

    def add(self, kind: str, name: str) -> None:
        if self.record is None:
            self.early[kind, name] = None
        elif (kind, name) not in self.known:
            self.known.add((kind, name))
            self.record.write(f"{kind}\t{name}\n")


_early: Notes | None = None


def _only_writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return mode[:1] in ("w", "x", "a") and "+" not in mode
    return isinstance(flags, int) and (flags & WRITES) == os.O_WRONLY
