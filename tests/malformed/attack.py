"""An attack on one server: what was sent, what came back, how long it took and what it cost."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread

from tests.malformed.callers import Callers
from tests.malformed.spoiling import Asked
from tests.malformed.wire import Wire

LANES = 4
KILOBYTES = 1024.0


@dataclass
class Attack:
    """Sends requests by several lanes at once and keeps what went wrong."""

    port: int
    callers: Callers
    statuses: Counter[int] = field(default_factory=Counter)
    ours: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _begun: int = 0

    def send(self, requests: Iterator[Asked]) -> None:
        """Send all *requests*."""
        self._begun += LANES
        lanes = [Wire(self.port, self._begun + lane) for lane in range(LANES)]
        threads = [Thread(target=self._work, args=(lane, requests)) for lane in lanes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def slowest(self, share: float) -> float:
        """Return the milliseconds within which *share* of all requests were answered."""
        return statistics.quantiles(self.times, n=1000)[round(share * 1000) - 1] * 1000

    def _work(self, wire: Wire, requests: Iterator[Asked]) -> None:
        while (asked := self._next(requests)) is not None:
            who = self.callers.header(asked.role, asked.target)
            status, body = wire.send(asked, *([who] if who else []))
            self.statuses[status] += 1
            if status == 0 or status >= 500:
                self.ours.append(f"{status} {asked} {body[-200:]!r}")
        wire.close()
        self.times += wire.times

    def _next(self, requests: Iterator[Asked]) -> Asked | None:
        with self._lock:
            return next(requests, None)


def workers(server: int) -> dict[int, float]:
    """Return process number → resident megabytes of each worker of a gunicorn."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    return {int(child): _megabytes(int(child)) for child in children}


def _megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text().split("VmRSS:")[1]
    return int(status.split()[0]) / KILOBYTES


def by_hundreds(statuses: Counter[int]) -> Sequence[tuple[str, int]]:
    """Return how many answers there were of each kind, as in ``4xx``."""
    kinds: Counter[str] = Counter()
    for status, count in statuses.items():
        kinds[f"{status // 100}xx" if status else "none"] += count
    return sorted(kinds.items())
