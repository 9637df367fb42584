"""Jupyter's way to start kernels, by forking a process that is warm: notebooks need not import pandas anew.

nbclient, nbval and Jupyter Book use it where `JUPYTER_DEFAULT_PROVISIONER_NAME` says `recount-fork`. Wherever
it does not fit (another system than Linux, another Python, another path to modules) a kernel starts as usual.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from recount.bookbuild.forking import server_for

NAME = "recount-fork"
ENTRANCES = ("ipykernel_launcher", "recount.bookbuild.kernel")


class ForkProvisioner(LocalProvisioner):  # type: ignore[misc, unused-ignore]
    """Forks where it can, else does what Jupyter does."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel that `cmd` describes."""
        env = dict(kwargs.get("env") or os.environ)
        arguments = _arguments(cmd)
        if sys.platform != "linux" or arguments is None:
            return await super().launch_kernel(cmd, **kwargs)
        server = server_for(env)
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
