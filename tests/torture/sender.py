"""Starts the jobs of a deployment again and again without reading the whole program in each time.

``python -m tests.torture.sender`` reads lines ``tell|send INSTANT`` and answers each with the
process id of a fork that does it; then ``INSTANT`` is what its clock shows. When that fork has
ended, however it did, its wait status is the next line.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime

from flask import Flask

from foundation.base.clock import utc_now
from townhall import jobs
from townhall.app import create_app

ACTS = {"tell": (jobs.tell_pages, jobs.tell_readers), "send": (jobs.send_mails,)}


def serve() -> None:
    """Do what each line says, in a process of its own."""
    app = create_app(clock=utc_now)
    app.extensions["huey"].storage.close()
    for line in sys.stdin:
        act, instant = line.split()
        child = os.fork()
        if child == 0:
            _do(app, act, instant)
        _answer(child)
        _answer(os.waitpid(child, 0)[1])


def _do(app: Flask, act: str, instant: str) -> None:
    """Do one job and end, without what a process does at its end beside."""
    app.extensions["clock"] = lambda: datetime.fromisoformat(instant)
    with app.app_context():
        for done in ACTS[act]:
            done(app)
    os._exit(0)


def _answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve()
