"""Counters of how people take part follow what happens, and are read in one statement."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment
from consultation.commands.moderation import set_moderation
from consultation.jobs.activity import READER, fold
from consultation.queries.activity import activity
from consultation.rules.activity import Measure
from consultation.rules.comments import Kind, Moderation
from foundation.base.actor import Actor
from foundation.base.eventlog import Pending
from foundation.base.work import work
from tests.clock import NOW
from tests.conftest import at_most
from tests.consultation.make import OFFICER, a_comment


def counted(session: Session, made: UUID) -> dict[str, dict[str, int]]:
    fold(session, NOW)
    with at_most(1):
        found = activity(session, made)
    return {measure.value: cells for measure, cells in found.items()}


def test_counters_move_with_comments_and_hearing_twice_moves_nothing(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    first = a_comment(session, actor, consultation, "Why here?", kind=Kind.QUESTION)
    a_comment(session, actor, consultation, "More trees.")
    found = counted(session, consultation)
    assert found["channel"] == {"web": 2}
    assert found["mark"] == {"question": 1, "comment": 1}
    assert found["depth"] == {"0": 2}
    with work(session, actor, NOW) as unit:
        answer_comment(unit, first.comment_id, text="Because.", **OFFICER)
    assert counted(session, consultation)["depth"] == {"0": 1, "1": 1}
    again = select(Pending.event_id).where(Pending.reader != READER)
    session.add_all(
        Pending(event_id=event_id, reader=READER, due_at=NOW, attempts=0)
        for event_id in session.scalars(again.distinct()).all()
    )
    session.commit()
    assert counted(session, consultation)["channel"] == {"web": 2}


def test_what_is_hidden_is_counted_no_more(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    made = a_comment(session, actor, consultation, "Rude words.")
    assert counted(session, consultation)[Measure.CHANNEL] == {"web": 1}
    with work(session, actor, NOW) as unit:
        set_moderation(unit, made.comment_id, Moderation.HIDDEN, "Rude.")
    assert counted(session, consultation)[Measure.CHANNEL] == {}
