"""Forget contributions that were begun and left."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultation.models.unsent import UnsentView
from consultation.rules.unsent import KEPT_FOR
from foundation.base.actor import HOUSE
from foundation.base.work import work


def sweep(session: Session, now: datetime) -> None:
    """Delete what nobody has touched for 30 days."""
    is_old = UnsentView.touched_at < now - KEPT_FOR
    if session.scalar(select(UnsentView.id).where(is_old).limit(1)):
        with work(session, HOUSE, now) as unit:
            unit.session.execute(delete(UnsentView).where(is_old))
