"""Renders a stage in a process of its own: `python -m recount.bookbuild.sphinx_build STAGE FOLDER`.

As `jupyter-book build -W -n --keep-going` does, with what that command leaves to chance decided here: whether
notebooks run (never), where the rendered pages lie, and that nothing of an earlier rendering stays behind.
It gets ready first, and begins when a line comes in; if none comes it ends.

Nothing is garbage until it has ended: looking through all nodes of all pages for it, again and again, would
take a third of its time, for a tenth of its memory.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from contextlib import suppress
from pathlib import Path

from recount.bookbuild import lean  # noqa: F401, isort: skip

gc.disable()
OVERRIDES = {
    "external_toc_path": "_toc.yml",
    "latex_individualpages": False,
    "nb_execution_mode": "off",
    "nitpicky": True,
    "recount_only_pages_change": True,
}


# What a rendering imports sooner or later.
LATER = (
    *("jupyter_book.sphinx", "myst_nb.sphinx_ext", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_copybutton"),
    *("sphinx_design", "sphinx_external_toc", "recount.bookbuild.extension", "recount.facts"),
)


def get_ready(stage: Path) -> None:
    """Import, and check the claims of the collection; whatever is wrong is said by the page that needs it."""
    for name in LATER:
        with suppress(Exception):
            importlib.import_module(name)
    if (stage / "data" / "collection.yml").exists():
        with suppress(Exception):
            importlib.import_module("recount.here").results_here()


def main(stage: Path, folder: Path) -> int:
    """Render into `folder/html`, with the pages as read in `folder/doctrees`; Sphinx's exit status."""
    from jupyter_book.sphinx import build_sphinx

    html = folder / "html"
    result = build_sphinx(
        stage,
        html,
        noconfig=True,
        path_config=stage / "_config.yml",
        confoverrides=dict(OVERRIDES),
        doctreedir=folder / "doctrees",
        warningiserror=True,
        keep_going=True,
        jobs=2,
    )
    return result if isinstance(result, int) else 1


if __name__ == "__main__":
    get_ready(Path(sys.argv[1]))
    if sys.stdin.readline():
        status = main(Path(sys.argv[1]), Path(sys.argv[2]))
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)  # all is written; to take every page apart again would last half a second
