"""Run in a process of its own: two greenlets and a lock of PostgreSQL. Prints what happened.

The second waits in the database for what the first lets go of. If to wait held up the process, the
first would never run again, and the wait would end as an error.
"""

from __future__ import annotations

import sys

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402  nothing may be imported before the patches

import gevent  # noqa: E402
from gevent.event import Event  # noqa: E402
from sqlalchemy import create_engine, text  # noqa: E402

from foundation.base import engines  # noqa: E402
from townhall.live import in_greenlets  # noqa: E402

LOCK = text(f"SELECT pg_advisory_lock({os.getpid()})")
UNLOCK = text(f"SELECT pg_advisory_unlock({os.getpid()})")
WAITS = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")


def main(url: str) -> None:
    engine, taken, said = create_engine(url, **engines.options(url)), Event(), []

    def first() -> None:
        with engine.connect() as connection:
            connection.execute(LOCK)
            taken.set()
            while not connection.scalar(WAITS):
                gevent.sleep(0)
            said.append("let go")
            connection.execute(UNLOCK)

    def second() -> None:
        taken.wait()
        with engine.connect() as connection:
            connection.execute(LOCK)
            said.append("got it")

    gevent.joinall([gevent.spawn(first), gevent.spawn(second)], raise_error=True)
    engine.dispose()
    sys.stdout.write(f"{', '.join(said)}; sockets in greenlets: {in_greenlets()}\n")


if __name__ == "__main__":
    main(sys.argv[1])
