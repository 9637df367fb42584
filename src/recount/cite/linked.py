"""Claims for machines: schema.org for the page, W3C Web Annotation for the text that was reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from recount.check.run import ClaimResult
from recount.check.verdict import Verdict
from recount.cite.edition import Edition
from recount.collection import Collection
from recount.sentences import judgement

CHAPTERS = "notebooks/briefings"
# A review stands where figures of others than the issuer took part.
REVIEWED_ON = ("mixed", "independent")
_IN_WORDS = {Verdict.DEPENDS: "depends on what is meant"}
_REVIEWER, _ISSUER, _OUTLET = "_:recount", "_:issuer", "_:outlet"


def claims_for_search(collection: Collection, edition: Edition, results: Sequence[ClaimResult]) -> dict[str, Any]:
    """The claims of one briefing as a graph of schema.org: each a `Claim`, and a `ClaimReview` where others' figures count.

    Authors are organisations: the issuer for what officials state, the outlet for all that it adds.
    """
    briefing = results[0].briefing
    text = {
        "@type": "Article",
        "@id": briefing.source.url,
        "inLanguage": briefing.source.language,
        "publisher": {"@id": _OUTLET},
    }
    issuer = collection.originators.get(briefing.issuer, briefing.issuer)
    organisations = [
        _organisation(_REVIEWER, " and ".join(author.name or author.family_names or "" for author in edition.authors)),
        _organisation(_ISSUER, issuer),
        _organisation(_OUTLET, briefing.source.publisher),
    ]
    graph = [text, *organisations]
    for r in results:
        graph.append(_claim(edition, r))
        if r.evidence in REVIEWED_ON and r.verdict is not Verdict.OPEN:
            graph.append(_review(edition, r))
    return {"@context": "https://schema.org", "@graph": graph}


def annotated(collection: Collection, edition: Edition, results: Sequence[ClaimResult]) -> dict[str, Any]:
    """The claims of one briefing as Web Annotations of its text: each with its exact quote and its place.

    Positions count the characters of the text whose SHA-256 the record holds; no text around a quote is given.
    """
    briefing = results[0].briefing
    page = f"{CHAPTERS}/{briefing.id}.html"
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": edition.permalink(f"_cite/{CHAPTERS}/{briefing.id}.annotations.json"),
        "type": "AnnotationPage",
        "items": [_annotation(edition, r, f"{page}#{r.claim.id}") for r in results],
    }


def _organisation(key: str, name: str) -> dict[str, Any]:
    return {"@type": "Organization", "@id": key, "name": name}


def _claim(edition: Edition, r: ClaimResult) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "@id": _address(edition, r),
        "text": r.claim.states,
        "author": {"@id": _ISSUER if r.claim.asserted_by == "official" else _OUTLET},
        "datePublished": r.briefing.held.first.isoformat(),
        "appearance": {"@id": r.briefing.source.url},
    }


def _review(edition: Edition, r: ClaimResult) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "url": _address(edition, r),
        "claimReviewed": r.claim.states,
        "itemReviewed": {"@id": _address(edition, r)},
        "author": {"@id": _REVIEWER},
        "datePublished": edition.date_released.isoformat(),
        "reviewRating": {"@type": "Rating", "alternateName": _IN_WORDS.get(r.verdict, r.verdict.printed)},
    }


def _annotation(edition: Edition, r: ClaimResult, path: str) -> dict[str, Any]:
    quote = r.claim.quote
    spans = dict.fromkeys(
        [(quote.text, quote.start, quote.end), *((m.quote, m.start, m.end) for m in r.claim.mentions)]
    )
    return {
        "id": edition.permalink(path),
        "type": "Annotation",
        "motivation": "assessing",
        "body": {"type": "TextualBody", "format": "text/plain", "language": "en", "value": judgement(r)},
        "target": [
            {
                "source": r.briefing.source.url,
                "selector": [
                    {"type": "TextQuoteSelector", "exact": text},
                    {"type": "TextPositionSelector", "start": start, "end": end},
                ],
            }
            for text, start, end in spans
        ],
    }


def _address(edition: Edition, r: ClaimResult) -> str:
    """The permalink; without a base address, the place on the page itself."""
    path = f"{CHAPTERS}/{r.briefing.id}.html#{r.claim.id}"
    return edition.permalink(path) if edition.url else f"#{r.claim.id}"
