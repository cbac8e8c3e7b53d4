"""Who hears of what after a commit, and what the clock sets off."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from threading import Lock, Thread
from time import sleep

from flask import Flask
from huey import Huey, crontab
from huey.consumer import Consumer

from consultation.commands.imports import IMPORTS
from consultation.commands.report import PAPERS
from consultation.jobs import (
    activity,
    attachments,
    deadlines,
    erasures,
    exports,
    following,
    imports,
    loop,
    pins,
    pulse,
    reach,
    reach_pools,
    report,
    retention,
    sessions,
    sketches,
    telling,
    unsent,
)
from consultation.web.exports import archive_of
from consultation.web.following_mails import digest_message
from consultation.web.report_paper import paper_of
from consultation.web.session_mails import session_mail
from foundation.accounts.jobs.ended import forget_ended
from foundation.base import idempotency, outgoing
from foundation.base.audit import seal
from foundation.base.clock import Clock
from foundation.base.db import REACH, db
from foundation.base.eventlog import SEAL, audience
from foundation.base.jobs import queue
from foundation.base.outbox import Reader, drain
from foundation.base.row_security import require_all
from programme.jobs import offers, skills
from programme.web import ocds_kept
from programme.web.match_mails import lapsed_mail
from townhall import live
from townhall.config import Settings
from townhall.turns import turn
from townhall.watching.gathering import look
from townhall.watching.metrics import counted_job

log = logging.getLogger(__name__)

READERS: Mapping[str, Reader] = {
    SEAL: seal,
    live.READER: live.tell,
    following.READER: following.note,
    sketches.READER: sketches.note,
    ocds_kept.READER: ocds_kept.note,
    erasures.READER: erasures.note,
}
"""Reader → what it does with one event."""

Act = Callable[[Flask], dict[str, int]]

LONGEST_NAP = 0.5
"""Seconds after which a sleeping worker looks for work again; who signs out is out by then."""

SWEPT_EVERY = 15.0
"""Seconds after which events and mails are looked for without being told of: a queue that was away
has woken nobody."""


def init(app: Flask, settings: Settings) -> None:
    """Give *app* its queue, and let a commit wake the readers through it.

    Mails and papers have tasks of their own: a mail server that hangs holds up no reader.
    """
    _subscribe()
    huey = queue(settings.redis_url, settings.instance_path)
    app.extensions["huey"] = huey
    told, sent = _alone(app, tell_readers), _alone(app, send_mails, waits=False)
    made, taken = _alone(app, make_papers), _alone(app, take_imports)
    tell, send = huey.task(name="deliver")(told), huey.task(name="mail")(sent)
    make, take = huey.task(name="papers")(made), huey.task(name="imports")(taken)
    looked = _alone(app, look, waits=False, everywhere=False)
    app.extensions["sweeps"] = (told, sent)
    minutely = {"print": made, "take": taken, "look": looked}
    for name, task in minutely.items():
        huey.periodic_task(crontab(minute="*"), name=name)(task)
    huey.periodic_task(crontab(minute="23", hour="3"), name="tidy")(_alone(app, tidy_files))

    def wake(readers: set[str]) -> None:
        try:
            if readers - {outgoing.READER, PAPERS, IMPORTS}:
                tell()
            if PAPERS in readers:
                make()
            if IMPORTS in readers:
                take()
            if outgoing.READER in readers:
                send()
        except Exception as away:
            # What was committed stays committed; the next sweep finds it.
            log.warning("queue away: %s", type(away).__name__)

    with app.app_context():
        db.session.remove()
        listed = settings.instance_path / erasures.LIST
        db.session.configure(info={"wake": wake, erasures.READER: listed})


def _subscribe() -> None:
    for job in (live, following, sketches, activity, ocds_kept, erasures):
        audience.subscribe(job.READER, job.KINDS)


def run_once(app: Flask) -> dict[str, int]:
    """Do all that is due now; return reader → how many events, or mails, it took.

    The readers hear last of what was made and forgotten before, and mails go out at the end.
    """
    require_all(db.session())
    done = make_papers(app) | take_imports(app) | tidy_files(app)
    return done | tell_readers(app) | send_mails(app)


def tell_readers(app: Flask) -> dict[str, int]:
    """Do what the clock has set off, and bring every event to its readers."""
    clock: Clock = app.extensions["clock"]
    deadlines.open_and_close(db.session(), clock())
    telling.tell_the_rest(db.session(), clock())
    told = drain(db.session(), READERS, clock())
    told["digest"] = following.tell(db.session(), digest_message, clock())
    told["sessions"] = sessions.tell(db.session(), session_mail, clock())
    activity.fold(db.session(), clock())
    pins.fold(db.session(), clock())
    offers.lapse(db.session(), lapsed_mail, clock())
    skills.forget(db.session(), clock())
    loop.count_again(db.session(), clock())
    reach.add_up(db.engines[REACH])
    reach.publish_due(db.session(), db.engines[REACH], clock())
    pulse.publish_feelings(db.session(), db.engines[REACH], clock())
    following.sweep(db.session(), clock())
    attachments.sweep(db.session(), clock())
    unsent.sweep(db.session(), clock())
    exports.sweep(db.session(), clock())
    imports.sweep(db.session(), clock())
    forget_ended(db.session(), clock())
    idempotency.drop_old(db.session(), clock())
    return told


def send_mails(app: Flask) -> dict[str, int]:
    """Send the mails that are due."""
    clock: Clock = app.extensions["clock"]
    sent = outgoing.send_due(db.session(), app.extensions["mail"], clock(), app.extensions["texts"])
    outgoing.drop_old(db.session(), clock())
    return {outgoing.READER: sent}


def make_papers(app: Flask) -> dict[str, int]:
    """Make the PDF files that somebody waits for."""
    clock: Clock = app.extensions["clock"]
    session, store = db.session(), app.extensions["files"]
    made = report.make_papers(session, store, paper_of, clock())
    made += exports.make_archives(session, store, archive_of, clock())
    return {PAPERS: made}


def take_imports(app: Flask) -> dict[str, int]:
    """Take in the responses of other tools that somebody waits for."""
    clock: Clock = app.extensions["clock"]
    key = str(app.secret_key).encode()
    done = imports.take_imports(db.session(), app.extensions["files"], key, clock)
    return {IMPORTS: done}


def tidy_files(app: Flask) -> dict[str, int]:
    """Forget what has been kept long enough, and files that nothing names any more."""
    clock: Clock = app.extensions["clock"]
    store = app.extensions["files"]
    reach_pools.pool_quarters(db.session(), db.engines[REACH], clock())
    forgotten = retention.forget(db.session(), db.engines[REACH], clock())
    pins.look_over_all(db.session(), clock())
    tidied = attachments.drop_unnamed(db.session(), store, clock())
    return {"tidy": tidied, "retention": forgotten}


def _alone(
    app: Flask, act: Act, *, waits: bool = True, everywhere: bool = True
) -> Callable[[], None]:
    """Return a task that does *act* once at a time, in the whole deployment or in this process.

    Where it is under way already, another call waits for its turn, or has nothing to do.
    """
    here = Lock()

    def run() -> None:
        if not here.acquire(blocking=waits):
            return
        try:
            with app.app_context(), counted_job(act.__name__):
                if everywhere:
                    _in_turn(app, act, waits=waits)
                else:
                    act(app)
        finally:
            here.release()

    return run


def _in_turn(app: Flask, act: Act, *, waits: bool) -> None:
    """Do *act* unless another process of this deployment is at it; with *waits*, after that.

    Raises:
        SeesTooLittle: the login of this process does not see every council.
    """
    with turn(db.engine, act.__name__, waits=waits) as has_turn:
        if has_turn:
            require_all(db.session())
            act(app)


def _sweep_beside(app: Flask) -> None:
    """Let a thread of this process look for what nobody was woken for, whatever else is away."""
    acts: tuple[Callable[[], None], ...] = app.extensions["sweeps"]

    def sweep() -> None:
        while True:
            sleep(SWEPT_EVERY)
            for act in acts:
                try:
                    act()
                except Exception as away:
                    log.warning("swept in vain: %s", type(away).__name__)

    Thread(target=sweep, name="sweeps", daemon=True).start()


def consume_beside(app: Flask) -> None:
    """Work the queue in threads of this process, as the embedded deployment does."""
    _sweep_beside(app)
    huey: Huey = app.extensions["huey"]
    Thread(
        target=_QuietConsumer(huey, workers=2, max_delay=LONGEST_NAP).run, name="jobs", daemon=True
    ).start()


def work_queue(app: Flask) -> None:
    """Work the queue until stopped, as a deployment with several processes does."""
    _sweep_beside(app)
    Consumer(app.extensions["huey"], workers=2, max_delay=LONGEST_NAP).run()


class _QuietConsumer(Consumer):  # type: ignore[misc]  # huey ships no types
    """A consumer beside a web server, which keeps its own signal handlers."""

    def _set_signal_handlers(self) -> None:
        pass
