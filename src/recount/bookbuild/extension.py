"""The Sphinx extension of the book: charts described, nothing from other hosts, computed values."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from recount.bookbuild import cited, incremental, roles, search, sidebar, tables, take_along
from recount.bookbuild.addresses import WholeAddresses
from recount.bookbuild.alt import ChartAlternativeText
from recount.bookbuild.chinese import MarkChinese
from recount.bookbuild.glossary_links import LinkFirstUses
from recount.bookbuild.labels import name_as_read
from recount.bookbuild.notebook_links import LinkToPages
from recount.bookbuild.offline import keep_local, prune, quiet
from recount.bookbuild.pandas_html import RepairDataFrames
from recount.bookbuild.scripts import add_needed

AFTER_ALL_OTHERS = 999


def setup(app: Sphinx) -> ExtensionMetadata:
    """Called by Sphinx."""
    # Jupyter Book sets this for an extension that the book does without.
    app.add_config_value("comments_config", {}, "html")
    app.add_transform(ChartAlternativeText)
    app.add_transform(RepairDataFrames)
    app.add_transform(LinkToPages)
    app.add_transform(WholeAddresses)
    app.add_transform(LinkFirstUses)
    app.add_transform(MarkChinese)
    app.connect("html-page-context", keep_local, priority=AFTER_ALL_OTHERS)
    app.connect("html-page-context", name_as_read)
    app.connect("html-page-context", add_needed)
    app.connect("build-finished", prune)
    app.connect("build-finished", quiet)
    app.connect("build-finished", search.write)
    app.add_search_language(search.English)
    sidebar.register(app)
    incremental.register(app)
    roles.register(app)
    take_along.register(app)
    tables.register(app)
    cited.register(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
