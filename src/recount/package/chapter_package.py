"""A chapter or thread to run elsewhere: its notebook, the data, the library and the pinned packages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from recount.cite.edition import Edition

# What a notebook reads or a reader needs, from the root of the project.
_WITH_IT = ("requirements.txt", "pyproject.toml", "LICENSE", "CITATION.cff")
_DATA = "data"
_NOT_READ = ("mentions", "editions")
_LIBRARY = "src/recount"


def chapter_files(root: Path, page: str, edition: Edition) -> dict[str, bytes]:
    """The files by their name, laid out as in the project, so that the notebook finds the data."""
    notebook = Path(f"{page}.ipynb")
    files = {str(notebook): (root / notebook).read_bytes(), "README.md": _readme(notebook, edition).encode()}
    for name in _WITH_IT:
        files[name] = (root / name).read_bytes()
    for path in (*_below(root / _DATA), *_below(root / _LIBRARY)):
        relative = path.relative_to(root)
        if not (relative.parts[0] == _DATA and relative.parts[1] in _NOT_READ):
            files[relative.as_posix()] = path.read_bytes()
    return files


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def _readme(notebook: Path, edition: Edition) -> str:
    return f"""# {notebook.stem}

{edition.title}, edition {edition.version} ({edition.date_released}).

    python3 -m venv .venv
    .venv/bin/python -m pip install --requirement requirements.txt
    .venv/bin/python -m pip install --no-deps --no-build-isolation --editable .
    .venv/bin/jupyter lab {notebook.as_posix()}

Needs Python 3.11 or newer. Change an assumption, run the cell: it says where it differs from the record.

Code: MIT licence. Text and records: CC BY 4.0. Figures belong to their publishers; `data/sources.yml` has the terms
of each source, or says that they were not verified. Who publishes the figures further must look at those terms.
"""
