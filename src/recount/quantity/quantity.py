"""Quantities: what a figure allows, in its unit, with arithmetic that keeps its inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import NoReturn

from recount.errors import FormulaError, UnitError
from recount.quantity.expression import Const, Leaf, Node, Op, everything, exact_range
from recount.quantity.interval import Interval
from recount.quantity.unit import COUNT, RATIO, Unit


@dataclass(frozen=True, eq=False)
class Quantity:
    """An exact set of values with a unit.

    ``node`` is the formula that it was computed with; ``interval`` the values it can
    take, in the unit's base (a percent is a hundredth). Operands are quantities,
    ints or Fractions. Raises UnitError for units that do not go together and
    FormulaError where no exact range can be given.
    """

    node: Node
    unit: Unit = RATIO

    @cached_property
    def interval(self) -> Interval:
        return exact_range(self.node)

    @property
    def inputs(self) -> list[Leaf]:
        """The inputs, each once, in the order in which they occur."""
        return list(dict.fromkeys(_all_leaves(self.node)))

    def __add__(self, other: Quantity | Fraction | int) -> Quantity:
        return _combine("+", self, as_quantity(other), self.unit.plus(as_quantity(other).unit))

    def __sub__(self, other: Quantity | Fraction | int) -> Quantity:
        return _combine("-", self, as_quantity(other), self.unit.plus(as_quantity(other).unit, minus=True))

    def __mul__(self, other: Quantity | Fraction | int) -> Quantity:
        return _combine("*", self, as_quantity(other), self.unit.times(as_quantity(other).unit))

    def __truediv__(self, other: Quantity | Fraction | int) -> Quantity:
        return _combine("/", self, as_quantity(other), self.unit.over(as_quantity(other).unit))

    def __radd__(self, other: Fraction | int) -> Quantity:
        return as_quantity(other) + self

    def __rsub__(self, other: Fraction | int) -> Quantity:
        return as_quantity(other) - self

    def __rmul__(self, other: Fraction | int) -> Quantity:
        return as_quantity(other) * self

    def __rtruediv__(self, other: Fraction | int) -> Quantity:
        return as_quantity(other) / self

    def __neg__(self) -> Quantity:
        return Quantity(Op("neg", (self.node,)), self.unit)

    def __lt__(self, other: Quantity | Fraction | int) -> Truth:
        return _ordered(self, as_quantity(other), "<")

    def __le__(self, other: Quantity | Fraction | int) -> Truth:
        return _ordered(self, as_quantity(other), "≤")

    def __gt__(self, other: Quantity | Fraction | int) -> Truth:
        return _ordered(self, as_quantity(other), ">")

    def __ge__(self, other: Quantity | Fraction | int) -> Truth:
        return _ordered(self, as_quantity(other), "≥")

    def equals(self, other: Quantity | Fraction | int) -> Truth:
        """Whether the two are the same value: certain only if each has but one."""
        gap = _difference(self, as_quantity(other))
        value = Answer.UNDECIDED if 0 in gap.interval else Answer.NO
        answer = Answer.YES if gap.interval == Interval.point(0) else value
        return Truth(answer, (gap.node,), comparisons=((self, "=", as_quantity(other)),))

    def __bool__(self) -> NoReturn:
        raise FormulaError("a quantity is neither true nor false; compare it with another")


class Answer(Enum):
    """Three-valued truth: certain, impossible, or undecided by what is known."""

    YES = "true"
    NO = "false"
    UNDECIDED = "undecided"


@dataclass(frozen=True, eq=False)
class Truth:
    """The answer to a comparison, and the formulas it came from. Combine with ``&``, ``|`` and ``~``."""

    answer: Answer
    nodes: tuple[Node, ...] = ()
    note: str = ""
    comparisons: tuple[Comparison, ...] = ()

    @property
    def inputs(self) -> list[Leaf]:
        return list(dict.fromkeys(leaf for node in self.nodes for leaf in _all_leaves(node)))

    def __and__(self, other: Truth) -> Truth:
        return self._with(other, min)

    def __or__(self, other: Truth) -> Truth:
        return self._with(other, max)

    def __invert__(self) -> Truth:
        opposite = {"<": "≥", "≤": ">", "=": "≠", "≠": "=", ">": "≤", "≥": "<"}
        turned = tuple((left, opposite[sign], right) for left, sign, right in self.comparisons)
        return Truth(_ORDER[2 - _ORDER.index(self.answer)], self.nodes, self.note, turned)

    def __bool__(self) -> NoReturn:
        raise FormulaError("a comparison may be undecided; combine comparisons with & and |, one comparison at a time")

    def _with(self, other: Truth, pick: Callable[[int, int], int]) -> Truth:
        answer = _ORDER[pick(_ORDER.index(self.answer), _ORDER.index(other.answer))]
        note = "; ".join(each for each in (self.note, other.note) if each)
        return Truth(answer, self.nodes + other.nodes, note, self.comparisons + other.comparisons)


Comparison = tuple[Quantity, str, Quantity]
_ORDER = (Answer.NO, Answer.UNDECIDED, Answer.YES)


def as_quantity(value: Quantity | Fraction | int) -> Quantity:
    """A number as a quantity without unit; a quantity as it is. Floats are refused: they are not exact."""
    if isinstance(value, Quantity):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        raise FormulaError(f"{value!r} is not an exact number; write it as text, an int or a Fraction")
    return Quantity(Const(Fraction(value)))


def measured(interval: Interval, unit: Unit, name: str, about: object = None) -> Quantity:
    """An input: a stated or printed figure with its name and what is known about it."""
    return Quantity(Leaf(interval, name, about), unit)


def derived(interval: Interval, unit: Unit, name: str, parents: Iterable[Quantity]) -> Quantity:
    """The result of a function that arithmetic cannot follow (a rank, a count); keeps the inputs."""
    return Quantity(Leaf(interval, name, None, tuple(parent.node for parent in parents)), unit)


def maximum(quantities: Iterable[Quantity]) -> Quantity:
    return _over_all("max", quantities)


def minimum(quantities: Iterable[Quantity]) -> Quantity:
    return _over_all("min", quantities)


def median(quantities: Iterable[Quantity]) -> Quantity:
    return _over_all("median", quantities)


def total(quantities: Iterable[Quantity]) -> Quantity:
    return _over_all("sum", quantities)


def mean(quantities: Iterable[Quantity]) -> Quantity:
    return _over_all("mean", quantities)


def _over_all(name: str, quantities: Iterable[Quantity]) -> Quantity:
    """Raises FormulaError if there is nothing, UnitError for units that do not go together."""
    items = list(quantities)
    if not items:
        raise FormulaError(f"{name} of nothing")
    unit = items[0].unit
    for item in items[1:]:
        unit = unit.plus(item.unit)
    return Quantity(Op(name, tuple(item.node for item in items)), unit)


def _combine(name: str, left: Quantity, right: Quantity, unit: Unit) -> Quantity:
    return Quantity(Op(name, (left.node, right.node)), unit)


def _difference(left: Quantity, right: Quantity) -> Quantity:
    zero = Const(Fraction(0))
    for a, b in ((left, right), (right, left)):
        if isinstance(a.node, Const) and a.node.value == zero.value and a.unit == RATIO:
            # Zero is zero in every unit.
            return _combine("-", left, right, b.unit)
    return left - right


def _ordered(left: Quantity, right: Quantity, sign: str) -> Truth:
    gap = _difference(right, left) if sign in "<≤" else _difference(left, right)
    positive = Interval(Fraction(0), None, sign in "≤≥")
    comparison = ((left, sign, right),)
    if gap.interval.within(positive):
        return Truth(Answer.YES, (gap.node,), comparisons=comparison)
    answer = Answer.UNDECIDED if gap.interval.meets(positive) else Answer.NO
    return Truth(answer, (gap.node,), comparisons=comparison)


def _all_leaves(node: Node) -> Iterator[Leaf]:
    return (each for each in everything(node) if isinstance(each, Leaf) and not each.parents)


__all__ = [
    "COUNT",
    "Answer",
    "Quantity",
    "Truth",
    "UnitError",
    "as_quantity",
    "derived",
    "maximum",
    "mean",
    "measured",
    "median",
    "minimum",
    "total",
]
