"""Run notebooks in parallel, each in a fresh kernel of this very Python."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from traitlets import default

CELL_TIMEOUT = 120
START_TIMEOUT = 60
# Names the folder in which a notebook leaves the files that its page offers: set for a build only.
DOWNLOADS = "RECOUNT_DOWNLOADS"


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


class OwnKernel(AsyncKernelManager):  # type: ignore[misc, unused-ignore]
    """Starts `sys.executable`, whatever kernels are registered on this machine."""

    @default("kernel_spec_manager")
    def _only_the_native_kernel(self) -> KernelSpecManager:
        return KernelSpecManager(kernel_dirs=[])


def cores() -> int:
    """The cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def execute(
    notebooks: Sequence[Path],
    root: Path,
    env: dict[str, str],
    tell: Tell = print,
    downloads: Path | None = None,
) -> dict[Path, Outcome]:
    """Each notebook with its fresh outputs, or with what went wrong; in the order given.

    Below ``downloads`` each notebook finds an empty folder, named as its page, for the files that the page offers.
    """
    return asyncio.run(_execute_all(notebooks, root, env, tell, downloads))


async def _execute_all(
    notebooks: Sequence[Path], root: Path, env: dict[str, str], tell: Tell, downloads: Path | None
) -> dict[Path, Outcome]:
    gate = asyncio.Semaphore(cores())
    done = 0

    async def one(path: Path) -> Outcome:
        nonlocal done
        name = path.relative_to(root).as_posix()
        async with gate:
            start = time.monotonic()
            outcome = await _execute(path, name, env if downloads is None else env | _folder_for(name, downloads))
            seconds = time.monotonic() - start
        done += 1
        mark = "  FAILED" if isinstance(outcome, Failure) else ""
        tell(f"  {done:>2}/{len(notebooks)}  {seconds:5.1f} s  {name}{mark}")
        return outcome

    outcomes = await asyncio.gather(*(one(path) for path in notebooks))
    return dict(zip(notebooks, outcomes, strict=True))


def _folder_for(name: str, downloads: Path) -> dict[str, str]:
    folder = downloads / name.removesuffix(".ipynb")
    folder.mkdir(parents=True)
    return {DOWNLOADS: str(folder)}


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
        extra_arguments=["--IPKernelApp.log_level=40"],
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
