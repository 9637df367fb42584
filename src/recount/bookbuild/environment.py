"""The environment in which notebooks run and pages are rendered: the same for whoever builds."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import yaml

# Of the caller's settings, those that change a chart, a number or the kernel that is started.
DROPPED = (
    "MPLBACKEND",  # any value but the notebook's own leaves a book without a single chart
    "MPLSTYLE",
    "JUPYTER_PATH",
    "JUPYTER_DEFAULT_PROVISIONER_NAME",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "RECOUNT_DOWNLOADS",  # each notebook gets its own
    "RECOUNT_SOURCES",  # whoever has the source texts gets the same book as whoever has not
)
FIXED = {
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MATPLOTLIBRC": os.devnull,
    "JUPYTER_PREFER_ENV_PATH": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "NO_COLOR": "1",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
}
# Stands in where the collection names no date.
UNDATED = date(2025, 1, 1)


def book_environment(root: Path, caller: Mapping[str, str] | None = None) -> dict[str, str]:
    """The caller's environment without what would leak into the pages."""
    inherited = dict(os.environ if caller is None else caller)
    kept = {name: value for name, value in inherited.items() if name not in DROPPED}
    profile = {"IPYTHONDIR": str(root / "_build" / "ipython")}
    return kept | FIXED | profile | {"SOURCE_DATE_EPOCH": str(source_date_epoch(root))}


def source_date_epoch(root: Path) -> int:
    """Midnight of the day up to which the collection knows the figures."""
    record = root / "data" / "collection.yml"
    known: object = None
    if record.exists():
        known = (yaml.safe_load(record.read_text("utf-8")) or {}).get("as_known_on")
    day = date.fromisoformat(str(known)) if known else UNDATED
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
