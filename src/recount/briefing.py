"""Records: what a briefing said, as data. ``recount schema`` prints the JSON Schema of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from recount.errors import FormulaError
from recount.quantity import (
    HEDGES,
    Figure,
    Interval,
    Rule,
    Unit,
    allowed,
    find_rule,
    last_place,
    parse_number,
    parse_unit,
)
from recount.quantity import stated as rules
from recount.sources import DatedField, Strict

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MOST_WORDS, MOST_CHARACTERS = 12, 24
# What a reason begins with while its author has not decided. Only a briefing in preparation may say it.
TO_BE_DECIDED = "to be decided"
# A host that nothing can have, for the address that is still to be given.
NOWHERE = "to-be-decided.invalid"
_CHINESE = re.compile(r"[\u3400-\u9fff]")

AssertedBy = Literal["official", "reporter", "outlet", "expert", "translator"]
Difference = Literal[
    "hedge dropped",
    "hedge added",
    "hedge changed",
    "rounding",
    "figure changed",
    "unit or scope changed",
    "bracket or conversion added",
    "translation",
    "other words",
]
ClaimKind = Literal[
    "level",
    "change",
    "growth",
    "rank",
    "record",
    "comparison",
    "count",
    "date",
    "promise",
    "forecast",
    "cause",
    "quality",
]


def short_quote(text: str) -> str:
    """A quote of at most twelve words, or 24 Chinese characters."""
    chinese = len(_CHINESE.findall(text))
    if chinese > MOST_CHARACTERS or (not chinese and len(text.split()) > MOST_WORDS):
        raise ValueError(f"a quote has at most {MOST_WORDS} words or {MOST_CHARACTERS} Chinese characters; shorten it")
    return text


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise ValueError(f"{text!r} is not an id; use lower case letters and digits joined by single hyphens")
    return text


def _number(text: str) -> str:
    parse_number(text)
    return text


def _unit(text: str) -> str:
    parse_unit(text)
    return text


def _hedge(text: str) -> str:
    if text not in HEDGES:
        raise ValueError(f"{text!r} is not a hedge; hedges are {', '.join(HEDGES)}")
    return text


def _yes_or_no(value: object) -> object:
    """YAML reads a bare yes as true."""
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


Slug = Annotated[str, AfterValidator(_slug)]
NumberText = Annotated[str, AfterValidator(_number)]
UnitText = Annotated[str, AfterValidator(_unit)]
HedgeText = Annotated[str, AfterValidator(_hedge)]
Quote = Annotated[str, AfterValidator(short_quote)]


class StatedFigure(Strict):
    """A figure as stated: value in base units (percent: ``"5"``), unit, last place, hedge and form."""

    value: NumberText
    unit: UnitText
    step: NumberText | None = None
    hedge: HedgeText | None = None
    form: Literal["figure", "multiple", "times", "exact", "mark"] = "figure"

    @property
    def parsed_unit(self) -> Unit:
        return parse_unit(self.unit)

    def figure(self, moved: int = 0) -> Figure:
        """Value and step in base units; ``moved`` shifts the value by so many last places."""
        scale = self.parsed_unit.scale
        step = (parse_number(self.step) if self.step else last_place(self.value)) * scale
        return Figure(parse_number(self.value) * scale + moved * step, step, self.parsed_unit.is_count)

    @property
    def usual_reading(self) -> str | None:
        """The reading to show a figure with that no check reads: "up N times" as Chinese has it."""
        return "by" if self.form == "times" else None

    def rule(self, reading: str | None = None) -> Rule:
        """The row of the table of stated figures; "up N times" needs the reading ``by`` or ``to``."""
        form = self.form
        if form == "times":
            word = (reading or "").split()[0:2]
            if "by" not in word and "to" not in word:
                raise FormulaError('"up N times" has two readings: name the reading "by …" or "to …"')
            return find_rule(self.hedge, "times-by" if "by" in word else "times-to")
        return find_rule(self.hedge, form)

    def interval(self, reading: str | None = None, moved: int = 0) -> Interval:
        """The values that the figure allows, in base units."""
        return allowed(self.figure(moved), self.rule(reading))

    def alternatives(self, reading: str | None = None) -> list[tuple[str, Interval]]:
        return rules.alternatives(self.figure(), self.rule(reading))

    @model_validator(mode="after")
    def _has_a_rule(self) -> StatedFigure:
        try:
            self.rule(self.usual_reading)
            if self.step is None:
                last_place(self.value)
            elif parse_number(self.step) <= 0:
                raise FormulaError("a step is positive")
        except FormulaError as error:
            raise ValueError(str(error)) from None
        return self


class Span(Strict):
    """A phrase of the source text: code points, end exclusive."""

    text: Quote
    start: Annotated[int, Field(ge=0)]
    end: int

    @model_validator(mode="after")
    def _fits(self) -> Span:
        if self.end - self.start != len(self.text):
            raise ValueError(
                f"start {self.start} and end {self.end} do not span the {len(self.text)} characters of the quote"
            )
        return self


class Mention(StatedFigure):
    """A number in the source text: the slice without its hedge, and what it says."""

    quote: Quote
    start: Annotated[int, Field(ge=0)]
    end: int
    role: str | None = None

    @model_validator(mode="after")
    def _fits(self) -> Mention:
        if self.end - self.start != len(self.quote):
            raise ValueError(
                f"start {self.start} and end {self.end} do not span the {len(self.quote)} characters of the quote"
            )
        return self


class Check(Strict):
    """One recomputation. Checks with the same ``reading`` are routes to one meaning.

    ``mention`` is the stated figure that it is held against, the claim's first by default.
    """

    formula: str
    reading: str | None = None
    note: str | None = None
    mention: Annotated[int, Field(ge=0)] = 0


class Original(Strict):
    """The original wording, where it is known; ``stated``, ``checks`` or ``open`` give it its own verdict.

    ``kind`` names how the text differs from it, ``difference`` says it in words.
    """

    zh: Quote | None = None
    en: Quote | None = None
    source: str | None = None
    agrees: Annotated[Literal["yes", "partly", "no"], BeforeValidator(_yes_or_no)]
    kind: Difference | None = None
    difference: str | None = None
    stated: StatedFigure | None = None
    checks: list[Check] | None = None
    open: str | None = None

    @model_validator(mode="after")
    def _differs_to_have_a_kind(self) -> Original:
        if self.agrees == "yes" and self.kind is not None:
            raise ValueError("a wording that agrees has no kind of difference; mend agrees or remove kind")
        return self

    @property
    def has_verdict(self) -> bool:
        return self.agrees != "yes" and (self.stated is not None or self.checks is not None or self.open is not None)


class Claim(Strict):
    """Something the briefing states that can be true or false."""

    id: Slug
    kind: ClaimKind
    states: Annotated[str, Field(min_length=8)]
    asserted_by: AssertedBy
    quote: Span
    mentions: tuple[Mention, ...] = ()
    checks: tuple[Check, ...] = ()
    open: str | None = None
    original: Original | None = None
    omitted: str | None = None
    omitted_source: str | None = None
    note: str | None = None
    topics: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _can_be_judged(self) -> Claim:
        if bool(self.checks) == bool(self.open):
            raise ValueError("give checks, or open with the reason why nothing can decide the claim, and not both")
        for number, check in enumerate(self.checks):
            if self.mentions and check.mention >= len(self.mentions):
                raise ValueError(f"checks.{number}.mention: the claim has {len(self.mentions)} mentions")
        return self

    @property
    def undecided(self) -> bool:
        """Drafted, and not yet judged by its author."""
        return (self.open or "").startswith(TO_BE_DECIDED)

    def stated(self, check: Check | None = None) -> Mention | None:
        """The figure that a check is held against; ``None`` where the claim has no number."""
        index = check.mention if check else 0
        return self.mentions[index] if self.mentions else None


class ContextNumber(Strict):
    """A number of the text that belongs to no claim, with the reason."""

    start: Annotated[int, Field(ge=0)]
    end: int
    quote: Quote
    reason: Annotated[str, Field(min_length=4)]

    @property
    def undecided(self) -> bool:
        """Drafted, and not yet judged by its author."""
        return self.reason.startswith(TO_BE_DECIDED)


class Later(Strict):
    outcome: str
    reported: DatedField | None = None
    source: str | None = None


class Measure(Strict):
    """A policy step that the briefing names, in our words.

    ``instrument`` is the id of what it belongs to in ``data/measures.csv``. ``later`` is for measures whose claim
    is no commitment: what was reported of a commitment stands in ``data/commitment_reports.csv``.
    """

    id: Slug
    name: str
    task: int | None = None
    instrument: str | None = None
    claim: str | None = None
    later: Later | None = None


class Speaker(Strict):
    office: str


class TextSource(Strict):
    """The one text that is taken as source; the text itself is not part of the project."""

    publisher: str
    url: str = Field(pattern=r"^https?://")
    language: str
    published: DatedField | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    characters: int
    translation: bool = False
    note: str | None = None


class Transcript(Strict):
    url: str = Field(pattern=r"^https?://")
    publisher: str


class Withdrawn(Strict):
    """A claim that was released and is no longer made: its address keeps a note. ``instead`` is a claim to see."""

    id: Slug
    states: Annotated[str, Field(min_length=8)]
    day: DatedField
    why: Annotated[str, Field(min_length=20)]
    instead: str | None = None


class Contradiction(Strict):
    """Two places of the text that give one figure differently: a finding, declared here."""

    mentions: list[Span]
    finding: str


class Briefing(Strict):
    """One press event or release, and the one text of it that we take as source.

    ``notes_rest_on`` names the sources behind notes, where no check uses them.
    """

    id: Annotated[str, Field(pattern=r"^\d{4}-\d{2}(-\d{2})?(-[a-z0-9]+)+$")]
    title: str
    event: str
    held: DatedField
    issuer: str
    speakers: tuple[Speaker, ...] = ()
    source: TextSource
    official_transcript: Transcript | None = None
    status: Literal["published", "in preparation"] = "published"
    limits: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    claims: tuple[Claim, ...]
    context: tuple[ContextNumber, ...] = ()
    measures: tuple[Measure, ...] = ()
    notes_rest_on: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()

    @model_validator(mode="after")
    def _is_decided(self) -> Briefing:
        if self.status == "published" and (left := list(self.undecided())):
            raise ValueError(f"{left[0]} is {TO_BE_DECIDED}; decide it, or say status: in preparation")
        return self

    def undecided(self) -> Iterator[str]:
        """What the author has still to decide, by name: fields of the record, claims, numbers in context."""
        for name, value in (("event", self.event), ("source.publisher", self.source.publisher)):
            if value.startswith(TO_BE_DECIDED):
                yield name
        if urlsplit(self.source.url).hostname == NOWHERE:
            yield "source.url"
        yield from (f"claim {claim.id}" for claim in self.claims if claim.undecided)
        yield from (f"context {each.quote!r}" for each in self.context if each.undecided)

    def claim(self, claim_id: str) -> Claim:
        """Raises KeyError if the briefing has no such claim."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise KeyError(claim_id)


def scaled(value: Fraction, unit: Unit) -> Fraction:
    """A value in base units as it is written in its unit (a hundredth as one percent)."""
    return value / unit.scale
