"""Readers report a comment; a person decides, and its author reads why."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.concerns import raise_concern
from consultation.models.comments import Comment
from consultation.models.concerns import Concern
from consultation.rules.comments import Moderation
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
    assert session.get_one(Comment, posted.comment_id).moderation is Moderation.HIDDEN
