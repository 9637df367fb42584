"""Sensitivity: other ways to read the figures that would change a verdict. Alternatives, not votes."""

from __future__ import annotations

from recount.briefing import StatedFigure
from recount.check.verdict import Verdict, judged
from recount.errors import FormulaError
from recount.quantity import Figure, Interval, Quantity, Truth, last_place, parse_number, read_terms
from recount.quantity.expression import Leaf, exact_range, replaced
from recount.quantity.stated import alternatives, find_rule
from recount.quantity.unit import parse_printed_unit
from recount.series import Input


def sensitive_to(
    result: Quantity | Truth | None,
    stated: StatedFigure | None,
    reading: str | None,
    verdict: Verdict,
) -> list[str]:
    """The names of the alternative readings that would give another verdict."""
    if not isinstance(result, Quantity) or stated is None or verdict is Verdict.OPEN:
        return []
    interval = stated.interval(reading)
    changed = [
        f"the stated figure read with {name}"
        for name, other in stated.alternatives(reading)
        if judged(result.interval, other) is not verdict
    ]
    for name in ("a finer place", "truncation"):
        other = _with_inputs_read(result, name)
        if other is not None and judged(other, interval) is not verdict:
            changed.append(f"the figures used read with {name}")
    return changed


def _with_inputs_read(result: Quantity, name: str) -> Interval | None:
    """The result if every rounded input were read another way; ``None`` if there is none such."""
    values: dict[Leaf, Interval] = {}
    for leaf in result.inputs:
        if isinstance(leaf.about, Input) and leaf.about.kind not in ("listed", "claim") and leaf.interval.is_bounded:
            other = _read(leaf.about, name)
            if other is not None and not leaf.interval.is_point:
                values[leaf] = other
    if not values:
        return None
    try:
        return exact_range(replaced(result.node, values))
    except FormulaError:
        return None


def _read(about: Input, name: str) -> Interval | None:
    if not about.written.startswith(about.value):
        return None
    magnitude, unit = parse_printed_unit(about.unit)
    scale = magnitude * unit.scale

    def read(number: str) -> Interval:
        figure = Figure(parse_number(number) * scale, last_place(number) * scale, unit.is_count)
        return dict(alternatives(figure, find_rule(None)))[name]

    return read_terms(about.value, read)
