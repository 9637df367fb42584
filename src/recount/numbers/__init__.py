"""Finds the numbers of a text, with value, unit and hedge. Standard library only, and quick to import."""

from recount.numbers.finder import find_numbers, iter_numbers
from recount.numbers.number import HEDGES, KINDS, Number

__all__ = ["HEDGES", "KINDS", "Number", "find_numbers", "iter_numbers"]
