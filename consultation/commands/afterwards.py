"""Write down what was decided, what became of an appeal, and what was done at last."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select

from consultation.commands.consultations import move_consultation
from consultation.commands.own import own_consultation, touch
from consultation.models.afterwards import AfterwardsEntry
from consultation.models.applications import Application
from consultation.models.consultations import Consultation
from consultation.rules.afterwards import (
    REFUSALS,
    Happening,
    HappeningDraft,
    SomethingHappened,
    WhyNot,
    checked,
    may_write,
    planning_decision,
)
from consultation.rules.consultations import ConsultationStatus
from foundation.base.clock import london_day
from foundation.base.decisions import Decision
from foundation.base.refusals import agree
from foundation.base.work import Work


def write_down(work: Work, consultation_id: UUID, draft: HappeningDraft, *, seen: int) -> None:
    """Add an entry; everybody who took part and left an address is told.

    The decision takes the consultation to its last state, and the application behind it as well.

    Args:
        work: of the authority whose consultation it is.
        consultation_id: which one.
        draft: what is written down.
        seen: number of the entry that the writer had before their eyes, 0 where there was none.

    Raises:
        NotFound: no such consultation.
        Conflict: it cannot come next, or somebody else wrote meanwhile.
        Invalid: something of it cannot be.
    """
    about = own_consultation(work, consultation_id)
    earlier = work.session.scalars(
        select(AfterwardsEntry)
        .where(AfterwardsEntry.consultation_id == about.id)
        .order_by(AfterwardsEntry.number)
    ).all()
    if len(earlier) != seen:
        agree(Decision(WhyNot.CHANGED_MEANWHILE), REFUSALS)
    happened = [each.happening for each in earlier]
    agree(may_write(draft.happening, about.status, about.kind, happened), REFUSALS)
    since = earlier[0].day if earlier else None
    draft = checked(draft, about.kind, london_day(work.now), since)
    made = AfterwardsEntry(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        consultation_id=about.id,
        number=seen + 1,
        happening=draft.happening,
        result=draft.result,
        title=draft.title,
        day=draft.day,
        reasons=draft.reasons,
        conditions=list(draft.conditions),
        url=draft.url,
        written_at=work.now,
        written_by_id=work.actor.person_id,
    )
    work.session.add(made)
    work.session.flush()
    if draft.happening is Happening.DECIDED:
        _decide(work, about, draft)
    work.record(SomethingHappened(made.id, about.id, draft.happening, draft.result))
    touch(work, about.id)


def _decide(work: Work, about: Consultation, draft: HappeningDraft) -> None:
    decision = planning_decision(draft.result)
    if about.application_id and decision:
        application = work.session.get_one(Application, about.application_id)
        application.decision, application.decided_on = decision, draft.day
    if about.status is ConsultationStatus.REPORTED:
        move_consultation(work, about.id, ConsultationStatus.DECIDED)
