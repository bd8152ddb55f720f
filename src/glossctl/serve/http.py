"""A port of this machine, opened before it is announced, and a web application served on it."""

import errno
import os
import socket
from typing import Any

from glossctl.errors import GlossctlError

HOST = "127.0.0.1"


def listening(port: int) -> socket.socket:
    """Return a socket that listens on a port of this machine. Raises GlossctlError where none can."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # on Windows it would share the port with whoever has it
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise GlossctlError(f"port {port} is in use", reason="no-port") from error
        why = (error.strerror or str(error)).lower()
        raise GlossctlError(f"can't listen on port {port}: {why}", reason="no-port") from error
    return listener


def serve_app(app: Any, listener: socket.socket) -> None:
    """Serve an ASGI application on a socket that listens, until the process is interrupted."""
    import uvicorn  # what the SDK itself serves HTTP with, but only on a port that it opens late

    uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listener])
