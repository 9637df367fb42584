"""The collection as it stands against the editions that were released."""

from __future__ import annotations

import json
import re
from pathlib import Path

from recount import editions
from recount.cite.edition import read_edition
from recount.collection import load_collection
from recount.ledger import check_all

ROOT = Path(__file__).parents[2]


def test_every_changed_verdict_has_its_reason_and_no_released_claim_vanished() -> None:
    collection = load_collection(ROOT)
    assert editions.problems(collection, read_edition(ROOT).version, check_all(collection)) == []


def test_the_changelog_has_every_edition_and_names_what_changed() -> None:
    log = (ROOT / "CHANGELOG.md").read_text("utf-8")
    parts = dict(re.findall(r"^## Edition (\S+)\n(.*?)(?=^## |\Z)", log, re.MULTILINE | re.DOTALL))
    current = read_edition(ROOT).version
    assert list(parts) == sorted(parts, key=editions.as_numbers, reverse=True)
    assert set(parts) == {current, *(edition.version for edition in editions.released(ROOT))}
    results = check_all(load_collection(ROOT))
    for version, step in editions.steps(ROOT, current, editions.verdicts_of(results)):
        missing = [claim for claim in (*step.changed, *step.gone) if claim not in parts[version]]
        assert missing == [], f"CHANGELOG.md, edition {version}: say what changed of these"


def test_zenodo_says_what_the_citation_file_says() -> None:
    deposit, edition = json.loads((ROOT / ".zenodo.json").read_text("utf-8")), read_edition(ROOT)
    assert (deposit["title"], deposit["version"]) == (edition.title, edition.version)
    assert deposit["publication_date"] == edition.date_released.isoformat()
    assert [each["name"] for each in deposit["creators"]] == [author.name for author in edition.authors]
    assert deposit["keywords"] == list(edition.keywords) and "doi" not in deposit
