"""Claims for machines keep to their schemas, and faults in them are caught."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from recount.cite.edition import Edition, read_edition
from recount.cite.linked import annotated, claims_for_search
from recount.collection import Collection, load_collection
from recount.ledger import check_all

ROOT = Path(__file__).parents[2]
Json = dict[str, Any]


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((files("recount.cite") / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load_collection(ROOT)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(ROOT)


@pytest.fixture(scope="module")
def by_briefing(collection: Collection) -> dict[str, list[Any]]:
    results = check_all(collection)
    return {name: [r for r in results if r.briefing.id == name] for name in collection.briefings}


def test_every_briefing_keeps_to_the_schemas(
    collection: Collection, edition: Edition, by_briefing: dict[str, list[Any]]
) -> None:
    for results in by_briefing.values():
        assert list(validator("claims").iter_errors(claims_for_search(collection, edition, results))) == []
        assert list(validator("annotations").iter_errors(annotated(collection, edition, results))) == []


def test_a_review_stands_where_others_figures_count(
    collection: Collection, edition: Edition, by_briefing: dict[str, list[Any]]
) -> None:
    for results in by_briefing.values():
        graph = claims_for_search(collection, edition, results)["@graph"]
        claims = [node["@id"].partition("#")[2] for node in graph if node["@type"] == "Claim"]
        reviews = {node["itemReviewed"]["@id"].partition("#")[2] for node in graph if node["@type"] == "ClaimReview"}
        assert claims == [r.claim.id for r in results]
        wanted = {r.claim.id for r in results if r.evidence in ("mixed", "independent") and r.verdict != "open"}
        assert reviews == wanted


def test_quotes_are_exact_and_stand_where_they_say(
    collection: Collection, edition: Edition, by_briefing: dict[str, list[Any]]
) -> None:
    for results in by_briefing.values():
        for item, r in zip(annotated(collection, edition, results)["items"], results, strict=True):
            for target in item["target"]:
                quote, place = target["selector"]
                assert place["end"] - place["start"] == len(quote["exact"])
                assert set(quote) == {"type", "exact"}
            assert item["target"][0]["selector"][0]["exact"] == r.claim.quote.text


def _node(document: Json, kind: str) -> Json:
    return next(node for node in document["@graph"] if node["@type"] == kind)


FAULTS: list[Callable[[Json], object]] = [
    lambda d: d.update({"@context": "http://example.org"}),
    lambda d: _node(d, "Claim").pop("author"),
    lambda d: _node(d, "Claim").update(author={"@type": "Person", "name": "Jo"}),
    lambda d: _node(d, "Claim").update(datePublished="January 2025"),
    lambda d: _node(d, "Claim").update({"@id": "added 2024"}),
    lambda d: _node(d, "ClaimReview").update(author={"@id": "_:issuer"}),
    lambda d: _node(d, "ClaimReview")["reviewRating"].update(alternateName="false"),
    lambda d: _node(d, "ClaimReview")["reviewRating"].update(ratingValue=1),
    lambda d: _node(d, "ClaimReview").pop("itemReviewed"),
    lambda d: _node(d, "Organization").update({"@type": "Person"}),
]


@pytest.mark.parametrize("spoil", FAULTS)
def test_planted_faults_in_claims_are_caught(
    collection: Collection, edition: Edition, by_briefing: dict[str, list[Any]], spoil: Callable[[Json], object]
) -> None:
    document = copy.deepcopy(claims_for_search(collection, edition, by_briefing["2025-01-13-annual-2024"]))
    spoil(document)
    assert list(validator("claims").iter_errors(document))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d["items"][0].pop("target"),
        lambda d: d["items"][0]["target"][0]["selector"][0].update(prefix="the words before"),
        lambda d: d["items"][0]["target"][0]["selector"].pop(),
        lambda d: d["items"][0]["target"][0]["selector"].reverse(),
        lambda d: d["items"][0]["target"][0]["selector"][1].update(start=-1),
        lambda d: d["items"][0].update(motivation="liking"),
        lambda d: d["items"][0].update(creator={"type": "Person"}),
        lambda d: d["items"][0].update(id="page.html#no such"),
    ],
)
def test_planted_faults_in_annotations_are_caught(
    collection: Collection, edition: Edition, by_briefing: dict[str, list[Any]], spoil: Callable[[Json], object]
) -> None:
    document = copy.deepcopy(annotated(collection, edition, by_briefing["2025-01-13-annual-2024"]))
    spoil(document)
    assert list(validator("annotations").iter_errors(document))
