"""The collection as a Tabular Data Package: `datapackage.json`, a CSV a table, checksums."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from typing import Any

from recount.check.run import ClaimResult
from recount.cite.edition import Edition
from recount.collection import Collection
from recount.package.tables import Field, Table, rows_withheld, tables

LICENCES = [
    {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    }
]


def package_files(collection: Collection, edition: Edition, results: Sequence[ClaimResult]) -> dict[str, bytes]:
    """Every file of the package by its name, `datapackage.json`, `README.md` and `SHA256SUMS` among them."""
    parts = tables(collection, results)
    files = {f"{table.name}.csv": _csv(table) for table in parts}
    descriptor = {
        "profile": "tabular-data-package",
        "name": "recount",
        "title": edition.title,
        "description": edition.abstract,
        "version": edition.version,
        "created": f"{edition.date_released}T00:00:00Z",
        **({"homepage": edition.url} if edition.url else {}),
        "keywords": list(edition.keywords),
        "licenses": LICENCES,
        "contributors": [{"title": author.name or author.family_names, "role": "author"} for author in edition.authors],
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in parts],
    }
    files["datapackage.json"] = (json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n").encode()
    files["README.md"] = _readme(edition, parts).encode()
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return files | {"SHA256SUMS": sums.encode()}


def _csv(table: Table) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in table.fields])
    writer.writerows(table.rows)
    return text.getvalue().encode()


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    links = [
        {"fields": field.name, "reference": {"resource": field.points_to[0], "fields": field.points_to[1]}}
        for field in table.fields
        if field.points_to
    ]
    schema: dict[str, Any] = {"fields": [_field(field, table) for field in table.fields], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if links:
        schema["foreignKeys"] = links
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.about,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(field: Field, table: Table) -> dict[str, Any]:
    needed = {"constraints": {"required": True}} if field.name in table.key else {}
    return {"name": field.name, "type": field.type, "description": field.about, **needed}


def _readme(edition: Edition, parts: Sequence[Table]) -> str:
    lines = [
        f"# {edition.title}",
        f"Edition {edition.version}, {edition.date_released}.",
        f"{edition.message}",
        "Claims in Recount's words, formulas and verdicts: CC BY 4.0. Figures belong to their publishers.",
        f"{rows_withheld(parts)} rows of figures are left out because the terms of reuse of their sources were not verified. "
        "`withheld.csv` names them by source, with the address at which they can be read.",
        "\n".join(f"- `{table.name}.csv`: {table.about} ({len(table.rows)} rows)" for table in parts),
        "`SHA256SUMS` has the checksum of every file.",
    ]
    return "\n\n".join(lines) + "\n"
