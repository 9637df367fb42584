"""Ranges and lists: what a later member prints, an earlier one shares."""

from __future__ import annotations

from recount.numbers.number import Figure

RANGES = frozenset(("-", " - ", " to ", "~", "至", "到", " - ", "--"))
_DASHES = frozenset(("-", " - ", "--", "~", "至", "到"))
_LISTS = frozenset(
    (" and ", " or ", ", and ", ", or ", "和", "及", "与", "或", "以及", "或者", " & ", " and by ", " and of ")
)
_COMMAS = frozenset((", ", "、", "，"))
_LONGEST_GAP = 8
# In "800 to 1.2 million" the first is not 800 million.
_LARGEST_SHARED, _MOST_TIMES = 1000, 100


def share(text: str, figures: list[Figure]) -> None:
    """Give bare members of ranges and lists the magnitude, unit and hedge of the member after them, from the last back.

    A comma joins two members only if the list goes on to an *and* or *or*.
    """
    _name_on(text, figures)
    joined = False
    for at in range(len(figures) - 1, 0, -1):
        a, b = figures[at - 1], figures[at]
        if a.digits is None or b.digits is None or b.start - a.end > _LONGEST_GAP or a.kind in ("ordinal", "label"):
            joined = False
            continue
        gap = text[a.end : b.start]
        is_range = gap in RANGES
        if is_range or gap in _LISTS or (gap in _COMMAS and joined):
            joined = True
            shared = _share(a, b, is_range)
            if (shared and is_range) or (gap in _DASHES and a.unit is not None and a.unit == b.unit):
                a.role, b.role = "range-low", "range-high"
        else:
            joined = False
    _pass_hedges_on(text, figures)


def _name_on(text: str, figures: list[Figure]) -> None:
    """``tables 1 and 3``, ``Articles 5, 6 and 7``: what follows a number that is a name after a plural is a name too."""
    for at in range(1, len(figures)):
        a, b = figures[at - 1], figures[at]
        if (
            a.kind != "label"
            or b.kind != "quantity"
            or b.digits is None
            or b.unit
            or b.power
            or b.start - a.end > _LONGEST_GAP
        ):
            continue
        gap = text[a.end : b.start]
        if (gap in RANGES or gap in _LISTS or gap in _COMMAS) and (a.shares or text[a.start - 2 : a.start] == "s "):
            b.kind, b.value, b.role, b.digits, b.shares = "label", str(b.digits), "name", None, True
            b.hedge = b.hedge_start = b.hedge_end = None


def _share(a: Figure, b: Figure, is_range: bool) -> bool:
    """Whether ``a`` was given anything of what ``b`` prints."""
    bare = a.unit is None
    if bare and b.unit is None and not b.magnitude:
        return False
    currency = a.kind == "money" and b.kind == "money" and (a.unit or "").split("/")[0] == (b.unit or "").split("/")[0]
    if not bare and not currency:
        return False
    changed = False
    if not a.magnitude and b.magnitude and _same_scale(a, b):
        a.magnitude = b.magnitude
        a.power += b.magnitude
        changed = True
    elif not a.magnitude and b.magnitude and bare and b.unit is None:
        return False
    if b.unit is not None and a.unit != b.unit and (bare or "/" in b.unit):
        if bare and b.unit == "percentage-point" and b.power - b.magnitude < -2 and not b.decimals:
            a.power -= 2
        a.kind, a.unit = b.kind, b.unit
        changed = True
    a.shares = changed
    return changed


def _same_scale(a: Figure, b: Figure) -> bool:
    """Whether ``a`` may be meant in the magnitude of ``b``: printed, it is not far larger."""
    first, second = _printed(a), _printed(b)
    return first < _LARGEST_SHARED and first <= _MOST_TIMES * max(second, 1)


def _printed(figure: Figure) -> int:
    """The whole part of the figure as printed, before its magnitude."""
    power = figure.power - figure.magnitude
    digits = abs(figure.digits or 0)
    return digits * int(10**power) if power >= 0 else digits // int(10**-power)


def _pass_hedges_on(text: str, figures: list[Figure]) -> None:
    """A hedge before a range or a list that shares belongs to each member."""
    for at in range(1, len(figures)):
        a, b = figures[at - 1], figures[at]
        if a.hedge_end is None or a.hedge_end > a.start or b.hedge is not None or a.digits is None or b.digits is None:
            continue
        if b.start - a.end > _LONGEST_GAP or a.unit != b.unit or not (a.unit or a.shares):
            continue
        gap = text[a.end : b.start]
        before = text[max(0, (a.hedge_start or 0) - 6) : a.hedge_start]
        changes = gap in RANGES and ("from " in before or before.endswith(("从", "由")))
        if (gap in RANGES and not changes) or (a.shares and gap in _LISTS | _COMMAS):
            b.hedge, b.hedge_start, b.hedge_end = a.hedge, a.hedge_start, a.hedge_end
