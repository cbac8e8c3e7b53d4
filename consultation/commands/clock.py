"""What a council promises, read where something is said or waits again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from consultation.rules.clock import Promise, promise
from foundation.accounts.models.authorities import Authority
from foundation.base.work import Work

PROMISED: tuple[InstrumentedAttribute[Any], ...] = (
    Authority.working_days,
    Authority.comment_days,
    Authority.question_days,
    Authority.idea_days,
)
"""Columns of which ``promise`` makes a promise, in its order."""


def promised(work: Work) -> Promise:
    """Return what the actor's council promises."""
    asked = select(*PROMISED).where(Authority.id == work.actor.authority_id)
    return promise(*work.session.execute(asked).one())
