"""The command line: its contract, and one clear line for each kind of bad input."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from recount.cli import main
from tests.library.conftest import record_of, spoil

RECORD = "briefings/2025-01-13-annual-2024.yml"
ADDED = 'formula: \'total_trade("2024") - total_trade("2023")\''


def run(project: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["--root", str(project), *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_check_json_keeps_the_contract(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(project, capsys, "check", "--json")
    assert (status, err) == (0, "")
    claims = json.loads(out)
    assert [c["claim"].split("/")[1] for c in claims] == [
        "total-2024",
        "growth-2024",
        "added-2024",
        "largest-trader",
        "cause",
    ]
    ends = {"text", "low", "high", "low_closed", "high_closed", "unit", "hedge", "rule"}
    for claim in claims:
        assert {
            "claim",
            "states",
            "asserted_by",
            "stated",
            "verdict",
            "basis",
            "verdict_now",
            "verdict_official",
            "checks",
        } <= set(claim)
        assert set(claim["stated"]) == ends
        for check in claim["checks"]:
            assert {
                "formula",
                "reading",
                "recomputed",
                "verdict",
                "why",
                "evidence",
                "sensitive_to",
                "inputs",
                "then",
                "now",
                "power",
            } <= set(check)
            assert set(check["recomputed"]) in (ends, {"value"})
            assert set(check["then"]) == set(check["now"]) == {"recomputed", "verdict", "as_of"}
            assert set(check["power"]) == {"below", "above"}
            for each in check["inputs"]:
                assert set(each) == {"ref", "period", "value", "unit", "printed", "published", "kind", "source"}
    total = claims[2]["checks"][0]["inputs"][0]
    assert (total["value"], total["unit"], total["printed"]) == ("43850000000000", "CNY", "43.85 trillion CNY")
    growth = claims[1]
    assert (growth["stated"]["low"], growth["stated"]["high"], growth["stated"]["unit"]) == ("4.5", "5.5", "percent")
    assert growth["checks"][0]["recomputed"]["unit"] == "percent"
    assert claims[3]["checks"][0]["recomputed"] == {"value": True}
    assert claims[4]["verdict"] == "open" and claims[4]["stated"]["low"] is None


def test_an_open_claim_may_state_up_n_times(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(
        project,
        RECORD,
        "    open: a cause",
        "    mentions: [{quote: policies, start: 70, end: 78, value: '8', unit: ratio, form: times}]\n    open: a cause",
    )
    status, out, _ = run(project, capsys, "check", "--json")
    stated = json.loads(out)[4]["stated"]
    assert (status, stated["low"], stated["high"], stated["rule"]) == (0, "8.5", "9.5", "times-by")


def test_the_root_may_stand_after_the_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", "--root", str(project)]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 5


def test_schema_describes_the_record(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import yaml

    _, out, _ = run(project, capsys, "schema")
    schema = json.loads(out)
    record = yaml.load((project / "data" / RECORD).read_text(), Loader=yaml.BaseLoader)
    for claim in record["claims"]:
        for span in (claim["quote"], *claim.get("mentions", [])):
            span["start"], span["end"] = int(span["start"]), int(span["end"])
    record["source"]["characters"] = int(record["source"]["characters"])
    jsonschema.validate(record, schema)
    record["claims"][0]["extra"] = "x"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, schema)


BAD = [
    # file, what stands there, what is put there, what the message says
    (
        "sources.yml",
        "http://example.org/b",
        "http://example.org/t",
        "is the text of 2025-01-13-annual-2024: name another",
    ),
    (RECORD, "claims:\n", "claims: [\n", "broken YAML at line"),
    (RECORD, "    kind: level\n", "    kind: level\n    colour: red\n", "claim total-2024: field colour: unknown key"),
    (RECORD, "unit: CNY}]", "unit: Yuan}]", "field mentions.0.unit: unknown unit 'Yuan'"),
    (RECORD, 'value: "43.85e12"', 'value: "lots"', "field mentions.0.value: 'lots' is not a number"),
    (RECORD, "id: growth-2024", "id: total-2024", "claim total-2024: field id: the id is also used"),
    (RECORD, "id: growth-2024", "id: Growth_2024", "is not an id"),
    (RECORD, "asserted_by: official", "asserted_by: somebody", "field asserted_by"),
    (RECORD, "start: 0, end: 19}", "start: 0, end: 18}", "do not span"),
    (
        RECORD,
        ADDED,
        "formula: 'total_trad(\"2024\")'",
        "claim added-2024: field checks.0.formula: 'total_trad(\"2024\")': unknown series or function 'total_trad'; did you mean 'total_trade'?",
    ),
    (RECORD, ADDED, "formula: 'total_trade(\"1999\")'", "no published figure for 1999"),
    (RECORD, ADDED, "formula: 'total_trade(\"20x4\")'", "is not a period"),
    (RECORD, ADDED, "formula: 'total_trade(\"2024\") -'", "does not parse"),
    (
        RECORD,
        ADDED,
        'formula: \'total_trade("2024") / (total_trade("2024") - total_trade("2023") * 1.05)\'',
        "may be zero",
    ),
    (
        RECORD,
        ADDED,
        'formula: \'total_trade("2024") + cny_per_usd("2024")\'',
        "CNY and CNY/USD cannot be added or compared",
    ),
    (
        RECORD,
        ADDED,
        'formula: \'total_trade("2024") / cny_per_usd("2024")\'',
        "USD and CNY cannot be added or compared",
    ),
    (RECORD, ADDED, "formula: '__import__(\"os\").getcwd()'", "the formula may not use"),
    (RECORD, ADDED, "formula: 'total_trade.__class__'", "the formula may not use"),
    (RECORD, ADDED, "formula: '[x for x in (1, 2)]'", "the formula may not use"),
    (RECORD, ADDED, "formula: 'total_trade(\"2024\") ** 9'", "the formula may not use"),
    (RECORD, ADDED, "formula: '9' ", "ratio and CNY cannot be added or compared"),
    (RECORD, ADDED, "formula: 'claim(\"nobody\")'", "unknown claim 'nobody'"),
    (RECORD, ADDED, "formula: 'rank(total_trade(\"2024\"))'", "does not take these arguments"),
    (
        RECORD,
        ADDED,
        'formula: \'(total_trade("2024") / total_trade("2023") - 1.05) * (total_trade("2024") - 1.05 * total_trade("2023"))\'',
        "occurs more than once",
    ),
    (
        RECORD,
        "open: a cause, which no figure here can show",
        "note: nothing",
        "claim cause: field claim: give checks, or open",
    ),
    (RECORD, "kind: cause", "kind: cause\n    topics: [weather]", "field topics: unknown topic 'weather'"),
    ("series/total_trade.csv", "2023,41.8,trillion CNY", "2023,41.9,trillion CNY", "contradict each other"),
    ("series/total_trade.csv", "2024,43.85,trillion CNY", "2024,43.85,trillion USD", "is not in the series' unit CNY"),
    ("series/total_trade.csv", "2024,43.85,", "2024,4x.85,", "line 7: value: '4x.85' is not a number"),
    ("series/total_trade.csv", "2024,43.85,", "2024,25.45 + 1x,", "line 7: value: '1x' is not a number"),
    (
        "series/total_trade.csv",
        "43.85,trillion CNY,,",
        "25 + 18,trillion CNY,over,",
        "put together from printed numbers",
    ),
    ("series/total_trade.csv", "2024,43.85,", "2024-13,43.85,", "is not a period"),
    ("series/total_trade.csv", "2025-01-13,first", "2025-13-13,first", "is not a date"),
    ("series/total_trade.csv", "first,release-2025", "first,release-1999", "unknown source 'release-1999'"),
    ("series/total_trade.csv", '(""2025"", ""first"")', '(""2024"")', "refers to itself"),
    ("series/total_trade.csv", "period,value", "period,worth", "the header has to hold"),
    ("series.yml", "partners:", "partner:", "has no file data/series/partner.csv"),
    ("sources.yml", "tier: official}", "tier: gossip}", "field tier"),
    ("tables/cities.csv", "Beijing,Beijing,text", "Beijing,text", "line 2: has 2 cells"),
    (
        "tables/cities.csv",
        "Dalian,Liaoning,text:2025-",
        "Dalian,Liaoning,text:2024-",
        "line 3: source: there is no briefing",
    ),
    ("tables.yml", "cities:", "towns:", "field cities: needs a title for the list data/tables/cities.csv"),
    ("tables.yml", "cities:", "towns: Towns\ncities:", "field towns: there is no list data/tables/towns.csv"),
    ("sources.yml", "release-2025: {", "release-2024: {", "'release-2024' stands twice"),
    ("collection.yml", "as_known_on: 2026-11-23", "as_known_on: someday", "field as_known_on: needs a date"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BAD, ids=lambda value: str(value)[:40])
def test_bad_input_is_one_line_and_exit_2(
    project: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, message: str
) -> None:
    spoil(project, file, old, new)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    status, out, err = run(project, capsys, "check", "--json")
    assert (status, out) == (2, "")
    assert message in err and "Traceback" not in err
    assert all(line.startswith("recount: ") for line in err.splitlines())
    assert Path(file).name in err or "series.yml" in err
    assert before == {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_all_errors_of_a_record_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(project, RECORD, "asserted_by: official", "asserted_by: somebody")
    spoil(project, RECORD, "unit: percent}]", "unit: Percent}]")
    spoil(project, RECORD, "kind: cause", "kind: because")
    status, _, err = run(project, capsys, "check")
    assert status == 2 and len(err.splitlines()) == 3
    assert [name in err for name in ("claim total-2024", "claim growth-2024", "claim cause")] == [True] * 3


def test_all_wrong_formulas_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(project, RECORD, ADDED, "formula: 'nothing(1)'")
    spoil(
        project,
        RECORD,
        'formula: \'rank("CHN", world_trade("2024")) == 1\'',
        'formula: \'rank("ZZZ", world_trade("2024")) == 1\'',
    )
    status, _, err = run(project, capsys, "check")
    assert status == 2 and "claim added-2024" in err and "claim largest-trader" in err and "no figure for ZZZ" in err


def test_a_file_that_is_no_text(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "data" / RECORD).write_bytes(b"\xff\xfe\x00id: x")
    status, _, err = run(project, capsys, "check")
    assert status == 2 and "not UTF-8" in err


def test_no_project_and_no_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path), "check"]) == 2
    assert "data/briefings" in capsys.readouterr().err
    assert main(["check", "--record", str(tmp_path / "none.yml")]) == 2
    assert "there is no such record" in capsys.readouterr().err


def test_a_single_record(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = project / "other.yml"
    other.write_text((project / "data" / RECORD).read_text())
    status, out, _ = run(project, capsys, "check", "--json", "--record", str(other))
    assert status == 0 and len(json.loads(out)) == 5


EARLIER = record_of(
    "2024-12-01-earlier",
    "2024-12-01",
    """\
  - {id: three-cities, kind: count, states: There are three cities., asserted_by: official,
     quote: {text: three, start: 0, end: 5}, checks: [{formula: 'count("cities") == 3'}]}
""",
)


def test_a_single_record_is_held_against_what_the_others_say(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = project / "earlier.yml"
    record.write_text(EARLIER)
    status, out, _ = run(project, capsys, "check", "--json", "--record", str(record))
    (claim,) = json.loads(out)
    assert (status, claim["claim"], claim["verdict"]) == (0, "2024-12-01-earlier/three-cities", "holds")
    assert claim["basis"] == "now", "the text that lists the cities was not out by then"
