"""The packages that a result depends on, each with the version that is installed and the one that is pinned."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

# Run or speak with the kernel without being imported in it.
ALWAYS = ("ipykernel", "jupyter-client", "nbclient", "nbformat")


def python() -> str:
    """The Python that runs, and the kind of machine."""
    return f"{sys.version} {platform.machine()}"


def installed() -> dict[str, str]:
    """Every installed package with its version, from the names of the folders that pip leaves."""
    found = {}
    for entry in reversed(sys.path):
        for name in os.listdir(entry) if os.path.isdir(entry) else ():
            if name.endswith(".dist-info"):
                package, _, version = name.removesuffix(".dist-info").partition("-")
                found[canonical(package)] = version
    return found


def pinned(requirements: Path) -> dict[str, str]:
    """The lines of a list of pins by package."""
    if not requirements.exists():
        return {}
    lines = (line.strip() for line in requirements.read_text("utf-8").splitlines())
    return {canonical(re.split(r"[=<>~!; \[]", line)[0]): line for line in lines if line and not line.startswith("#")}


def versions(requirements: Path) -> dict[str, str]:
    """Each installed package with its version and its pin."""
    pins = pinned(requirements)
    return {name: f"{version} ({pins.get(name, 'not pinned')})" for name, version in installed().items()}


def packages_of(modules: Iterable[str]) -> set[str]:
    """The packages that these top-level modules belong to."""
    owners = _owners()
    return set(ALWAYS).union(*(owners.get(module, ()) for module in modules))


@cache
def _owners() -> dict[str, set[str]]:
    """Packages by top-level module, from the lists of files that pip leaves: importlib.metadata takes four seconds."""
    owners: dict[str, set[str]] = {}
    for entry in map(Path, sys.path):
        for record in entry.glob("*.dist-info/RECORD"):
            package = canonical(record.parent.name.partition("-")[0])
            tops = {line.partition("/")[0].partition(",")[0] for line in record.read_text("utf-8").splitlines()}
            for module in {top.partition(".")[0] for top in tops}:
                owners.setdefault(module, set()).add(package)
    return owners


def canonical(name: str) -> str:
    """A package's name as the index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()
