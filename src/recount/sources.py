"""Where a figure was printed, and whose figure it is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from recount.period import Dated, parse_dated

DatedField = Annotated[
    Dated,
    BeforeValidator(lambda value: parse_dated(value)),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?$",
            "description": "a day, or a range of days",
        }
    ),
]


class Strict(BaseModel):
    """A part of a data file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Source(Strict):
    """A page or file that prints a figure.

    ``originator`` is whose figure it is, whoever publishes it; ``event`` the briefing
    whose very event the page reports; ``weak`` marks a figure that rests on one reprint.
    """

    publisher: str
    originator: str
    title: str
    url: str = Field(pattern=r"^https?://")
    language: str
    published: DatedField
    seen: DatedField
    licence: str
    tier: Literal["official", "state media", "press", "reprint"]
    event: str | None = None
    weak: bool = False
    note: str | None = None
