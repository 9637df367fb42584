"""A style sheet without the rules that no page needs, and an icon font with the icons that it shows.

Cautious: a rule goes only if it names a class, an id or an element that neither a page nor a script knows.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import tinycss2
from fontTools import subset
from fontTools.ttLib import TTFont

NESTING = {"media", "supports", "layer", "container"}
NAME = r"-?[A-Za-z_][\w-]*"
ICON = re.compile("[\ue000-\uf8ff]")  # the private part of Unicode; the reader of CSS resolves escapes
FONT_FILE = re.compile(r"url\(([^)]+\.ttf)\)")
KEYFRAMES = re.compile(r"@(?:-webkit-)?keyframes ([\w-]+)")


def trim(css: str, known: Collection[str]) -> str:
    """`css` without comments, spare space, and rules for what is not `known`."""
    rules = list(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), set(known)))
    rest = "".join(rule for rule in rules if not KEYFRAMES.match(rule))
    return "".join(rule for rule in rules if not (named := KEYFRAMES.match(rule)) or _animates(rest, named[1]))


def names_in(css: str) -> set[str]:
    """Everything in `css` that may be the name of a class, an id or an element."""
    return set(re.findall(NAME, css))


def with_icons(css: str, read: Callable[[str], Path]) -> str:
    """Each icon font cut down to the icons that `css` shows, and put into it; fonts that show none are dropped.

    `read` gives the file for an address in `css`.
    """
    shown = set(map(ord, ICON.findall(css)))

    def cut(face: re.Match[str]) -> str:
        file = FONT_FILE.search(face[0])
        if not file:
            return face[0]
        font = TTFont(read(file[1].strip("\"'")), recalcTimestamp=False)
        icons = shown & set(font.getBestCmap())
        if not icons:
            return ""
        data = base64.b64encode(_subset(font, icons)).decode()
        return re.sub(r"src:[^;}]+(?=[;}])", f"src:url(data:font/woff;base64,{data})", face[0])

    return re.sub(r"@font-face\s*\{[^}]*\}", cut, css)


def _subset(font: TTFont, icons: Collection[int]) -> bytes:
    options = subset.Options(hinting=False, glyph_names=False, layout_features=[], name_IDs=[], notdef_outline=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=icons)
    cutter.subset(font)
    font.flavor = "woff"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _rules(nodes: list[Any], known: set[str]) -> Iterator[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [each for each in _selectors(node.prelude) if needed(each) <= known]
            content = _text(node.content)
            if selectors and content:
                yield f"{','.join(_text(each) for each in selectors)}{{{content}}}"
        elif node.type == "at-rule" and node.lower_at_keyword in NESTING and node.content is not None:
            inside = "".join(
                _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True), known)
            )
            if inside:
                yield f"@{node.at_keyword} {_text(node.prelude)}{{{inside}}}"
        elif node.type == "at-rule" and node.lower_at_keyword != "charset":
            content = ";" if node.content is None else f"{{{_text(node.content)}}}"
            yield f"@{node.at_keyword} {_text(node.prelude)}{content}"
        elif node.type == "error":
            raise ValueError(f"a style sheet cannot be read: {node.message}")


def _selectors(prelude: list[Any]) -> Iterator[list[Any]]:
    current: list[Any] = []
    for token in prelude:
        if token == ",":
            yield current
            current = []
        else:
            current.append(token)
    yield current


def needed(selector: list[Any]) -> set[str]:
    """The classes, ids and elements without which a selector matches nothing; what `:not()` holds is none."""
    found, before = set(), ""
    for token in selector:
        if token.type == "hash" or (token.type == "ident" and before != ":"):
            found.add(token.value)
        before = token.value if token.type == "literal" else ""
    return found


def _text(tokens: list[Any]) -> str:
    parts = [" " if token.type == "whitespace" else token.serialize() for token in tokens if token.type != "comment"]
    return re.sub(r" +", " ", "".join(parts)).strip() if '"' not in "".join(parts) else "".join(parts).strip()


def _animates(css: str, name: str) -> bool:
    return re.search(rf"animation[^;}}]*\b{re.escape(name)}\b", css) is not None
