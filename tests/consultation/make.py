"""Consultations and comments with legal defaults; a test names only what it is about."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.commands.comments import Posted, post_comment
from consultation.commands.consultations import make_consultation, move_consultation
from consultation.queries.consultations import consultation_id
from consultation.rules.comments import Contribution, Speaker
from consultation.rules.consultations import ConsultationKind, ConsultationStatus
from consultation.rules.drafts import ConsultationDraft
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW

SECRET = b"a secret for tests only"

OFFICER: dict[str, Any] = {
    "speaker": Speaker.OFFICER,
    "role_words": "Planning officer",
    "team": "Planning",
    "shown_name": None,
}

TO_OPEN = (
    ConsultationStatus.AWAITING_SIGN_OFF,
    ConsultationStatus.SCHEDULED,
    ConsultationStatus.OPEN,
)


def a_draft(**more: Any) -> ConsultationDraft:
    given: dict[str, Any] = {
        "kind": ConsultationKind.PLACE,
        "title": "A greener high street",
        "summary": "Trees, benches and wider pavements.",
        "opens_at": NOW - timedelta(days=7),
        "closes_at": NOW + timedelta(days=14),
        **more,
    }
    return ConsultationDraft(**given)


def a_consultation(
    session: Session,
    actor: Actor,
    until: ConsultationStatus = ConsultationStatus.OPEN,
    **more: Any,
) -> UUID:
    """Make a consultation and take it through its states as far as *until*."""
    with work(session, actor, NOW) as unit:
        slug = make_consultation(unit, a_draft(**more))
        made = consultation_id(session, actor.authority_id, slug)
        assert made is not None
        if until in TO_OPEN:
            for state in TO_OPEN[: TO_OPEN.index(until) + 1]:
                move_consultation(unit, made, state)
    return made


def a_comment(
    session: Session,
    actor: Actor,
    consultation: UUID,
    text: str = "More trees, please.",
    *,
    now: datetime = NOW,
    voice: str | None = "a visitor",
    **more: Any,
) -> Posted:
    """Post a comment of the public."""
    with work(session, actor, now) as unit:
        said = Contribution(text, **more)
        return post_comment(unit, consultation, said, voice_digest=voice, secret=SECRET)
