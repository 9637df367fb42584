"""The real collection: it loads, every claim is judged, and every figure can be traced."""

from __future__ import annotations

import ipaddress
import os
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from recount.audit import UNDECIDED, audit
from recount.check.run import ClaimResult
from recount.check.verdict import Verdict
from recount.cite.pages import read_pages
from recount.collection import Collection, load_collection
from recount.ledger import as_json, check_all
from recount.lineage import claims_naming
from recount.sentences import readings
from recount.vintages import CURRENCIES, MEASURES

ROOT = Path(__file__).parents[2]
SOURCES = os.environ.get("RECOUNT_SOURCES")
ANCHORS = "data/anchors.txt"


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load_collection(ROOT)


@pytest.fixture(scope="module")
def results(collection: Collection) -> list[ClaimResult]:
    return check_all(collection)


def test_every_claim_has_a_verdict_and_a_reason(results: list[ClaimResult]) -> None:
    assert {r.claim.id for r in results if not r.why} == set()
    for r in results:
        if r.verdict is not Verdict.OPEN:
            assert r.evidence, f"{r.claim.id} has a verdict and no evidence"


def test_numbers_in_the_json_are_exact_text(results: list[ClaimResult]) -> None:
    numbers = re.compile(r"-?\d+(\.\d+|/\d+)?")

    def walk(value: object, key: str = "") -> None:
        assert not isinstance(value, float), f"{key}: {value}"
        if isinstance(value, dict):
            for name, each in value.items():
                walk(each, name)
        elif isinstance(value, list):
            for each in value:
                walk(each, key)
        elif key in ("low", "high", "below", "above") or (key == "value" and isinstance(value, str)):
            assert value in (None, "undecided") or numbers.fullmatch(str(value)), f"{key}: {value}"

    walk(as_json(results))


def test_addresses_of_sources_can_be_linked(collection: Collection) -> None:
    for key, source in collection.sources.items():
        host = urlsplit(source.url).hostname or ""
        with pytest.raises(ValueError, match="does not appear to be"):
            ipaddress.ip_address(host)
        assert "." in host and " " not in source.url, f"{key}: {source.url}"


def test_nothing_was_seen_before_it_was_published(collection: Collection) -> None:
    for key, source in collection.sources.items():
        assert source.published.first <= source.seen.last <= collection.as_known_on, key


def test_a_source_is_used_or_it_goes(collection: Collection) -> None:
    used = {o.source for series in collection.series.values() for o in series.observations}
    used |= {row["source"] for table in collection.tables.values() for row in table.rows}
    used |= {report.source for report in collection.reports}
    for briefing in collection.briefings.values():
        used |= set(re.findall(r"'source': '([a-z0-9.-]+)'", str(briefing.model_dump())))
        used |= {c.omitted_source for c in briefing.claims} | set(briefing.notes_rest_on)
    used |= {report.source for each in collection.commitments.values() for report in each.reports}
    used |= {instrument.source for instrument in collection.instruments.values()}
    assert sorted(set(collection.sources) - used) == []


def test_each_series_and_list_is_used_by_a_check(collection: Collection) -> None:
    formulas = " ".join(
        check.formula
        for briefing in collection.briefings.values()
        for claim in briefing.claims
        for check in (*claim.checks, *((claim.original.checks or []) if claim.original else []))
    )
    formulas += " ".join(o.value for s in collection.series.values() for o in s.observations if o.formula)
    formulas += " ".join(path.read_text("utf-8") for path in (ROOT / "src/recount").glob("charts*.py"))
    formulas += " ".join(path.read_text("utf-8") for path in (ROOT / "notebooks").rglob("*.ipynb"))
    # The triangle reads its series by measure and currency.
    names = [measure + currency for measure in MEASURES.values() for currency in CURRENCIES.values()]
    formulas += " ".join(f"{name} {name}_growth" for name in names)
    unused = [name for name in (*collection.series, *collection.tables) if not re.search(rf"\b{name}\b", formulas)]
    assert unused == []


def test_every_claim_has_a_topic_and_every_topic_a_claim(collection: Collection) -> None:
    published = [briefing for briefing in collection.briefings.values() if briefing.status == "published"]
    assert [c.id for b in published for c in b.claims if not c.topics] == [], "choose from data/topics.yml"
    used = {topic for briefing in published for claim in briefing.claims for topic in claim.topics}
    assert set(collection.topics) - used == set()


def test_a_difference_from_the_original_has_its_kind(collection: Collection) -> None:
    claims = [claim for briefing in collection.briefings.values() for claim in briefing.claims]
    missing = [c.id for c in claims if c.original and c.original.agrees != "yes" and c.original.kind is None]
    assert missing == [], "say in original.kind how the text differs"


def test_a_chapter_has_one_name(collection: Collection) -> None:
    titles = {name: page.title for name, page in read_pages(collection.root).items()}
    named = {f"notebooks/briefings/{each.id}": each.title for each in collection.published.values()}
    assert {name: titles[name] for name in named} == named, "title of the record and heading of the notebook differ"


def test_a_count_printed_to_its_last_unit_is_exact(collection: Collection) -> None:
    claims = [claim for briefing in collection.briefings.values() for claim in briefing.claims]
    stated = [(c.id, m) for c in claims for m in c.mentions]
    stated += [(c.id, c.original.stated) for c in claims if c.original and c.original.stated]
    stated += [(report.claim, report.stated) for report in collection.reports if report.stated]
    rounded = [
        f"{claim}: {m.value} {m.unit}"
        for claim, m in stated
        if m.parsed_unit.is_count and m.hedge is None and m.form == "figure" and m.figure().step == 1
    ]
    assert rounded == [], "say form: exact; a half of a thing is not counted"


def test_where_checks_of_a_reading_differ_each_verdict_names_its_check(results: list[ClaimResult]) -> None:
    divided = [r for r in results if any(len(verdicts) > 1 for verdicts in r.readings.values())]
    assert divided
    for r in divided:
        (notes, verdicts) = ({c.check.note or c.check.formula for c in r.checks}, r.readings.values())
        said = [f"{v.printed} (" for each in verdicts if len(each) > 1 for v in each]
        assert all(each in readings(r) for each in said) and any(note in readings(r) for note in notes)


def test_what_partners_report_decides_no_claim(results: list[ClaimResult]) -> None:
    inputs = {i.ref.partition(":")[0] for r in results for c in (*r.checks, *r.official_checks) for i in c.now.inputs}
    assert not {name for name in inputs if name.startswith("partner_reported")}


def test_every_promise_is_a_commitment(collection: Collection) -> None:
    published = [claim for briefing in collection.published.values() for claim in briefing.claims]
    promises = {claim.id for claim in published if claim.kind == "promise"}
    assert promises - set(collection.commitments) == set(), "add it to data/commitments.csv"


def test_every_instrument_is_named(collection: Collection) -> None:
    assert [each.id for each in collection.instruments.values() if not claims_naming(collection, each)] == []


def test_no_number_of_the_texts_was_skipped(collection: Collection) -> None:
    folder = Path(SOURCES) if SOURCES else None
    audits = audit(collection, folder)
    findings = [
        f"{a.briefing}: {f.kind}: {f.text!r} ({f.claim}): {f.message}"
        for a in audits
        for f in a.findings
        if f.kind != UNDECIDED  # a published record that says so does not load
    ]
    assert findings == [], "\n".join(findings)
    assert {a.briefing for a in audits if a.numbers > 0} == set(collection.briefings)
    if folder is None:
        pytest.skip("THE TEXTS WERE NOT AUDITED, only the stored inventory: name their folder in RECOUNT_SOURCES")


def test_every_claim_has_its_address_and_none_is_lost(collection: Collection) -> None:
    listed = (ROOT / ANCHORS).read_text("utf-8").split()
    assert listed == list(dict.fromkeys(listed))
    claims = {f"notebooks/briefings/{b.id}.html#{c.id}" for b in collection.published.values() for c in b.claims}
    assert claims <= set(listed), "add the addresses of new claims to data/anchors.txt"
    assert earlier_anchors() <= set(listed), "an address that was released is there for ever: put it back"


def earlier_anchors() -> set[str]:
    """Every address that any committed version of the list had."""

    def git(*arguments: str) -> str:
        run = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
        return run.stdout if run.returncode == 0 else ""

    versions = git("log", "--format=%H", "--", ANCHORS).split()
    return {line for version in versions for line in git("show", f"{version}:{ANCHORS}").split()}
