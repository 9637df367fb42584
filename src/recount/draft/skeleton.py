"""The notebook of a new briefing, on the skeleton that every chapter has."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from recount.draft.claims import DraftClaim

_SETUP = """from recount import chapter
from recount.notebook import open_briefing, prose, words

briefing = open_briefing("{id}")
claim, then, now = briefing.claim, briefing.then, briefing.now"""
_BEFORE = (
    ("", "finding"),
    ("At a glance", "verdict_table"),
    ("What was said, where and when", "about"),
    ("Limits", "limits"),
)
_AFTER = (
    ("The measures", "measures"),
    ("What cannot be checked", "open_claims"),
    ("What the text leaves out", "omitted"),
    ("What happened since", "since"),
    ("Sources", "sources"),
)
_HIDDEN = {"jupyter": {"source_hidden": True}, "tags": ["remove-input"]}


def notebook_text(briefing_id: str, title: str, claims: Sequence[DraftClaim]) -> str:
    """The notebook as a file, without outputs: a section a claim, each labelled with the claim's id."""
    cells = [_markdown(f"# {title}"), _code(_SETUP.format(id=briefing_id), {"tags": ["hide-input"]})]
    for heading, block in _BEFORE:
        cells += [_markdown(f"## {heading}")] if heading else []
        cells.append(_code(f"chapter.{block}(briefing)", _HIDDEN))
    cells.append(_markdown("## The claims"))
    for claim in claims:
        cells += [
            _markdown(f"({claim.id})=\n### “{_heading(claim.quote)}”"),
            _code(f'claim("{claim.id}").show()', _HIDDEN),
        ]
    for heading, block in _AFTER:
        cells += [_markdown(f"## {heading}"), _code(f"chapter.{block}(briefing)", _HIDDEN)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number:03}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _heading(quote: str) -> str:
    return " ".join(quote.replace("“", "‘").replace("”", "’").split())


def _markdown(source: str) -> dict[str, object]:
    return {"cell_type": "markdown", "metadata": {}, "source": source.splitlines(keepends=True)}


def _code(source: str, metadata: Mapping[str, object]) -> dict[str, object]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": dict(metadata),
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }
