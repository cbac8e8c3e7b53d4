"""What everybody can read already changes in sight of everybody, and never to their loss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from consultation.queries.consultations import consultation_page
from consultation.rules.following import Pace
from foundation.base.actor import Actor
from foundation.base.roles import Role
from tests.conftest import NOW
from tests.consultation.following import a_follower, digests
from tests.consultation.web.reading import text_of, words_of
from tests.consultation.web.setting_up import HERE, WORDS
from tests.html import ReadingClient

Browsers = Callable[..., ReadingClient]
PUBLIC = "/consultations/a-greener-high-street"
AT = NOW.strftime("%H:%M:%S")
DAYS: dict[str, Any] = {
    "opens_on": ["15", "11", "2026"],
    "opens_time": AT,
    "closes_on": ["6", "12", "2026"],
    "closes_time": AT,
}
LONGER = {**DAYS, "closes_on": ["20", "12", "2026"], "closes_time": ""}


@pytest.fixture
def officer(actor: Actor, client_for: Browsers) -> ReadingClient:
    return client_for(Role.CONSULTATION_OFFICER)


def test_a_correction_needs_a_reason_and_shows_what_was_said_before(
    client: ReadingClient, officer: ReadingClient, consultation: UUID
) -> None:
    assert "What has changed on this page" not in words_of(client.get(PUBLIC))
    new = {**WORDS, "summary": "Trees, benches and a fountain."}
    silent = officer.post(f"{HERE}/words", data=new)
    assert silent.status_code == 422
    assert 'href="#reason' in text_of(silent)
    assert "a fountain" in text_of(silent)
    told = {**new, "reason": "We forgot the fountain."}
    assert officer.post(f"{HERE}/words", data=told).status_code == 303
    shown = words_of(client.get(PUBLIC))
    assert "We forgot the fountain." in shown
    assert "Trees, benches and wider pavements." in shown


def test_an_extension_is_shown_and_everybody_who_follows_is_told_why(
    app: Flask,
    session: Session,
    client: ReadingClient,
    officer: ReadingClient,
    actor: Actor,
    consultation: UUID,
) -> None:
    a_follower(session, actor, consultation_id=consultation, pace=Pace.INSTANT)
    assert officer.post(f"{HERE}/dates", data=LONGER).status_code == 422
    why = {**LONGER, "reason": "The post was on strike."}
    assert officer.post(f"{HERE}/dates", data=why).status_code == 303
    session.rollback()
    found = consultation_page(session, actor.authority_id, "a-greener-high-street", NOW)
    assert found is not None
    assert found.closes_at is not None
    assert found.closes_at.isoformat() == "2026-12-21T00:00:00+00:00"
    assert "The post was on strike." in words_of(client.get(PUBLIC))
    mails = digests(app, session)
    assert "The post was on strike." in mails[-1].text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"closes_on": ["5", "12", "2026"]}, "closes_on"),
        ({"opens_on": ["14", "11", "2026"]}, "opens_on"),
    ],
)
def test_nobody_loses_time_that_was_promised(
    officer: ReadingClient, consultation: UUID, wrong: dict[str, Any], field: str
) -> None:
    answer = officer.post(f"{HERE}/dates", data={**DAYS, **wrong, "reason": "Because."})
    assert answer.status_code == 422
    assert f'href="#{field}' in text_of(answer)


def test_what_people_are_asked_about_stays(officer: ReadingClient, consultation: UUID) -> None:
    answer = officer.post(f"{HERE}/words", data={**WORDS, "kind": "policy", "reason": "Because."})
    assert answer.status_code == 422


def test_saving_the_same_again_needs_no_reason(officer: ReadingClient, consultation: UUID) -> None:
    assert officer.post(f"{HERE}/dates", data=DAYS).status_code == 303
