"""What a kernel read while it ran: files, folders and packages, noted as they are opened.

Python tells an audit hook of every file it opens, modules among them. A program that is started may read
what it likes, unseen: that is noted too, and such a run is never taken again from the store.
"""

from __future__ import annotations

import json
import os
import sys
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any, TextIO

# Names the file that the record goes to, and the folders whose files are worth a line, by a name each.
RECORD, WATCHED = "RECOUNT_RECORD", "RECOUNT_WATCHED"
PROGRAMS = {"subprocess.Popen", "os.system", "os.posix_spawn", "os.exec", "os.fork", "os.forkpty"}
FOLDERS = {"os.listdir", "os.scandir"}
WRITES = os.O_WRONLY | os.O_RDWR


def start() -> None:
    """Record from here on, if the environment asks for it; what is imported already counts as used."""
    if RECORD not in os.environ:
        return
    watched = {name: folder + os.sep for name, folder in json.loads(os.environ[WATCHED]).items()}
    record = open(os.environ[RECORD], "a", encoding="utf-8", buffering=1)  # noqa: SIM115, open as long as the kernel
    notes = Notes(record, watched)
    for name, module in list(sys.modules.items()):
        notes.add("package", name.partition(".")[0])
        if file := getattr(module, "__file__", None):
            notes.file(file)
    sys.addaudithook(notes.hear)


class Notes:
    """One line for each thing used: `kind`, a tab, its name."""

    def __init__(self, record: TextIO, watched: dict[str, str]) -> None:
        self.record, self.watched = record, watched
        self.known: set[tuple[str, str]] = set()

    def hear(self, event: str, details: tuple[Any, ...]) -> None:
        """Python's audit hook."""
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
        for root, folder in self.watched.items():
            if (full + os.sep).startswith(folder):
                inside = os.path.relpath(full, folder)
                self.add(kind, f"{root}:{Path(inside).as_posix()}")
                if kind == "file":
                    self.add("folder", f"{root}:{Path(inside).parent.as_posix()}")
                return

    def add(self, kind: str, name: str) -> None:
        if (kind, name) not in self.known:
            self.known.add((kind, name))
            self.record.write(f"{kind}\t{name}\n")


def _only_writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return mode[:1] in ("w", "x", "a") and "+" not in mode
    return isinstance(flags, int) and (flags & WRITES) == os.O_WRONLY
