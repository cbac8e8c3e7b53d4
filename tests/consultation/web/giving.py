"""How a test gives its view, and reads what was taken in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from consultation.models.comments import Comment
from tests.consultation.web.reading import hidden
from tests.html import ReadingClient

PAGE = "/consultations/a-greener-high-street"
GIVE = f"{PAGE}/give-your-view"
BORDESLEY = [-1.8442, 52.4776]


def give(client: ReadingClient, text: str = "Plant lime trees.", **more: Any) -> TestResponse:
    """Fill in the form and send it, as a browser without scripts does."""
    key = hidden(client.get(GIVE), "form_key")
    return client.post(GIVE, data={"text": text, "form_key": key, **more})


def said(session: Session) -> list[Comment]:
    session.rollback()
    return list(session.scalars(select(Comment).order_by(Comment.posted_at, Comment.ref)))
