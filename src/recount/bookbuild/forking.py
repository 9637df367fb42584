"""The warm process that forks kernels, and the kernels that it forks, as seen from outside; see `forkserver`."""

from __future__ import annotations

import ast
import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

# What Python reads when it starts, and a fork cannot change.
AT_START = ("PYTHONHASHSEED", "PYTHONPATH", "PYTHONHOME", "MPLBACKEND", "MATPLOTLIBRC", "OPENBLAS_NUM_THREADS")
ENOUGH = 3  # notebooks for which reading the collection once is less work than each on its own
Notebook = Mapping[str, Any]


class ForkServer:
    """The warm process, and the line to it."""

    def __init__(self, at_start: tuple[tuple[str, str | None], ...]) -> None:
        env = {name: value for name, value in os.environ.items() if name not in AT_START}
        env |= {name: value for name, value in at_start if value is not None}
        self.line, other = socket.socketpair()
        other.set_inheritable(True)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "recount.bookbuild.forkserver", str(other.fileno())],
            env=env,
            close_fds=False,
            stdin=subprocess.DEVNULL,
        )
        other.close()
        self.pid = self.process.pid
        self.answers = self.line.makefile("r", encoding="utf-8")
        self.one_at_a_time = threading.Lock()
        atexit.register(self.close)

    def kernel(self, arguments: list[str], cwd: str, env: dict[str, str]) -> ForkedKernel:
        """A new kernel. Raises RuntimeError if the warm process has died."""
        request = json.dumps({"launch": {"arguments": arguments, "cwd": cwd, "env": env}})
        with self.one_at_a_time:
            self.line.sendall(f"{request}\n".encode())
            answer = self.answers.readline()
        if not answer:
            raise RuntimeError("the process that forks kernels has died")
        return ForkedKernel(int(answer))

    def warm(self, modules: list[str], root: Path) -> None:
        """Let it import these and read the collection at `root`; whoever asks for a kernel waits until it has."""
        with self.one_at_a_time:
            self.line.sendall((json.dumps({"warm": {"modules": modules, "root": str(root)}}) + "\n").encode())

    def close(self) -> None:
        """End the warm process, and with it whatever kernel still runs."""
        self.answers.close()
        self.line.close()
        self.process.wait()


@cache
def _server(at_start: tuple[tuple[str, str | None], ...]) -> ForkServer:
    return ForkServer(at_start)


def server_for(env: Mapping[str, str]) -> ForkServer:
    """The warm process for kernels with this environment; whoever asks first starts it."""
    return _server(tuple((name, env.get(name)) for name in AT_START))


class ForkedKernel:
    """As much of `subprocess.Popen` as Jupyter asks of a kernel that is not its child."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.handle: int | None = None
        with suppress(ProcessLookupError):  # ended already
            self.handle = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """None while the kernel runs; how it ended is not known, only that it did."""
        try:
            self.send_signal(0)
        except ProcessLookupError:
            return 1
        return None

    def wait(self, timeout: float | None = None) -> int:
        """Its end has been seen by `poll` when Jupyter calls this."""
        return 1

    def send_signal(self, number: int) -> None:
        """Raises ProcessLookupError if it has ended."""
        if self.handle is None:
            raise ProcessLookupError(f"kernel {self.pid} has ended")
        signal.pidfd_send_signal(self.handle, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def __del__(self) -> None:
        if self.handle is not None:
            os.close(self.handle)


def _imports(notebook: Notebook) -> set[str]:
    """The modules of the library that a notebook imports; none where its code is not plain Python."""
    code = "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except SyntaxError:
        return set()
    found = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "recount":
            found |= {f"recount.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return {name for name in found if name.startswith("recount.")}


def get_ready(env: Mapping[str, str]) -> None:
    """Start the warm process before it is needed, where there is one."""
    if sys.platform == "linux":
        server_for(env)


def warm(env: Mapping[str, str], notebooks: Sequence[Notebook], root: Path) -> None:
    """Let the warm process import what all of these import of the library, and read the collection at `root`."""
    shared = set.intersection(*map(_imports, notebooks)) if len(notebooks) >= ENOUGH else set()
    if sys.platform == "linux" and shared:
        server_for(env).warm(sorted(shared), root)
