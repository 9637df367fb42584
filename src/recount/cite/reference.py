"""What a reference needs of a page or a claim: who, what, when, where, and as of when the verdict is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from rapidfuzz import process

from recount.blocks import day_in_words
from recount.cite.edition import Edition, read_edition
from recount.cite.pages import Page, read_pages
from recount.collection import Collection
from recount.errors import Problem, RecountError

_NEAREST = 3
CHAPTERS = "notebooks/briefings"


@dataclass(frozen=True)
class Reference:
    """One thing to cite. ``title`` is a sentence or a heading, ``address`` the permalink."""

    key: str
    title: str
    details: str
    address: str
    edition: Edition
    as_of: date
    claim: str | None = None

    @property
    def full_title(self) -> str:
        """``Goods trade grew by 5 percent in 2024 (claim growth-2024 of “Trade in 2024”; edition …)``."""
        return f"{self.title} ({self.details})"

    def csl(self, accessed: date | None = None) -> dict[str, Any]:
        """The reference in CSL-JSON."""
        return {
            "id": self.key,
            "type": "webpage",
            "title": self.full_title,
            "container-title": self.edition.title,
            "author": [author.as_csl() for author in self.edition.authors],
            "issued": _csl_date(self.edition.date_released),
            **({"accessed": _csl_date(accessed)} if accessed else {}),
            "version": self.edition.version,
            "URL": self.address,
            **({"DOI": self.edition.doi} if self.edition.doi else {}),
            "language": "en",
        }


@dataclass(frozen=True)
class Library:
    """Everything that can be cited."""

    collection: Collection
    edition: Edition
    pages: dict[str, Page]

    @cached_property
    def as_of(self) -> str:
        return f"edition {self.edition.version}, verdicts as of {day_in_words(self.collection.as_known_on)}"

    def claim(self, claim_id: str) -> Reference:
        """Raises KeyError if there is no such claim."""
        briefing, claim = self.collection.claim(claim_id)
        day = day_in_words(self.collection.as_known_on)
        return Reference(
            key=claim.id,
            title=claim.states.rstrip("."),
            details=f"claim {claim.id} of {self._chapter(briefing.id)}, edition {self.edition.version}, verdict as of {day}",
            address=self.edition.permalink(f"{CHAPTERS}/{briefing.id}.html#{claim.id}"),
            edition=self.edition,
            as_of=self.collection.as_known_on,
            claim=claim.id,
        )

    def page(self, name: str) -> Reference:
        """Raises KeyError if there is no such page."""
        page = self.pages[name]
        return Reference(
            key=f"recount-{page.short}",
            title=page.title,
            details=self.as_of,
            address=self.edition.permalink(page.path),
            edition=self.edition,
            as_of=self.collection.as_known_on,
        )

    def find(self, name: str) -> Reference:
        """A claim by id or ``briefing/claim``, or a page by its name, short name or file.

        Raises RecountError naming the nearest for what is neither, and the reason for a claim that was withdrawn.
        """
        wanted = name.partition("#")[2] or name
        for suffix in (".html", ".ipynb", ".md"):
            wanted = wanted.removesuffix(suffix)
        briefing, _, claim = wanted.rpartition("/")
        if claim in self.collection.claims and briefing in ("", self.collection.claim(claim)[0].id):
            return self.claim(claim)
        by_short = {page.short: page.name for page in self.pages.values()}
        page_name = wanted if wanted in self.pages else by_short.get(wanted)
        if page_name:
            return self.page(page_name)
        for record in self.collection.briefings.values():
            for gone in record.withdrawn:
                if gone.id == claim:
                    raise RecountError(Problem("cite", f"was withdrawn on {gone.day}: {gone.why}", gone.id))
        raise RecountError(Problem("cite", f"there is no claim or page {name!r}{self._instead(claim, by_short)}"))

    def _instead(self, wanted: str, pages: Iterable[str]) -> str:
        near = [found for found, *_ in process.extract(wanted, [*self.collection.claims, *pages], limit=_NEAREST)]
        return f"; the nearest are {', '.join(near)}" if near else ""

    def _chapter(self, briefing_id: str) -> str:
        page = self.pages.get(f"{CHAPTERS}/{briefing_id}")
        return page.title if page else self.collection.briefings[briefing_id].title


def open_library(collection: Collection) -> Library:
    """What can be cited of a collection. Raises RecountError for a `CITATION.cff` that cannot be used."""
    return Library(collection, read_edition(collection.root), read_pages(collection.root))


def _csl_date(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
