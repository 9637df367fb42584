"""The labelled development data, all right: every number, no false one, values, units and hedges.

If a change makes one of these fail, ``python benchmarks/numbers/run.py --errors`` shows what differs. If the new finding is
right by benchmarks/numbers/GUIDELINE.md, mend the label and say so in benchmarks/numbers/RESULTS.md.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

RUN = Path(__file__).resolve().parents[2] / "benchmarks" / "numbers" / "run.py"


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("numbers_benchmark", RUN)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["phrases", "releases"])
def test_development_data(benchmark: ModuleType, name: str) -> None:
    result = benchmark.score(benchmark.load(name))
    assert result.errors == []
    assert result.labels == result.findings == result.found > 200


def test_the_five_briefings(benchmark: ModuleType) -> None:
    items = benchmark.load("briefings")
    if not items:
        pytest.skip("THE FIVE BRIEFINGS WERE NOT READ: name the folder of their texts in RECOUNT_SOURCES")
    result = benchmark.score(items)
    assert len(items) == 5
    assert result.errors == []
    assert result.labels == result.findings == result.found > 100
