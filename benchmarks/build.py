"""Times `make book` after installation: the first build, then one with nothing changed."""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 3


def main() -> None:
    """Print a row for each kind of build, in the form of the table in README.md."""
    subprocess.run(["make", "install"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    first, unchanged = [], []
    for _ in range(RUNS):
        shutil.rmtree(ROOT / "_build", ignore_errors=True)
        first.append(timed_build())
        unchanged.append(timed_build())
    notebooks = len(list((ROOT / "notebooks").rglob("*.ipynb")))
    place = f"{platform.system()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    print(f"{notebooks} notebooks, {place}; median of {RUNS}")
    print(f"| first build | {statistics.median(first):.1f} |")
    print(f"| nothing changed | {statistics.median(unchanged):.1f} |")


def timed_build() -> float:
    """Seconds that `make book` takes."""
    start = time.monotonic()
    subprocess.run(["make", "book"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


if __name__ == "__main__":
    main()
