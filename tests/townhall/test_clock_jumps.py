"""A clock that jumps, as a machine's does after a bad time server, breaks no order and no chain."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.rules.consultations import ConsultationStatus
from foundation.base.audit import verify
from foundation.base.eventlog import LoggedEvent
from foundation.base.outbox import backlog
from foundation.base.roles import Role
from tests import make
from tests.clock import NOW, StandingClock
from tests.consultation.make import a_consultation
from tests.html import ReadingClient
from tests.torture.standing import PAGE, POSTING
from townhall.jobs import run_once

HOURS = (0, 2, -3, 24, -24, 0.5, 14 * 24, 15 * 24, 1, 16 * 24)
"""Where the clock stands at each comment, from now; the consultation closes after 14 days."""

NEGATIVE = re.compile(r"[-\u2212]\s?\d+ (?:second|minute|hour|day|week)")


def test_whatever_the_clock_does_order_and_chain_hold(
    app: Flask,
    session: Session,
    clock: StandingClock,
    client: ReadingClient,
    client_for: Callable[..., ReadingClient],
) -> None:
    council = make.an_authority(session)
    a_consultation(session, make.an_actor(council.id))
    taken = []
    for number, hours in enumerate(HOURS):
        clock.shows = NOW + timedelta(hours=hours)
        said = client.post(POSTING, json={"text": f"Said as number {number}."})
        assert said.status_code in {201, 409}
        taken += [said.get_json()["ref"]] if said.status_code == 201 else []
        run_once(app)
        assert NEGATIVE.search(client.get(PAGE).get_data(as_text=True)) is None
    assert len(taken) == 6, "none after it had closed, and it does not open again"
    session.rollback()
    assert session.scalars(select(Consultation.status)).one() is not ConsultationStatus.OPEN
    posted = "consultation.comment.posted"
    told = select(Comment.ref).join(LoggedEvent, LoggedEvent.subject_id == Comment.id)
    in_order = session.scalars(told.where(LoggedEvent.kind == posted).order_by(LoggedEvent.id))
    assert list(in_order) == taken
    assert backlog(session) == {}
    assert [verdict.broken_at for verdict in verify(session)] == [None]
    clock.shows = NOW
    officer = client_for(Role.CONSULTATION_OFFICER)
    for page in ("/desk", f"/desk{PAGE}/queue"):
        assert NEGATIVE.search(officer.get(page).get_data(as_text=True)) is None
