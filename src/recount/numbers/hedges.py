"""The words that bend a figure, before and after it."""

from __future__ import annotations

from recount.numbers.lexicon import TIME_NOUNS
from recount.numbers.number import Figure
from recount.numbers.tokens import DIGITS, Tokens

# Last word of the hedge → the words before it and what it means; the longest first.
_BEFORE: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _name, _phrases in {
    "nearly": "nearly|almost|close to|just under|just below|just short of",
    "over": "over|above|more than|just over|just above|in excess of|upwards of|upward of|exceeded|exceeds|exceeding|exceed|"
    "surpassed|surpasses|surpassing|surpass|topped|topping|crossed|crossing|passed|passing|cross|surpassed the|"
    "exceeded the|passed the|crossed the|topped the|exceeding the|surpassing the|exceeds the|exceed the|surpass the|"
    "passing the|crossing the|breached the|cross the|pass the|broke the|breached",
    "under": "under|below|less than|fewer than",
    "about": "about|around|roughly|approximately|some|circa|approx|just about",
    "at-least": "at least|no less than|no fewer than|not less than|not fewer than",
    "at-most": "at most|no more than|not more than|not exceeding|not over|at the most",
    "up-to": "up to|as many as|as much as|as high as",
    "several": "several|a few",
}.items():
    for _phrase in _phrases.split("|"):
        *_rest, _last = _phrase.split()
        _BEFORE.setdefault(_last, []).append((tuple(_rest), _name))
for _list in _BEFORE.values():
    _list.sort(key=lambda entry: -len(entry[0]))

_MARKS = frozenset("mark marks level levels threshold thresholds milestone milestones barrier".split())
# Words that are hedges only before a large or measured figure: "passed three laws" is none.
_VERBS = frozenset("topped topping crossed crossing passed passing cross pass".split())
_AFTER = {
    ("or", "so"): "about",
    ("or", "thereabouts"): "about",
    ("or", "more"): "at-least",
    ("or", "above"): "at-least",
    ("or", "over"): "at-least",
    ("or", "higher"): "at-least",
    ("and", "above"): "at-least",
    ("or", "less"): "at-most",
    ("or", "fewer"): "at-most",
    ("or", "below"): "at-most",
    ("or", "under"): "at-most",
}


def set_hedge(t: Tokens, figure: Figure, first: int, noun: str | None, noun_after: int, spelled: bool = False) -> None:
    """Look before token ``first`` and after the figure and its noun; write what is found into the figure."""
    if not _set_before(t, figure, first, noun, spelled):
        _set_after(t, figure, noun_after)


def _set_before(t: Tokens, figure: Figure, first: int, noun: str | None, spelled: bool) -> bool:
    words = t.words
    if words[first - 1] == "every" and noun is not None:
        first -= 1
    last = words[first - 1]
    entries = _BEFORE.get(last)
    if entries is None or t.starts[first] - t.ends[first - 1] > 2:
        return False
    matching = (e for e in entries if all(words[first - 1 - len(e[0]) + k] == word for k, word in enumerate(e[0])))
    rest, name = next(matching, ((), ""))
    if not name:
        return False
    begin = first - 1 - len(rest)
    end = first - 1
    if last == "the":
        if not _mark_follows(t, figure.after):
            return False
        end -= 1
    word = words[begin]
    if word in _VERBS and last != "the" and not _is_large(figure):
        return False
    if rest == ("up",) and words[begin - 1] in _RISING:
        return False
    if word in ("over", "under") and begin == end and not _bends(words[begin - 1], word, noun, spelled, figure):
        return False
    figure.hedge, figure.hedge_start, figure.hedge_end = name, t.starts[begin], t.ends[end]
    return True


def _bends(previous: str, word: str, noun: str | None, spelled: bool, figure: Figure) -> bool:
    """Whether over and under bend the number, and do not mean during ("over three years") or by ("under two headings")."""
    if word == "over":
        return noun not in TIME_NOUNS or previous in _BEFORE_SPANS
    return not (spelled and noun is not None and not figure.magnitude)


# "picked up to 3 percent" goes up, to 3 percent.
_RISING = frozenset(
    "pick picks picked picking went go goes going gone rose rise rises moved move moves edged climbed ticked jumped inched crept "
    "shot push pushed pushing bring brought bringing take took taking taken come came drive drove catch caught scaled scaling "
    "stepped speed sped summed adding added adds sum sums add".split()
)
_BEFORE_SPANS = frozenset("for in after of lasted last took take spent well just with is was a the by".split())


def _is_large(figure: Figure) -> bool:
    return figure.kind != "quantity" or figure.unit == "tonne" or bool(figure.magnitude) or len(str(figure.digits)) >= 4


def _mark_follows(t: Tokens, i: int) -> bool:
    """Whether mark, level or threshold follows the figure, or the list that it begins, before the clause ends."""
    for k in range(i, i + 9):
        if t.words[k] in _MARKS:
            return True
        if t.words[k] in (".", ";", "\n", ""):
            return False
    return False


def _set_after(t: Tokens, figure: Figure, noun_after: int) -> None:
    words, i = t.words, figure.after
    if words[i] == "+" and t.starts[i] == figure.end and t.kinds[i + 1] != DIGITS:
        figure.hedge, figure.hedge_start, figure.hedge_end = "at-least", t.starts[i], t.ends[i]
        return
    if words[i] == "-" and words[i + 1] == "plus" and t.starts[i] == figure.end:
        figure.hedge, figure.hedge_start, figure.hedge_end = "at-least", t.starts[i + 1], t.ends[i + 1]
        return
    for at in (i, noun_after):
        name = _AFTER.get((words[at], words[at + 1])) if words[at] in ("or", "and") else None
        if name and words[at + 2] not in ("than",):
            figure.hedge, figure.hedge_start, figure.hedge_end = name, t.starts[at], t.ends[at + 1]
            return
