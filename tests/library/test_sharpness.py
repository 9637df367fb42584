"""How sharp checks are, and which claims rest on the issuer alone."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from recount.collection import load_collection
from recount.ledger import check_all
from recount.sharpness import on_the_issuer_alone, sharp_checks, sharpest
from tests.library.conftest import spoil


def test_the_sharpest_check_of_a_claim(project: Path) -> None:
    checks = [
        each for each in sharp_checks(check_all(load_collection(project))) if each.result.claim.id == "added-2024"
    ]
    sharp, blunt = checks
    assert (sharp.places, sharp.smallest, sharp.relative) == (1, 10**11, Fraction(1, 21))
    assert blunt.places > sharp.places and sharpest(checks)["added-2024"] is sharp
    assert sharp.side_in_words(sharp.below) == "100 billion yuan" and sharp.side_in_words(None) == "never"


def test_a_check_that_fails_or_has_no_figure_has_no_sharpness(project: Path) -> None:
    spoil(project, "briefings/2025-01-13-annual-2024.yml", 'value: "2.1e12"', 'value: "3.1e12"')
    checks = sharp_checks(check_all(load_collection(project)))
    assert {each.result.claim.id for each in checks} == {"total-2024", "growth-2024"}


def test_a_claim_on_figures_of_others_is_not_on_the_issuer_alone(project: Path) -> None:
    alone = on_the_issuer_alone(check_all(load_collection(project)))
    assert [each.claim.id for each in alone] == ["total-2024", "growth-2024", "added-2024"]
