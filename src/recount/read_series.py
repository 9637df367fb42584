"""Reading series: their description, their observations, and what contradicts what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from recount.check.formula import evaluate
from recount.errors import FormulaError, NotOut
from recount.files import Files
from recount.period import parse_dated, parse_period
from recount.quantity import HEDGES, Quantity, Truth, parse_unit
from recount.quantity.unit import parse_printed_unit
from recount.series import KINDS, Observation, Series, observed
from recount.sources import Source
from recount.vocabulary import PrintedNames

_COLUMNS = {"period", "value", "unit", "hedge", "step", "published", "kind", "source", "note"}
_PANEL_COLUMNS = _COLUMNS | {"economy", "originator"}
_T = TypeVar("_T")


def read_series(files: Files, sources: dict[str, Source]) -> dict[str, Series]:
    """Every series of ``data/series.yml`` with its file; problems go to ``files``."""
    result: dict[str, Series] = {}
    names = PrintedNames(result)

    def printed(formula: str) -> Quantity:
        value = evaluate(formula, names)
        if isinstance(value, Truth):
            raise FormulaError("an implied figure is a figure, not a comparison")
        return value

    described = files.data / "series.yml"
    folder = files.data / "series"
    for name, meta in files.yaml(described).items():
        series = _described(files, described, str(name), meta, sources, printed)
        if series:
            series.observations = _observations(files, folder / f"{name}.csv", series)
            result[series.id] = series
    for file in sorted(folder.glob("*.csv")):
        if file.stem not in result and not any(file.name in problem.message for problem in files.problems):
            files.say(file, "is not described in data/series.yml")
    files.stop()
    for series in result.values():
        _check_implied(files, folder / f"{series.id}.csv", series)
    files.stop()
    for series in result.values():
        _check_vintages(files, folder / f"{series.id}.csv", series)
    return result


def _described(
    files: Files,
    path: Path,
    name: str,
    meta: object,
    sources: dict[str, Source],
    printed: Callable[[str], Quantity],
) -> Series | None:
    if not isinstance(meta, dict) or not {"title", "unit"} <= set(meta):
        files.say(path, "needs title and unit", where=name)
        return None
    if not (files.data / "series" / f"{name}.csv").exists():
        files.say(path, f"has no file data/series/{name}.csv", where=name)
        return None
    try:
        unit = parse_unit(str(meta["unit"]))
    except FormulaError as error:
        files.say(path, str(error), where=f"{name}: unit")
        return None
    title, definition = str(meta["title"]), str(meta.get("definition", ""))
    return Series(name, title, unit, definition, bool(meta.get("panel", False)), [], sources, printed)


def _observations(files: Files, path: Path, series: Series) -> list[Observation]:
    header, rows = files.rows(path)
    wanted = _PANEL_COLUMNS if series.panel else _COLUMNS
    if set(header) != wanted:
        files.say(
            path,
            f"the header has to hold {', '.join(sorted(wanted))} and nothing else",
            where="header",
        )
        return []
    read = (_Row(files, path, number, row).observation(series) for number, row in enumerate(rows, 2))
    return [observation for observation in read if observation]


class _Row:
    """One line of a series file."""

    def __init__(self, files: Files, path: Path, number: int, row: dict[str, str]) -> None:
        self.files, self.path, self.number, self.row = files, path, number, row

    def observation(self, series: Series) -> Observation | None:
        before = len(self.files.problems)
        row, implied = self.row, self.row["value"].startswith("=")
        period = self._read("period", parse_period)
        published = None if implied else self._read("published", parse_dated)
        if row["kind"] not in KINDS or (row["kind"] == "implied") != implied:
            self._say(
                "kind",
                f"{row['kind']!r} is not one of {', '.join(KINDS)}; implied goes with a formula, and only it",
            )
        if row["hedge"] and row["hedge"] not in HEDGES:
            self._say("hedge", f"{row['hedge']!r} is not one of {', '.join(HEDGES)}")
        if not implied:
            self._check_printed(series)
        if len(self.files.problems) > before or period is None:
            return None
        o = Observation(
            series.id,
            period,
            row["value"],
            row["unit"],
            row["hedge"] or None,
            row["step"] or None,
            published,
            row["kind"],
            row["source"] or None,
            row["note"],
            row.get("economy"),
            row.get("originator") or None,
        )
        if not implied:
            self._read("value", lambda _: observed(o))
        return o if len(self.files.problems) == before else None

    def _check_printed(self, series: Series) -> None:
        if self.row["source"] not in series.sources:
            self._say("source", f"unknown source {self.row['source']!r}; add it to data/sources.yml")
        unit = self._read("unit", parse_printed_unit)
        if unit and not unit[1].agrees(series.unit):
            self._say("unit", f"{self.row['unit']!r} is not in the series' unit {series.unit}")

    def _read(self, column: str, parse: Callable[[str], _T]) -> _T | None:
        try:
            return parse(self.row[column])
        except (ValueError, FormulaError) as error:
            self._say(column, str(error))
            return None

    def _say(self, column: str, message: str) -> None:
        self.files.say(self.path, message, where=f"line {self.number}: {column}")


def _check_implied(files: Files, path: Path, series: Series) -> None:
    """Implied figures can be computed, and are in the series' unit."""
    for o in series.observations:
        if o.formula is None:
            continue
        where = f"period {o.period}: value"
        try:
            quantity = series.quantity(o)
            _ = quantity.interval
            if not quantity.inputs:
                files.say(path, f"{o.value}: rests on no printed figure", where=where)
        except (FormulaError, NotOut) as error:
            files.say(path, f"{o.value}: {error}", where=where)
        except RecursionError:
            files.say(
                path,
                f"{o.value}: refers to itself; name the kind of the figures it is computed from",
                where=where,
            )


def _check_vintages(files: Files, path: Path, series: Series) -> None:
    for a, b in series.contradictions():
        files.say(
            path,
            f"{a.written} ({a.source}) and {b.written} ({b.source}) are {a.kind} prints and contradict each other: "
            "mend one, or give the later one its own kind",
            where=f"period {a.period}{f' {a.economy}' if a.economy else ''}",
        )
