"""Browsers of the people of a programme."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from flask import Flask

from foundation.base.actor import Actor
from foundation.base.roles import Role
from tests.conftest import sign_in_as
from tests.html import ReadingClient
from tests.programme.make import Crew

As = Callable[[Role], ReadingClient]


@pytest.fixture
def as_crew(app: Flask, crew: Crew) -> As:
    """Return the browser of one of the programme's people."""

    def browser(role: Role) -> ReadingClient:
        client = cast(ReadingClient, app.test_client())
        sign_in_as(client, crew.id(role))
        return client

    return browser


def browser(app: Flask, actor: Actor) -> ReadingClient:
    """Return the browser of somebody who writes for a firm."""
    client = cast(ReadingClient, app.test_client())
    assert actor.person_id
    sign_in_as(client, actor.person_id)
    return client
