"""A sender that dies at any moment loses no mail, and repeats at most the one it was sending.

``SENDERS`` says how often it dies: 6 times in ``make test``, 200 times in ``make torture``.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.base.audit import EventSeal, verify
from foundation.base.db import db
from foundation.base.eventlog import LoggedEvent
from foundation.base.mail import Mail
from foundation.base.outbox import backlog
from foundation.base.outgoing import OutgoingMail, post
from foundation.base.work import work
from tests import make
from tests.conftest import NOW
from tests.consultation.make import a_comment, a_consultation
from tests.torture.figures import note
from tests.torture.mailbox import Mailbox, open_mailbox
from townhall.config import ROOT, Settings

SENDERS = int(os.environ.get("SENDERS", "6"))
MAILS = 10 * SENDERS
COMMENTS = SENDERS
LONGEST = {"send": 0.15, "tell": 0.6}
"""Seconds after which a job that has begun is killed at the latest."""

A_DAY = timedelta(days=1)
"""Longer than anything waits for its next try."""


class Jobs:
    """The jobs of one deployment, each in a process of its own that can be killed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def run(self, act: str, now: datetime, die_after: float | None = None) -> bool:
        """Do one job; tell whether it was killed before it was done."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{act} {now.isoformat()}\n")
        self.process.stdin.flush()
        child = self._answer()
        if die_after is not None:
            time.sleep(die_after)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        status = self._answer()
        assert status in {0, signal.SIGKILL}, f"{act} ended with {status}"
        return status == signal.SIGKILL

    def _answer(self) -> int:
        assert self.process.stdout is not None
        return int(self.process.stdout.readline())


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with open_mailbox() as box:
        yield box


def test_a_killed_sender_loses_nothing(
    app: Flask, session: Session, tmp_path: Path, mailbox: Mailbox
) -> None:
    fill(session)
    moment = random.Random(20261127)  # noqa: S311  no secret
    with jobs_of(app, mailbox, tmp_path / "jobs.log") as jobs:
        killed = Counter[str]()
        for turn in range(2 * SENDERS):
            act = "tell" if turn % 4 == 0 else "send"
            killed[act] += jobs.run(act, NOW, moment.uniform(0, LONGEST[act]))
        for sweep in (1, 2):
            for act in ("tell", "send"):
                jobs.run(act, NOW + sweep * A_DAY)
    unsent, waiting, unsealed = what_is_left(session, mailbox)
    assert (unsent, waiting, unsealed) == (0, {}, 0)
    assert mailbox.twice <= killed["send"]
    assert killed["send"] > SENDERS // 2
    note(
        f"killed sender, {db.engine.dialect.name}",
        kills=f"{killed['send']} of the sender, {killed['tell']} of the readers",
        mails=f"{MAILS}, unsent after two sweeps {unsent}",
        sent_twice_under_the_same_Message_ID=mailbox.twice,
        events_still_to_be_heard=sum(waiting.values()),
    )


def fill(session: Session) -> None:
    """Queue mails and events that nobody has heard of yet."""
    someone = make.an_actor(make.an_authority(session).id)
    consultation = a_consultation(session, someone)
    with work(session, someone, NOW) as unit:
        for n in range(MAILS):
            post(unit, Mail(f"p{n}@example.org", "You were heard", "Thank you."), f"mail {n}")
    for n in range(COMMENTS):
        a_comment(session, someone, consultation, f"Number {n}.", voice=f"visitor {n}")


def what_is_left(session: Session, mailbox: Mailbox) -> tuple[int, dict[str, int], int]:
    """Return mails unsent, events that readers wait for, and events without their one seal."""
    session.rollback()
    mails = session.execute(select(OutgoingMail.message_id, OutgoingMail.sent_at)).all()
    assert {mail.message_id for mail in mails} == set(mailbox.received)
    logged = session.scalar(select(func.count()).select_from(LoggedEvent)) or 0
    sealed = session.scalar(select(func.count()).select_from(EventSeal)) or 0
    assert all(verdict.broken_at is None for verdict in verify(session))
    return sum(mail.sent_at is None for mail in mails), backlog(session), logged - sealed


@contextmanager
def jobs_of(app: Flask, mailbox: Mailbox, log: Path) -> Iterator[Jobs]:
    """Start what runs the jobs of *app*, on the same stores."""
    settings: Settings = app.extensions["settings"]
    env = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "REACH_DATABASE_URL": settings.reach_database_url,
        "REACH_KEY_FILE": str(settings.reach_key_file),
        "SECRET_KEY": settings.secret_key,
        "INSTANCE_PATH": str(settings.instance_path),
        "PUBLIC_URL": "http://localhost",
        "MAIL_URL": mailbox.url,
    }
    with log.open("ab") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.sender"],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
    with process:
        yield Jobs(process)
