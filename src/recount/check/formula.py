"""Formulas of checks: a walk over Python's syntax tree that knows a few things and nothing else."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import cast

from recount.errors import FormulaError
from recount.functions import Panel, SeriesView
from recount.quantity import Quantity, Truth, parse_number
from recount.quantity.quantity import as_quantity

Value = Quantity | Truth | Panel | SeriesView | Fraction | str
Names = Mapping[str, "SeriesView | Callable[..., object]"]

_ARITHMETIC: dict[type[ast.operator], Callable[[Quantity, Quantity], Quantity]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}
_COMPARISON: dict[type[ast.cmpop], Callable[[Quantity, Quantity], Truth]] = {
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
    ast.Eq: lambda a, b: a.equals(b),
    ast.NotEq: lambda a, b: ~a.equals(b),
}
_LONGEST = 2000
_MOST_NODES = 400


def evaluate(formula: str, names: Names) -> Quantity | Truth:
    """The result of a formula over series, claims and the named functions.

    Raises FormulaError for anything that does not parse or that reaches for more than
    figures, UnitError for units that do not go together, NotOut for a figure not out yet.
    """
    source = formula.strip()
    result = _Walk(source, names).visit(_parsed(source))
    if isinstance(result, Fraction):
        result = as_quantity(result)
    if not isinstance(result, (Quantity, Truth)):
        raise FormulaError("the formula gives no figure and no comparison")
    if isinstance(result, Quantity):
        _ = result.interval  # an exact range, or a refusal, now rather than later
    return result


def _parsed(source: str) -> ast.expr:
    if len(source) > _LONGEST:
        raise FormulaError(f"the formula is longer than {_LONGEST} characters")
    try:
        tree = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else str(error) or "it is too deep"
        raise FormulaError(f"the formula does not parse: {reason}") from None
    if sum(1 for _ in ast.walk(tree)) > _MOST_NODES:
        raise FormulaError("the formula is too long")
    return tree


class _Walk:
    """Visits one kind of node at a time; what is not named here is refused."""

    def __init__(self, source: str, names: Names) -> None:
        self.source, self.names = source, names

    def visit(self, node: ast.expr) -> Value:
        match node:
            case ast.Constant(value=str() as text):
                return text
            case ast.Constant(value=bool()):
                raise FormulaError("true and false are no figures")
            case ast.Constant(value=int() | float()):
                return self._number(node)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self._quantity(operand)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return ~self._truth(operand)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
                return _ARITHMETIC[type(op)](self._quantity(left), self._quantity(right))
            case ast.BoolOp(op=op, values=values):
                return self._joined([self._truth(value) for value in values], isinstance(op, ast.And))
            case ast.Compare(left=left, ops=ops, comparators=rights):
                return self._compared([left, *rights], ops)
            case ast.Name(id=name) if isinstance(self.names.get(name), SeriesView):
                view = self.names[name]
                assert isinstance(view, SeriesView)
                return view
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=keywords):
                return self._call(name, arguments, keywords)
            case ast.Name(id=name):
                raise FormulaError(self._unknown(name))
        raise FormulaError(
            f"the formula may not use {ast.unparse(node)[:60]!r}: only figures, + - * /, comparisons and functions"
        )

    def _number(self, node: ast.Constant) -> Fraction:
        """The literal's own text, so that 0.1 is a tenth and not a binary neighbour of it."""
        text = ast.get_source_segment(self.source, node) or ""
        return parse_number(re.sub("_", "", text))

    def _quantity(self, node: ast.expr) -> Quantity:
        value = self.visit(node)
        if isinstance(value, (Quantity, Fraction)):
            return as_quantity(value)
        raise FormulaError(f"{ast.unparse(node)[:60]!r} is not a figure")

    def _truth(self, node: ast.expr) -> Truth:
        value = self.visit(node)
        if isinstance(value, Truth):
            return value
        raise FormulaError(f"{ast.unparse(node)[:60]!r} is not a comparison")

    def _joined(self, truths: list[Truth], every: bool) -> Truth:
        result = truths[0]
        for truth in truths[1:]:
            result = result & truth if every else result | truth
        return result

    def _compared(self, operands: list[ast.expr], ops: list[ast.cmpop]) -> Truth:
        values = [self._quantity(operand) for operand in operands]
        truths = []
        for left, op, right in zip(values, ops, values[1:], strict=False):
            if type(op) not in _COMPARISON:
                raise FormulaError("figures are compared with < <= > >= == and != only")
            truths.append(_COMPARISON[type(op)](left, right))
        return self._joined(truths, every=True)

    def _call(self, name: str, arguments: list[ast.expr], keywords: list[ast.keyword]) -> Value:
        function = self.names.get(name)
        if function is None:
            raise FormulaError(self._unknown(name))
        values = [self.visit(argument) for argument in arguments]
        named = {keyword.arg: self.visit(keyword.value) for keyword in keywords if keyword.arg}
        if len(named) < len(keywords):
            raise FormulaError("arguments cannot be unpacked in a formula")
        try:
            return cast(Value, cast(Callable[..., object], function)(*values, **named))
        except (TypeError, AttributeError):
            raise FormulaError(f"{name}() does not take these arguments: {ast.unparse(ast.Tuple(arguments))}") from None

    def _unknown(self, name: str) -> str:
        near = difflib.get_close_matches(name, self.names, 1)
        return f"unknown series or function {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")
