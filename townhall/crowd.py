"""How many sockets a process and one address may hold, and how often one socket may ask."""

from __future__ import annotations

from collections import Counter
from threading import Lock

MOST_SOCKETS = 50
"""For each address; the readers of a library or an office share one."""

MOST_QUESTIONS = 50
"""For each socket as long as it lives; a page asks once or twice."""


MOST_IN_THREADS = 50
"""In a process with threads, where each open socket holds one of the hundred that answer; pages
beyond these ask every half minute."""


class Crowd:
    """Who is here now, as digests of addresses; safe to use from many threads.

    Args:
        most: how many sockets this process holds, None for as many as come.
    """

    def __init__(self, most: int | None = None) -> None:
        self.most = most
        self._callers: dict[str, str] = {}
        self._sockets: Counter[str] = Counter()
        self._questions: Counter[str] = Counter()
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many sockets are open."""
        return len(self._callers)

    def admits(self, sid: str, caller: str) -> bool:
        """Count one more socket of *caller*, or say that there are too many."""
        with self._lock:
            is_full = self.most is not None and len(self._callers) >= self.most
            if is_full or self._sockets[caller] >= MOST_SOCKETS:
                return False
            self._callers[sid] = caller
            self._sockets[caller] += 1
            return True

    def may_ask(self, sid: str) -> bool:
        """Count one more question of a socket, or say that it has asked too often."""
        with self._lock:
            self._questions[sid] += 1
            return sid in self._callers and self._questions[sid] <= MOST_QUESTIONS

    def lets_go(self, sid: str) -> None:
        """Forget a socket that has gone."""
        with self._lock:
            caller = self._callers.pop(sid, None)
            self._questions.pop(sid, None)
            if caller is None:
                return
            self._sockets[caller] -= 1
            if not self._sockets[caller]:
                del self._sockets[caller]
