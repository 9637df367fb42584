"""Pages load nothing from another host: they open without a network, and tell nobody who reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util import logging

UNUSED = ("*.map", "fontawesome.js*", "bootstrap.js*", "*webpack-macros.html")

logger = logging.getLogger(__name__)


def keep_local(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Drop scripts and styles of other hosts from a page, and say so: the page may need them."""
    for kind in ("script_files", "css_files"):
        kept = []
        for asset in context.get(kind, []):
            if is_foreign(str(getattr(asset, "filename", asset) or "")):
                logger.warning(
                    "needs %s from another host (a formula? a widget?)",
                    getattr(asset, "filename", asset),
                    location=pagename,
                    type="recount",
                    subtype="offline",
                )
            else:
                kept.append(asset)
        context[kind] = kept


def quiet(app: Sphinx, failed: Exception | None) -> None:
    """The theme's scripts keep their remarks to themselves: what a console shows is a fault."""
    if failed is None and app.builder.format == "html":
        for path in Path(app.outdir, "_static", "scripts").rglob("*.js"):
            path.write_text(path.read_text("utf-8").replace("console.log(", "void("), "utf-8")


def prune(app: Sphinx, failed: Exception | None) -> None:
    """Remove what no page asks for: 6 MB of the theme's source maps and icon script."""
    if failed is None and app.builder.format == "html":
        static = Path(app.outdir, "_static")
        for pattern in UNUSED:
            for path in static.rglob(pattern):
                path.unlink()


def is_foreign(address: str) -> bool:
    """Whether an address names a host, with a scheme or without."""
    return address.startswith("//") or "://" in address
