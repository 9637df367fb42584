"""The finished site: made beside the old one and put in its place whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from recount.bookbuild.bundle import bundle


def publish(rendered: Path, site: Path, own_styles: Iterable[str]) -> None:
    """A reader never sees half of a build: `site` is the old one or the new one."""
    fresh, old = site.with_name(f"{site.name}.new"), site.with_name(f"{site.name}.old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(rendered, fresh)
    bundle(fresh, own_styles, site.with_name("styles"))
    (fresh / ".buildinfo").unlink(missing_ok=True)  # Sphinx's note to itself
    if site.exists():
        os.rename(site, old)
    os.rename(fresh, site)
    shutil.rmtree(old, ignore_errors=True)
