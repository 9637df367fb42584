"""Computed values in pages that have no kernel: a role for a phrase, a directive for a block.

``{recount}`claims-held` `` in a Markdown page calls ``recount.facts.FACTS["claims-held"]`` and puts what
it returns, inline Markdown, in its place. The directive of the same name takes whole paragraphs and tables.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from recount.bookbuild.tables import give_caption

logger = logging.getLogger(__name__)
FACTS_MODULE = "recount.facts"
# Facts that a change of pages alone can change.
OF_PAGES = ("commit", "inputs-digest")


def fact(key: str) -> str:
    """The text of a fact; `LookupError` names those that there are."""
    facts: Mapping[str, Callable[[], str]] = importlib.import_module(FACTS_MODULE).FACTS
    if key not in facts:
        raise LookupError(f"no fact {key!r}; there are: {', '.join(sorted(facts))}")
    return facts[key]()


class FactRole(SphinxRole):
    """A computed phrase."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The fact's inline Markdown as nodes."""
        _read_again(self.env, self.text.strip())
        text = _fact_or_warning(self.text.strip(), self.get_location())
        if text is None:
            return [nodes.problematic(self.rawtext, self.rawtext)], []
        inliner: Any = self.inliner  # MyST's, which takes itself where docutils' takes a memo
        return inliner.parse(text, self.lineno, inliner, inliner.parent)  # type: ignore[no-any-return]


class FactDirective(SphinxDirective):
    """A computed block; ``:caption:`` says what its table is."""

    required_arguments = 1
    option_spec = {"caption": directives.unchanged}  # noqa: RUF012 - docutils' own

    def run(self) -> list[nodes.Node]:
        """The fact's Markdown as nodes."""
        _read_again(self.env, self.arguments[0].strip())
        text = _fact_or_warning(self.arguments[0].strip(), self.get_location())
        if text is None:
            return []
        block = nodes.container()
        source = StringList(text.splitlines(), source=self.env.docname)
        self.state.nested_parse(source, self.content_offset, block)
        give_caption(block.children, self.options.get("caption"))
        return block.children


def _read_again(env: BuildEnvironment, key: str) -> None:
    """A fact may be another next time, unless whoever renders starts anew whenever more than pages has changed."""
    if key in OF_PAGES or not env.config.recount_only_pages_change:
        env.note_reread()


def _fact_or_warning(key: str, location: str) -> str | None:
    try:
        return fact(key)
    except Exception as error:  # whatever a fact raises must name the page that asked for it
        logger.warning("{recount}`%s`: %s", key, error, location=location, type="recount", subtype="fact")
        return None


def register(app: Sphinx) -> None:
    """Make the role and the directive known."""
    app.add_role("recount", FactRole())
    app.add_directive("recount", FactDirective)
