"""Links under a chart or table to what its notebook wrote for readers to take along.

A notebook marks such an output in its metadata (`recount.downloads.marked`), which JupyterLab passes
over. The build keeps the files in `_downloads/PAGE/`; only what is there is linked.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxTranslator

from recount.bookbuild.stage import DOWNLOADS as FOLDER
from recount.bookbuild.tables import give_caption

FORMS = {"csv": "CSV", "svg": "SVG", "png": "PNG"}


class TakeAlong(nodes.General, nodes.Element):
    """A line of links; attributes `page`, `name` and `forms`."""


class MarkedOutput:
    """MyST-NB's way to add to an output: it finds this class as an entry point (pyproject.toml)."""

    mime_priority_overrides = ()

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """The output as MyST-NB renders it, a table with its caption, links below; `None` leaves it alone."""
        ours = data.output_metadata.get(data.mime_type, {}).get("recount", {})
        if "download" not in ours or inline:
            return None
        render = {"text/markdown": renderer.render_markdown, "text/html": renderer.render_text_html}
        shown = render.get(data.mime_type, renderer.render_image)(data)
        give_caption(shown, ours.get("caption"))
        return [*shown, *_links(renderer, ours["download"])]


def _links(renderer: NbElementRenderer, name: str) -> list[nodes.Element]:
    env = getattr(renderer.renderer, "sphinx_env", None)
    if env is None:
        return []
    folder = Path(env.srcdir, FOLDER, env.docname)
    forms = [form for form in FORMS if (folder / f"{name}.{form}").is_file()]
    return [TakeAlong("", page=env.docname, name=name, forms=forms)] if forms else []


def _visit_html(translator: Any, node: TakeAlong) -> None:
    depth = translator.builder.current_docname.count("/") if translator.builder.format == "html" else 0
    base = f"{'../' * depth}{FOLDER}/{node['page']}/{node['name']}"
    links = " · ".join(f'<a href="{quote(base)}.{form}" download>{FORMS[form]}</a>' for form in node["forms"])
    translator.body.append(f'<p class="recount-take-along">Data: {links}</p>\n')
    raise nodes.SkipNode


def _skip(translator: SphinxTranslator, node: TakeAlong) -> None:
    raise nodes.SkipNode


def _copy(app: Sphinx, failed: Exception | None) -> None:
    source = Path(app.srcdir, FOLDER)
    if failed is None and app.builder.format == "html" and source.is_dir():
        shutil.copytree(source, Path(app.outdir, FOLDER), dirs_exist_ok=True)


def register(app: Sphinx) -> None:
    """Make the line of links known, and its files part of the site."""
    app.add_node(TakeAlong, html=(_visit_html, None), latex=(_skip, None), text=(_skip, None), man=(_skip, None))
    app.connect("build-finished", _copy)
