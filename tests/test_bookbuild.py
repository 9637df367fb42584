"""The build: what it refuses, what it leaves alone, what it writes."""

import importlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import types
import urllib.request
from io import StringIO
from pathlib import Path
from threading import Thread

import nbformat
import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from recount.bookbuild import offline, pandas_html, refresh
from recount.bookbuild.build import is_current
from recount.bookbuild.environment import book_environment, source_date_epoch
from recount.bookbuild.notebook_links import TO_NOTEBOOK
from recount.bookbuild.render import problems
from recount.bookbuild.serve import open_server
from recount.bookbuild.stage import fingerprint, notebooks_of_the_book

ROOT = Path(__file__).parents[1]
CHART = """\
import io
import matplotlib.pyplot as plt
from IPython.display import display
figure, axes = plt.subplots()
axes.plot([1, 3, 2])
picture = io.BytesIO()
figure.savefig(picture, format="png")
plt.close(figure)
display({"image/png": picture.getvalue(), "text/plain": ALT}, raw=True)"""
ALT = "Exports rose in each of the three years shown."
OFFERED = """\
import os
from pathlib import Path
if folder := os.environ.get("RECOUNT_DOWNLOADS"):
    assert not list(Path(folder).iterdir())
    Path(folder, "figures.csv").write_text("year,value\\n2024,1\\n")"""
TOC = """\
format: jb-book
root: book/index
chapters:
  - file: notebooks/one
"""


def write_notebook(path: Path, *cells: str) -> None:
    """A notebook of Markdown (what starts with #) and code cells."""
    made = [
        nbformat.v4.new_markdown_cell(cell) if cell.startswith("#") else nbformat.v4.new_code_cell(cell)
        for cell in cells
    ]
    for number, cell in enumerate(made):
        cell["id"] = f"cell-{number}"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=made), path)


def write_good_sources(project: Path) -> None:
    shutil.rmtree(project / "notebooks", ignore_errors=True)
    (project / "_toc.yml").write_text(TOC)
    (project / "book/index.md").write_text("# A book\n\nUS$5 and US$6 are money.\n")
    write_notebook(project / "notebooks/one.ipynb", "# One", f"ALT = {ALT!r}", CHART, OFFERED)


def make_project(folder: Path) -> Path:
    """The smallest book with the configuration of this one."""
    for name in ("book/_static", "book/_templates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "_config.yml", folder)
    write_good_sources(folder)
    return folder


def build(project: Path, *options: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "recount.bookbuild.build", "--root", str(project), *options]
    return subprocess.run(command, env=os.environ | env, capture_output=True, text=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with a setting in the environment that used to take every chart away."""
    project = make_project(tmp_path_factory.mktemp("book"))
    done = build(project, MPLBACKEND="Agg")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"1/1 +\d+\.\d s  notebooks/one\.ipynb", done.stdout)
    return project


@pytest.fixture
def project(built: Path) -> Path:
    """The built project with its sources as they were."""
    write_good_sources(built)
    return built


def page(project: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((project / "_build/html" / name).read_text("utf-8"), "html.parser")


def test_a_chart_carries_its_description(project: Path) -> None:
    (image,) = page(project, "notebooks/one.html").select(".cell_output img")
    assert int(str(image["width"])) > 100 and int(str(image["height"])) > 100
    assert image["alt"] == ALT
    assert (project / "_build/html/notebooks" / str(image["src"])).exists()


def test_what_a_notebook_offers_lies_beside_its_page(project: Path) -> None:
    assert (project / "_build/html/_downloads/notebooks/one/figures.csv").read_text() == "year,value\n2024,1\n"


def test_money_is_no_formula_and_no_page_loads_mathjax(project: Path) -> None:
    text = page(project, "book/index.html").get_text()
    assert "US$5 and US$6 are money." in text
    assert "mathjax" not in (project / "_build/html/book/index.html").read_text().lower()


def test_what_the_theme_brings_and_nobody_asks_for_is_left_out(project: Path) -> None:
    static = project / "_build/html/_static"
    assert not [path for path in static.rglob("*") if path.suffix in (".map", ".woff2", ".ttf", ".po", ".mo")]
    assert list(static.rglob("*.css")) == []
    assert "font/woff;base64," in (project / "_build/html/book/index.html").read_text("utf-8")


RAISING = {
    "notebooks/raises.ipynb": ("# One", "x = 1", "1 / 0"),
    "notebooks/warns.ipynb": ("# One", "import warnings; warnings.warn('old')"),
    "notebooks/dies.ipynb": ("# One", "import os; os._exit(1)"),
}
RAISED = [
    "notebooks/raises.ipynb, cell 3: ZeroDivisionError: division by zero",
    "notebooks/warns.ipynb, cell 2: wrote to stderr: ",
    "notebooks/dies.ipynb, cell 2: the kernel died",
    "notebooks/broken.ipynb: cannot be read as a notebook: ",
]
UNDESCRIBED = "import matplotlib.pyplot as plt\nplt.plot([1]);"
WARNED = [
    "book/index.md, line 3: ",  # a link to a page that is not there
    "notebooks/one.ipynb, cell 2: ",  # a link to a label that is not there
    "notebooks/one.ipynb, cell 3: a picture without a description",
    "book/index.md: needs ",  # a formula, and no script at hand to set it
]


def test_a_notebook_that_fails_fails_the_build(project: Path) -> None:
    for name, cells in RAISING.items():
        write_notebook(project / name, *cells)
    (project / "notebooks/broken.ipynb").write_text("{")
    names = ["raises", "warns", "dies", "broken"]
    (project / "_toc.yml").write_text(TOC + "".join(f"  - file: notebooks/{n}\n" for n in names))
    assert_fails_and_leaves_the_site(project, RAISED)


def test_a_warning_fails_the_build(project: Path) -> None:
    (project / "book/index.md").write_text("# A book\n\n[x](nowhere.md)\n\n{math}`a`\n")
    write_notebook(project / "notebooks/one.ipynb", "# One", "# Two\n\n[x](#nowhere)", UNDESCRIBED)
    assert_fails_and_leaves_the_site(project, WARNED)


def assert_fails_and_leaves_the_site(project: Path, expected: list[str]) -> None:
    before = site_state(project)
    done = build(project)
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    unsaid = [text for text in expected if not any(e.startswith(f"error: {text}") for e in errors)]
    assert (done.returncode, unsaid, len(errors)) == (1, [], len(expected)), done.stderr
    assert "Traceback" not in done.stderr
    assert site_state(project) == before


def site_state(project: Path) -> dict[str, bytes]:
    site = project / "_build/html"
    return {str(path): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_current_site_is_not_built_again(project: Path) -> None:
    assert build(project).returncode == 0
    done = build(project)
    assert (done.returncode, "nothing has changed" in done.stdout) == (0, True)
    (project / "book/index.md").write_text("# Other\n")
    assert not is_current(project)


def test_a_site_that_another_program_wrote_to_is_not_current(project: Path) -> None:
    assert build(project).returncode == 0
    page = project / "_build/html/book/index.html"
    ours = page.read_bytes()
    page.write_text("written by another program")
    assert not is_current(project)
    page.write_bytes(ours)
    assert is_current(project)


def test_two_builds_are_the_same_bytes(project: Path) -> None:
    assert build(project).returncode == 0
    first = site_state(project)
    shutil.rmtree(project / "_build")
    assert build(project, TZ="Asia/Tokyo", PYTHONHASHSEED="7").returncode == 0
    assert site_state(project) == first


def test_the_fingerprint_follows_the_sources(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    before = fingerprint(project)
    (project / "_build").mkdir()
    (project / "_build/x").write_text("built")
    assert fingerprint(project) == before
    (project / "book/index.md").write_text("# Other\n")
    assert fingerprint(project) != before


def test_the_notebooks_are_those_of_the_contents() -> None:
    toc = {path.stem for path in notebooks_of_the_book(ROOT)}
    assert toc == {
        path.stem for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts
    }


def test_the_environment_of_a_notebook(tmp_path: Path) -> None:
    env = book_environment(tmp_path, {"MPLBACKEND": "Agg", "PYTHONPATH": "/x", "HOME": "/h"})
    assert "MPLBACKEND" not in env and "PYTHONPATH" not in env
    assert (env["HOME"], env["PYTHONHASHSEED"]) == ("/h", "0")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/collection.yml").write_text("as_known_on: 1970-01-02\n")
    assert source_date_epoch(tmp_path) == 24 * 60 * 60


def test_problems_are_told_by_page_cell_and_line() -> None:
    output = (
        "\x1b[91m/s/notebooks/a.ipynb:20003: WARNING: no such label: 'x'\x1b[39m\n"
        "/s/book/b.md:7: ERROR: bad\nWARNING: unknown key\nbuild succeeded, 3 warnings.\n"
    )
    assert problems(output, Path("/s")) == [
        "notebooks/a.ipynb, cell 2: no such label: 'x'",
        "book/b.md, line 7: bad",
        "unknown key",
    ]


@pytest.mark.parametrize(
    ("address", "foreign"),
    [
        ("https://example.org/a.js", True),
        ("//example.org/a.js", True),
        ("../_static/a.js", False),
        ("data:image/png;base64,AA", False),
    ],
)
def test_a_foreign_address(address: str, foreign: bool) -> None:
    assert offline.is_foreign(address) is foreign


def test_a_data_frame_becomes_valid_html() -> None:
    frame = '<style scoped>a</style>\n<table border="1" class="dataframe"><th></th><th>a</th>'
    assert pandas_html.repair(frame) == '<table class="dataframe"><td></td><th>a</th>'
    assert pandas_html.repair("<th></th>") == "<th></th>"


# Pages without a kernel


def render_page(folder: Path, text: str) -> tuple[BeautifulSoup, str]:
    (folder / "index.md").write_text(text)
    warnings = StringIO()
    with patch_docutils(), docutils_namespace():
        settings = {"extensions": ["myst_parser", "recount.bookbuild.extension"]}
        app = Sphinx(folder, None, folder / "out", folder / "doctrees", "html", settings, None, warnings)
        app.build()
    return BeautifulSoup((folder / "out/index.html").read_text(), "html.parser"), warnings.getvalue()


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch) -> None:
    importlib.import_module("recount.bookbuild.extension")  # which wants the real ones
    module = types.ModuleType("recount.facts")
    module.FACTS = {  # type: ignore[attr-defined]
        "held": lambda: "**seven** of [nine](https://example.org)",
        "table": lambda: "| a | b |\n|---|---|\n| x | y |",
        "broken": lambda: str(1 / 0),
    }
    monkeypatch.setitem(sys.modules, "recount.facts", module)


@pytest.mark.usefixtures("facts")
def test_a_page_without_a_kernel_shows_computed_values(tmp_path: Path) -> None:
    soup, warnings = render_page(tmp_path, "# T\n\nIt is {recount}`held`.\n\n```{recount} table\n```\n")
    assert "It is seven of nine." in soup.get_text()
    assert soup.find("strong", string="seven") and soup.find("td", string="y")
    assert warnings == ""


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{recount}`other`", "no fact 'other'; there are: broken, held, table"),
        ("{recount}`broken`", "division by zero"),
        ("```{recount} other\n```", "no fact 'other'"),
    ],
)
def test_a_fact_that_fails_names_the_page(tmp_path: Path, text: str, said: str) -> None:
    _, warnings = render_page(tmp_path, f"# T\n\n{text}\n")
    assert "index.md:3: WARNING" in warnings and said in warnings


# Refresh


def test_refresh_stores_text_and_strips_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOUNT_DOWNLOADS", str(tmp_path))
    path = tmp_path / "notebooks/one.ipynb"
    nothing_offered = "import os; assert 'RECOUNT_DOWNLOADS' not in os.environ"
    write_notebook(path, "# One", f"ALT = {ALT!r}", CHART, "1 + 1", nothing_offered)
    stored = json.loads(path.read_text())
    stored["cells"][3]["metadata"] = {"tags": ["hide-input"], "collapsed": True}
    stored["metadata"]["widgets"] = {}
    path.write_text(json.dumps(stored))
    assert refresh.main(tmp_path) == 0
    once = path.read_bytes()
    notebook = json.loads(once)
    outputs = [output["data"] for cell in notebook["cells"][1:] for output in cell["outputs"]]
    assert [list(data) for data in outputs] == [["text/plain"], ["text/plain"]]
    assert "".join(outputs[0]["text/plain"]) == ALT
    assert [cell["execution_count"] for cell in notebook["cells"][1:]] == [1, 2, 3, 4]
    assert notebook["cells"][3]["metadata"] == {"tags": ["hide-input"]}
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert refresh.main(tmp_path) == 0
    assert path.read_bytes() == once


def test_refresh_leaves_a_failing_notebook_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notebooks/one.ipynb"
    write_notebook(path, "1 / 0")
    before = path.read_bytes()
    assert refresh.main(tmp_path) == 1
    assert path.read_bytes() == before
    assert "notebooks/one.ipynb, cell 1: ZeroDivisionError" in capsys.readouterr().err


# Serve


def test_the_site_is_served_to_this_machine_only(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("the book")
    with open_server(tmp_path) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        assert server.server_address[0] == "127.0.0.1"
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/") as answer:
            assert answer.read() == b"the book"
        server.shutdown()


# Make


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return subprocess.run(["make", *arguments], cwd=folder, capture_output=True, text=True)


def fake_python(folder: Path, script: str) -> str:
    path = folder / "a-python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", "Recount needs Python 3.11 or newer"),
        ('case "$2" in *ensurepip*) exit 1;; esac', "has no venv module: install the package"),
    ],
)
def test_a_python_that_will_not_do_is_told_in_one_line(tmp_path: Path, script: str, said: str) -> None:
    done = make(tmp_path, "install", f"PYTHON={fake_python(tmp_path, script)}")
    lines = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode != 0 and len(lines) == 1 and said in lines[0]
    assert not (tmp_path / ".venv").exists()


def test_a_missing_python_is_told_in_one_line(tmp_path: Path) -> None:
    done = make(tmp_path, "install", "PYTHON=no-such-python")
    lines = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert len(lines) == 1 and '"no-such-python" is not' in lines[0]


def test_clean_removes_what_was_made_and_nothing_else(tmp_path: Path) -> None:
    for name in ("src/recount/a.py", "data/b.csv", "notebooks/c.ipynb"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("source")
    make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    for name in ("_build/html/a", ".venv/a", ".mypy_cache/a", "src/recount/__pycache__/a", "src/recount.egg-info/a"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("made")
    assert make(tmp_path, "clean").returncode == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_make_lists_its_targets(tmp_path: Path) -> None:
    listed = re.findall(r"make (\w+)", make(tmp_path).stdout)
    assert {"book", "verify", "test", "lab", "serve", "refresh", "lock", "clean", "help"} <= set(listed)


def test_every_requirement_is_pinned_and_names_no_host() -> None:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", pin) for pin in pins)


# Colours


def test_every_colour_can_be_read_and_says_how_well() -> None:
    css = (ROOT / "book/_static/recount.css").read_text()
    looks = re.findall(r'html\[data-theme="\w+"\] \{\n(  --recount-paper.*?)\}', css, re.DOTALL)
    assert len(looks) == 2
    for look in looks:
        paper = re.findall(r"--recount-paper: (#\w+);", look)[0]
        for colour, stated in re.findall(r": (#\w+); /\* ([\d.]+) \*/", look):
            ratio = contrast(colour, paper)
            assert ratio >= 4.5 and f"{ratio:.2f}" == stated, colour
        assert look.count("/*") == look.count("#") - 1


def contrast(one: str, other: str) -> float:
    """WCAG 2.1's ratio of relative luminances."""
    low, high = sorted(luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_links_to_notebooks_become_links_to_pages() -> None:
    link = TO_NOTEBOOK.sub(r"\1.html", '<a href="briefings/b.ipynb#c">')
    assert link == '<a href="briefings/b.html#c">'
    for left in ('<a href="https://example.org/b.ipynb">', '<a href="b.html">', "<p>b.ipynb#c</p>"):
        assert TO_NOTEBOOK.sub(r"\1.html", left) == left
