"""Keep the figures of a day, and sign what another person kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from foundation.base.errors import NotFound
from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.commands.own import own_programme
from programme.models.kpis import KpiSnapshot
from programme.rules.kpis.snapshots import (
    REFUSALS,
    KpisKept,
    KpisSigned,
    changed_since,
    digest_of,
    may_sign,
)

LATEST = (KpiSnapshot.signed_at.is_(None).desc(), KpiSnapshot.taken_at.desc())
"""At most one of a day is not signed: it is the latest."""

Figures = Sequence[dict[str, Any]]


def keep_kpis(work: Work, programme_id: UUID, as_of: date, figures: Figures) -> UUID:
    """Keep figures as they are; return the id of what was kept.

    They take the place of what was kept for the same day and nobody signed.

    Raises:
        NotFound: no such programme.
    """
    programme = own_programme(work, programme_id)
    assert work.actor.person_id  # noqa: S101  who may is signed in
    unsigned = (KpiSnapshot.programme_id == programme.id) & KpiSnapshot.signed_at.is_(None)
    work.session.execute(delete(KpiSnapshot).where(unsigned, KpiSnapshot.as_of == as_of))
    row = KpiSnapshot(
        id=uuid4(),
        authority_id=programme.authority_id,
        programme_id=programme.id,
        as_of=as_of,
        figures=list(figures),
        digest=digest_of(figures),
        taken_by_id=work.actor.person_id,
        taken_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    work.record(KpisKept(programme.id, as_of))
    return row.id


def sign_kpis(work: Work, programme_id: UUID, as_of: date, now_: Figures) -> None:
    """Sign the figures that were kept last for a day; *now_* is what they come to now.

    Raises:
        NotFound: no such programme, or nothing is kept for that day.
        Conflict: they are signed, kept by the same person, or their rows have changed.
    """
    programme = own_programme(work, programme_id)
    asked = select(KpiSnapshot).where(
        KpiSnapshot.programme_id == programme.id, KpiSnapshot.as_of == as_of
    )
    row = work.session.scalars(asked.order_by(*LATEST).limit(1)).first()
    if row is None:
        raise NotFound("No figures are kept for this day.")
    decision = may_sign(
        is_signed=row.signed_at is not None,
        kept_by=row.taken_by_id,
        who=work.actor.person_id,
        changed=changed_since(row.figures, now_),
    )
    agree(decision, REFUSALS)
    row.signed_by_id, row.signed_at = work.actor.person_id, work.now
    work.session.flush()
    work.record(KpisSigned(programme.id, row.id))
