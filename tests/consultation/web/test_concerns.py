"""Readers report a comment; a person decides, and its author reads why."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.concerns import raise_concern
from consultation.commands.withdrawals import withdraw
from consultation.models.comments import Comment
from consultation.models.concerns import Concern
from consultation.rules.comments import Lane, Moderation
from consultation.rules.concerns import ConcernReason
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.make import a_comment
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient


def test_fifty_reports_in_a_burst_hide_nothing(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    for number in range(50):
        with work(session, actor, NOW) as unit:
            raise_concern(
                unit,
                posted.comment_id,
                voice_digest=f"voice {number}",
                reason=ConcernReason.SPAM,
                words=None,
            )
    assert session.get_one(Comment, posted.comment_id).moderation is Moderation.VISIBLE
    assert "More trees, please." in text_of(client.get(f"/comments/{posted.ref}"))


def test_a_report_counts_once_and_reaches_the_moderator_who_tells_the_author(
    session: Session,
    client: ReadingClient,
    client_for: Callable[..., ReadingClient],
    actor: Actor,
    consultation: UUID,
) -> None:
    posted = a_comment(session, actor, consultation)
    address = f"/comments/{posted.ref}/report"
    client.get(address)
    assert client.post(address, data={}).status_code == 422
    assert client.post(address, data={"reason": "something_else"}).status_code == 422
    for _ in range(2):
        sent = client.post(address, data={"reason": "abuse", "words": "It insults me."})
        assert sent.status_code == 303
    assert session.scalar(select(func.count()).select_from(Concern)) == 1
    moderator = client_for(Role.MODERATOR)
    desk = "/desk/concerns"
    assert "It insults me." in text_of(moderator.get(desk))
    assert "1 report" in text_of(moderator.get(desk))
    assert moderator.post(f"{desk}/{posted.ref}", data={"after": "hidden"}).status_code == 422
    decided = {"after": "hidden", "note": "It insults a neighbour."}
    assert moderator.post(f"{desk}/{posted.ref}", data=decided).status_code == 303
    assert "Nothing was reported." in text_of(moderator.get(desk))
    with client.session_transaction() as cookie:
        cookie["follows"] = posted.comment_id.hex
    assert "It insults a neighbour." not in text_of(client.get(f"/comments/{posted.ref}"))
    assert "It insults a neighbour." in text_of(client.get("/follow"))
    assert session.get_one(Comment, posted.comment_id).moderation is Moderation.HIDDEN


def test_hiding_at_the_desk_asks_for_a_reason_and_settles_what_was_reported(
    session: Session,
    client_for: Callable[..., ReadingClient],
    actor: Actor,
    consultation: UUID,
) -> None:
    posted = a_comment(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        raise_concern(
            unit, posted.comment_id, voice_digest="v", reason=ConcernReason.SPAM, words=None
        )
    moderator, address = client_for(Role.MODERATOR), f"/desk/comments/{posted.ref}/moderation"
    refused = moderator.post(address, data={"after": "hidden", "why": " "})
    assert refused.status_code == 422
    assert "Give a reason of at most 500 characters." in text_of(refused)
    too_long = moderator.post(address, data={"after": "hidden", "why": "too long " * 60})
    assert (too_long.status_code, "too long too long" in text_of(too_long)) == (422, True)
    session.rollback()
    assert session.get_one(Comment, posted.comment_id).moderation is Moderation.VISIBLE
    hidden = moderator.post(address, data={"after": "hidden", "why": "It sells shoes."})
    assert hidden.status_code == 303
    assert "Nothing was reported." in text_of(moderator.get("/desk/concerns"))
    session.rollback()
    assert session.get_one(Comment, posted.comment_id).moderation_note == "It sells shoes."


@pytest.mark.parametrize("lane", list(Lane))
def test_officers_alone_read_a_formal_comment_that_was_taken_back(
    session: Session,
    client: ReadingClient,
    client_for: Callable[..., ReadingClient],
    actor: Actor,
    consultation: UUID,
    lane: Lane,
) -> None:
    posted = a_comment(session, actor, consultation)
    session.get_one(Comment, posted.comment_id).lane = lane
    session.commit()
    with work(session, actor, NOW) as unit:
        withdraw(unit, posted.comment_id)
    page = text_of(client_for(Role.PLANNER).get(f"/desk/comments/{posted.ref}"))
    assert ("More trees, please." in page) is (lane is Lane.REPRESENTATION)
    assert "Send the answer" not in page
    assert "More trees, please." not in text_of(client.get(f"/comments/{posted.ref}"))
