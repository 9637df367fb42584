"""The contents beside a page, laid out once and marked for each page.

The theme lays out the whole book anew beside every page, so that a book of twice as many pages takes four
times as long. Between two pages only the addresses and the marks of the current page differ. A book whose
chapters have chapters of their own is left to the theme: there it also unfolds what is above the page.
"""

from __future__ import annotations

import posixpath
import re
from functools import partial
from typing import Any

from pydata_sphinx_theme.toctree import add_toctree_functions  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

HREF = re.compile(r'href="([^"#:]+)"')
ENTRY = '<li class="toctree-l1"><a class="reference internal" href="#">'
CURRENT = '<li class="toctree-l1 current active"><a class="current reference internal" href="#">'
LIST, CURRENT_LIST = '<ul class="', '<ul class="current '


# The theme offers its function, tries every template with it to see which are empty, and then writes the page.
OFFERED, REPLACED = 490, 495  # before the templates are tried, at 500


def register(app: Sphinx) -> None:
    """Take the place of the theme's function before anything calls it."""
    app.connect("builder-inited", _offer_early)
    app.connect("html-page-context", lay_out_once, priority=REPLACED)


def _offer_early(app: Sphinx) -> None:
    listeners = app.events.listeners["html-page-context"]
    listeners[:] = [
        each._replace(priority=OFFERED) if each.handler is add_toctree_functions else each for each in listeners
    ]


def lay_out_once(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Put a quick function in the place of the theme's."""
    by_theme = context.get("generate_toctree_html")
    if by_theme is None:
        return

    def generate(kind: str, startdepth: int = 1, **options: Any) -> Any:
        if kind != "sidebar" or startdepth != 0:
            return by_theme(kind=kind, startdepth=startdepth, **options)
        layouts = app.builder.__dict__.setdefault("recount_sidebars", {})
        key = repr(sorted(options.items()))
        if key not in layouts:
            layouts[key] = _beside_the_front_page(app, context, partial(by_theme, kind, startdepth, **options))
        layout = layouts[key]
        if "has-children" in layout:
            return by_theme(kind, startdepth, **options)
        return beside(layout, _address(app, app.config.root_doc), _address(app, pagename))

    context["generate_toctree_html"] = generate


def _beside_the_front_page(app: Sphinx, context: dict[str, Any], by_theme: partial[Any]) -> str:
    """The layout where no entry is the current page: the front page is not in the contents."""
    own = context["toctree"]
    context["toctree"] = partial(app.builder._get_local_toctree, app.config.root_doc)  # type: ignore[attr-defined]
    try:
        return str(by_theme.func.__wrapped__(*by_theme.args, **by_theme.keywords))  # type: ignore[attr-defined]
    finally:
        context["toctree"] = own


def beside(layout: str, front: str, page: str) -> str:
    """The layout beside `front` as it is beside `page`, both addresses from the root of the site."""

    def readdress(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(front), found[1]))
        return 'href="#"' if target == page else f'href="{relative_uri(page, target)}"'

    html = HREF.sub(readdress, layout)
    at = html.find(ENTRY)
    if at < 0:
        return html
    opened = html.rfind(LIST, 0, at)
    return html[:opened] + html[opened:].replace(LIST, CURRENT_LIST, 1).replace(ENTRY, CURRENT, 1)


def _address(app: Sphinx, pagename: str) -> str:
    return app.builder.get_target_uri(pagename)
