"""A claim as it looks in a notebook and in the book: one card, the same in both, and in plain text."""

from __future__ import annotations

from dataclasses import dataclass, field

from recount.card_html import card_html
from recount.card_text import card_text
from recount.check.run import ClaimResult
from recount.collection import Collection


@dataclass(frozen=True)
class Card:
    """What is shown of a claim. ``problems`` says where a notebook's arithmetic differs from the record."""

    result: ClaimResult
    collection: Collection
    problems: list[str] = field(default_factory=list)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.plain()}

    def __repr__(self) -> str:
        return self.plain()

    def plain(self) -> str:
        """The card as text, with every input and its source."""
        return card_text(self.result, self.problems)

    def html(self) -> str:
        """The card as HTML that needs no style sheet to be read."""
        return card_html(self.result, self.collection, self.problems)
