"""Planted errors: what is caught, what is missed, and what no check could catch."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from recount.check.verdict import Verdict
from recount.collection import Collection, load_collection
from recount.ledger import as_json, check_all
from recount.planted import Planted, by_move, missed, plant, share
from tests.library.conftest import spoil

RECORD = "briefings/2025-01-13-annual-2024.yml"


def planted(project: Path, claim_id: str) -> dict[int, Planted]:
    collection = load_collection(project)
    return {each.moved: each for each in plant(collection, check_all(collection)) if each.result.claim.id == claim_id}


def test_a_sharp_check_catches_every_move(project: Path) -> None:
    found = planted(project, "added-2024")
    assert sorted(found) == [-10, -5, -2, -1, 1, 2, 5, 10]
    assert all(each.caught and each.within_reach for each in found.values())


def test_a_blunt_check_misses_a_small_move_that_is_within_reach(project: Path) -> None:
    spoil(project, RECORD, '      - {formula: \'total_trade("2024") - total_trade("2023")\'}\n', "")
    found = planted(project, "added-2024")
    assert {moved for moved, each in found.items() if not each.caught} == {-2, -1, 1, 2}
    assert all(each.within_reach for each in found.values())
    assert missed(found.values()) == {"added-2024": 4}


def test_no_check_could_catch_a_bound_that_was_lowered(project: Path) -> None:
    spoil(project, RECORD, 'value: "2.1e12", unit: CNY', 'value: "2e12", unit: CNY, step: "1e11", hedge: over')
    found = planted(project, "added-2024")
    assert {moved for moved, each in found.items() if not each.within_reach} == {-10, -5, -2, -1}
    assert {moved for moved, each in found.items() if each.caught} == {1, 2, 5, 10}


def test_a_comparison_with_the_claims_own_figure_is_run_again(project: Path) -> None:
    formula = 'claim("total-2024") / total_trade("2023") > 1.0488'
    spoil(
        project,
        RECORD,
        'checks: [{formula: \'total_trade("2024-01..11") + total_trade("2024-12")\'}]',
        f"checks: [{{formula: '{formula}'}}]",
    )
    found = planted(project, "total-2024")
    assert {moved for moved, each in found.items() if each.caught} == {-10}
    assert {moved for moved, each in found.items() if each.within_reach} == {-10, -5}


def test_a_move_that_leaves_nothing_of_the_figure_is_left_out(project: Path) -> None:
    assert sorted(planted(project, "growth-2024")) == [-2, -1, 1, 2, 5, 10]


def test_nothing_is_changed_by_planting(project: Path) -> None:
    collection: Collection = load_collection(project)
    results = check_all(collection)
    plant(collection, results)
    assert as_json(check_all(collection)) == as_json(results)


def test_in_the_ledger_what_is_caught_is_within_reach_and_agrees_with_the_power_of_the_checks() -> None:
    collection = load_collection()
    errors = plant(collection, check_all(collection))
    assert all(each.within_reach for each in errors if each.caught)
    assert share(errors).planted == sum(counts.planted for counts in by_move(errors).values()) > 200
    for each in errors:
        if len(each.result.readings) == 1 and each.result.basis == "then":
            step = each.stated.figure().step
            reached = [power <= abs(each.moved) * step for power in _powers(each)]
            assert each.caught == any(reached), each.result.claim.id


def _powers(planted: Planted) -> list[Fraction]:
    """How far the figure could be moved this way before each check that was ready on the day fails."""
    checks = [c for c in planted.result.checks if c.then.verdict is not Verdict.OPEN]
    sides = [
        c.power.below if planted.moved < 0 else c.power.above for c in checks if c.check.mention == planted.mention
    ]
    return [side for side in sides if side is not None]
