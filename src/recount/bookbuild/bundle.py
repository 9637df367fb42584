"""Makes the pages of a rendered site light: styles in the page, one script, pictures that wait until they are seen.

What every page loads is joined, in the order in which pages load it; what only some load stays a file of
its own. The styles stand in each page: on a slow line a file of their own comes last, and nothing is painted
before it. All scripts are deferred, so that they run in their order once the page has been read. The theme's
styles are trimmed to what pages use (see `styles`); the book's own are left as they were written.
"""

from __future__ import annotations

import hashlib
import html
import posixpath
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from PIL import Image

from recount.bookbuild import styles
from recount.bookbuild.styles import names_in, trim, with_icons
from recount.bookbuild.versions import installed

STATIC = "_static"
DOTS_ON_PAGE = 120  # an inch, as matplotlib's pictures have on a page; `recount.charts` draws twice as many
# Says where a page is, to scripts that come after it: short, and needed at once.
INLINE = f"{STATIC}/documentation_options.js"
SHEET = re.compile(r'<link(?=[^>]*\brel="stylesheet")(?![^>]*\bmedia=)[^>]*\bhref="([^"]+)"[^>]*>')
SCRIPT = re.compile(r'<script\b([^>]*?)\s*\bsrc="([^"]+)"([^>]*)></script>')
PRELOAD = re.compile(r'<link(?=[^>]*\brel="preload")(?=[^>]*\bas="script")[^>]*>')
PICTURE = re.compile(r'<img\b[^>]*?\bsrc="([^"]+\.png)"[^>]*?(/?)>')
IMPORT = re.compile(r"@import\s+(?:url\()?['\"]([^'\"]+)['\"]\)?\s*;")
DATA = re.compile(r'\bdata-[\w-]+="[^"]*"')
ADDRESS = re.compile(r"url\((['\"]?)(?!data:|#|[a-z]+:|/)([^)'\"]+)\1\)")
# The buttons of the header stand at its right end: one that came later would push the others. What follows them in
# the page is awaited before anything is painted, where a browser knows how to.
AFTER_HEADER = 'id="searchbox"'
AWAITED = '\n    <link rel="expect" href="#searchbox" blocking="render">'
NAMES = re.compile(r'\b(?:class|id)="([^"]*)"|<([a-zA-Z][\w-]*)')


def bundle(site: Path, own: Iterable[str], cache: Path) -> None:
    """Rewrite the pages of `site`; `own` names the style sheets that are not trimmed, `cache` keeps trimmed ones."""
    pages = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html")) if STATIC not in path.parts}
    pages = {path: text for path, text in pages.items() if SHEET.search(text)}
    if not pages:
        return
    sheets = _on_every_page(site, pages, SHEET, 1)
    scripts = [name for name in _on_every_page(site, pages, SCRIPT, 2) if name != INLINE]
    script = _write(site, "js", _join_scripts(site, scripts))
    known = _names(pages.values(), site)
    style = _join_sheets(site, sheets, known, set(own), cache)
    for path, text in pages.items():
        path.write_text(_lighter(text, path, site, set(sheets), style, set(scripts), script), "utf-8")
    _remove_unasked(site)


def _on_every_page(site: Path, pages: Mapping[Path, str], pattern: re.Pattern[str], group: int) -> list[str]:
    """The files that all pages load, in the order of the first."""
    lists = [[_target(found[group], path, site) for found in pattern.finditer(text)] for path, text in pages.items()]
    shared = set.intersection(*map(set, lists))
    return [name for name in dict.fromkeys(lists[0]) if name in shared and name.startswith(f"{STATIC}/")]


def _target(address: str, page: Path, site: Path) -> str:
    """The file of the site that an address on a page names."""
    folder = page.parent.relative_to(site).as_posix()
    return posixpath.normpath(posixpath.join(folder, html.unescape(address).partition("?")[0]))


def _write(site: Path, kind: str, text: str) -> str:
    """Named after what it holds, so that a browser that has it asks no more."""
    name = f"{STATIC}/book-{hashlib.sha256(text.encode()).hexdigest()[:12]}.{kind}"
    (site / name).write_text(text, "utf-8")
    return name


def _join_scripts(site: Path, names: Iterable[str]) -> str:
    texts = [(site / name).read_text("utf-8") for name in names]
    texts = [re.sub(r"//# sourceMappingURL=.*", "", text) for text in texts]
    # A directive at the start of one script would hold for all.
    return ";\n" + "\n;\n".join(text.strip() for text in texts) + "\n"


def _names(pages: Iterable[str], site: Path) -> set[str]:
    """Classes, ids and elements of all pages, and every word of their scripts, which may make more."""
    names = {"html", "body", "root", "from", "to"}
    for text in pages:
        for words, element in NAMES.findall(text):
            names.update(words.split() if words else (element,))
        for inline in re.findall(r"<script\b[^>]*>(.*?)</script>", text, re.DOTALL):
            names |= names_in(inline)
    for path in site.rglob("*.js"):
        if path.name != "searchindex.js":
            names |= names_in(path.read_text("utf-8"))
    return names


def _join_sheets(site: Path, names: Iterable[str], known: set[str], own: set[str], cache: Path) -> str:
    joined = []
    for name in names:
        text = _sheet(site, name)
        joined.append(text if posixpath.basename(name) in own else _trimmed(text, known, site, cache))
    return "\n".join(joined)


def _trimmed(css: str, known: set[str], site: Path, cache: Path) -> str:
    """Trimming takes a second and depends on little: the sheet, and those of its names that are known."""
    known = known & names_in(css)
    made_by = (Path(styles.__file__).read_text("utf-8"), installed()["tinycss2"], installed()["fonttools"])
    kept = cache / hashlib.sha256("\n".join((css, *made_by, *sorted(known))).encode()).hexdigest()[:32]
    if not kept.exists():
        text = with_icons(trim(css, known), lambda address: site / STATIC / address)
        cache.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_text(text, "utf-8")
        part.rename(kept)
    return kept.read_text("utf-8")


def _sheet(site: Path, name: str) -> str:
    """A style sheet with what it imports in the place of the import."""
    text = (site / name).read_text("utf-8")
    folder = posixpath.dirname(name)
    text = IMPORT.sub(lambda found: _sheet(site, posixpath.normpath(posixpath.join(folder, found[1]))), text)
    return _readdressed(text, name)


def _readdressed(css: str, name: str) -> str:
    """Addresses as seen from `_static`."""
    folder = posixpath.relpath(posixpath.dirname(name), STATIC)
    return ADDRESS.sub(lambda found: f"url({posixpath.normpath(posixpath.join(folder, found[2]))})", css)


def _lighter(text: str, path: Path, site: Path, sheets: set[str], style: str, scripts: set[str], script: str) -> str:
    base = posixpath.relpath(".", path.parent.relative_to(site).as_posix())
    base = "" if base == "." else f"{base}/"
    styled = ADDRESS.sub(lambda found: f"url({base}{STATIC}/{found[2]})", style)
    style_tag = [f"{AWAITED if AFTER_HEADER in text else ''}\n    <style>{styled}</style>"]
    data = " ".join(
        d for found in SCRIPT.finditer(text) if _target(found[2], path, site) in scripts for d in DATA.findall(found[0])
    )
    script_tag = [f'\n    <script defer fetchpriority="low" {data}{" " if data else ""}src="{base}{script}"></script>']

    def sheet(found: re.Match[str]) -> str:
        if _target(found[1], path, site) not in sheets:
            return f"\n    {found[0]}"
        return style_tag.pop() if style_tag else ""

    def run(found: re.Match[str]) -> str:
        name = _target(found[2], path, site)
        if name == INLINE:
            return f"\n    <script>{(site / name).read_text('utf-8').strip()}</script>"
        if name in scripts:
            return script_tag.pop() if script_tag else ""
        attributes = " ".join(f"{found[1]} {found[3]}".replace('defer="defer"', "").replace("defer", "").split())
        return f'\n    <script defer {attributes}{" " if attributes else ""}src="{found[2]}"></script>'

    text = _changed(PRELOAD, lambda found: "", text)
    text = _changed(SCRIPT, run, _changed(SHEET, sheet, text))
    return _measured(text, path)


def _changed(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], text: str) -> str:
    """As `sub`, and the space before each match goes: as part of the pattern it would be looked for all over the page."""
    parts: list[str] = []
    at = 0
    for found in pattern.finditer(text):
        parts += text[at : found.start()].rstrip(), change(found)
        at = found.end()
    return "".join((*parts, text[at:]))


def _measured(text: str, path: Path) -> str:
    """Pictures with their size, so that nothing moves when they come; all but the first wait until they are near."""
    first = True

    def measure(found: re.Match[str]) -> str:
        nonlocal first
        tag, end = found[0], len(found[0]) - len(found[2]) - 1
        more = "" if first or "loading=" in tag else ' loading="lazy"'
        first = False
        size = _size(path.parent / html.unescape(found[1]))
        if size and " width=" not in tag and " height=" not in tag:
            more += f' width="{size[0]}" height="{size[1]}"'
        return f"{tag[:end].rstrip()}{more} {tag[end:]}"

    return PICTURE.sub(measure, text)


def _size(picture: Path) -> tuple[int, int] | None:
    """Width and height in which a page shows a PNG: one with more dots an inch than a page has is shown smaller."""
    try:
        with Image.open(picture) as image:
            scale = min(1.0, DOTS_ON_PAGE / image.info.get("dpi", (DOTS_ON_PAGE,))[0])
            return round(image.width * scale), round(image.height * scale)
    except OSError:
        return None


def _remove_unasked(site: Path) -> None:
    """Of `_static`, keep what a page or a script names."""
    asked = set()
    for path in [*site.rglob("*.html"), *site.glob(f"{STATIC}/*.js")]:
        if path.name != "searchindex.js":
            asked |= set(re.findall(r"_static/([^\"'?#)\s]+)", path.read_text("utf-8")))
    for path in sorted((site / STATIC).rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(site / STATIC).as_posix() not in asked:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            shutil.rmtree(path)
