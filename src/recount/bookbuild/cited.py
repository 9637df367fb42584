"""On every page: its edition, how to cite it, and at each claim a link to copy and the claim's references."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Callable
from functools import cache, partial
from html import escape
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform

from recount.blocks import day_in_words
from recount.bookbuild.stage import DOWNLOADS
from recount.check.run import ClaimResult
from recount.cite.reference import CHAPTERS, Library, open_library
from recount.cite.site import FOLDER, claims_script, write_references
from recount.here import collection_here, results_here
from recount.package.archive import zipped
from recount.package.chapter_package import chapter_files
from recount.package.collection_package import package_files

AFTER_PROPAGATED_TARGETS = 850
BEFORE_SCRIPTS = 400  # which are chosen by what a page has


@cache
def _library() -> Library:
    return open_library(collection_here())


class PermanentIds(SphinxTransform):
    """The label that an author gave a section is its address, before the one made from its heading."""

    default_priority = AFTER_PROPAGATED_TARGETS

    def apply(self, **kwargs: object) -> None:
        """Put the ids of labels first in each section: headings, contents and search link to them."""
        given = {self.document.nameids[name] for name, explicit in self.document.nametypes.items() if explicit}
        for section in self.document.findall(nodes.section):
            section["ids"].sort(key=lambda each: each not in given)


class ClaimTools(nodes.General, nodes.Element):
    """What stands under the heading of a claim; attributes `page` and `claim`."""


class AddClaimTools(SphinxTransform):
    """Gives the section of each claim of this chapter its tools."""

    default_priority = AFTER_PROPAGATED_TARGETS + 1

    def apply(self, **kwargs: object) -> None:
        """Below the title of a section whose id is a claim of the page."""
        claims = {r.claim.id for r in _results_of(self.env.docname)}
        for section in self.document.findall(nodes.section):
            for claim in claims & set(section["ids"]):
                title = section.next_node(nodes.title)
                if title is not None and title.parent is section:
                    section.insert(section.index(title) + 1, ClaimTools("", page=self.env.docname, claim=claim))


def _results_of(page: str) -> list[ClaimResult]:
    """The claims of the chapter that a page is."""
    if not page.startswith(f"{CHAPTERS}/"):
        return []
    return [r for r in results_here() if page == f"{CHAPTERS}/{r.briefing.id}"]


def _visit_html(translator: Any, node: ClaimTools) -> None:
    claim, up = node["claim"], "../" * translator.builder.current_docname.count("/")
    address = _library().claim(claim).address
    permanent = f' data-address="{escape(address)}"' if "://" in address else ""
    translator.body.append(
        f'<p class="recount-claim-tools"><a class="recount-copy" href="#{claim}"{permanent}>Copy link</a> '
        f'<a class="recount-cite" href="{up}{FOLDER}/{node["page"]}.html#{claim}">Cite this claim</a></p>\n'
    )
    raise nodes.SkipNode


def _skip(translator: Any, node: nodes.Node) -> None:
    raise nodes.SkipNode


def add_page_tools(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Below the first heading the edition and how to cite; at the end a chapter's claims for machines."""
    library = _library()
    if app.builder.name != "html" or pagename not in library.pages or "body" not in context:
        return
    edition, up = library.edition, "../" * pagename.count("/")
    line = (
        f'<p class="recount-page-tools">Edition {edition.version}, {day_in_words(edition.date_released)} · '
        f'<a class="recount-cite" href="{up}{FOLDER}/{pagename}.html">Cite this page</a>{_to_take(app, pagename, up)}</p>'
    )
    results = _results_of(pagename)
    head, heading, rest = context["body"].partition("</h1>")
    context["body"] = f"{head}{heading}\n{line}{rest}{claims_script(library, results)}"
    if results:
        annotated = f"{up}{FOLDER}/{pagename}.annotations.json"
        context["metatags"] += (
            f'<link rel="alternate" type="application/ld+json" title="Annotations" href="{annotated}">\n'
        )


def _to_take(app: Sphinx, pagename: str, up: str) -> str:
    """The link to a chapter's archive; a page without a notebook has none."""
    if not Path(app.srcdir, f"{pagename}.ipynb").is_file():
        return ""
    return f' · <a href="{up}{DOWNLOADS}/{pagename}.zip" download>Take it along (zip)</a>'


def _write(app: Sphinx, failed: Exception | None) -> None:
    if failed is not None or app.builder.name != "html":
        return
    _finish_files(app)
    for name, kept in _archives(app, _library()).items():
        _copy(kept, Path(app.outdir, DOWNLOADS, name))


def _begin_files(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make references and archives in a process of their own, while this one writes pages; without fork in this one."""
    if app.builder.name == "html":
        if not app.config.recount_only_pages_change:
            shutil.rmtree(_kept(app), ignore_errors=True)
        if sys.platform == "linux":
            _making[app] = get_context("fork").Process(target=_make_files, args=(app, _library()))
            _making[app].start()
        else:
            _make_files(app, _library())
    return []


def _finish_files(app: Sphinx) -> None:
    if process := _making.pop(app, None):
        process.join()
        if process.exitcode:
            raise ExtensionError("references and archives could not be made; the reason stands above")


_making: dict[Sphinx, ForkProcess] = {}


def _kept(app: Sphinx) -> Path:
    return Path(app.doctreedir, "archives")


def _archives(app: Sphinx, library: Library) -> dict[str, Path]:
    """Where each archive is kept, by its name among the downloads; a chapter's goes by the notebook it was made of."""
    notebooks = {page: Path(app.srcdir, f"{page}.ipynb") for page in library.pages}
    digests = {page: _digest(notebook) for page, notebook in notebooks.items() if notebook.is_file()}
    chapters = {f"{page}.zip": _kept(app) / digest / f"{page}.zip" for page, digest in digests.items()}
    return {"recount-data.zip": _kept(app) / "recount-data.zip", **chapters}


def _make_files(app: Sphinx, library: Library) -> None:
    write_references(library, results_here(), Path(app.outdir))
    for name, kept in _archives(app, library).items():
        page = name.removesuffix(".zip")
        content = partial(_chapter, app, page, library) if page in library.pages else partial(_package, library)
        _once(kept, content)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _package(library: Library) -> bytes:
    return zipped(package_files(library.collection, library.edition, results_here()), "recount-data")


def _chapter(app: Sphinx, page: str, library: Library) -> bytes:
    return zipped(chapter_files(Path(app.srcdir), page, library.edition), page.rpartition("/")[2])


def _once(path: Path, content: Callable[[], bytes]) -> None:
    """All but notebooks is as it was when the archive was made: with another library or other data all is new."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content())


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def _warm(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Check every claim once, before Sphinx forks the processes that read and write pages: it does for six or more."""
    if len(docnames) > 5:
        _library()
        results_here()


def register(app: Sphinx) -> None:
    """Make the tools known, and write what they link to; a book without `CITATION.cff` has none."""
    if not Path(app.srcdir, "CITATION.cff").is_file():
        return
    app.connect("env-before-read-docs", _warm)
    app.connect("env-updated", _begin_files)
    app.add_node(ClaimTools, html=(_visit_html, None), latex=(_skip, None), text=(_skip, None), man=(_skip, None))
    app.add_transform(PermanentIds)
    app.add_transform(AddClaimTools)
    app.connect("html-page-context", add_page_tools, priority=BEFORE_SCRIPTS)
    app.connect("build-finished", _write)
