"""Who hears of what after a commit, and what the clock sets off."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from flask import Flask
from huey import crontab

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
from townhall import live, workers
from townhall.config import Settings
from townhall.watching.gathering import look
from townhall.workers import MINUTELY, Task, Turns

log = logging.getLogger(__name__)

READERS: Mapping[str, Reader] = {
    SEAL: seal,
    following.READER: following.note,
    sketches.READER: sketches.note,
    ocds_kept.READER: ocds_kept.note,
    erasures.READER: erasures.note,
}
"""Reader → what it does with one event; hints have a task of their own."""


def run_once(app: Flask) -> dict[str, int]:
    """Do all that is due now; return reader → how many events, or mails, it took.

    The readers hear last of what was made and forgotten before, and mails go out at the end.
    """
    require_all(db.session())
    done = make_papers(app) | take_imports(app) | tidy_files(app) | keep_time(app)
    return done | tell_pages(app) | tell_readers(app) | send_mails(app)


def tell_pages(app: Flask) -> dict[str, int]:
    """Hint to open pages what has changed; two who do it share the events between them."""
    clock: Clock = app.extensions["clock"]
    return drain(db.session(), {live.READER: live.tell}, clock())


def tell_readers(app: Flask) -> dict[str, int]:
    """Bring every event to those who follow, count and keep."""
    clock: Clock = app.extensions["clock"]
    telling.tell_the_rest(db.session(), clock())
    told = drain(db.session(), READERS, clock())
    told["digest"] = following.tell(db.session(), digest_message, clock())
    told["sessions"] = sessions.tell(db.session(), session_mail, clock())
    activity.fold(db.session(), clock())
    pins.fold(db.session(), clock())
    loop.count_again(db.session(), clock())
    reach.add_up(db.engines[REACH])
    return told


def keep_time(app: Flask) -> dict[str, int]:
    """Do what the clock has set off: what opens, closes, is published, lapses or is dropped."""
    clock: Clock = app.extensions["clock"]
    deadlines.open_and_close(db.session(), clock())
    reach.add_up(db.engines[REACH])
    reach.publish_due(db.session(), db.engines[REACH], clock())
    pulse.publish_feelings(db.session(), db.engines[REACH], clock())
    offers.lapse(db.session(), lapsed_mail, clock())
    skills.forget(db.session(), clock())
    following.sweep(db.session(), clock())
    attachments.sweep(db.session(), clock())
    unsent.sweep(db.session(), clock())
    exports.sweep(db.session(), clock())
    imports.sweep(db.session(), clock())
    forget_ended(db.session(), clock())
    idempotency.drop_old(db.session(), clock())
    return {}


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


TASKS = (
    Task("hints", tell_pages, Turns.SHARED, hears=frozenset({live.READER}), is_swept=True),
    Task("clock", keep_time, Turns.SKIPS, is_swept=True),
    Task("deliver", tell_readers, Turns.WAITS, hears=None, is_swept=True),
    Task("mail", send_mails, Turns.SKIPS, hears=frozenset({outgoing.READER}), is_swept=True),
    Task("papers", make_papers, Turns.WAITS, hears=frozenset({PAPERS}), at=MINUTELY),
    Task("imports", take_imports, Turns.WAITS, hears=frozenset({IMPORTS}), at=MINUTELY),
    Task("look", look, Turns.SHARED, at=MINUTELY),
    Task("tidy", tidy_files, Turns.WAITS, at=crontab(minute="23", hour="3")),
)
"""Each of them goes on while others hang: a mail server that says nothing holds up no reader, and
a page that is open hears of a change before anything is counted."""


def init(app: Flask, settings: Settings) -> None:
    """Give *app* its queue, and let a commit wake the tasks that have to do with it."""
    for job in (live, following, sketches, activity, ocds_kept, erasures):
        audience.subscribe(job.READER, job.KINDS)
    app.extensions["huey"] = queue(settings.redis_url, settings.instance_path)
    wake_up = workers.register(app, TASKS)

    def wake(readers: set[str]) -> None:
        try:
            wake_up(readers)
        except Exception as away:
            # What was committed stays committed; the next sweep finds it.
            log.warning("queue away: %s", type(away).__name__)

    with app.app_context():
        db.session.remove()
        listed = settings.instance_path / erasures.LIST
        db.session.configure(info={"wake": wake, erasures.READER: listed})
