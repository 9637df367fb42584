"""Quantities: exact intervals, units, rounding and hedges. Here and nowhere else."""

from recount.quantity.interval import Interval
from recount.quantity.quantity import Answer, Quantity, Truth
from recount.quantity.stated import (
    HEDGES,
    RULES,
    Figure,
    Rule,
    allowed,
    find_rule,
    last_place,
    parse_number,
    parse_value,
    printed_terms,
    read_terms,
)
from recount.quantity.unit import COUNT, PERCENT, RATIO, Unit, parse_unit

__all__ = [
    "COUNT",
    "HEDGES",
    "PERCENT",
    "RATIO",
    "RULES",
    "Answer",
    "Figure",
    "Interval",
    "Quantity",
    "Rule",
    "Truth",
    "Unit",
    "allowed",
    "find_rule",
    "last_place",
    "parse_number",
    "parse_unit",
    "parse_value",
    "printed_terms",
    "read_terms",
]
