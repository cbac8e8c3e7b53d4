"""A program that talks to ``/api/v1`` of one council with one open consultation."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from consultation.api.schemas import COMPONENTS
from consultation.models.comments import Comment, Receipt
from consultation.models.consultations import Tally
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.eventlog import LoggedEvent
from foundation.base.idempotency import KeptAnswer
from foundation.web.limits import limiter
from tests.consultation.make import a_consultation
from tests.html import ReadingClient

SLUG = "a-greener-high-street"
COMMENTS = f"/api/v1/consultations/{SLUG}/comments"
HERE = {"type": "Point", "coordinates": [-1.8658, 52.4716]}


class Program:
    """Sends JSON as a program does, and holds every answer to the published schemas."""

    def __init__(self, client: ReadingClient) -> None:
        self.client = client

    def post(self, body: object = None, path: str = COMMENTS, **headers: str) -> TestResponse:
        return self.send(json.dumps({"text": "Trees!"} if body is None else body), path, **headers)

    def send(self, data: str | bytes, path: str = COMMENTS, **headers: str) -> TestResponse:
        limiter.reset()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        said = {"Content-Type": "application/json", **named}
        return self.client.post(path, data=data, headers=said)

    def get(self, path: str = COMMENTS, **asked: Any) -> TestResponse:
        return self.client.get(path, query_string=asked)

    def said(self, answer: TestResponse, schema: str, status: int = 200) -> Any:
        """Return the answer's body, which is as the document says."""
        assert answer.status_code == status, answer.get_data(as_text=True)
        body = answer.get_json()
        whole = {"$ref": f"#/components/schemas/{schema}", "components": {"schemas": COMPONENTS}}
        Draft202012Validator(whole).validate(body)
        return body

    def refused(self, answer: TestResponse, *statuses: int) -> Any:
        """Return the problem, which is one of *statuses* and names no field twice."""
        assert answer.status_code in statuses, answer.get_data(as_text=True)[:500]
        assert answer.mimetype == "application/problem+json"
        problem = self.said(answer, "Problem", answer.status_code)
        assert problem["status"] == answer.status_code
        assert problem["detail"]
        return problem


@pytest.fixture
def program(client: ReadingClient) -> Program:
    return Program(client)


@pytest.fixture
def consultation(session: Session, actor: Actor) -> UUID:
    return a_consultation(session, actor)


def rows() -> dict[str, int]:
    """Count what a post would leave behind."""
    session = db.session()
    session.rollback()
    counted = {
        model.__tablename__: session.scalar(select(func.count()).select_from(model)) or 0
        for model in (Comment, Receipt, LoggedEvent, KeptAnswer)
    }
    return counted | {"version": sum(session.scalars(select(Tally.version)))}


@pytest.fixture
def untouched(consultation: UUID) -> Any:
    """Fail if the test leaves any row, or half of one."""
    before = rows()
    yield
    assert rows() == before
