"""A consultation on paper says all that its page says, fifty comments a time."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from consultation.commands.moderation import set_moderation
from consultation.rules.comments import Moderation
from consultation.rules.consultations import ConsultationStatus
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.make import a_comment, a_consultation
from tests.html import ReadingClient

HERE = "/consultations/a-greener-high-street/print"


def test_paper_says_what_when_how_and_what_people_said(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    a_comment(session, actor, consultation, "Lime trees. " * 100)
    hidden = a_comment(session, actor, consultation, "Something rude.")
    with work(session, actor, NOW) as unit:
        set_moderation(unit, hidden.comment_id, Moderation.HIDDEN)
    with at_most(13):
        page = client.get(HERE)
    for said in (
        "Trees, benches and wider pavements.",
        "Last day for comments",
        "Lime trees. " * 99,
    ):
        assert said in page.text
    assert "/consultations/a-greener-high-street</strong>" in page.text
    assert "Something rude." not in page.text
    assert "Set-Cookie" not in page.headers
    assert client.get(HERE, headers={"If-None-Match": page.headers["ETag"]}).status_code == 304


def test_many_comments_are_on_many_pages(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    for number in range(51):
        a_comment(session, actor, consultation, f"Tree number {number}.")
    first = client.get(HERE).text
    assert first.count("Tree number") == 50
    more = first.split(f'href="{HERE}?after=')[1].split('"')[0]
    assert client.get(f"{HERE}?after={more}").text.count("Tree number") == 1
    assert client.get(f"{HERE}?after=nonsense").status_code == 400


def test_a_draft_is_not_printed(session: Session, client: ReadingClient, actor: Actor) -> None:
    a_consultation(session, actor, ConsultationStatus.DRAFT)
    assert client.get(HERE).status_code == 404
