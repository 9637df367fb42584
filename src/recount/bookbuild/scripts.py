"""Scripts of ours, each only on the pages that have what it works on."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

# A script of book/_static, by what a page has that needs it.
NEEDED_BY = {'class="recount-filters"': "ledger.js", 'class="recount-cite"': "cite.js"}


def add_needed(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Link the scripts that the page needs."""
    for mark, script in NEEDED_BY.items():
        if mark in context.get("body", ""):
            app.add_js_file(script, loading_method="defer")
