"""Claims of a small collection: verdicts, then and now, evidence, power, sensitivity."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recount.card_html import card_html
from recount.card_text import card_text
from recount.check.evidence import evidence_of, uses_others
from recount.check.run import ClaimResult, check_claim
from recount.check.verdict import Verdict, of_readings, of_routes
from recount.collection import load_collection
from recount.ledger import as_json
from recount.series import Input
from recount.worked import how_found
from tests.library.conftest import record_of, spoil

RECORD = "briefings/2025-01-13-annual-2024.yml"


def claim(project: Path, claim_id: str) -> ClaimResult:
    return check_claim(load_collection(project), claim_id)


def formula(project: Path, text: str) -> ClaimResult:
    """The claim added-2024 with this formula as its only check."""
    path = project / "data" / RECORD
    record = path.read_text(encoding="utf-8")
    start = record.index("    checks:\n", record.index("id: added-2024")) + len("    checks:\n")
    end = record.index("  - id: largest-trader")
    path.write_text(record[:start] + f"      - formula: |-\n          {text}\n" + record[end:], encoding="utf-8")
    return claim(project, "added-2024")


def test_added_2024_holds_although_its_growth_route_only_fits(project: Path) -> None:
    result = claim(project, "added-2024")
    assert result.verdict is Verdict.HOLDS and result.basis == "then"
    assert [check.then.verdict for check in result.checks] == [Verdict.HOLDS, Verdict.FITS]
    assert [check.evidence for check in result.checks] == ["same event", "same text"]


def test_the_boundary_at_2_10_is_exact(project: Path) -> None:
    spoil(project, RECORD, 'value: "2.1e12", unit: CNY', 'value: "2.1e12", unit: CNY, hedge: over')
    assert claim(project, "added-2024").checks[0].then.verdict is Verdict.FAILS
    spoil(project, RECORD, "hedge: over", "hedge: at-most")
    assert claim(project, "added-2024").checks[0].then.verdict is Verdict.HOLDS
    spoil(project, RECORD, "hedge: at-most", "hedge: under")
    assert claim(project, "added-2024").checks[0].then.verdict is Verdict.FITS


def test_a_restatement_since_is_marked_and_never_fails(project: Path) -> None:
    result = claim(project, "total-2024")
    assert result.verdict is Verdict.HOLDS and result.verdict_now is Verdict.SINCE_REVISED
    assert as_json([result])[0]["verdict_now"] == "since revised"


def test_the_same_figure_printed_again_at_the_event_confirms_nothing(project: Path) -> None:
    summed, echo = 'total_trade("2024-01..11") + total_trade("2024-12")', 'total_trade("2024")'
    spoil(project, RECORD, f"checks: [{{formula: '{summed}'}}]", f"checks: [{{formula: '{echo}'}}]")
    alone = claim(project, "total-2024")
    assert (alone.verdict, alone.verdict_now) == (Verdict.OPEN, Verdict.SINCE_REVISED)
    assert "printed again at the same event" in alone.why
    spoil(project, RECORD, f"'{echo}'", f"'{summed}'}}, {{formula: '{echo}'")
    both = claim(project, "total-2024")
    assert [check.then.verdict for check in both.checks] == [Verdict.HOLDS, Verdict.OPEN]
    for card in (card_html(both, load_collection(project)), card_text(both)):
        assert "confirms nothing" in card, "a figure beside an open check says why it decides nothing"
    assert [how_found(check.headline.result) for check in both.checks] == ["recomputed", "in print"]
    spoil(project, "series/total_trade.csv", "2024,43.85,", "2024,44.85,")
    assert claim(project, "total-2024").verdict is Verdict.DEPENDS, "a print that differs does say something"


def test_a_card_names_each_figure_by_what_it_is_and_where_it_stands(project: Path) -> None:
    dollars = 'claim("total-2024") - world_trade("2024", "CHN") * cny_per_usd("2024")'
    card = card_html(formula(project, dollars), load_collection(project))
    stated = "Goods trade in 2024 was 43.85 trillion yuan."
    row = f'<th scope="row">Claim: <a href="#total-2024">{stated}</a></th><td>43.85 trillion yuan</td>'
    assert f"{row}<td>claim</td><td>2025-01-13</td><td>the text itself</td>" in card
    assert '<th scope="row">Goods trade of economies, CHN, 2024</th>' in card
    counted = card_html(formula(project, 'count("cities", city="Dalian") == 1'), load_collection(project))
    assert '<th scope="row">Cities of the campaign</th><td>1 item</td><td>listed</td>' in counted
    (project / "data/briefings/2025-03-01-later.yml").write_text(LATER)
    other = card_html(claim(project, "same-total"), load_collection(project))
    assert f'Claim: <a href="2025-01-13-annual-2024.ipynb#total-2024">{stated}</a>' in other
    assert '<td><a href="http://example.org/t">P</a></td>' in other, "the text of another briefing is not this one"


LATER = record_of(
    "2025-03-01-later",
    "2025-03-01",
    """\
  - {id: same-total, kind: level, states: Goods trade in 2024 was 43.85 trillion yuan., asserted_by: official,
     quote: {text: 43.85 trillion, start: 0, end: 14},
     mentions: [{quote: 43.85 trillion, start: 0, end: 14, value: "43.85e12", unit: CNY}],
     checks: [{formula: 'claim("total-2024")'}]}
""",
)


def test_a_figure_that_the_issuer_printed_at_another_event_decides(project: Path) -> None:
    spoil(project, RECORD, 'value: "2.1e12", unit: CNY', 'value: "41.76e12", unit: CNY')
    assert formula(project, 'total_trade("2023", "first")').verdict is Verdict.HOLDS


def test_then_uses_only_what_was_out(project: Path) -> None:
    then = formula(project, 'total_trade("2025") - total_trade("2024")')
    assert then.checks[0].then.result is None and "was not out by 2025-01-13" in then.checks[0].then.why
    assert then.basis == "now"


def test_the_briefings_day_is_included(project: Path) -> None:
    spoil(project, "sources.yml", "published: 2025-01-13, seen", "published: 2025-01-13, seen")
    assert claim(project, "added-2024").basis == "then"
    spoil(
        project,
        "series/total_trade.csv",
        "2024,43.85,trillion CNY,,,2025-01-13",
        "2024,43.85,trillion CNY,,,2025-01-14",
    )
    assert claim(project, "added-2024").checks[0].then.result is None


def test_a_date_known_as_a_range_counts_from_its_end(project: Path) -> None:
    spoil(project, "series/total_trade.csv", "2025-01-13,first", "2025-01-01/2025-01-31,first")
    assert claim(project, "added-2024").checks[0].then.result is None


def test_now_takes_revised_before_implied_before_first(project: Path) -> None:
    result = claim(project, "added-2024").checks[0]
    assert {each.kind for each in result.now.inputs} == {"first", "implied"}
    path = project / "data/series/total_trade.csv"
    path.write_text(path.read_text() + "2024,43.8,trillion CNY,,,2026-01-14,revised,release-2025,\n")
    kinds = {(i.period, i.kind) for i in claim(project, "added-2024").checks[0].now.inputs}
    assert ("2024", "revised") in kinds and ("2024", "implied") not in kinds


def test_a_later_mention_never_supersedes(project: Path) -> None:
    path = project / "data/series/total_trade.csv"
    path.write_text(path.read_text() + "2023,41.7,trillion CNY,,,2024-12-01,quoted,release-2023,\n")
    assert claim(project, "added-2024").checks[0].then.inputs[1].value == "41.76"


def test_the_most_precise_print_wins(project: Path) -> None:
    assert claim(project, "added-2024").checks[0].then.inputs[1].value == "41.76"


def test_growth_on_another_base_is_not_a_failure(project: Path) -> None:
    spoil(project, RECORD, 'value: "5", unit: percent', 'value: "0.2", unit: percent')
    spoil(
        project,
        RECORD,
        'total_trade("2024") / total_trade("2023") - 1',
        'total_trade("2023") / total_trade("2022") - 1',
    )
    check = claim(project, "growth-2024").checks[0]
    assert check.then.verdict is Verdict.OPEN, check.then
    assert check.then.why.startswith("different bases: total_trade 2022")


def test_power_is_the_smallest_misstatement_that_fails(project: Path) -> None:
    sharp, blunt = claim(project, "added-2024").checks
    assert (sharp.power.below, sharp.power.above) == (10**11, 10**11)
    assert blunt.power.below is not None and blunt.power.below > 10**11


def test_power_is_one_sided_for_a_bound(project: Path) -> None:
    spoil(project, RECORD, 'value: "2.1e12", unit: CNY', 'value: "1.0e12", unit: CNY, hedge: over')
    power = claim(project, "added-2024").checks[0].power
    assert power.below is None and power.above == 11 * 10**11


def test_a_check_that_nothing_could_fail_is_open(project: Path) -> None:
    spoil(project, RECORD, 'value: "2.1e12", unit: CNY', 'value: "0e12", unit: CNY, hedge: at-least')
    spoil(project, "series/total_trade.csv", "2024,43.85,trillion CNY,,", "2024,43.85,trillion CNY,at-least,")
    blind = claim(project, "added-2024").checks[0]
    assert blind.then.verdict is Verdict.OPEN and "agrees with any number" in blind.then.why


def test_evidence_goes_by_originator(project: Path) -> None:
    assert claim(project, "largest-trader").evidence == "mixed"
    assert formula(project, 'partners("2024") > 150').evidence == "issuer"
    assert formula(project, 'world_trade("2024", "CHN") > 0').evidence == "issuer"
    assert formula(project, 'world_trade("2024", "USA") > 0').evidence == "independent"
    assert (
        formula(project, 'total_trade("2024", "first") > 0 and world_trade("2024", "USA") > 0').evidence == "same event"
    )


def test_a_rank_is_as_certain_as_its_figures(project: Path) -> None:
    spoil(project, "series/world_trade.csv", "USA,2024,5400,billion USD,,1", "USA,2024,6200,billion USD,,100")
    assert claim(project, "largest-trader").verdict is Verdict.FITS
    spoil(project, "series/world_trade.csv", "USA,2024,6200,billion USD,,100", "USA,2024,6300,billion USD,,1")
    assert claim(project, "largest-trader").verdict is Verdict.FAILS


def test_records_and_streaks(project: Path) -> None:
    assert formula(project, 'record(total_trade, "2024")').verdict is Verdict.HOLDS
    assert formula(project, 'record(total_trade, "2023")').verdict is Verdict.FAILS
    spoil(project, "series/total_trade.csv", "2022,42.07,trillion CNY,,,2024-01-12,first,release-2023,\n", "")
    spoil(project, "series/total_trade.csv", '2022,"=total', '2020,"=total')
    gap = formula(project, 'record(total_trade, "2024", since="2021")').checks[0].then
    assert gap.verdict is Verdict.FITS and "no figure for 2022" in gap.why
    assert formula(project, 'streak(world_trade, "CHN", "2024") >= 2').verdict is Verdict.HOLDS
    assert formula(project, 'streak(world_trade, "CHN", "2024") >= 3').verdict is Verdict.FITS


def test_lists_and_groups_and_shares(project: Path) -> None:
    assert formula(project, 'count("cities") == 3 and distinct("cities", "province") == 2').verdict is Verdict.HOLDS
    assert formula(project, 'count("cities", province="Liaoning") == 2').evidence == "same text"
    assert formula(project, 'rank("CHN", growth(world_trade, "2024")) == 1').verdict is Verdict.HOLDS
    assert formula(project, 'rank("USA", group(world_trade("2024"), "big")) == 2').verdict is Verdict.HOLDS
    assert formula(project, 'share("CHN", world_trade("2024")) > 0.4').verdict is Verdict.HOLDS
    assert (
        formula(project, 'lead("CHN", world_trade("2024")) > lead("CHN", world_trade("2023"))').verdict is Verdict.HOLDS
    )
    assert formula(project, 'median(world_trade("2024")) == world_trade("2024", "USA")').verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ("holds fits", "holds"),
        ("fails fits", "fails"),
        ("holds fails", "depends"),
        ("fits open", "fits"),
        ("open open", "open"),
        ("holds since revised", "since revised"),
    ],
)
def test_routes_join(verdicts: str, expected: str) -> None:
    names = [
        Verdict(name) for name in verdicts.replace("since revised", "since_revised").replace("_", " ").split(" ", 1)
    ]
    assert of_routes(names) is Verdict(expected)


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [("holds holds", "holds"), ("holds open", "holds"), ("holds fits", "depends"), ("open open", "open")],
)
def test_readings_join(verdicts: str, expected: str) -> None:
    assert of_readings([Verdict(name) for name in verdicts.split()]) is Verdict(expected)


def test_a_reading_that_came_out_later_is_judged_now(project: Path) -> None:
    """Or the one reading that was ready on the day would decide the claim alone."""
    later = 'total_trade("2024", "first") > 0\n        reading: in yuan\n      - formula: total_trade("2025") < 0\n        reading: later'
    result = formula(project, later)
    assert (result.verdict, result.basis) == (Verdict.DEPENDS, "now")
    assert result.why == "in yuan: holds; later: fails"


def test_the_original_wording_has_its_own_verdict(project: Path) -> None:
    spoil(
        project,
        RECORD,
        "  - id: largest-trader",
        "    original: {agrees: partly, difference: a hedge was dropped, stated: {value: '2.1e12', unit: CNY, hedge: over}}\n"
        "  - id: largest-trader",
    )
    result = claim(project, "added-2024")
    assert result.verdict is Verdict.HOLDS and result.official is Verdict.FAILS


def test_figures_of_others_count_beside_those_of_the_event() -> None:
    """The class of a check is its weakest figure's; that others' figures are used is another question."""
    own = Input("total", "2024", "43.85", "CNY", None, "first", "release", "customs", event="b")
    other = replace(own, ref="world", originator="unctad", event=None)
    assert evidence_of([own, other], "b", "customs", "claim:b/c") == "same event"
    assert uses_others([own, other], "b", "customs") and not uses_others([own], "b", "customs")
