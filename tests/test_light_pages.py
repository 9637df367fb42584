"""What makes pages light: styles that are used, one script, pictures of known size, contents laid out once."""

import base64
import re
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import docutils_namespace, patch_docutils

from recount.bookbuild.bundle import bundle
from recount.bookbuild.sidebar import beside
from recount.bookbuild.styles import trim, with_icons

FONT = Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSans.ttf")


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".used { color: red }", ".used{color: red}"),
        (".unused { color: red }", ""),
        (".used, .unused > p { color: red }", ".used{color: red}"),
        (".used:not(.unused) {a: b}", ".used:not(.unused){a: b}"),
        ("p::before, p:hover {a: b}", "p::before,p:hover{a: b}"),
        ("[data-theme=dark] .used {a: b}", "[data-theme=dark] .used{a: b}"),
        ("#unused {a: b}", ""),
        ("@media print { .unused {a: b} .used {a: b} }", "@media print{.used{a: b}}"),
        ("@media print { .unused {a: b} }", ""),
        (".used {animation: spin 1s} @keyframes spin {from {a: b}} @keyframes other {from {a: b}}", None),
        ("/* said */ .used {a: /* why */ b}", ".used{a: b}"),
        (".used {content: '  '}", '.used{content: "  "}'),
    ],
)
def test_only_rules_for_what_is_known_stay(css: str, kept: str | None) -> None:
    trimmed = trim(css, {"used", "p"})
    if kept is None:
        assert "spin" in trimmed and "other" not in trimmed
    else:
        assert trimmed.replace("a:  b", "a: b") == kept


def test_a_style_sheet_that_is_broken_is_an_error() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        trim("p {a: b} } q", {"p"})


def test_an_icon_font_holds_the_icons_that_are_shown() -> None:
    # DejaVu has glyphs in the private part of Unicode too.
    icon = next(code for code in sorted(TTFont(FONT).getBestCmap()) if 0xE000 <= code <= 0xF8FF)
    css = f'@font-face{{font-family:F;src:url(f.ttf)}}.i:before{{content:"{chr(icon)}"}}'
    data = re.findall(r"base64,([^)]+)\)", with_icons(css, lambda address: FONT))
    assert list(TTFont(BytesIO(base64.b64decode(data[0]))).getBestCmap()) == [icon]
    assert with_icons("@font-face{font-family:F;src:url(f.ttf)}", lambda address: FONT) == ""


def page(more: str, depth: str = "../") -> str:
    return f"""<html><head>
    <link rel="stylesheet" href="{depth}_static/styles/theme.css?v=1" />
    <link href="{depth}_static/own.css" rel="stylesheet" />
    <link rel="preload" as="script" href="{depth}_static/b.js" />
    <script src="{depth}_static/documentation_options.js"></script>
    <script data-x="1" src="{depth}_static/a.js?v=1"></script>
    {more}</head><body class="seen"><img alt="a" src="{depth}_images/a.png" /><img alt="b" src="{depth}_images/b.png" />
    <script defer="defer" src="{depth}_static/b.js"></script></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": "<meta http-equiv='Refresh' content='0; url=book/index.html' />",
        "book/index.html": page('<script src="../_static/only.js"></script>'),
        "book/other.html": page(""),
        "_static/styles/theme.css": '@import "../basic.css";.seen{background:url(a.png)}.unseen{a:b}.made{a:b}',
        "_static/basic.css": "body{a:b}table{a:b}",
        "_static/own.css": ".unseen-but-ours { a: b }",
        "_static/documentation_options.js": "const DOCUMENTATION_OPTIONS = {};",
        "_static/a.js": '"use strict"; const first = "made";',
        "_static/b.js": "second();\n//# sourceMappingURL=b.js.map",
        "_static/only.js": "third();",
        "_static/styles/a.png": "asked for by a style",
        "_static/unasked.png": "",
        "_static/locales/de/sphinx.js": "",
    }
    for name, text in files.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text)
    (tmp_path / "site/_images").mkdir()
    Image.new("P", (640, 480)).save(tmp_path / "site/_images/a.png")
    Image.new("P", (1280, 960)).save(tmp_path / "site/_images/b.png", dpi=(240, 240))
    bundle(tmp_path / "site", ["own.css"], tmp_path / "cache")
    return tmp_path / "site"


def test_a_page_holds_its_styles_and_loads_one_script(site: Path) -> None:
    text = (site / "book/other.html").read_text()
    assert text.count("<style>") == 1 and 'rel="stylesheet"' not in text
    assert re.findall(r"<script[^>]*src=[^>]*>", text) == re.findall(
        r'<script defer fetchpriority="low" data-x="1" src="\.\./_static/book-\w+\.js">', text
    )
    assert "preload" not in text and "<script>const DOCUMENTATION_OPTIONS = {};</script>" in text


def test_what_only_one_page_loads_stays_and_comes_after(site: Path) -> None:
    text = (site / "book/index.html").read_text()
    assert re.search(r'book-\w+\.js"></script>\s*<script defer src="\.\./_static/only\.js">', text)


def test_styles_are_joined_trimmed_and_addressed_anew(site: Path) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", (site / "book/other.html").read_text(), re.DOTALL)
    assert style.split("\n") == [
        "body{a:b}.seen{background:url(../_static/styles/a.png)}.made{a:b}",
        ".unseen-but-ours { a: b }",
    ]


def test_scripts_are_joined_in_order_and_stay_lenient(site: Path) -> None:
    (script,) = (site / "_static").glob("book-*.js")
    text = script.read_text()
    assert text.startswith(";") and text.index("first") < text.index("second()") and "sourceMapping" not in text


def test_pictures_have_the_size_that_is_shown_and_the_first_comes_at_once(site: Path) -> None:
    first, second = re.findall(r"<img[^>]*>", (site / "book/other.html").read_text())
    assert 'width="640" height="480"' in first and 'width="640" height="480"' in second
    assert "loading" not in first and 'loading="lazy"' in second


def test_what_nothing_asks_for_goes(site: Path) -> None:
    left = sorted(
        path.relative_to(site / "_static").as_posix() for path in (site / "_static").rglob("*") if path.is_file()
    )
    assert left[1:] == ["only.js", "styles/a.png"] and left[0].startswith("book-")


LAYOUT = (
    '<p>Part</p><ul class="nav bd-sidenav"><li class="toctree-l1"><a class="reference internal" href="one.html">One</a>'
    '</li></ul><p>Part</p><ul class="nav bd-sidenav"><li class="toctree-l1"><a class="reference internal"'
    ' href="../notebooks/two.html">Two</a></li></ul>'
)


def test_the_contents_beside_a_page_mark_it_and_lead_away_from_it() -> None:
    found = beside(LAYOUT, "book/index.html", "notebooks/two.html")
    assert 'href="../book/one.html"' in found and found.count("current") == 3
    assert found.index('<ul class="current nav') > found.index("One")
    assert '<li class="toctree-l1 current active"><a class="current reference internal" href="#">Two' in found
    assert beside(LAYOUT, "book/index.html", "book/index.html") == LAYOUT
    assert 'href="book/one.html"' in beside(LAYOUT, "book/index.html", "search.html")


def test_the_theme_lays_the_contents_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [f"page{number}" for number in range(4)]
    (tmp_path / "index.md").write_text("# A book\n\n```{toctree}\n" + "\n".join(pages) + "\n```\n")
    for page in pages:
        (tmp_path / f"{page}.md").write_text(f"# About {page}\n")
    config = {"extensions": ["myst_parser", "recount.bookbuild.extension"], "html_theme": "sphinx_book_theme"}
    laid_out: list[str] = []
    by_theme = StandaloneHTMLBuilder._get_local_toctree

    def count(builder: StandaloneHTMLBuilder, page: str, *arguments: Any, **options: Any) -> str:
        laid_out.append(page)
        return by_theme(builder, page, *arguments, **options)

    monkeypatch.setattr(StandaloneHTMLBuilder, "_get_local_toctree", count)
    with patch_docutils(), docutils_namespace():
        out = tmp_path / "out"
        Sphinx(tmp_path, None, out, tmp_path / "doctrees", "html", config, status=None, warning=StringIO()).build()
    assert laid_out == ["index"]
    assert 'class="current reference internal" href="#">About page2' in " ".join(
        (out / "page2.html").read_text().split()
    )
