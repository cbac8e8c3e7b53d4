"""Make a consultation, change what it says, and take it through its states."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Select, delete, exists, insert, or_, select

from consultation.commands.corrections import note_correction
from consultation.commands.documents import set_documents
from consultation.commands.own import own_consultation, touch
from consultation.commands.places import set_area
from consultation.commands.plan_gate import refuse_unplanned
from consultation.commands.report_gate import refuse_unfinished
from consultation.commands.search import index_consultation
from consultation.commands.stages import move_stage, set_stages
from consultation.commands.takes import ready_questions
from consultation.commands.tallies import count
from consultation.models.consultations import Consultation, OwnTopic, Tally
from consultation.rules.consultations import ConsultationMoved, ConsultationStatus, move
from consultation.rules.drafts import ConsultationDraft, checked_draft, code_from
from consultation.rules.events import ConsultationMade
from consultation.rules.plan_events import AUTHORED
from foundation.accounts.models.authorities import Authority
from foundation.base.errors import Conflict, Invalid, NotAllowed
from foundation.base.eventlog import LoggedEvent
from foundation.base.work import Work

_S = ConsultationStatus
LISTENING = frozenset({_S.SCHEDULED, _S.OPEN})
_SLUG = "An address has only small letters, digits and hyphens, at most 60 of them."

__all__ = [
    "change_consultation",
    "make_consultation",
    "move_consultation",
    "move_stage",
    "open_and_close",
    "set_area",
    "set_documents",
    "set_stages",
]


def make_consultation(work: Work, draft: ConsultationDraft) -> str:
    """Draft a consultation and return its slug.

    Raises:
        Invalid: something in the draft cannot stay as it is.
        Conflict: the slug that was asked for is taken.
    """
    draft = checked_draft(draft)
    council = work.session.get_one(Authority, work.actor.authority_id)
    made = Consultation(
        id=uuid4(),
        authority_id=council.id,
        slug=_free_slug(work, draft),
        status=_S.DRAFT,
        moderating=draft.moderating or council.moderating,
        application_id=draft.application_id,
        created_at=work.now,
        **_said(draft),
    )
    work.session.add(made)
    work.session.flush()
    work.session.add(Tally(consultation_id=made.id))
    _add_topics(work, made.id, draft)
    work.session.flush()
    index_consultation(work.session, made.id)
    work.record(ConsultationMade(made.id, consultation_id=made.id, about=made.kind))
    return made.slug


def change_consultation(work: Work, slug: str, draft: ConsultationDraft, reason: str = "") -> None:
    """Let a consultation say what *draft* says; its slug and its application stay.

    What everybody can read already is corrected with a *reason*, and what it said before is shown.

    Raises:
        NotFound: no such consultation.
        Invalid: something in the draft cannot stay as it is, or there is no reason.
        Conflict: it listens already, and the draft has no dates.
    """
    draft = checked_draft(draft)
    changed = own_consultation(work, slug)
    if changed.status in LISTENING:
        _refuse_without_dates(draft.opens_at, draft.closes_at)
    note_correction(work, changed, _said(draft), reason)
    for name, value in _said(draft).items():
        setattr(changed, name, value)
    changed.moderating = draft.moderating or changed.moderating
    work.session.execute(delete(OwnTopic).where(OwnTopic.consultation_id == changed.id))
    _add_topics(work, changed.id, draft)
    touch(work, changed.id)


def move_consultation(work: Work, consultation_id: UUID, after: ConsultationStatus) -> None:
    """Take a consultation to its next state.

    Raises:
        NotFound: no such consultation.
        Conflict: *after* does not follow, there are no dates between which to listen, tasks of
            setting up are left, or the report is not finished.
        NotAllowed: who wrote some of it or sent it for sign-off may not sign it off.
    """
    moved = own_consultation(work, consultation_id)
    event = move(moved.id, moved.status, after)
    if after in LISTENING:
        _refuse_without_dates(moved.opens_at, moved.closes_at)
    if after is _S.AWAITING_SIGN_OFF:
        refuse_unplanned(work, moved.id)
    if after is _S.SCHEDULED:
        _refuse_own_sign_off(work, moved)
    ready_questions(work, moved, after)
    if after is _S.REPORTED:
        refuse_unfinished(work, moved.id)
    moved.status = after
    work.session.flush()
    count(work.session, moved.id)
    work.record(event)


def open_and_close(work: Work, now: datetime) -> int:
    """Open and close what the clock says of the actor's authority; return how many moved.

    One whose closing has passed before it was opened goes through both.
    """
    moved = 0
    for consultation_id, status, closes_at in work.session.execute(_due(work, now)).all():
        if status is _S.SCHEDULED:
            move_consultation(work, consultation_id, _S.OPEN)
            moved += 1
        if closes_at and closes_at <= now:
            move_consultation(work, consultation_id, _S.CLOSED)
            moved += 1
    return moved


def _due(work: Work, now: datetime) -> Select[UUID, ConsultationStatus, datetime | None]:
    opens = (Consultation.status == _S.SCHEDULED) & (Consultation.opens_at <= now)
    closes = (Consultation.status == _S.OPEN) & (Consultation.closes_at <= now)
    return (
        select(Consultation.id, Consultation.status, Consultation.closes_at)
        .where(
            Consultation.authority_id == work.actor.authority_id,
            Consultation.closes_at.is_not(None),
            or_(opens, closes),
        )
        .order_by(Consultation.id)
    )


def _said(draft: ConsultationDraft) -> dict[str, Any]:
    return {
        "kind": draft.kind,
        "title": draft.title,
        "question": draft.question,
        "summary": draft.summary,
        "place_name": draft.place_name,
        "team": draft.team,
        "decides": draft.decides,
        "opens_at": draft.opens_at,
        "closes_at": draft.closes_at,
    }


def _add_topics(work: Work, consultation_id: UUID, draft: ConsultationDraft) -> None:
    rows = [
        {"consultation_id": consultation_id, "code": code, "label": label}
        for code, label in draft.topics
    ]
    if rows:
        work.session.execute(insert(OwnTopic), rows)


def _free_slug(work: Work, draft: ConsultationDraft) -> str:
    """Return the slug that was asked for, or the title's with the first number that is free."""
    wanted = draft.slug or code_from(draft.title) or "consultation"
    if wanted != code_from(wanted):
        raise Invalid(_SLUG, fields={"slug": _SLUG})
    taken = set(
        work.session.scalars(
            select(Consultation.slug).where(
                Consultation.authority_id == work.actor.authority_id,
                Consultation.slug.startswith(wanted, autoescape=True),
            )
        )
    )
    if wanted not in taken:
        return wanted
    if draft.slug:
        raise Conflict("There is a consultation at this address.", fields={"slug": wanted})
    return next(
        free for number in itertools.count(2) if (free := f"{wanted}-{number}") not in taken
    )


def _refuse_own_sign_off(work: Work, moved: Consultation) -> None:
    """Let a second person sign off, where the first is one; the log knows who wrote what."""
    if work.actor.person_id is None:
        return
    wrote = exists().where(
        LoggedEvent.actor_id == work.actor.person_id,
        LoggedEvent.subject_id == moved.id,
        LoggedEvent.authority_id == moved.authority_id,
        LoggedEvent.kind.in_([each.kind for each in AUTHORED]),
    )
    if work.session.scalar(select(wrote)) or _sent_by(work, moved) == work.actor.person_id:
        raise NotAllowed("Somebody else has to sign this off: you wrote some of it or sent it.")


def _sent_by(work: Work, moved: Consultation) -> UUID | None:
    """Return who moved it last, which is who asked for the sign-off."""
    return work.session.scalar(
        select(LoggedEvent.actor_id)
        .where(
            LoggedEvent.subject_id == moved.id,
            LoggedEvent.authority_id == moved.authority_id,
            LoggedEvent.kind == ConsultationMoved.kind,
        )
        .order_by(LoggedEvent.id.desc())
        .limit(1)
    )


def _refuse_without_dates(opens_at: datetime | None, closes_at: datetime | None) -> None:
    if opens_at is None or closes_at is None:
        raise Conflict("Say first when this consultation opens and closes.")
