"""Chinese words in English prose are marked as such, for those who hear the page and for the font."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from recount.han import RUN

SHUT = (nodes.literal, nodes.literal_block, nodes.raw, nodes.title, nodes.term)


class MarkChinese(SphinxTransform):
    """Wraps runs of Chinese characters; docutils writes the class as a ``lang`` attribute."""

    default_priority = 620

    def apply(self, **kwargs: object) -> None:
        """Rewrite text nodes in place."""
        for node in list(self.document.findall(nodes.Text)):
            if RUN.search(node) and not _is_shut(node):
                node.parent.replace(node, _marked(node.astext()))


def _is_shut(node: nodes.Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, SHUT):
            return True
    return False


def _marked(text: str) -> list[nodes.Node]:
    parts: list[nodes.Node] = []
    at = 0
    for run in RUN.finditer(text):
        parts += [nodes.Text(text[at : run.start()]), nodes.inline("", run[0], classes=["language-zh"])]
        at = run.end()
    return [part for part in (*parts, nodes.Text(text[at:])) if part.astext()]
