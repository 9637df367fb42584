"""Addresses with several parameters stay whole: MyST-Parser escapes them, and docutils does so once more."""

from __future__ import annotations

import html

from docutils import nodes
from sphinx.transforms import SphinxTransform


class WholeAddresses(SphinxTransform):
    """Takes the first of the two escapings off external links."""

    default_priority = 5

    def apply(self, **kwargs: object) -> None:
        """Rewrite the addresses of references in place."""
        for node in self.document.findall(nodes.reference):
            if "://" in node.get("refuri", ""):
                node["refuri"] = html.unescape(node["refuri"])
