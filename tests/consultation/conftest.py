"""One council with one open consultation."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from tests.consultation.make import a_consultation
from tests.make import an_actor, an_authority


@pytest.fixture
def actor(session: Session) -> Actor:
    return an_actor(an_authority(session).id)


@pytest.fixture
def consultation(session: Session, actor: Actor) -> UUID:
    return a_consultation(session, actor)
