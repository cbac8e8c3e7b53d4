"""Note what was read elsewhere for a figure, agree to it, and take it back."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.base.clock import london_day
from foundation.base.errors import NotFound
from foundation.base.refusals import agree, refused
from foundation.base.work import Work
from programme.commands.own import own_programme
from programme.models.kpis import KpiReading
from programme.models.programmes import Programme
from programme.rules.kpis.readings import (
    MOST,
    REFUSALS,
    ReadingAgreed,
    ReadingDraft,
    ReadingNoted,
    ReadingWithdrawn,
    WhyNot,
    checked_reading,
    may_agree,
    may_withdraw,
)
from programme.rules.pathways import checked_reason


def note_reading(work: Work, programme_id: UUID, draft: ReadingDraft) -> UUID:
    """Note a reading; it counts once another person has agreed to it. Return its id.

    Raises:
        NotFound: no such programme.
        Invalid: something in the draft cannot stay as it is.
        Conflict: there are too many.
    """
    programme = own_programme(work, programme_id)
    read = checked_reading(draft, london_day(work.now))
    counted = select(func.count()).where(KpiReading.programme_id == programme.id)
    if (work.session.scalar(counted) or 0) >= MOST:
        raise refused(WhyNot.TOO_MANY, REFUSALS)
    assert work.actor.person_id  # noqa: S101  who may is somebody
    made = KpiReading(
        id=uuid4(),
        programme_id=programme.id,
        kind=read.kind,
        read_on=read.on,
        words=read.words,
        value=read.value,
        source=read.source,
        noted_by_id=work.actor.person_id,
        noted_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    work.record(ReadingNoted(made.id, programme_id=programme.id, of=read.kind))
    return made.id


def agree_to_reading(work: Work, reading_id: UUID) -> None:
    """Agree to what another person noted: from now on it counts.

    Raises:
        NotFound: no such reading.
        Conflict: it is agreed to or taken back, or the same person noted it.
    """
    row = _own(work, reading_id)
    decision = may_agree(
        is_agreed=row.agreed_at is not None,
        is_withdrawn=row.withdrawn_at is not None,
        noted_by=row.noted_by_id,
        who=work.actor.person_id,
    )
    agree(decision, REFUSALS)
    row.agreed_by_id, row.agreed_at = work.actor.person_id, work.now
    work.session.flush()
    work.record(ReadingAgreed(row.id, programme_id=row.programme_id))


def withdraw_reading(work: Work, reading_id: UUID, reason: str) -> None:
    """Take a reading back; it stays in the list with its reason.

    Raises:
        NotFound: no such reading.
        Conflict: it was taken back already.
        Invalid: the reason says nothing.
    """
    row = _own(work, reading_id)
    agree(may_withdraw(is_withdrawn=row.withdrawn_at is not None), REFUSALS)
    row.withdrawn_because, row.withdrawn_at = checked_reason(reason), work.now
    row.withdrawn_by_id = work.actor.person_id
    work.session.flush()
    work.record(ReadingWithdrawn(row.id, programme_id=row.programme_id))


def _own(work: Work, reading_id: UUID) -> KpiReading:
    asked = (
        select(KpiReading)
        .join(Programme, Programme.id == KpiReading.programme_id)
        .where(KpiReading.id == reading_id, Programme.authority_id == work.actor.authority_id)
        .with_for_update(of=KpiReading)
    )
    found = work.session.scalars(asked).one_or_none()
    if found is None:
        raise NotFound("There is no such reading.")
    return found
