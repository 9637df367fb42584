"""The text that a chart displays beside its picture becomes the picture's alternative text."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from recount.bookbuild.render import CELL

logger = logging.getLogger(__name__)


class ChartAlternativeText(SphinxTransform):
    """Copies the `text/plain` of a mime bundle into the `alt` of its image.

    Without it an image's alternative text is the name of its file. A figure's own text/plain,
    "<Figure size 640x480 with 1 Axes>", describes nothing: that is a warning.
    """

    default_priority = 5

    def apply(self, **kwargs: object) -> None:
        """Describe every output image, or say which cell leaves one undescribed."""
        for bundle in self.document.findall(_is_mime_bundle):
            text = _text(bundle)
            for image in bundle.findall(nodes.image):
                if image.get("alt"):
                    continue
                if text:
                    image["alt"] = text
                else:
                    logger.warning(
                        "a picture without a description: display {'image/png': …, 'text/plain': …}",
                        location=(self.env.docname, _line(bundle)),
                        type="recount",
                        subtype="alt",
                    )


def _is_mime_bundle(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and node.get("nb_element") == "mime_bundle"


def _line(bundle: nodes.Node) -> int | None:
    """MyST-NB's way to say which cell: the lines of cell N count from N * 10000."""
    cell = bundle
    while cell.parent is not None:
        cell = cell.parent
        if isinstance(cell, nodes.container) and "cell_index" in cell:
            return (int(cell["cell_index"]) + 1) * CELL
    return None


def _text(bundle: nodes.Node) -> str:
    for child in bundle.findall(nodes.container):
        if child.get("mime_type") == "text/plain":
            text = " ".join(child.astext().split())
            return "" if text.startswith("<") else text
    return ""
