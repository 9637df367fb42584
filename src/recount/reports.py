"""The same claim in other reports: what they print of it, where, and how it differs from the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator

from recount.briefing import Difference, NumberText, Quote, Slug, StatedFigure, UnitText
from recount.files import Files
from recount.sources import Strict

if TYPE_CHECKING:
    from recount.collection import Collection

_NAME = "reports.csv"
_FIGURE = ("value", "unit", "step", "hedge", "form")


class Report(Strict):
    """One wording of a claim in another report.

    ``stated`` is the figure that it prints, ``None`` where the wording has none. ``kind`` names a difference
    from the text that figure and hedge do not show; the rest is seen from them (:func:`difference`).
    """

    claim: Slug
    source: str
    wording: Quote
    value: NumberText | None = None
    unit: UnitText | None = None
    step: NumberText | None = None
    hedge: str | None = None
    form: str | None = None
    kind: Difference | None = None
    remark: Annotated[str, Field(max_length=200)] = ""
    stated: StatedFigure | None = None

    @model_validator(mode="before")
    @classmethod
    def _with_figure(cls, values: object) -> object:
        if isinstance(values, dict) and values.get("value"):
            figure = {name: values[name] for name in _FIGURE if values.get(name)}
            return {**values, "stated": figure}
        return values

    @model_validator(mode="after")
    def _figure_is_whole(self) -> Report:
        if self.value is None and any((self.unit, self.step, self.hedge, self.form)):
            raise ValueError("unit, step, hedge and form go with a value; give the value or leave them empty")
        return self


def difference(text: StatedFigure, other: StatedFigure) -> Difference | None:
    """How the figure of a text differs from that of another wording of the claim; ``None`` if it does not.

    Of two values that are one at the coarser of their last places one is the other, rounded.
    """
    if not text.parsed_unit.agrees(other.parsed_unit):
        return "unit or scope changed"
    ours, theirs = text.figure(), other.figure()
    if ours.value != theirs.value:
        rounds = abs(ours.value - theirs.value) <= max(ours.step, theirs.step) / 2
        return "rounding" if rounds else "figure changed"
    if text.hedge == other.hedge:
        return None
    if text.hedge is None:
        return "hedge dropped"
    return "hedge added" if other.hedge is None else "hedge changed"


def read_reports(files: Files, collection: Collection) -> list[Report]:
    """The rows of ``data/reports.csv``; problems go to ``files``."""
    path = files.data / _NAME
    if not path.exists():
        return []
    header, rows = files.rows(path)
    wanted = set(Report.model_fields) - {"stated"}
    if set(header) != wanted:
        files.say(path, f"the header has to hold {', '.join(sorted(wanted))} and nothing else", where="header")
        return []
    reports = []
    for number, row in enumerate(rows, 2):
        claim, where = row["claim"], f"line {number}"
        if claim not in collection.claims:
            files.say(path, f"no record has a claim {claim!r}; mend its id", where=f"{where}: claim")
            continue
        if row["source"] not in collection.sources:
            files.say(path, f"unknown source {row['source']!r}; add it to data/sources.yml", claim, f"{where}: source")
        report = files.validated(path, Report, {name: cell for name, cell in row.items() if cell}, f"{claim}, {where}")
        if report:
            reports.append(report)
    return reports
