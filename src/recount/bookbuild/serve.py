"""`make serve`: show the built book at an address of this machine."""

from __future__ import annotations

import functools
import http.server
import sys
from pathlib import Path

FIRST_PORT, LAST_PORT = 8000, 8020


def main(site: Path | None = None) -> int:
    """Serve until Ctrl-C, on the first free port."""
    site = site or Path.cwd() / "_build" / "html"
    if not (site / "index.html").exists():
        print("There is no book yet: run `make book` first", file=sys.stderr)
        return 1
    with open_server(site) as server:
        print(f"The book is at http://localhost:{server.server_port}/ (Ctrl-C ends)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


def open_server(site: Path) -> http.server.ThreadingHTTPServer:
    """A server of `site` that listens to this machine only."""
    handler = functools.partial(QuietHandler, directory=str(site))
    for port in range(FIRST_PORT, LAST_PORT + 1):
        try:
            return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
        except OSError:
            continue
    return http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Does not print a line for every image."""

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


if __name__ == "__main__":
    sys.exit(main())
