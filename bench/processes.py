"""Programs that a bench starts: waited for until they answer, and stopped by their own number."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

EPHEMERAL = 32_768
"""From here on the system hands out ports by itself."""
LOWEST = 20_000
PATIENCE = 120.0


class DidNotStart(RuntimeError):
    """A program ended, or never answered; the message has the end of what it said."""


def free_port() -> int:
    """Return a port of the loopback interface that nobody has, below those of the system."""
    while True:
        port = random.randrange(LOWEST, EPHEMERAL)  # noqa: S311  any will do
        with socket.socket() as listener, suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


@contextmanager
def running(
    command: Sequence[str | Path],
    answers: Callable[[], bool],
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Iterator[int]:
    """Run *command* until the block ends; yield the number of its process once it *answers*.

    Raises:
        DidNotStart: it ended first, or it took too long.
    """
    words = [str(word) for word in command]
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603  our own words
            words,
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **(env or {})},
            cwd=cwd,
            start_new_session=True,
        )
    try:
        _wait(process, answers, log)
        yield process.pid
    finally:
        _stop(process)


def listens(port: int) -> Callable[[], bool]:
    """Return a question: does anybody take connections at *port*?"""

    def asked() -> bool:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            return False
        return True

    return asked


def children(pid: int) -> list[int]:
    """Return the numbers of the processes that *pid* has started, such as gunicorn's workers."""
    with suppress(OSError):
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(each) for each in found]
    return []


def _wait(process: subprocess.Popen[bytes], answers: Callable[[], bool], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not answers():
        if process.poll() is not None or time.monotonic() > until:
            said = log.read_text(errors="replace")[-2000:]
            raise DidNotStart(f"{process.args!r} did not start:\n{said}")
        time.sleep(0.05)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it has started: they are a session of their own.

    PostgreSQL waits for its clients after the first signal, and for nobody after the second.
    """
    for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
            break
