"""Each rule of the built book can fail: a page that breaks it, and one that does not."""

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from tests.book import rules

HOME = "notebooks/briefings/b.html"
SECTION = '<section id="{0}"><h2>Text</h2></section>'
LABELLED = '<section id="text"><span id="{0}"></span><h3>Text</h3></section>'
ALT = "Exports rose in each of the three years."
IMAGE = '<div class="cell_output"><img alt="{0}" src="../_images/a.png"></div>'


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def one(html: str) -> dict[str, BeautifulSoup]:
    return {HOME: soup(html)}


@pytest.mark.parametrize("section", [SECTION, LABELLED])
def test_a_claim_with_its_section(section: str) -> None:
    assert rules.claims_without_anchor(one(section.format("claim-a")), {"b": ["claim-a"]}) == []


@pytest.mark.parametrize(
    "pages",
    [
        one(""),
        one(SECTION.format("other")),
        one('<p id="claim-a">not a section</p>'),
        one('<section id="claim-a"><h1>A page</h1></section>'),
        {"book/index.html": soup(SECTION.format("claim-a"))},
        {HOME: soup(LABELLED.format("claim-a")), "x.html": soup(SECTION.format("claim-a"))},
        one(SECTION.format("claim-a") * 2),
    ],
)
def test_a_claim_without_its_section(pages: rules.Pages) -> None:
    assert len(rules.claims_without_anchor(pages, {"b": ["claim-a"]})) == 1


def test_released_addresses() -> None:
    pages = one(LABELLED.format("claim-a"))
    assert rules.lost_addresses(pages, [f"{HOME}#claim-a", HOME]) == []
    assert rules.lost_addresses(pages, [f"{HOME}#gone"]) == [f"{HOME}#gone: no such anchor"]
    assert rules.lost_addresses(pages, ["gone.html#claim-a"]) == ["gone.html#claim-a: no such page"]


TAKE = '<p class="recount-take-along"><a href="a.csv">CSV</a></p>'


def test_data_to_take_along(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n")
    shown = IMAGE.format(ALT).replace("</div>", f"{TAKE}</div>")
    assert rules.broken_downloads({"b.html": soup(shown)}, tmp_path) == []
    assert len(rules.broken_downloads({"b.html": soup(IMAGE.format(ALT))}, tmp_path)) == 1
    assert (
        len(rules.broken_downloads({"b.html": soup('<div class="cell_output"><table></table></div>')}, tmp_path)) == 1
    )
    (tmp_path / "a.csv").unlink()
    assert rules.broken_downloads({"b.html": soup(shown)}, tmp_path) == ["b.html: a.csv is not in the site"]


EDITION = "Edition 0.1.0, 23 November 2026"
CITED = '<p class="recount-page-tools">{0} <a class="recount-cite" href="../_cite/b/p.html{1}">Cite</a></p>'
REFERENCES = soup('<div id="claim-a"></div>')


def test_a_page_and_its_references() -> None:
    def uncited(html: str) -> list[str]:
        return rules.uncited({"b/p.html": soup(html), "_cite/b/p.html": REFERENCES}, ["b/p"], EDITION)

    assert uncited(CITED.format(EDITION, "")) == uncited(CITED.format(EDITION, "#claim-a")) == []
    assert len(uncited("")) == len(uncited(CITED.format("Edition 0.0.1", ""))) == 1
    assert uncited(CITED.format(EDITION, "#gone")) == ["b/p.html: no references at ../_cite/b/p.html#gone"]


def test_data_for_machines_names_other_hosts_and_scripts_do_not() -> None:
    address = '"https://example.org"'
    assert rules.foreign_addresses(one(f'<script type="application/ld+json">{address}</script>'), {}) == []
    assert len(rules.foreign_addresses(one(f"<script>{address}</script>"), {})) == 1


def test_an_id_used_twice() -> None:
    assert rules.repeated_ids(one('<p id="a"></p><p id="b"></p>')) == []
    assert len(rules.repeated_ids(one('<p id="a"></p><p id="a"></p>'))) == 1


@pytest.mark.parametrize(
    "alt",
    [
        "",
        "A chart",
        "../../_images/c15aa81560e26c9932dd2fde18c2fbd7904661ddc6.png",
        "a very long name of a file.png",
        "Averyveryverylongsinglewordwithoutspaces",
    ],
)
def test_a_picture_without_a_description(alt: str) -> None:
    assert len(rules.undescribed_images(one(IMAGE.format(alt)))) == 1


def test_a_picture_with_a_description() -> None:
    assert rules.undescribed_images(one(IMAGE.format(ALT))) == []
    assert len(rules.undescribed_images(one(IMAGE.replace('alt="{0}"', "")))) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example.org/a.js"></script>',
        '<script src="//cdn.example.org/a.js"></script>',
        '<script>const URL = "https://cdn.example.org/a.js"</script>',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<link rel="preload" as="font" href="https://example.org/a.woff2">',
        '<img src="http://example.org/a.png">',
        "<style>@import url(https://example.org/a.css);</style>",
        "<style>@font-face {src: url('//example.org/a.woff2')}</style>",
        '<p style="background: url(https://example.org/a.png)"></p>',
        '<iframe src="https://example.org"></iframe>',
    ],
)
def test_a_page_that_loads_from_another_host(html: str) -> None:
    assert len(rules.foreign_addresses(one(html), {})) == 1


def test_a_style_sheet_that_loads_from_another_host() -> None:
    style = "@font-face {src: url(https://example.org/a.woff2)}"
    assert len(rules.foreign_addresses({}, {"a.css": style})) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org">a link is not loaded</a>',
        '<script src="../_static/a.js"></script><img src="data:image/png;base64,AA">',
        '<link rel="canonical" href="https://example.org/">',
        "<style>p {background: url(a.png)}</style>",
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    ],
)
def test_a_page_that_loads_nothing_foreign(html: str) -> None:
    assert rules.foreign_addresses(one(html), {}) == []


@pytest.mark.parametrize("suffix", [".md", ".ipynb"])
def test_numbers_in_pages_and_notebooks(tmp_path: Path, suffix: str) -> None:
    write: Callable[[str], Path] = lambda text: _source(tmp_path / f"page{suffix}", text)  # noqa: E731
    assert rules.numbers_in_prose([write("It rose in 2024.")]) == []
    (problem,) = rules.numbers_in_prose([write("It rose 5 percent.")])
    assert problem.startswith(f"page{suffix}") and "'5 percent'" in problem


def _source(path: Path, text: str) -> Path:
    if path.suffix == ".md":
        path.write_text(text, "utf-8")
    else:
        cells = [nbformat.v4.new_markdown_cell(text), nbformat.v4.new_code_cell("x = 5")]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def test_an_address_escaped_twice() -> None:
    assert rules.escaped_twice(one('<a href="http://example.org/?a=1&amp;b=2">a</a>')) == []
    assert len(rules.escaped_twice(one('<a href="http://example.org/?a=1&amp;amp;b=2">a</a>'))) == 1


def test_chinese_that_is_not_marked() -> None:
    good = '<article><p>as <span lang="zh">近 1.6 万亿元</span></p><pre>年均</pre></article>'
    assert rules.unmarked_chinese(one(good)) == []
    assert rules.unmarked_chinese(one(good.replace(' lang="zh"', ""))) == [f"{HOME}: 近 1.6 万亿元"]


def test_a_cell_that_differs_from_its_record() -> None:
    page = '<div class="cell_output"><p>It <b>differs</b> from\n the record.</p></div>'
    assert len(rules.disagreements(one(page))) == 1
    assert rules.disagreements(one(page.replace("differs", "agrees"))) == []


def test_headings_in_order() -> None:
    assert rules.jumping_headings(one("<article><h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2></article>")) == []
    assert rules.jumping_headings(one("<article><h1>A</h1><h3>B</h3></article>")) == [f"{HOME}: h3 follows h1"]
    assert len(rules.jumping_headings(one("<article><h1>A</h1><h1>B</h1></article>"))) == 1


def test_links_within_the_site(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n")
    good = (
        '<p id="p"></p><a href="#p"></a><a href="b.html#p"></a><a href="../../a.csv"></a><a href="https://e.org/x"></a>'
    )
    assert rules.dead_links(one(good), tmp_path) == []
    for bad in ("#q", "c.html", "b.html#q", "../../b.csv"):
        assert rules.dead_links(one(f'<a href="{bad}"></a>'), tmp_path) == [f"{HOME}: {bad} leads nowhere"]


def test_names_and_headers_of_tables() -> None:
    head, row = "<thead><tr><th>A</th></tr></thead>", '<tr><th scope="row">a</th></tr>'
    assert rules.unnamed_tables(one(f"<table><caption>A</caption>{head}{row}</table>")) == []
    assert rules.unnamed_tables(one(f'<div aria-label="A"><table>{head}{row}</table></div>')) == []
    assert len(rules.unnamed_tables(one(f"<table>{head}</table>"))) == 1
    twice = soup(2 * f"<table><caption>A</caption>{head}{row}</table>")
    assert rules.unnamed_tables({"book/a.html": twice}) == ["book/a.html: 2 tables are named 'A'"]
    assert len(rules.unnamed_tables(one("<table><caption>A</caption><tr><td>a</td></tr></table>"))) == 1
    assert len(rules.unnamed_tables(one("<table><caption>A</caption><tr><td>b</td><th>a</th></tr></table>"))) == 1


def test_a_picture_described_too_precisely() -> None:
    assert rules.overprecise_images(one(IMAGE.format("It was 656.6 billion at 7.1717."))) == []
    assert len(rules.overprecise_images(one(IMAGE.format("It was 656.577613 billion.")))) == 1


def test_an_opening_without_finding(tmp_path: Path) -> None:
    def problems(*cells: dict[str, object]) -> list[str]:
        path = tmp_path / "a.ipynb"
        path.write_text(json.dumps({"cells": cells}))
        return rules.openings_without_finding([path])

    title, words = {"cell_type": "markdown", "source": ["# A"]}, {"cell_type": "markdown", "source": ["It does."]}
    setup: dict[str, object] = {"cell_type": "code", "outputs": []}
    found: dict[str, object] = {"cell_type": "code", "outputs": [{"data": {"text/markdown": "One of two holds."}}]}
    assert problems(title, setup, found, words) == []
    assert len(problems(title, setup, words, found)) == 1
    assert len(problems({"cell_type": "markdown", "source": ["# A\n", "\n", "It does."]}, setup, found)) == 1


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("5.2 billion tonnes a year a year since", 1),
        ("−−2.7 percent", 1),
        ("2 yuan ÷ (1 + −7.3 percent)", 1),
        ("1 − (−7.3 percent), a year, −424.1 to −362.6 yuan", 0),
    ],
)
def test_a_slip_of_units_or_signs(text: str, slips: int) -> None:
    assert len(rules.slips(one(f"<article><p>{text}</p></article>"))) == slips


def test_the_way_past_the_navigation() -> None:
    page = '{0}<nav><a href="b.html">B</a></nav><main id="m"></main>'
    assert rules.without_skip_link(one(page.format('<a href="#m">Skip</a>'))) == []
    assert len(rules.without_skip_link(one(page.format("")))) == 1
