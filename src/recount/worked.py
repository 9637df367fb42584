"""The worked sum: a formula with its printed figures in place, and what comes of it."""

from __future__ import annotations

from recount.check.run import looked_up
from recount.quantity import Answer, Quantity, Truth, Unit
from recount.quantity.expression import Const, Implied, Leaf, Node, Op
from recount.series import Input
from recount.words import interval_in_words, number_in_words, printed_in_words, shown_unit

_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2}
MINUS = "−"
_SIGNS = {"+": "+", "-": MINUS, "*": "×", "/": "÷"}
_MOST_INPUTS = 20
_MOST_SPELT = 4


def worked_sum(result: Quantity | Truth, stated: Unit | None = None) -> str:
    """``43.85 trillion yuan − 41.76 trillion yuan = 2.08 to 2.1 trillion yuan``.

    The result is given in the unit of the statement. A formula over many inputs is not
    spelt out; its result is.
    """
    if isinstance(result, Quantity):
        value = interval_in_words(result.interval, shown_unit(result.unit, stated))
        text = _written(result)
        return value if text is None else f"{text} = {value}"
    lines = [f"{_side(left, right)} {sign} {_side(right, left)}" for left, sign, right in result.comparisons]
    return "; ".join(lines + ([result.note] if result.note else []))


def _side(quantity: Quantity, other: Quantity) -> str:
    value = interval_in_words(quantity.interval, shown_unit(quantity.unit, other.unit))
    text = _written(quantity) if isinstance(quantity.node, Op) else None
    name = quantity.node.name if isinstance(quantity.node, Leaf) else ""
    if isinstance(quantity.node, Leaf) and isinstance(quantity.node.about, Input):
        return printed_input(quantity.node.about)
    if name.startswith(("rank", "count", "streak")):
        return f"{name}: {value}"
    return value if text is None else f"({text} = {value})"


def _written(quantity: Quantity) -> str | None:
    """The formula with figures in place, unless it is a bare figure or too long."""
    if not isinstance(quantity.node, Op) or len(quantity.inputs) > _MOST_INPUTS:
        return None
    return _spell(quantity.node, 0)


def _spell(node: Node, binding: int) -> str:
    match node:
        case Const(value=value):
            return number_in_words(value)
        case Leaf(about=Input() as about):
            return printed_input(about)
        case Leaf():
            return f"{node.name}: {number_in_words(node.interval.low)}" if node.interval.low is not None else node.name
        case Implied():
            return f"({_spell(node.args[0], 0)})"
        case Op(name=name, args=(left, right)) if name in _BINDING:
            strong = _BINDING[name]
            # What follows a minus or a division sign keeps its brackets.
            text = f"{_spell(left, strong)} {_joined(name, _spell(right, strong + (name in '-/')))}"
            return f"({text})" if strong < binding else text
        case Op(name="neg", args=(inner,)):
            return f"{MINUS}{_apart(_spell(inner, 3))}"
        case Op(name=name, args=args):
            words = {"max": "largest of", "min": "smallest of", "sum": "sum of"}.get(name, f"{name} of")
            if len(args) > _MOST_SPELT:
                return f"{words} {len(args)} figures"
            return f"{words} ({', '.join(_spell(arg, 0) for arg in args)})"
    return ""


def _joined(name: str, right: str) -> str:
    """A sign and what follows it: ``− 7.3 percent`` for the sum with a fall of as much, and no two signs side by side."""
    if name == "+" and right.startswith(MINUS):
        return f"{MINUS} {right.removeprefix(MINUS)}"
    return f"{_SIGNS[name]} {_apart(right)}"


def _apart(text: str) -> str:
    """In brackets, if it begins with a sign that would stand beside another."""
    return f"({text})" if text.startswith(MINUS) else text


def printed_input(about: Input) -> str:
    """An input as it was printed, with its hedge, in words."""
    if about.kind == "listed":
        return about.written
    hedged = about.kind != "claim" and not about.written.startswith(about.value)
    return printed_in_words(about.value, about.unit, about.written.partition(" ")[0] if hedged else None)


_ANSWERS = {
    Answer.YES: "the figures used say so for certain",
    Answer.NO: "the figures used rule it out",
    Answer.UNDECIDED: "the figures used do not decide it",
}


def how_found(result: Quantity | Truth | None) -> str:
    """``recomputed``, ``in print`` for a figure that was only looked up, ``compared`` for a comparison."""
    if isinstance(result, Truth):
        return "compared"
    return "in print" if looked_up(result) else "recomputed"


def recomputed_in_words(result: Quantity | Truth | None, stated: Unit | None = None) -> str:
    """What came out, without the sum: a value, or what the figures say of a comparison."""
    if result is None:
        return "not recomputed"
    if isinstance(result, Truth):
        return _ANSWERS[result.answer]
    return interval_in_words(result.interval, shown_unit(result.unit, stated))
