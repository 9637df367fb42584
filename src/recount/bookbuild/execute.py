"""Run notebooks in parallel, each in a fresh kernel of this very Python."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recount.bookbuild import lean  # noqa: F401, isort: skip

import nbformat
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from traitlets import default

from recount.bookbuild import provisioner

CELL_TIMEOUT = 120
START_TIMEOUT = 60
MOMENT = 0.02  # seconds


@dataclass(frozen=True)
class Failure:
    """Why a notebook cannot be published."""

    notebook: str
    cell: int | None  # counted from 1 over all cells, Markdown ones too
    error: str

    def __str__(self) -> str:
        place = self.notebook if self.cell is None else f"{self.notebook}, cell {self.cell}"
        return f"{place}: {self.error}"


Outcome = Any  # an executed nbformat.NotebookNode, which carries no types, or a Failure
Tell = Callable[[str], None]


class OwnSpecs(KernelSpecManager):  # type: ignore[misc, unused-ignore]
    """Knows one kernel, whatever is registered on this machine: this very Python, with a record of what it reads."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The kernel, under any name."""
        return KernelSpec(
            argv=[sys.executable, "-m", "recount.bookbuild.kernel", "-f", "{connection_file}"],
            display_name="Python 3",
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": provisioner.NAME}},
        )


class OwnClient(AsyncKernelClient):  # type: ignore[misc, unused-ignore]
    """Takes a new kernel for ready when its line has been quiet for a moment, where Jupyter waits a fifth of a second.

    What still comes of the greeting is told from answers by its parent, as always.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Raises RuntimeError if the kernel dies or says nothing in time."""
        listen = self.iopub_channel.get_msg
        self.iopub_channel.get_msg = lambda timeout: listen(timeout=min(timeout, MOMENT))
        try:
            await super().wait_for_ready(timeout)
        finally:
            self.iopub_channel.get_msg = listen


class OwnKernel(AsyncKernelManager):  # type: ignore[misc, unused-ignore]
    """Starts the kernel of `OwnSpecs`."""

    @default("client_factory")
    def _own_client(self) -> type[OwnClient]:
        return OwnClient

    @default("kernel_spec_manager")
    def _own_specs(self) -> KernelSpecManager:
        return OwnSpecs()


def cores() -> int:
    """The cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def execute(
    notebooks: Sequence[Path],
    root: Path,
    env: Mapping[str, str],
    tell: Tell = print,
    more_env: Callable[[str], Mapping[str, str]] = lambda name: {},
) -> dict[Path, Outcome]:
    """Each notebook with its fresh outputs, or with what went wrong; in the order given.

    `more_env` gives the environment that a notebook has to itself, by its name below `root`.
    """
    return asyncio.run(_execute_all(notebooks, root, env, tell, more_env))


async def _execute_all(
    notebooks: Sequence[Path],
    root: Path,
    env: Mapping[str, str],
    tell: Tell,
    more_env: Callable[[str], Mapping[str, str]],
) -> dict[Path, Outcome]:
    gate = asyncio.Semaphore(cores() + 1)  # nbclient waits a moment for each kernel, in which another may run
    done = 0

    async def one(path: Path) -> Outcome:
        nonlocal done
        name = path.relative_to(root).as_posix()
        async with gate:
            start = time.monotonic()
            outcome = await _execute(path, name, {**env, **more_env(name)})
            seconds = time.monotonic() - start
        done += 1
        mark = "  FAILED" if isinstance(outcome, Failure) else ""
        tell(f"  {done:>2}/{len(notebooks)}  {seconds:5.1f} s  {name}{mark}")
        return outcome

    outcomes = await asyncio.gather(*(one(path) for path in notebooks))
    return dict(zip(notebooks, outcomes, strict=True))


async def _execute(path: Path, name: str, env: dict[str, str]) -> Outcome:
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises many kinds, all of them "not a notebook"
        return Failure(name, None, f"cannot be read as a notebook: {error}")
    at: int | None = None

    def remember(cell: object, cell_index: int) -> None:
        nonlocal at
        at = cell_index + 1

    client = NotebookClient(
        notebook,
        kernel_name="python3",
        kernel_manager_class=OwnKernel,
        timeout=CELL_TIMEOUT,
        startup_timeout=START_TIMEOUT,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        shutdown_kernel="immediate",
        extra_arguments=["--IPKernelApp.log_level=40", "--HistoryManager.enabled=False"],
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=remember,
    )
    try:
        await client.async_execute(env=env)
    except CellExecutionError as error:
        return Failure(name, at, f"{error.ename}: {error.evalue}".splitlines()[0])
    except CellTimeoutError:
        return Failure(name, at, f"took longer than {CELL_TIMEOUT} s")
    except DeadKernelError:
        return Failure(name, at, "the kernel died")
    return _first_stderr(notebook, name) or notebook


def _first_stderr(notebook: Any, name: str) -> Failure | None:
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                said = output.text.strip().splitlines()[-1] if output.text.strip() else ""
                return Failure(name, number, f"wrote to stderr: {said}")
    return None
