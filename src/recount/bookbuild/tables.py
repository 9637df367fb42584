"""Tables say what they show: a caption, their own or the heading above, a header for each row, verdicts by shape too."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from recount.card_html import word
from recount.check.verdict import Verdict

HEARD = "recount-caption"
_VERDICTS = {verdict.printed: verdict for verdict in Verdict}


class HeardCaption(nodes.General, nodes.Element):
    """A caption for those who hear the table; attribute `text`. A title would bring a number and a link."""


def give_caption(shown: Iterable[nodes.Node], caption: str | None) -> None:
    """Put a caption on the table of an output, in place of that of its section."""
    table = next((table for node in shown for table in node.findall(nodes.table)), None)
    if caption and table is not None:
        table.insert(0, HeardCaption("", text=caption))
        table["classes"].append(HEARD)


class CaptionTables(SphinxTransform):
    """Gives a table without a caption the heading above it; the first column names the rows."""

    default_priority = 610

    def apply(self, **kwargs: object) -> None:
        """Change tables in place."""
        for table in self.document.findall(nodes.table):
            if not any(isinstance(child, nodes.title | HeardCaption) for child in table):
                give_caption([table], _heading(table))
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
    """The title of the section, or the nearest bold line above that stands for one."""
    for above in reversed(table.parent[: table.parent.index(table)]):
        if isinstance(above, nodes.paragraph) and [type(child) for child in above if child.astext()] == [nodes.strong]:
            return above.astext()
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
