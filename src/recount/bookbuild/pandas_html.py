"""What pandas writes for a table is not quite valid HTML: repaired where it meets the page."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform

SCOPED_STYLE = re.compile(r"<style scoped>.*?</style>\s*", re.DOTALL)
EMPTY_HEADER = re.compile(r"<th([^>]*)></th>")


def repair(html: str) -> str:
    """A data frame's table without a style element in the body and without nameless headers."""
    if 'class="dataframe"' not in html:
        return html
    html = SCOPED_STYLE.sub("", html).replace('<table border="1" ', "<table ")
    return EMPTY_HEADER.sub(r"<td\1></td>", html)


class RepairDataFrames(SphinxTransform):
    """Applies `repair` to the HTML outputs of notebooks."""

    default_priority = 5

    def apply(self, **kwargs: object) -> None:
        """Rewrite raw HTML nodes in place."""
        for node in self.document.findall(nodes.raw):
            if node.get("format") == "html":
                node[:] = [nodes.Text(repair(node.astext()))]
