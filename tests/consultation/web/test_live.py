"""Who hears live of what, and that a hint holds no word of anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.agreements import agree
from consultation.commands.consultations import move_consultation
from consultation.commands.feedback import answer_comment
from consultation.commands.moderation import set_moderation
from consultation.models.consultations import Tally
from consultation.rules.comments import Moderation
from consultation.rules.consultations import ConsultationStatus
from consultation.web.live import KINDS, hints, may_watch
from foundation.accounts.rules.authorities import Moderating
from foundation.base.actor import Actor
from foundation.base.eventlog import LoggedEvent, audience
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.make import OFFICER, a_comment, a_consultation
from tests.make import an_actor, an_authority


def told(session: Session) -> list[tuple[str, dict[str, Any]]]:
    """Return every hint of all events so far, in turn."""
    events = session.scalars(select(LoggedEvent).order_by(LoggedEvent.id)).all()
    return [hint for event in events for hint in hints(session, event)]


def parts(session: Session, since: int) -> list[str]:
    return [hint["part"] for _, hint in told(session)[since:]]


def test_every_change_is_hinted_at_to_the_room_of_its_consultation(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    before = len(told(session))
    posted = a_comment(session, actor, consultation, "Secret words")
    room, hint = told(session)[-1]
    version = session.scalar(select(Tally.version))
    assert room == f"consultation:{consultation}"
    assert hint == {"part": "comments", "version": version, "ref": posted.ref}
    with work(session, actor, NOW) as unit:
        agree(unit, posted.comment_id, voice_digest="v")
        answer_comment(unit, posted.comment_id, text="Yes.", **OFFICER)
        move_consultation(unit, consultation, ConsultationStatus.CLOSED)
    assert parts(session, before) == [
        "comments",
        "comments",
        "comments",
        "status",
        "status",
        "status",
    ]


def test_nobody_hears_of_what_nobody_may_read(session: Session, actor: Actor) -> None:
    strict = a_consultation(session, actor, moderating=Moderating.BEFORE)
    before = len(told(session))
    posted = a_comment(session, actor, strict)
    assert told(session)[before:] == []
    with work(session, actor, NOW) as unit:
        set_moderation(unit, posted.comment_id, Moderation.VISIBLE)
    assert told(session)[-1][1]["ref"] == posted.ref
    with work(session, actor, NOW + timedelta(1)) as unit:
        set_moderation(unit, posted.comment_id, Moderation.HIDDEN)
    assert {hint["ref"] for _, hint in told(session)[before:]} == {None}


def test_every_kind_is_heard_and_others_are_not(session: Session, actor: Actor) -> None:
    assert all("live" in audience.of(kind) for kind in KINDS)
    stranger = LoggedEvent(kind="accounts.person.signed_out", subject_id=uuid4(), facts={})
    assert list(hints(session, stranger)) == []


@pytest.mark.parametrize(
    ("until", "may"),
    [
        (ConsultationStatus.DRAFT, False),
        (ConsultationStatus.AWAITING_SIGN_OFF, False),
        (ConsultationStatus.OPEN, True),
    ],
)
def test_a_room_is_open_once_the_consultation_is_public(
    session: Session, actor: Actor, until: ConsultationStatus, may: bool
) -> None:
    made = a_consultation(session, actor, until)
    assert may_watch(session, actor, str(made)) is may


@pytest.mark.parametrize("name", ["", "__all__", "../x", "\x00", "a-greener-high-street", "0" * 99])
def test_a_room_that_is_none_stays_shut(
    session: Session, actor: Actor, consultation: UUID, name: str
) -> None:
    assert not may_watch(session, actor, name)


def test_the_room_of_another_council_stays_shut(session: Session, consultation: UUID) -> None:
    stranger = an_actor(an_authority(session, "solihull").id)
    assert not may_watch(session, stranger, str(consultation))
