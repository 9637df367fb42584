"""A process that has imported what every notebook imports, and forks a kernel for each: Linux only.

It has one thread. Where all notebooks to come use the library, it has imported that too and read the collection,
and each kernel's record begins with what was read for it. A request is a line of JSON on its socket; the answer
to one for a kernel is its process id. It ends when the other side of the socket does, and its kernels with it.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import platform
import random
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from recount.bookbuild import kernel, record

# What the notebooks of the book import before they come to the library, the slowest first. Not the backend
# that shows charts in cells: it makes itself known to the kernel when it is imported, and here is none yet.
WARM = (
    "pandas",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "IPython.core.interactiveshell",
    *("IPython.core.completerlib", "IPython.extensions.storemagic", "pydoc", "sqlite3"),
    *("psutil", "tornado.platform.asyncio", "tornado.queues"),
    "pydantic",
    "yaml",
)
OPENS = "recount.notebook"  # what a notebook opens the collection with
INLINE = "module://matplotlib_inline.backend_inline"
kernels: set[int] = set()


def main(descriptor: int) -> None:
    """Serve until the socket closes."""
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # ipykernel reads it when it is imported
    os.environ.setdefault("MPLBACKEND", INLINE)  # as ipykernel does, but before pyplot is imported
    sys.path[:] = [entry for entry in sys.path if entry not in ("", os.getcwd())]
    gc.disable()  # nothing of what is imported is garbage
    for name in WARM:
        importlib.import_module(name)
    platform.processor()  # a program tells it, once for all kernels
    keep_as_it_is()
    signal.signal(signal.SIGCHLD, reap)
    with socket.socket(fileno=descriptor) as line:
        for request in line.makefile("r", encoding="utf-8"):
            match json.loads(request):
                case {"warm": asked}:
                    warm(**asked)
                case {"launch": asked}:
                    line.sendall(f"{launch(asked, line)}\n".encode())
    for pid in list(kernels):
        os.killpg(pid, signal.SIGKILL)
    os._exit(0)  # nothing of it is worth taking apart


def warm(modules: list[str], root: str) -> None:
    """Import what every notebook to come imports of the library, and read the collection, as each would do first.

    What is wrong with any of it is said by the notebook that needs it.
    """
    gc.disable()
    with record.listening():
        for name in modules:
            with suppress(Exception):
                importlib.import_module(name)
        if OPENS in modules:
            with suppress(Exception):
                importlib.import_module("recount.kept").keep(Path(root))
    keep_as_it_is()


def keep_as_it_is() -> None:
    """A collection in a child would write to every page of memory that it shares, for nothing."""
    gc.freeze()
    gc.enable()


def reap(number: int, frame: object) -> None:
    """Take note of kernels that have ended, so that none stays as a zombie."""
    for pid in list(kernels):
        try:
            ended, _ = os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            ended = pid
        if ended:
            kernels.discard(pid)


def launch(request: dict[str, Any], line: socket.socket) -> int:
    """Fork a kernel with the arguments, the folder and the environment that were asked for."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    pid = os.fork()
    if pid:
        kernels.add(pid)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        return pid
    status = 1
    try:
        line.close()
        become_kernel(**request)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    finally:
        os._exit(status)


def become_kernel(arguments: list[str], cwd: str, env: dict[str, str]) -> None:
    """In the new process: as if started anew by Jupyter."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    kernels.clear()
    os.environ.clear()
    os.environ.update(env)
    os.environ.setdefault("MPLBACKEND", INLINE)
    time.tzset()
    os.chdir(cwd)
    random.seed()
    sys.modules["numpy"].random.seed()
    sys.argv = ["ipykernel_launcher", *arguments]
    kernel.main()


if __name__ == "__main__":
    main(int(sys.argv[1]))
