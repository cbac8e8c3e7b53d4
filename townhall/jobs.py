"""Who hears of what after a commit, and what the clock sets off."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Thread

from flask import Flask
from huey import Huey, crontab
from huey.consumer import Consumer

from consultation.jobs import deadlines
from foundation.accounts.jobs.ended import forget_ended
from foundation.base import idempotency, outgoing
from foundation.base.audit import seal
from foundation.base.clock import Clock
from foundation.base.db import db
from foundation.base.eventlog import SEAL, audience
from foundation.base.jobs import queue
from foundation.base.outbox import Reader, drain
from townhall import live
from townhall.config import Settings

READERS: Mapping[str, Reader] = {SEAL: seal, live.READER: live.tell}
"""Reader → what it does with one event."""

LONGEST_NAP = 0.5
"""Seconds after which a sleeping worker looks for work again; who signs out is out by then."""


def init(app: Flask, settings: Settings) -> None:
    """Give *app* its queue, and let a commit wake the readers through it."""
    audience.subscribe(live.READER, live.KINDS)
    huey = queue(settings.redis_url, settings.instance_path)
    app.extensions["huey"] = huey

    def deliver_all() -> None:
        with app.app_context():
            run_once(app)

    wake = huey.task(name="deliver")(deliver_all)
    huey.periodic_task(crontab(minute="*"), name="sweep")(deliver_all)
    with app.app_context():
        db.session.remove()
        db.session.configure(info={"wake": lambda _readers: wake()})


def run_once(app: Flask) -> dict[str, int]:
    """Do all that is due now; return reader → how many events it took."""
    clock: Clock = app.extensions["clock"]
    deadlines.open_and_close(db.session(), clock())
    told = drain(db.session(), READERS, clock())
    told[outgoing.READER] = outgoing.send_due(db.session(), app.extensions["mail"], clock())
    outgoing.drop_old(db.session(), clock())
    forget_ended(db.session(), clock())
    idempotency.drop_old(db.session(), clock())
    return told


def consume_beside(app: Flask) -> None:
    """Work the queue in threads of this process, as the embedded deployment does."""
    huey: Huey = app.extensions["huey"]
    Thread(
        target=_QuietConsumer(huey, workers=1, max_delay=LONGEST_NAP).run, name="jobs", daemon=True
    ).start()


def work_queue(app: Flask) -> None:
    """Work the queue until stopped, as a deployment with several processes does."""
    Consumer(app.extensions["huey"], workers=2, max_delay=LONGEST_NAP).run()


class _QuietConsumer(Consumer):  # type: ignore[misc]  # huey ships no types
    """A consumer beside a web server, which keeps its own signal handlers."""

    def _set_signal_handlers(self) -> None:
        pass
