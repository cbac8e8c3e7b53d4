"""The feedback loop once round, on both databases."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.commands.agreements import agree
from consultation.commands.feedback import answer_comment
from consultation.queries.comments import comment_page, fate, thread
from consultation.queries.consultations import consultation_page, open_consultations
from consultation.queries.figures import home_figures
from consultation.queries.map import points
from consultation.rules.feedback import FeedbackStatus
from foundation.base.actor import Actor
from foundation.base.references import code_digest
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.make import OFFICER, SECRET, a_comment


def test_a_comment_is_posted_agreed_with_answered_and_its_fate_told(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, topics=("noise", "design"))
    a_comment(session, actor, consultation, "Yes!", reply_to_ref=posted.ref, voice="b")
    with work(session, actor, NOW) as unit:
        assert agree(unit, posted.comment_id, voice_digest="b") == 1
    with work(session, actor, NOW + timedelta(hours=1)) as unit:
        answer = answer_comment(unit, posted.comment_id, text="We will.", close=True, **OFFICER)

    (row,) = comment_page(session, consultation).rows
    assert (row.ref, row.agreed, row.reply_count, row.topics) == (
        posted.ref,
        1,
        2,
        ("design", "noise"),
    )
    assert [child.text for child in row.children] == ["Yes!", "We will."]
    read = thread(session, actor.authority_id, answer)
    assert read is not None
    assert read.asked.official is not None
    told = fate(session, actor.authority_id, code_digest(SECRET, posted.tracking_code))
    assert told is not None
    assert [step.status for step in told.steps] == [
        FeedbackStatus.RECEIVED,
        FeedbackStatus.BEING_CONSIDERED,
        FeedbackStatus.ANSWERED,
        FeedbackStatus.CLOSED,
    ]
    page = consultation_page(session, actor.authority_id, told.consultation.slug, NOW)
    assert page is not None
    tally = page.tally
    assert (tally.comments, tally.replies, tally.answered, tally.closed) == (1, 2, 0, 1)
    assert [card.slug for card in open_consultations(session, actor.authority_id, NOW, 5)] == [
        page.slug
    ]
    assert home_figures(session, actor.authority_id, NOW).answered_share == 1
    assert points(session, consultation).points == []
