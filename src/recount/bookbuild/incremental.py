"""Rendering only what changed, and still the same pages as a rendering from nothing.

Sphinx reads again the pages whose files changed, and writes those. But a page also shows what others are
called: in the contents beside it, in its links. So what pages show of each other is compared with the last
rendering, and where it differs every page is written. Nothing that a former rendering left stays in the site.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ext import add_global_html_resources
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from recount.bookbuild.stage import DOWNLOADS

# What Sphinx's index builder knows of pages.
SEARCH = (
    *("_titles", "_filenames", "_mapping", "_title_mapping"),
    *("_all_titles", "_index_entries", "_objtypes", "_objnames"),
)


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """After reading: every page if one of them shows something else to the others now, else none more."""
    shown = shared(env)
    before = getattr(env, "recount_shared", None)
    env.recount_shared = shown  # type: ignore[attr-defined]
    return [] if shown == before else sorted(env.found_docs)


def shared(env: BuildEnvironment) -> str:
    """A digest of what pages can show of each other: titles, order, labels, terms, metadata."""
    digest = hashlib.sha256()
    metadata = {page: {**about, "wordcount": None} for page, about in env.metadata.items()}
    parts = (env.titles, env.longtitles, env.toctree_includes, metadata, env.domaindata)
    for line in _lines(parts):
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def _lines(thing: Any) -> Iterator[str]:
    if isinstance(thing, nodes.Node):
        yield thing.pformat() if isinstance(thing, nodes.Element) else thing.astext()
    elif isinstance(thing, dict):
        for key in sorted(thing, key=str):
            yield str(key)
            yield from _lines(thing[key])
    elif isinstance(thing, set | frozenset):
        yield from sorted(map(str, thing))
    elif isinstance(thing, list | tuple):
        yield str(len(thing))
        for item in thing:
            yield from _lines(item)
    else:
        yield str(thing)


def remove_leftovers(app: Sphinx, failed: Exception | None) -> None:
    """Drop pictures and files of an earlier rendering that no page shows any more."""
    if failed is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    pictures = {out / "_images" / name for _, name in app.env.images.values()}
    offered = Path(app.srcdir, DOWNLOADS)
    files = {out / DOWNLOADS / path.relative_to(offered) for path in offered.rglob("*")}
    files |= {out / DOWNLOADS / name for _, name in app.env.dlfiles.values()}
    for path in [*out.glob("_images/*"), *out.glob(f"{DOWNLOADS}/**/*")]:
        if path.is_file() and path not in pictures | files:
            path.unlink()


def styles_first(app: Sphinx, builder: object) -> None:
    """MyST-NB brings its style sheet last; a page written before has no checksum of it in its address."""
    Path(app.outdir, "_static").mkdir(parents=True, exist_ok=True)
    add_global_html_resources(app, None)


def keep_search_terms(app: Sphinx, failed: Exception | None) -> None:
    """Sphinx reads its own index back incompletely: words of pages that have gone stay in it as empty entries."""
    indexer = getattr(app.builder, "indexer", None)
    if failed is None and indexer is not None:
        terms = {name: getattr(indexer, name) for name in SEARCH}
        Path(app.doctreedir, "search.pickle").write_bytes(pickle.dumps(terms))


def restore_search_terms(app: Sphinx) -> None:
    """Begin the search index with the terms of the pages that are not written anew."""
    if not hasattr(app.builder, "load_indexer"):
        return

    def load(docnames: Iterable[str]) -> None:
        indexer, kept = app.builder.indexer, set(app.env.all_docs) - set(docnames)  # type: ignore[attr-defined]
        path = Path(app.doctreedir, "search.pickle")
        for name, terms in (pickle.loads(path.read_bytes()) if path.exists() else {}).items():
            setattr(indexer, name, terms)
        indexer.prune(kept)
        for name in ("_mapping", "_title_mapping"):
            setattr(indexer, name, {word: pages for word, pages in getattr(indexer, name).items() if pages})
        indexer._index_entries = {page: e for page, e in indexer._index_entries.items() if page in kept}

    app.builder.load_indexer = load


def register(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_config_value("recount_only_pages_change", False, "")
    app.connect("env-updated", pages_to_write)
    app.connect("builder-inited", restore_search_terms)
    app.connect("write-started", styles_first)
    app.connect("build-finished", keep_search_terms)
    app.connect("build-finished", remove_leftovers)
