"""Jupyter's way to start kernels, by forking a process that is warm: notebooks need not import pandas anew.

nbclient, nbval and Jupyter Book use it where `JUPYTER_DEFAULT_PROVISIONER_NAME` says `recount-fork`. Wherever
it does not fit (another system than Linux, another Python, another path to modules) a kernel starts as usual.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

NAME = "recount-fork"
ENTRANCES = ("ipykernel_launcher", "recount.bookbuild.kernel")
# What Python reads when it starts, and a fork cannot change.
AT_START = ("PYTHONHASHSEED", "PYTHONPATH", "PYTHONHOME", "MPLBACKEND", "MATPLOTLIBRC", "OPENBLAS_NUM_THREADS")


class ForkProvisioner(LocalProvisioner):  # type: ignore[misc, unused-ignore]
    """Forks where it can, else does what Jupyter does."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel that `cmd` describes."""
        env = dict(kwargs.get("env") or os.environ)
        arguments = _arguments(cmd)
        if sys.platform != "linux" or arguments is None:
            return await super().launch_kernel(cmd, **kwargs)
        server = _server(tuple((name, env.get(name)) for name in AT_START))
        cwd = str(kwargs.get("cwd") or Path.cwd())
        env["JPY_PARENT_PID"] = str(server.pid)
        kernel: Any = await asyncio.to_thread(server.kernel, arguments, cwd, env)
        self.process, self.pid, self.pgid, self.cwd = kernel, kernel.pid, kernel.pid, cwd
        return self.connection_info


def _arguments(cmd: list[str]) -> list[str] | None:
    """What comes after the module, if `cmd` runs a kernel of this very Python."""
    entrance = next((cmd.index(name) for name in ENTRANCES if name in cmd), None)
    if entrance is None or Path(cmd[0]) != Path(sys.executable):
        return None
    return cmd[entrance + 1 :]


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
        request = json.dumps({"arguments": arguments, "cwd": cwd, "env": env})
        with self.one_at_a_time:
            self.line.sendall(f"{request}\n".encode())
            answer = self.answers.readline()
        if not answer:
            raise RuntimeError("the process that forks kernels has died")
        return ForkedKernel(int(answer))

    def close(self) -> None:
        """End the warm process, and with it whatever kernel still runs."""
        self.answers.close()
        self.line.close()
        self.process.wait()


_server = cache(ForkServer)


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
