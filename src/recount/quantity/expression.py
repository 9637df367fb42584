"""Formulas over intervals, and the exact range they reach.

Plain interval arithmetic treats an input that occurs twice as two inputs and answers
too widely: 43.85 - 43.85/1.05 with each figure rounded is [1.888, 2.286], not wider.
An input that occurs more than once is therefore one variable here. Where the formula is
monotone in each such input (shown by the sign of its derivative over all values), the
ends are reached in its corners; where that cannot be shown, the formula is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from recount.errors import FormulaError
from recount.quantity import interval as iv
from recount.quantity.interval import Interval


@dataclass(frozen=True, eq=False)
class Node:
    """A formula. Two nodes are the same only if they are the same object."""

    def children(self) -> tuple[Node, ...]:
        return ()


@dataclass(frozen=True, eq=False)
class Const(Node):
    """An exact number."""

    value: Fraction


@dataclass(frozen=True, eq=False)
class Leaf(Node):
    """An input: the values it may take, and what it is (for the worked sum)."""

    interval: Interval
    name: str
    about: object = None
    parents: tuple[Node, ...] = field(default=())


@dataclass(frozen=True, eq=False)
class Op(Node):
    """An operation of ``OPERATIONS`` on other nodes."""

    name: str
    args: tuple[Node, ...]

    def children(self) -> tuple[Node, ...]:
        return self.args


@dataclass(frozen=True, eq=False)
class Implied(Op):
    """A formula over printed figures that stands for one that was not printed."""

    about: object = None


_Intervals = list[Interval]
OPERATIONS: dict[str, Callable[[_Intervals], Interval]] = {
    "+": lambda x: x[0] + x[1],
    "-": lambda x: x[0] - x[1],
    "*": lambda x: x[0] * x[1],
    "/": lambda x: x[0] / x[1],
    "neg": lambda x: -x[0],
    "implied": lambda x: x[0],
    "sum": lambda x: _sum(x),
    "mean": lambda x: _sum(x) * Interval.point(Fraction(1, len(x))),
    "max": iv.largest,
    "min": iv.smallest,
    "median": iv.median,
}

# The derivative of each operation: its arguments' values, then their derivatives.
_DERIVATIVES: dict[str, Callable[[_Intervals, _Intervals], Interval]] = {
    "+": lambda x, d: d[0] + d[1],
    "-": lambda x, d: d[0] - d[1],
    "*": lambda x, d: d[0] * x[1] + x[0] * d[1],
    "/": lambda x, d: (d[0] * x[1] - x[0] * d[1]) / (x[1] * x[1]),
    "neg": lambda x, d: -d[0],
    "implied": lambda x, d: d[0],
    "sum": lambda x, d: _sum(d),
    "mean": lambda x, d: _sum(d) * Interval.point(Fraction(1, len(d))),
    "max": lambda x, d: _hull(d),
    "min": lambda x, d: _hull(d),
    "median": lambda x, d: _hull(d),
}


def leaves(node: Node) -> Iterator[Leaf]:
    """Every occurrence of an input, from left to right."""
    if isinstance(node, Leaf):
        yield node
    for child in node.children():
        yield from leaves(child)


def replaced(node: Node, values: Mapping[Leaf, Interval]) -> Node:
    """The same formula with other values for some inputs; an input stays one variable."""
    fresh = {leaf: Leaf(interval, leaf.name, leaf.about) for leaf, interval in values.items()}

    def copy(each: Node) -> Node:
        if isinstance(each, Leaf):
            return fresh.get(each, each)
        return Op(each.name, tuple(copy(arg) for arg in each.args)) if isinstance(each, Op) else each

    return copy(node)


def everything(node: Node) -> Iterator[Node]:
    """Every node of a formula, going through functions that arithmetic does not follow."""
    yield node
    for child in (*node.children(), *(node.parents if isinstance(node, Leaf) else ())):
        yield from everything(child)


def exact_range(node: Node) -> Interval:
    """The set of values that the formula can take.

    Raises FormulaError where an input occurs twice and the formula is not shown to be
    monotone in it, or where it divides by a figure that may be zero.
    """
    natural = _evaluate(node, {})
    if not _repeated(node):
        return natural
    node = _cancelled(node)
    repeated = _repeated(node)
    lower: dict[Leaf, Interval] = {}
    upper: dict[Leaf, Interval] = {}
    for leaf in repeated:
        lower[leaf], upper[leaf] = _corners(node, leaf)
    return _join(_evaluate(node, lower), _evaluate(node, upper))


def _repeated(node: Node) -> list[Leaf]:
    counts = Counter(leaf for leaf in leaves(node) if not leaf.interval.is_point)
    return [leaf for leaf, count in counts.items() if count > 1]


def _cancelled(node: Node) -> Node:
    """The same formula without factors that stand both above and below the line.

    Only for a formula that has a value everywhere: what cancels is known not to be zero.
    """
    if not isinstance(node, Op):
        return node
    if node.name not in ("*", "/", "implied"):
        return Op(node.name, tuple(_cancelled(arg) for arg in node.args))
    powers: dict[Node, int] = {}
    for factor, power in _factors(node, 1):
        powers[factor] = powers.get(factor, 0) + power
    result: Node = Const(Fraction(1))
    for factor, power in powers.items():
        for _ in range(abs(power)):
            result = Op("*" if power > 0 else "/", (result, _cancelled(factor)))
    return result


def _factors(node: Node, power: int) -> Iterator[tuple[Node, int]]:
    if isinstance(node, Op) and node.name in ("*", "/", "implied"):
        yield from _factors(node.args[0], power)
        if node.name != "implied":
            yield from _factors(node.args[1], power if node.name == "*" else -power)
    else:
        yield node, power


def _corners(node: Node, leaf: Leaf) -> tuple[Interval, Interval]:
    """Where in the input's values the formula is smallest, and where largest."""
    if leaf.interval.low is None or leaf.interval.high is None:
        raise FormulaError(f"{leaf.name} occurs more than once and has no bound to one side")
    slope = _derivative(node, leaf).sign()
    if slope is None:
        raise FormulaError(
            f"{leaf.name} occurs more than once and the formula is not shown to rise or fall with it throughout; "
            "rewrite it so that the figure occurs once"
        )
    bottom = Interval.limit(leaf.interval.low, leaf.interval.low_closed)
    top = Interval.limit(leaf.interval.high, leaf.interval.high_closed)
    return (bottom, top) if slope >= 0 else (top, bottom)


def _evaluate(node: Node, values: Mapping[Leaf, Interval]) -> Interval:
    if isinstance(node, Const):
        return Interval.point(node.value)
    if isinstance(node, Leaf):
        return values.get(node, node.interval)
    assert isinstance(node, Op)
    return OPERATIONS[node.name]([_evaluate(arg, values) for arg in node.args])


def _derivative(node: Node, leaf: Leaf) -> Interval:
    if not isinstance(node, Op):
        return Interval.point(1 if node is leaf else 0)
    values = [_evaluate(arg, {}) for arg in node.args]
    return _DERIVATIVES[node.name](values, [_derivative(arg, leaf) for arg in node.args])


def _sum(intervals: _Intervals) -> Interval:
    result = intervals[0]
    for interval in intervals[1:]:
        result = result + interval
    return result


def _hull(intervals: _Intervals) -> Interval:
    hull = intervals[0]
    for interval in intervals[1:]:
        hull = hull.hull(interval)
    return hull


def _join(lower: Interval, upper: Interval) -> Interval:
    """From the low end of the lowest corner to the high end of the highest."""
    if lower.low is not None and lower.low == upper.high:
        return Interval.limit(lower.low, lower.low_closed and upper.high_closed)
    return Interval(lower.low, upper.high, lower.low_closed, upper.high_closed)
