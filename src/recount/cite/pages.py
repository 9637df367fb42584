"""The pages of the book, in reading order, with their titles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Page:
    """A page by its name in the book (``book/methods``), with its first heading."""

    name: str
    title: str

    @property
    def path(self) -> str:
        """Its address within the site."""
        return f"{self.name}.html"

    @property
    def short(self) -> str:
        """``methods``."""
        return self.name.rpartition("/")[2]


def read_pages(root: Path) -> dict[str, Page]:
    """Every page of `_toc.yml` that exists, by name."""
    toc = root / "_toc.yml"
    if not toc.is_file():
        return {}
    pages = {}
    for name in _entries(yaml.safe_load(toc.read_text("utf-8"))):
        title = _title(root / name)
        if title:
            pages[name] = Page(name, title)
    return pages


def _entries(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _entries(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("root", "file"):
                yield str(value).removesuffix(".md").removesuffix(".ipynb")
            else:
                yield from _entries(value)


def _title(stem: Path) -> str | None:
    """The first heading of a page; a folder may have dots in its name, so suffixes are added, not replaced."""
    notebook, page = Path(f"{stem}.ipynb"), Path(f"{stem}.md")
    if notebook.is_file():
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    elif page.is_file():
        text = page.read_text("utf-8")
    else:
        return None
    return next((line.removeprefix("# ").strip() for line in text.splitlines() if line.startswith("# ")), None)
