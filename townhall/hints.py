"""How hints travel between processes: through Redis, which is given up on when it says nothing."""

from __future__ import annotations

from typing import Any

from socketio import RedisManager

from foundation.base.jobs import impatient
from townhall.listeners import Listeners, cut

CHANNEL = "flask-socketio"
"""What the library's own processes listen to."""


class Hints(RedisManager, Listeners):  # type: ignore[misc]  # the library ships no types
    """Hears for as long as it takes, but hands a hint over within seconds or not at all.

    The library uses one connection pool for both, where no patience fits both.
    """

    def __init__(self, redis_url: str) -> None:
        super().__init__(redis_url, channel=CHANNEL)
        self._hasty = RedisManager(impatient(redis_url), channel=CHANNEL, write_only=True)

    def _publish(self, data: dict[str, Any]) -> object:
        """Tell the other processes; a hint that is lost costs a page half a minute."""
        self._hasty.json = self.json
        return self._hasty._publish(data)

    def _handle_close_room(self, message: dict[str, Any]) -> None:
        """Close the sockets in a room, which the library only empties.

        A sign-out is told by a job, whose process holds no socket; each server closes its own.
        """
        room, namespace = message["room"], message["namespace"]
        for sid, _ in list(self.get_participants(namespace, room)):
            cut(self.server, sid, namespace)
        super()._handle_close_room(message)
