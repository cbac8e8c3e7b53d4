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

STEPS = {
    "view": {"view": "comment"},
    "about": {"about": "whole"},
    "place": {},
    "topics": {},
    "comment": {"text": "Plant lime trees.", "coached": "1"},
    "photos": {"act": "go"},
    "details": {},
}
"""Question → what is answered where a test says nothing else."""

PLACE = frozenset({"place_way", "place", "postcode", "place_words", "far_is_right"})
FIELDS = {
    "view": frozenset({"view"}),
    "place": PLACE,
    "topics": frozenset({"topics"}),
    "comment": frozenset({"text"}),
    "details": frozenset({"display_name", "name", "address", "postcode", "email"}),
}


def answer(client: ReadingClient, step: str, **fields: Any) -> TestResponse:
    """Answer one question."""
    return client.post(f"{GIVE}/{step}", data={**STEPS[step], **fields})


def written(client: ReadingClient, text: str = "Plant lime trees.", **more: Any) -> TestResponse:
    """Answer every question; return the first page that refuses, or the check."""
    client.post(GIVE)
    given = {**more, "text": text}
    is_placed = (PLACE - FIELDS["details"]) & set(given)
    given_about = "place" if is_placed else "whole"
    for step in STEPS:
        if step == "place" and given_about == "whole":
            continue
        fields = {name: given[name] for name in FIELDS.get(step, ()) if name in given}
        fields |= {"about": given_about} if step == "about" else {}
        taken = answer(client, step, **fields)
        if taken.status_code != 303:
            return taken
    return client.get(f"{GIVE}/check")


def checked(page: TestResponse) -> dict[str, str]:
    """What the form of the check page sends."""
    return {name: hidden(page, name) for name in ("form_key", "revision", "promised")}


def give(client: ReadingClient, text: str = "Plant lime trees.", **more: Any) -> TestResponse:
    """Answer every question and send it, as a browser without scripts does."""
    page = written(client, text, **more)
    if page.status_code != 200:
        return page
    return client.post(f"{GIVE}/check", data=checked(page))


def said(session: Session) -> list[Comment]:
    session.rollback()
    return list(session.scalars(select(Comment).order_by(Comment.posted_at, Comment.ref)))
