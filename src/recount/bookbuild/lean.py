"""Imported first, for what it leaves out: a grammar of internet addresses that nobody here asks for.

jsonschema, which nbformat brings, would compile it at import, for more than a second.
"""

from __future__ import annotations

import sys

sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
