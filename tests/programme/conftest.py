"""One council with a programme, its people, and one idea."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from tests.make import an_authority
from tests.programme.make import Crew, a_challenge, a_crew, a_programme


@pytest.fixture
def crew(session: Session) -> Crew:
    return a_crew(session, an_authority(session).id)


@pytest.fixture
def programme(session: Session, crew: Crew) -> UUID:
    return a_programme(session, crew.manager)


@pytest.fixture
def challenge(session: Session, crew: Crew, programme: UUID) -> UUID:
    return a_challenge(session, crew, programme)
