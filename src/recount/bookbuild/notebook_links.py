"""Links in the HTML that notebooks show lead to notebooks, as JupyterLab follows them; in the book, to their pages."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform

TO_NOTEBOOK = re.compile(r'(href="[^":]+)\.ipynb(?=[#"])')


class LinkToPages(SphinxTransform):
    """Rewrites relative links to notebooks in raw HTML."""

    default_priority = 5

    def apply(self, **kwargs: object) -> None:
        """Rewrite raw HTML nodes in place."""
        for node in self.document.findall(nodes.raw):
            if node.get("format") == "html":
                node[:] = [nodes.Text(TO_NOTEBOOK.sub(r"\1.html", node.astext()))]
