"""The app as a whole machine serves it: gunicorn behind nginx, as deploy/ sets them up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from tempfile import mkdtemp

from bench.peers import program
from bench.processes import free_port, listens, running
from bench.stage import Served, Stage
from deploy.machine.plan import Machine
from deploy.machine.rendering import write

BEHIND = "ours without nginx"
"""Who answers at the second of the two addresses."""


@contextmanager
def fronted(place: Stage) -> Iterator[tuple[Served, Served]]:
    """Yield the front door, and the app that is behind it."""
    port, here = free_port(), Path(mkdtemp(dir=place.folder))
    machine = Machine(
        public_url=f"http://127.0.0.1:{port}",
        hosts=("127.0.0.1",),
        listen=f"127.0.0.1:{port}",
        etc=here / "etc",
        run=here / "run",
        logs=here / "logs",
        user=getuser(),
    )
    for folder in (machine.run, machine.logs):
        folder.mkdir()
    write(machine, machine.etc)
    settings, said = machine.etc / "nginx" / "alone.conf", machine.logs / "nginx.log"
    nginx: list[str | Path] = [program("nginx"), "-c", settings, "-e", said]
    with (
        place.served("--bind", f"unix:{machine.run}/web.sock", TRUSTED_PROXIES="1") as app,
        running(nginx, listens(port), said) as pid,
    ):
        yield Served(machine.public_url, port, pid), app
