"""Commands exit 0 only on success."""

from __future__ import annotations

from uuid import uuid4

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.eventlog import LoggedEvent
from foundation.base.work import work
from tests.conftest import NOW
from tests.foundation.test_work import DoorOpened
from tests.make import an_actor


def happen(session: Session) -> None:
    with work(session, an_actor(uuid4()), NOW) as unit:
        unit.record(DoorOpened(uuid4()))


def test_running_the_jobs_once_seals_what_has_happened(app: Flask, session: Session) -> None:
    happen(session)
    runner = app.test_cli_runner()
    assert "seal: 1" in runner.invoke(args=["jobs", "run", "--once"]).output
    verdict = runner.invoke(args=["audit", "verify"])
    assert verdict.exit_code == 0
    assert "holds, 1 sealed, 0 unsealed" in verdict.output


def test_verifying_a_log_that_was_changed_fails(app: Flask, session: Session) -> None:
    happen(session)
    runner = app.test_cli_runner()
    runner.invoke(args=["jobs", "run", "--once"])
    session.scalars(select(LoggedEvent)).one().facts = {"width": 99}
    session.commit()
    verdict = runner.invoke(args=["audit", "verify"])
    assert verdict.exit_code == 1
    assert "BROKEN at 1" in verdict.output
