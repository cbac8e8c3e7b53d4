"""What is not public yet takes no comment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from consultation.rules.consultations import ConsultationStatus
from foundation.base.actor import Actor
from tests.clock import NOW
from tests.consultation.make import a_consultation
from tests.consultation.web.giving import GIVE
from tests.html import ReadingClient


@pytest.mark.parametrize(
    "until", [ConsultationStatus.DRAFT, ConsultationStatus.SCHEDULED, ConsultationStatus.OPEN]
)
def test_nothing_can_be_said_where_nothing_can_be_read(
    session: Session, client: ReadingClient, actor: Actor, until: ConsultationStatus
) -> None:
    later = {"opens_at": NOW + timedelta(days=1)} if until is ConsultationStatus.SCHEDULED else {}
    a_consultation(session, actor, until=until, **later)
    expected = 303 if until is ConsultationStatus.OPEN else 404
    assert client.post(GIVE, data={"text": "Hello"}).status_code == expected
