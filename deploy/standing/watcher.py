"""A page that listens, as far as its socket goes: Engine.IO 4 and Socket.IO 5 over a websocket."""

from __future__ import annotations

import json
import time
from types import TracebackType
from typing import Any, Self

from simple_websocket import Client, ConnectionClosed

OPEN, PING, PONG = "0", "2", "3"
JOIN, EVENT, HAPPENED = "40", "42", "43"


class Watcher:
    """One socket at the front door, known to it by the *browser* that it says it is.

    With the *cookie* of somebody who has signed in it is theirs.
    """

    def __init__(self, url: str, browser: str, cookie: str = "") -> None:
        address = f"{url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket"
        self._socket = Client(address, headers={"User-Agent": browser, "Cookie": cookie})
        self._heard(OPEN)
        self._socket.send(JOIN)
        self._heard(JOIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        try:
            self._socket.close()
        except ConnectionClosed:
            return

    def watch(self, room: str) -> None:
        """Ask to hear of changes in *room*, and wait until the server has heard that."""
        self._socket.send(f"{EVENT}1{json.dumps(['watch', room])}")
        self._heard(f"{HAPPENED}1")

    def hears(self, within: float) -> Any | None:  # noqa: ANN401  what a hint holds
        """Return the next hint, or None where none comes in time.

        Raises:
            ConnectionClosed: the server has gone.
        """
        said = self._heard(EVENT, within)
        return json.loads(said[len(EVENT) :])[1] if said else None

    def is_cut(self, within: float) -> bool:
        """Tell whether the server goes within so many seconds."""
        try:
            self._heard("nothing that is ever said", within)
        except ConnectionClosed:
            return True
        return False

    def _heard(self, wanted: str, within: float = 10.0) -> str | None:
        until = time.monotonic() + within
        while (left := until - time.monotonic()) > 0:
            said = self._socket.receive(timeout=left)
            if said == PING:
                self._socket.send(PONG)
            elif said is not None and str(said).startswith(wanted):
                return str(said)
        return None
