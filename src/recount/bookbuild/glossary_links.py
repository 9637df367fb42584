"""Terms of the glossary are linked where they first appear on a page."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

GLOSSARY = "book/glossary"
BLOCK = re.compile(r"```\{glossary\}\n(.*?)```", re.DOTALL)
# A link there would be none of the page's own words, or a link within a link.
SHUT = (
    *(nodes.reference, nodes.title, nodes.literal, nodes.literal_block, nodes.raw, nodes.table, nodes.strong),
    addnodes.pending_xref,
)
PROSE = (nodes.paragraph,)
# Entries whose word is as often meant in its everyday sense: a trade route, a series of policies, what was known then.
# Where one is set as the term, the page says so: {term}`then`.
EVERYDAY = {
    *("as stated by customs", "check", "implied", "measure", "mention", "now", "power", "quantity", "quoted"),
    *("reading", "route", "series", "then", "weak"),
}


def terms(page: Path) -> dict[str, str]:
    """Each word to look for, in lower case, with the glossary's entry: ``fob`` for ``FOB, CIF``."""
    block = BLOCK.search(page.read_text("utf-8"))
    entries = [line for line in (block[1] if block else "").splitlines() if line.strip() and not line.startswith(" ")]
    words = {word.strip().lower(): entry.strip() for entry in entries for word in entry.split(",")}
    return {word: entry for word, entry in words.items() if word not in EVERYDAY}


def first_uses(text: str, wanted: dict[str, str]) -> list[tuple[int, int, str]]:
    """Where each entry is first used in ``text``, as whole words, a plural too: start, end, entry."""
    found: dict[str, tuple[int, int, str]] = {}
    if not wanted:
        return []
    words = sorted(wanted, key=len, reverse=True)
    for match in re.finditer(rf"(?<![\w-])({'|'.join(map(re.escape, words))})(s?)(?![\w-])", text, re.IGNORECASE):
        found.setdefault(wanted[match[1].lower()], (*match.span(), wanted[match[1].lower()]))
    return sorted(found.values())


class LinkFirstUses(SphinxTransform):
    """Puts a reference to the glossary around the first use of each term in a page's prose."""

    default_priority = 600

    def apply(self, **kwargs: object) -> None:
        """Rewrite the text nodes of paragraphs."""
        source = Path(self.env.doc2path(GLOSSARY)) if GLOSSARY in self.env.found_docs else None
        if source is None or self.env.docname == GLOSSARY:
            return
        self.env.note_dependency(str(source))
        left = dict(terms(source))
        for node in list(self.document.findall(nodes.Text)):
            if not left:
                return
            if _in_prose(node):
                for entry in self._link(node, left):
                    left = {word: each for word, each in left.items() if each != entry}

    def _link(self, node: nodes.Text, left: dict[str, str]) -> list[str]:
        text, at = node.astext(), 0
        parts: list[nodes.Node] = []
        uses = first_uses(text, left)
        for start, end, entry in uses:
            parts += [nodes.Text(text[at:start]), _reference(self.env.docname, text[start:end], entry)]
            at = end
        if uses:
            node.parent.replace(node, [each for each in (*parts, nodes.Text(text[at:])) if each.astext()])
        return [entry for _, _, entry in uses]


def _in_prose(node: nodes.Text) -> bool:
    parent, prose = node.parent, False
    while parent is not None:
        if isinstance(parent, SHUT):
            return False
        prose = prose or isinstance(parent, PROSE)
        parent = parent.parent
    return prose


def _reference(docname: str, words: str, entry: str) -> addnodes.pending_xref:
    link = addnodes.pending_xref(
        "", refdomain="std", reftype="term", reftarget=entry, refexplicit=True, refdoc=docname, refwarn=True
    )
    link += nodes.inline("", words, classes=["std", "std-term"])
    return link
