"""Zip archives that are the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# The first day that a zip archive can name.
_DAY = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """An archive of ``files`` below one folder, in the order of their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()
