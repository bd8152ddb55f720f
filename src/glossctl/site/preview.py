"""A preview of a site: served from memory to this machine only, and reloaded when a file changes.

Pages get one more script, which reloads them; the page's policy allows it and nothing else. The caller prints what
happens.
"""

import http.server
import mimetypes
import os
import threading
from urllib.parse import unquote, urlsplit

from glossctl.site import hashed
from glossctl.site.pages import HOME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self

HOST = "127.0.0.1"
_PORTS = (8000, 0)  # 0 is any free port
_CHANGES = "/_changes"
_RELOAD = f'new EventSource("{_CHANGES}").onmessage = () => location.reload();'
_POLICY = "script-src "
_KEEP_ALIVE_SECONDS = 15.0


class Preview:
    """A server of files that can be replaced while it runs; use it in a ``with`` block."""

    def __init__(self, files: "Mapping[str, str]") -> None:
        self._changed = threading.Condition()
        self._version = 0
        self._files: dict[str, bytes] = {}
        self.show(files)
        self._server = self._open()
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def _open(self) -> http.server.ThreadingHTTPServer:
        preview = self

        class Handler(_Handler):
            shown = preview

        for port in _PORTS:
            try:
                return http.server.ThreadingHTTPServer((HOST, port), Handler)
            except OSError:
                if not port:
                    raise
        raise AssertionError("the last port is any")

    @property
    def address(self) -> str:
        """The address of the preview."""
        return f"http://{HOST}:{self._server.server_port}/"

    def __enter__(self) -> "Self":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def show(self, files: "Mapping[str, str]") -> None:
        """Serve these files from now on, and reload open pages."""
        contents = {f"/{name}": _reloading(name, text).encode() for name, text in files.items()}
        contents["/"] = contents[f"/{HOME}"]
        with self._changed:
            self._files = contents
            self._version += 1
            self._changed.notify_all()

    def content(self, path: str) -> bytes | None:
        """Return the content of a path, or None."""
        return self._files.get(path)

    @property
    def version(self) -> int:
        """How many times files have been shown."""
        return self._version

    def wait(self, version: int) -> bool:
        """Wait a while for a newer version; tell whether there is one."""
        with self._changed:
            return self._changed.wait_for(lambda: self._version != version, _KEEP_ALIVE_SECONDS)


def _reloading(name: str, text: str) -> str:
    if not name.endswith(".html"):
        return text
    allowed = f"connect-src 'self'; {_POLICY}{hashed(_RELOAD)} ".replace("'", "&#39;")
    return text.replace(_POLICY, allowed, 1).replace("</body>", f"<script>{_RELOAD}</script></body>")


class _Handler(http.server.BaseHTTPRequestHandler):
    shown: Preview

    def do_GET(self) -> None:
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        path = unquote(urlsplit(self.path).path)
        if host not in (HOST, "localhost"):  # another site whose name resolves to this machine
            self.send_error(403)
        elif path == _CHANGES:
            self._send_changes()
        elif (content := self.shown.content(path)) is None:
            self.send_error(404)
        else:
            self._answer(mimetypes.guess_type(path)[0] or "text/html", content)

    def _answer(self, kind: str, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _send_changes(self) -> None:
        """Send an event when there is a newer version. Source: HTML Living Standard, server-sent events."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        version = self.shown.version
        try:
            while not self.shown.wait(version):
                self.wfile.write(b":\n\n")
            self.wfile.write(b"data: changed\n\n")
        except OSError:  # the page was closed
            pass

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 — as the standard library has it
        """Log nothing: only the reader uses this server."""


def stamps(paths: "Iterable[str]") -> tuple[tuple[int, int, int] | None, ...]:
    """Return a stamp of each file, which changes when the file does; None for a missing file."""
    results: list[tuple[int, int, int] | None] = []
    for path in paths:
        try:
            status = os.stat(path)
            results.append((status.st_mtime_ns, status.st_size, status.st_ino))
        except OSError:
            results.append(None)
    return tuple(results)
