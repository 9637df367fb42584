"""Suggested checks: one for each way in which figures are related, and none where nothing is said to relate them."""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from recount import notebook
from recount.cli import main
from recount.collection import Collection, find_root, load_collection
from recount.draft.cells import cells
from recount.draft.command import draft
from recount.draft.figures import Figure, read_figures
from recount.draft.passages import sentence_starts
from recount.draft.record import Heading
from recount.draft.suggest import Suggestion
from recount.intake import Taken
from recount.numbers import find_numbers

RUN = Path(__file__).resolve().parents[2] / "benchmarks" / "drafts" / "run.py"
HELD = date(2026, 1, 14)


@pytest.fixture(scope="module")
def real() -> Collection:
    return load_collection(find_root(RUN))


def suggested(text: str, collection: Collection, issuer: str = "somebody") -> list[Suggestion]:
    return draft(
        Taken("text", text), Heading("2026-01-14-draft", HELD, "Draft", "", "", issuer), collection
    ).suggestions


def figures(text: str) -> list[Figure]:
    return read_figures(text, find_numbers(text, HELD))


RELATED = [
    ("sum", "Trade in goods was 45.47 trillion yuan in 2025. Exports were 26.99 trillion yuan, imports 18.48 trillion yuan.", "not contradicted"),
    ("sum", "Trade in goods was 47.45 trillion yuan in 2025. Exports were 26.99 trillion yuan, imports 18.48 trillion yuan.", "does not reconcile"),
    ("base", "Sales were 37.81 billion euros, after 27.22 billion euros in 2024, a rise of 38.91 percent.", "not contradicted"),
    ("base", "Sales were 27.22 billion euros, after 37.81 billion euros in 2024, a fall of 28.0 percent.", "holds"),
    ("growth", "The index stood at 206.0 points in June. This was 3.8 points (1.8 percent) less than in May.", "not contradicted"),
    ("share", "Exports were 13 trillion yuan in 2025. Exports of cars were 7.8 trillion yuan. They accounted for 60 percent of exports.", "holds"),
    ("parts", "Income was 100 million euros, of which 60 million euros was from tickets and 40 million euros from food.", "holds"),
    ("list", "Work goes on in five cities: Beijing, Tianjin, Shanghai, Dalian and Xiamen.", "holds"),
    ("list", "Work goes on in six cities: Beijing, Tianjin, Shanghai, Dalian and Xiamen.", "does not reconcile"),
    ("conversion", "It drew SDR 4.5 million (about US$6.2 million). That makes SDR 9 million (about US$12.4 million).", "not contradicted"),
    ("repeat", "Exports in 2025 were 26.99 trillion yuan. Customs spoke. In 2025 exports exceeded 26 trillion yuan.", "holds"),
    ("base", "There were 79.5 million refugees, nearly double the 41 million of 2010.", "holds"),
    ("parts", "上半年国内生产总值616836亿元。其中，第一产业增加值30660亿元，第二产业增加值236530亿元，第三产业增加值349646亿元。", "not contradicted"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "verdict"), RELATED)
def test_a_relation_is_proposed_with_its_verdict(real: Collection, kind: str, text: str, verdict: str) -> None:
    assert (kind, verdict) in [(each.kind, each.verdict) for each in suggested(text, real)]


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose by 5 percent. In another country, 5 people met.",
        "Sales were 10 million euros in 2024. Costs were 4 million euros, and 6 million euros was spent on food.",
        "Growth was 3.1 percent in the first quarter and 2.0 percent in the second quarter of 2019.",
        "There are three ways. Beijing, Tianjin and Dalian are cities.",
    ],
)
def test_nothing_is_proposed_where_nothing_is_said_to_be_related(real: Collection, text: str) -> None:
    assert suggested(text, real) == []


def test_what_the_collection_has_is_tried_for_an_issuer_that_it_knows(real: Collection) -> None:
    text = "China's exports in 2024 were 25.45 trillion yuan, up 7.1 percent. Foreign trade in 2024 was 43.85 trillion yuan."
    formulas = {each.formula for each in suggested(text, real, "customs")}
    assert {'exports("2024")', 'exports("2024") / exports("2023") - 1', 'exports("2024") + imports("2024")'} <= formulas
    assert 'claim("total-2024")' in formulas
    assert not any("H2" in each for each in formulas), "a figure that others imply would check itself"
    assert suggested(text, real) == []


def test_a_count_printed_to_its_last_unit_is_drafted_exact(real: Collection) -> None:
    text = "Customs took 23 measures for 457000 firms in more than 30 ports."
    drafted = draft(Taken("text", text), Heading("2026-01-14-draft", HELD, "Draft", "", "", "customs"), real)
    forms = {m.value: m.form for claim in drafted.briefing.claims for m in claim.mentions}
    assert forms == {"23": "exact", "457000": "figure", "30": "figure"}


def test_a_fall_is_held_against_a_fall(real: Collection) -> None:
    text = "Imports in 2023 fell by 0.3 percent to 17.99 trillion yuan."
    (growth,) = [f for f in figures(text) if f.role == "growth"]
    assert growth.sign == -1
    rates = [each for each in suggested(text, real, "customs") if each.claim == "imports-growth-2023"]
    assert all("1 - " in each.formula or each.formula.startswith("-(") for each in rates)


@pytest.mark.parametrize(
    ("text", "role", "period", "subject"),
    [
        ("Exports rose by 7.2 percent between January and June 2025.", "growth", "2025-H1", ("exports",)),
        ("China's exports in January and February 2025 were 3.88 trillion yuan.", "level", "2025-01..02", ("exports",)),
        ("Trade in 2024 was 2.1 trillion yuan larger than in 2023.", "change", "2024", ("trade",)),
        ("Exports of cars rose by 8 times from 2012 to 2023.", "multiple", "2012..2023", ("exports", "cars")),
        ("去年出口25.45万亿元。", "level", "2025", ("exports",)),
        ("Private firms accounted for 57.3 percent of trade in 2025.", "share", "2025", ("private", "enterprises")),
    ],
)
def test_what_a_figure_is_about(text: str, role: str, period: str, subject: tuple[str, ...]) -> None:
    (figure,) = figures(text)
    assert (figure.role, figure.period, figure.subject) == (role, period, subject)


def test_sentences_end_where_they_end() -> None:
    text = "It rose to 43.85 trillion yuan, the U.S. said. Then it fell.\n\nA heading\nIt grew。出口增长。进口下降。"
    starts = sentence_starts(text)
    assert [text[a:].split()[0][:3] for a in starts] == ["It", "The", "A", "It", "出口增", "进口下"]


def test_suggestions_for_a_briefing_leave_out_what_it_has(capsys: pytest.CaptureFixture[str], real: Collection) -> None:
    assert main(["--root", str(real.root), "draft", "2025-01-13-annual-2024", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    had = {(c.id, k.formula) for c in real.briefings["2025-01-13-annual-2024"].claims for k in c.checks}
    assert made and not {(each["claim"], each["formula"]) for each in made} & had
    assert all(each["verdict"] in ("holds", "not contradicted", "does not reconcile", "depends") for each in made)


def test_a_text_is_read_and_its_suggestions_can_be_pasted(
    capsys: pytest.CaptureFixture[str], real: Collection, tmp_path: Path
) -> None:
    import yaml

    (tmp_path / "text.txt").write_text(RELATED[0][1], "utf-8")
    assert main(["--root", str(real.root), "draft", str(tmp_path / "text.txt"), "--held", "2026-01-14"]) == 0
    pasted = yaml.safe_load(capsys.readouterr().out)
    assert {"formula": 'claim("exports-2025") + claim("imports-2025")'} in pasted


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("drafts_benchmark", RUN)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_few_and_sharp_on_the_labelled_releases(benchmark: ModuleType, real: Collection) -> None:
    """What was reached when the rules were finished; RELATIONS that are labelled since may raise the first figure only."""
    score = benchmark.releases("development", real)
    assert score.found >= 15, "\n".join(score.missed)
    assert score.not_called_for == []


def test_written_cells_compute_what_the_records_compute(real: Collection) -> None:
    tried = 0
    for briefing in real.published.values():
        view = notebook.open_briefing(briefing.id, real.root)
        names = {name: getattr(notebook, name) for name in notebook.__all__}
        names |= {"claim": view.claim, "then": view.then, "now": view.now, "Fraction": Fraction}
        for claim_id, code, functions in cells(briefing, real):
            assert set(functions) <= set(notebook.__all__)
            assert eval(code, names).problems == [], claim_id
            tried += 1
    assert tried > 80


def test_cells_are_printed_with_what_they_need(capsys: pytest.CaptureFixture[str], real: Collection) -> None:
    assert main(["--root", str(real.root), "cells", "2025-01-13-annual-2024"]) == 0
    out = capsys.readouterr().out
    assert 'claim("rise-total").compare(\n    then.total_trade("2024") > then.total_trade("2023"),\n)' in out
    assert "# the cells need: from recount.notebook import" in out
    assert main(["--root", str(real.root), "cells", "2020-01-01-none"]) == 2
    assert "there is no briefing" in capsys.readouterr().err
