"""A thousand open pages, played by one process of Node."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count as counter
from pathlib import Path
from urllib.request import urlopen

from bench.peers import node_peers, program
from bench.processes import free_port, listens, running
from bench.rounds import Reading

SCRIPTS = Path(__file__).resolve().parent.parent / "node"
LONGEST = 20.0
GATHERED_WITHIN = 240.0

_crowds = counter(1)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Listeners that are all there; *port* answers how many have heard."""

    port: int
    count: int

    def told(self, tell: Callable[[], object]) -> Reading:
        """Tell everybody once; return the milliseconds until the last one has heard."""
        self._asked("again")
        began = time.time() * 1000
        tell()
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            time.sleep(0.05)
            said = self._asked("heard")
            if said["heard"] >= self.count:
                return Reading(said["last"] - began)
        return Reading(LONGEST * 1000, errors=round(self.count - self._asked("heard")["heard"]))

    def gather(self, tell: Callable[[], object]) -> None:
        """Tell again and again until everybody hears: nobody says that they have joined.

        Raises:
            TimeoutError: some never do.
        """
        until = time.monotonic() + GATHERED_WITHIN
        while time.monotonic() < until:
            if self._asked("heard")["open"] < self.count:
                time.sleep(0.2)
            elif not self.told(tell).errors:
                return
        raise TimeoutError(f"not everybody has come: {self._asked('heard')}")

    def _asked(self, what: str) -> dict[str, float]:
        with urlopen(f"http://127.0.0.1:{self.port}/{what}") as answer:
            said: dict[str, float] = json.load(answer)
        return said


@contextmanager
def crowd(folder: Path, kind: str, count: int, room: str, servers: list[int]) -> Iterator[Crowd]:
    """Open *count* sockets of one *kind* to *servers* in turn, and let each watch *room*."""
    port = free_port()
    words = [program("node"), str(SCRIPTS / "crowd.mjs"), str(port), str(next(_crowds))]
    words += [kind, str(count), room]
    words += [str(server) for server in servers]
    with running(words, listens(port), folder / "crowd.log", {"PEERS": str(node_peers())}):
        yield Crowd(port, count)


@contextmanager
def teller(folder: Path, kind: str) -> Iterator[int]:
    """Run a server of Node that tells everybody when it is asked to; yield its port."""
    port = free_port()
    words = [program("node"), str(SCRIPTS / "teller.mjs"), kind, str(port)]
    with running(words, listens(port), folder / "teller.log", {"PEERS": str(node_peers())}):
        yield port
