"""The kernel of a notebook, with a record of what it reads: `python -m recount.bookbuild.kernel -f FILE`."""

from __future__ import annotations

import os
import platform
import sys

from recount.bookbuild import record


def main() -> None:
    """Become an IPython kernel, in the notebook's folder as IPython finds it."""
    if sys.path and sys.path[0] in ("", os.getcwd()):
        del sys.path[0]
    platform.processor()  # runs a program, which would count as the notebook's; remembered afterwards
    if record.start():
        sys.modules["debugpy"] = None  # type: ignore[assignment]  # half of a kernel's start, and nobody looks on
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance()


if __name__ == "__main__":
    main()
