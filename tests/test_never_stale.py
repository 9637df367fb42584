"""A build runs what a change touches, and nothing else; whatever came before it, the book is that of the sources."""

import json
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from recount.bookbuild import forking
from recount.bookbuild.build import is_current
from recount.bookbuild.environment import book_environment
from recount.bookbuild.execute import Failure, execute
from recount.bookbuild.store import Store
from tests.test_bookbuild import ROOT, build, site_state, write_notebook

TOC = """\
format: jb-book
root: book/index
chapters:
  - file: book/other
  - file: notebooks/plain
  - file: notebooks/reads
  - file: notebooks/lists
  - file: notebooks/calls
"""
READS = "from pathlib import Path; print('value', Path('../data/a.csv').read_text().strip())"
LISTS = "from pathlib import Path; print('files', sorted(path.name for path in Path('../data/more').iterdir()))"
CALLS = "from recount.spoken import plural; print(plural())"
PLAIN = "print('plain')"
# A module of the library that one notebook uses.
WORDS = 'def plural():\n    return "words of old"\n'


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("stale")
    for name in ("book/_static", "book/_templates", "src/recount"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "_config.yml", project)
    reset(project)
    assert build(project).returncode == 0
    return project


def reset(project: Path) -> None:
    """The sources as they were at first."""
    shutil.rmtree(project / "data", ignore_errors=True)
    (project / "data/more").mkdir(parents=True)
    (project / "data/a.csv").write_text("17\n")
    (project / "data/more/b.csv").write_text("2\n")
    (project / "data/records.yml").write_text("a: 1\n")
    (project / "src/recount/spoken.py").write_text(WORDS)
    (project / "src/recount/unused.py").write_text("x = 1\n")
    (project / "_toc.yml").write_text(TOC)
    shutil.copy(ROOT / "requirements.txt", project)
    (project / "book/index.md").write_text("# A book\n\nSee [](other.md) and [](#there).\n")
    (project / "book/other.md").write_text("# Another\n\n(there)=\n## There\n\nText.\n")
    for name, code in (("plain", PLAIN), ("reads", READS), ("lists", LISTS), ("calls", CALLS)):
        write_notebook(project / f"notebooks/{name}.ipynb", f"# The one that {name}", code)


@pytest.fixture
def project(whole: Path) -> Path:
    reset(whole)
    assert build(whole).returncode == 0
    return whole


def rebuilt(project: Path) -> list[str]:
    """Build; the notebooks that ran."""
    done = build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    return sorted(Path(words[-1]).stem for words in lines if words and words[-1].endswith(".ipynb"))


def shows(project: Path, page: str, text: str) -> bool:
    return text in (project / f"_build/html/{page}.html").read_text("utf-8")


def from_nothing(project: Path) -> dict[str, bytes]:
    """The site that a first build makes."""
    (project / "_build").rename(project / "kept")
    try:
        assert build(project).returncode == 0
        return site_state(project)
    finally:
        shutil.rmtree(project / "_build")
        (project / "kept").rename(project / "_build")


def test_a_value_runs_the_notebooks_that_read_it(project: Path) -> None:
    (project / "data/a.csv").write_text("18\n")
    assert rebuilt(project) == ["reads"]
    assert shows(project, "notebooks/reads", "value 18")
    (project / "data/a.csv").write_text("17\n")
    assert rebuilt(project) == []  # as it was before, and kept from then
    assert shows(project, "notebooks/reads", "value 17")


def test_a_record_that_no_notebook_reads_runs_nothing(project: Path) -> None:
    (project / "data/records.yml").write_text("a: 2\n")
    assert rebuilt(project) == []


def test_a_new_file_runs_the_notebooks_that_look_into_its_folder(project: Path) -> None:
    (project / "data/more/c.csv").write_text("3\n")
    assert rebuilt(project) == ["lists"]
    assert shows(project, "notebooks/lists", "c.csv")


def test_a_function_runs_the_notebooks_that_use_its_module(project: Path) -> None:
    (project / "src/recount/unused.py").write_text("x = 2\n")
    assert rebuilt(project) == []
    (project / "src/recount/spoken.py").write_text(WORDS.replace("old", "new"))  # the same size
    assert rebuilt(project) == ["calls"]
    assert shows(project, "notebooks/calls", "words of new")


def test_a_pin_runs_the_notebooks_that_use_the_package(project: Path) -> None:
    pins = (ROOT / "requirements.txt").read_text()
    used, unused = (
        next(line for line in pins.splitlines() if line.startswith(name)) for name in ("pandas==", "ruff==")
    )
    (project / "requirements.txt").write_text(pins.replace(unused, f"{unused}.1"))
    assert rebuilt(project) == []
    (project / "requirements.txt").write_text(pins.replace(used, f"{used}.1"))
    # Kernels are warm with it, so that every notebook may use it.
    assert rebuilt(project) == ["calls", "lists", "plain", "reads"]


def test_code_runs_its_notebook_and_words_run_nothing(project: Path) -> None:
    write_notebook(project / "notebooks/plain.ipynb", "# Other words", "# and more", PLAIN)
    assert rebuilt(project) == []
    assert shows(project, "notebooks/plain", "Other words") and shows(project, "notebooks/plain", "plain\n")
    write_notebook(project / "notebooks/plain.ipynb", "# The one", PLAIN.replace("plain", "fancy"))
    assert rebuilt(project) == ["plain"]
    assert shows(project, "notebooks/plain", "fancy\n")


def test_a_word_of_a_page_runs_nothing_and_gives_the_site_of_a_first_build(project: Path) -> None:
    (project / "book/other.md").write_text("# Another\n\n(there)=\n## There\n\nOther text.\n")
    assert rebuilt(project) == []
    assert shows(project, "book/other", "Other text.")
    assert site_state(project) == from_nothing(project)


def test_a_title_changes_every_page_that_shows_it(project: Path) -> None:
    (project / "book/other.md").write_text("# Renamed\n\n(there)=\n## Elsewhere\n\nText.\n")
    assert rebuilt(project) == []
    assert shows(project, "book/index", "Elsewhere") and shows(project, "notebooks/plain", "Renamed")
    assert site_state(project) == from_nothing(project)


def test_a_label_that_goes_is_missed_by_the_page_that_links_to_it(project: Path) -> None:
    (project / "book/other.md").write_text("# Another\n\n## There\n\nText.\n")
    done = build(project)
    assert done.returncode == 1 and "book/index.md" in done.stderr
    (project / "book/index.md").write_text("# A book\n")
    assert rebuilt(project) == []


def test_what_a_program_read_is_not_known_and_so_never_kept(project: Path) -> None:
    program = (
        "import subprocess; print(subprocess.run(['cat', '../data/a.csv'], capture_output=True, text=True).stdout)"
    )
    write_notebook(project / "notebooks/plain.ipynb", "# The one", program)
    assert rebuilt(project) == ["plain"]
    (project / "data/a.csv").write_text("19\n")
    assert rebuilt(project) == ["plain", "reads"]
    assert shows(project, "notebooks/plain", "19")


def test_settings_templates_and_styles_change_every_page(project: Path) -> None:
    style = project / "book/_static/recount.css"
    style.write_text(style.read_text() + "\n.never-seen-before { color: red; }\n")
    assert rebuilt(project) == []
    pages = [path.read_text() for path in (project / "_build/html").rglob("*.html")]
    assert all("never-seen-before" in text for text in pages if "<style>" in text) and any(
        "<style>" in p for p in pages
    )


MOMENTS = ("Running", "1/", "Rendering", "render/html/genindex.html", "html.new")


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_after_one_that_was_killed_is_right(project: Path, moment: str) -> None:
    (project / "data/a.csv").write_text(f"{len(moment)}1\n")
    (project / "book/other.md").write_text(f"# Killed at {moment}\n\n(there)=\n## There\n")
    command = [sys.executable, "-m", "recount.bookbuild.build", "--root", str(project)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as going:
        assert going.stdout is not None
        if moment[0].isupper() or moment[0].isdigit():
            while (line := going.stdout.readline()) and not line.strip().startswith(moment):
                pass
        else:
            while going.poll() is None and not os.path.exists(project / "_build" / moment):
                pass
        going.send_signal(signal.SIGKILL)
    assert not is_current(project) or moment == "html.new"
    rebuilt(project)
    assert shows(project, "notebooks/reads", f"value {len(moment)}1")
    assert shows(project, "notebooks/plain", f"Killed at {moment}")


def test_a_result_that_was_begun_and_not_kept_is_not_found(project: Path) -> None:
    store = Store(project / "_build/results", project / "_build/stage", {})
    notebook = {"cells": [], "metadata": {}}
    store.begin("notebooks/new.ipynb")
    assert store.find("notebooks/new.ipynb", notebook) is None


OPENS = "from recount.notebook import open_collection; print(len(open_collection().collection.claims))"


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_what_was_read_for_all_before_they_were_forked_was_read_by_each(tmp_path: Path) -> None:
    for name in ("data", "src"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    paths = [tmp_path / f"notebooks/{name}.ipynb" for name in ("a", "b", "c")]
    for path in paths:
        write_notebook(path, "# A title", OPENS)
    names = {path.relative_to(tmp_path).as_posix(): json.loads(path.read_text()) for path in paths}
    env = book_environment(tmp_path) | {"PYTHONPATH": str(tmp_path / "src")}
    store = Store(tmp_path / "_build/results", tmp_path, env)
    forking.warm(env, list(names.values()), tmp_path)
    with ThreadPoolExecutor() as pool:  # where no event loop runs: other tests may have left one in this thread
        outcomes = pool.submit(execute, paths, tmp_path, env, lambda line: None, store.begin).result()
    for (name, notebook), outcome in zip(names.items(), outcomes.values(), strict=True):
        assert not isinstance(outcome, Failure), outcome
        used = json.loads((store.keep(name, notebook, outcome) / "used.json").read_text())
        assert "file :data/series/exports.csv" in used and "file :src/recount/check/run.py" in used
        assert not any(thing.startswith("program") for thing in used), "the fork is no program that the notebook runs"

    def holds() -> bool:
        return all(Store(store.folder, tmp_path, env).find(*each) is not None for each in names.items())

    assert holds()
    (tmp_path / "src/recount/charts_power.py").write_text("# which none of them imports\n")
    assert holds()
    series = tmp_path / "data/series/exports.csv"
    series.write_text(series.read_text() + "\n")
    assert not holds()
