"""Recount's own finder."""

from serve import serve

from recount.numbers import find_numbers

KINDS = ("money", "percent", "quantity", "multiplier")


def find(text, lang):
    return [
        {"start": n.start, "end": n.end, "value": n.value, "unit": n.unit, "hedge": n.hedge}
        for n in find_numbers(text)
        if n.kind in KINDS
    ]


serve(find)
