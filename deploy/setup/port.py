"""Is the port free? Asked before the work: ``python3 -m deploy.setup.port 5000``."""

from __future__ import annotations

import socket
import sys


def is_free(port: int) -> bool:
    """Tell whether this machine lets us listen on *port*."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


if __name__ == "__main__":
    wanted = int(sys.argv[1])
    if not is_free(wanted):
        sys.exit(f"Port {wanted} is in use. Take another: make run PORT={wanted + 1}")
