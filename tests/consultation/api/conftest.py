"""A program that talks to ``/api/v1`` of one council with one open consultation."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from foundation.base.actor import Actor
from tests.consultation.make import a_consultation
from tests.html import ReadingClient

SLUG = "a-greener-high-street"
COMMENTS = f"/api/v1/consultations/{SLUG}/comments"


class Program:
    """Sends JSON as a program does."""

    def __init__(self, client: ReadingClient) -> None:
        self.client = client

    def post(self, path: str = COMMENTS, body: object = None, **more: Any) -> TestResponse:
        return self.send(path, json.dumps({"text": "Trees!"} if body is None else body), **more)

    def send(self, path: str, data: str | bytes, **headers: str) -> TestResponse:
        said = {"Content-Type": "application/json", **headers}
        return self.client.post(path, data=data, headers=said)

    def get(self, path: str = COMMENTS, **asked: Any) -> TestResponse:
        return self.client.get(path, query_string=asked)


@pytest.fixture
def program(client: ReadingClient) -> Program:
    return Program(client)


@pytest.fixture
def consultation(session: Session, actor: Actor) -> UUID:
    return a_consultation(session, actor)
