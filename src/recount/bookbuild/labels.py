"""Labels that hide what a button says from those who hear the page: taken away."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

# MyST-NB names a folded cell otherwise than it reads ("Show code cell source").
MISNAMED = '<summary aria-label="Toggle hidden content">'


def name_as_read(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """A folded cell is called by the words that stand on it."""
    if "body" in context:
        context["body"] = context["body"].replace(MISNAMED, "<summary>")
