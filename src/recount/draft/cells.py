"""The cell of a claim, written out from the checks of its record: where the notebook's own arithmetic begins."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from recount.briefing import Briefing
from recount.check.run import check_claim
from recount.collection import Collection
from recount.vocabulary import FUNCTIONS

# What a notebook asks of a panel, where a formula calls a function.
_METHODS = ("top", "without")


def cells(briefing: Briefing, collection: Collection) -> Iterator[tuple[str, str, list[str]]]:
    """For each claim with checks: its id, the code of its cell, and the functions that the cell needs imported."""
    own = {claim.id for claim in briefing.claims}
    for claim in briefing.claims:
        lines, needed = [], set[str]()
        for check in check_claim(collection, claim.id).checks:
            writer = _Writer(check.headline.basis.name, own)
            code = ast.unparse(writer.visit(ast.parse(check.check.formula, mode="eval")))
            lines.append(f"    {code.replace(chr(39), chr(34))},")
            needed |= writer.functions
        if lines:
            yield claim.id, "\n".join([f'claim("{claim.id}").compare(', *lines, ")"]), sorted(needed)


class _Writer(ast.NodeTransformer):
    """Series and lists belong to a basis, claims are views, and truth values are joined by & and |."""

    def __init__(self, basis: str, own: set[str]) -> None:
        self.basis, self.own, self.functions = basis, own, set[str]()

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in FUNCTIONS:
            name = {"max": "maximum", "min": "minimum"}.get(node.id, node.id)
            self.functions.add(name)
            return ast.Name(name)
        return ast.Attribute(ast.Name(self.basis), node.id)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        first = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        if name == "claim" and first in self.own:
            view = ast.Call(ast.Name("claim"), [ast.Constant(first)], [])
            return ast.Subscript(view, node.args[1]) if len(node.args) > 1 else ast.Attribute(view, "stated")
        arguments: list[ast.expr] = [self.visit(argument) for argument in node.args]
        if name in _METHODS:
            return ast.Call(ast.Attribute(arguments[0], name), arguments[1:], [])
        if name in ("max", "min"):
            arguments = [ast.List(arguments)]
        function: ast.expr = self.visit(node.func)
        return ast.Call(function, arguments, node.keywords)

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """A decimal is exact as text only."""
        if isinstance(node.value, float):
            return ast.Call(ast.Name("Fraction"), [ast.Constant(repr(node.value))], [])
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        joined: ast.expr = self.visit(node.values[0])
        operator = ast.BitAnd() if isinstance(node.op, ast.And) else ast.BitOr()
        for value in node.values[1:]:
            joined = ast.BinOp(joined, operator, self.visit(value))
        return joined

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        operands: list[ast.expr] = [self.visit(each) for each in (node.left, *node.comparators)]
        parts = [
            ast.Call(ast.Attribute(left, "equals"), [right], [])
            if isinstance(op, ast.Eq)
            else ast.Compare(left, [op], [right])
            for left, op, right in zip(operands, node.ops, operands[1:], strict=False)
        ]
        joined: ast.expr = parts[0]
        for part in parts[1:]:
            joined = ast.BinOp(joined, ast.BitAnd(), part)
        return joined

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        operand: ast.expr = self.visit(node.operand)
        operator = ast.Invert() if isinstance(node.op, ast.Not) else node.op
        return ast.UnaryOp(operator, operand)
