"""Who listens, and whether they may still hear: looked at again before each message.

A sign-in that ends by itself ends without an event, so nobody would close its socket.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from socketio import Server
from socketio.manager import Manager

from foundation.accounts.web.signed_in import who_holds
from foundation.base.actor import Actor

MayHear = Callable[[str, str], bool]
"""Name of a socket and of a room → whether who is behind it may still be told of the room."""


class Listeners(Manager):  # type: ignore[misc]  # python-socketio ships no types
    """The sockets of this process; each message goes to those alone who may still hear it.

    Each process looks at its own sockets, whichever process a message comes from.
    """

    may_hear: MayHear = staticmethod(lambda _sid, _room: True)

    def get_participants(self, namespace: str, room: str) -> Iterator[tuple[str, str]]:
        """Yield those in *room* who may still be told of it."""
        for sid, transport in super().get_participants(namespace, room):
            if self.may_hear(sid, str(room)):
                yield sid, transport


def cut(server: Server, sid: str, namespace: str = "/") -> None:
    """Part with a socket of this process, and with the line under it.

    A line that nobody reads may take its time to end, so that is waited for elsewhere.
    """
    line = server.manager.eio_sid_from_sid(sid, namespace)
    server.disconnect(sid, namespace=namespace, ignore_queue=True)
    if line:
        server.start_background_task(server.eio.disconnect, line)


class Seats:
    """The token with which each socket of this process was opened, and at which council.

    The cookie that a socket was opened with is all that it can ever show; a page that signs in
    opens another.
    """

    def __init__(self) -> None:
        self._taken: dict[str, tuple[str | None, UUID]] = {}

    def take(self, sid: str, token: str | None, authority_id: UUID) -> None:
        """Note who opened a socket."""
        self._taken[sid] = (token, authority_id)

    def leave(self, sid: str) -> None:
        """Forget a socket that has gone."""
        self._taken.pop(sid, None)

    def who(self, sid: str) -> Actor | None:
        """Return who is behind a socket now, read anew; None if it is none of this process."""
        seat = self._taken.get(sid)
        return who_holds(*seat) if seat else None
