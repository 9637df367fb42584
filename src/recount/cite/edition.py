"""The edition: what `CITATION.cff` says of the collection, read and checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from recount.errors import Problem, RecountError
from recount.files import Files


class Author(BaseModel):
    """A person by names, or an organisation by ``name``, as the Citation File Format has them."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    name: str | None = None
    family_names: str | None = Field(None, alias="family-names")
    given_names: str | None = Field(None, alias="given-names")
    orcid: str | None = Field(None, pattern=r"^https://orcid\.org/\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")
    affiliation: str | None = None

    def model_post_init(self, context: object) -> None:
        if bool(self.name) == bool(self.family_names):
            raise ValueError("give name, or family-names and given-names")

    def as_csl(self) -> dict[str, str]:
        """The author in CSL-JSON."""
        if self.name:
            return {"literal": self.name}
        return {"family": self.family_names or "", **({"given": self.given_names} if self.given_names else {})}


class Edition(BaseModel):
    """`CITATION.cff`, version 1.2 of the format, as far as it is used here.

    ``url`` is the address at which the book is published, if it is; permalinks start with it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    cff_version: Literal["1.2.0"] = Field(alias="cff-version")
    message: Annotated[str, Field(min_length=1)]
    title: Annotated[str, Field(min_length=1)]
    type: Literal["dataset"]
    authors: Annotated[tuple[Author, ...], Field(min_length=1)]
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    date_released: date = Field(alias="date-released")
    license: tuple[str, ...]
    abstract: str
    keywords: tuple[str, ...]
    url: Annotated[str, Field(pattern=r"^https?://[^\s?#]+$")] | None = None
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,}/\S+$")] | None = None
    repository_code: Annotated[str, Field(pattern=r"^https?://")] | None = Field(None, alias="repository-code")

    def permalink(self, path: str) -> str:
        """The address of a page or claim for ever; without a base address, its path in the book."""
        return f"{self.url.rstrip('/')}/{path}" if self.url else path


def read_edition(root: Path) -> Edition:
    """Raises RecountError with every problem of ``CITATION.cff``."""
    files, path = Files(root), root / "CITATION.cff"
    if not path.is_file():
        raise RecountError(Problem("CITATION.cff", "there is no such file; references are made from it"))
    values = files.yaml(path)
    edition = None if files.problems else files.validated(path, Edition, values)
    files.stop()
    assert edition is not None
    return edition
