"""Tables say what they show: a caption from the heading above, a header for each row, verdicts told by shape, too."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from recount.card_html import word
from recount.check.verdict import Verdict

FROM_HEADING = "caption-from-heading"
_VERDICTS = {verdict.printed: verdict for verdict in Verdict}


class HeardCaption(nodes.General, nodes.Element):
    """A caption for those who hear the table; attribute `text`. A title would bring a number and a link."""


class CaptionTables(SphinxTransform):
    """Gives a table without a caption that of its section; the first column names the rows."""

    default_priority = 610

    def apply(self, **kwargs: object) -> None:
        """Change tables in place."""
        for table in self.document.findall(nodes.table):
            heading = _heading(table)
            if heading and not any(isinstance(child, nodes.title) for child in table):
                table.insert(0, HeardCaption("", text=heading))
                table["classes"].append(FROM_HEADING)
            for colspec in list(table.findall(nodes.colspec))[:1]:
                colspec["stub"] = 1
            for body in table.findall(nodes.tbody):
                _mark_verdicts(body)


def _mark_verdicts(body: nodes.Element) -> None:
    """A cell that is a verdict looks as it does in a card and in the ledger."""
    for paragraph in list(body.findall(nodes.paragraph)):
        verdict = _VERDICTS.get(paragraph.astext())
        if verdict is not None and isinstance(paragraph.parent, nodes.entry):
            paragraph.children = []
            paragraph += nodes.raw("", word(verdict), format="html")


def _heading(table: nodes.Element) -> str:
    section = table.parent
    while section is not None and not isinstance(section, nodes.section):
        section = section.parent
    title = section.next_node(nodes.title) if section is not None else None
    return title.astext() if title is not None else ""


def _visit_html(translator: Any, node: HeardCaption) -> None:
    translator.body.append(f"<caption>{escape(node['text'])}</caption>\n")
    raise nodes.SkipNode


def _skip(translator: Any, node: HeardCaption) -> None:
    raise nodes.SkipNode


def register(app: Sphinx) -> None:
    """Make captions known."""
    app.add_node(HeardCaption, html=(_visit_html, None), latex=(_skip, None), text=(_skip, None), man=(_skip, None))
    app.add_transform(CaptionTables)
