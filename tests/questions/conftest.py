"""One council, and something of it that can have a form."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from questions.rules.forms import Owner
from tests.make import an_actor, an_authority
from tests.questions.make import an_owner


@pytest.fixture
def actor(session: Session) -> Actor:
    return an_actor(an_authority(session).id)


@pytest.fixture
def owner() -> Owner:
    return an_owner()
