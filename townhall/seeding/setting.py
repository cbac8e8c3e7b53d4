"""Make an invented consultation and take it through its states on the right days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.applications import record_application
from consultation.commands.consultations import (
    make_consultation,
    move_consultation,
    move_stage,
    set_documents,
    set_stages,
)
from consultation.commands.easy_read import set_easy_read
from consultation.commands.places import set_area
from consultation.models.consultations import Consultation, Stage
from consultation.queries.consultations import consultation_id
from consultation.rules.applications import (
    ApplicationSheet,
    ApplicationStatus,
    ProcessStage,
    digest_of,
)
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.drafts import ConsultationDraft, DocumentDraft, StageDraft
from foundation.base.actor import Actor
from foundation.base.clock import london_day, london_instant
from foundation.base.work import Work, work
from townhall.seeding.asking import ask
from townhall.seeding.plan import Planned
from townhall.seeding.preparing import prepare
from townhall.seeding.reporting import write_report
from townhall.seeding.spots import area_around

_S = ConsultationStatus
WAY = (
    _S.DRAFT,
    _S.AWAITING_SIGN_OFF,
    _S.SCHEDULED,
    _S.OPEN,
    _S.CLOSED,
    _S.CONSIDERING,
    _S.REPORTED,
    _S.DECIDED,
)
BEFORE = timedelta(days=12)
OPENS_AT = time(9)


def day_instant(now: datetime, days: int | None, at: time) -> datetime | None:
    """Return the instant *days* from today, None where there is no such day."""
    if days is None:
        return None
    return london_instant(london_day(now) + timedelta(days=days), at)


def make(
    session: Session, actor: Actor, plan: Planned, middle: tuple[float, float], now: datetime
) -> tuple[UUID, list[tuple[datetime, ConsultationStatus]]]:
    """Draft the consultation; return its id and the states that it has still to pass, with days."""
    opens = day_instant(now, plan.opens, OPENS_AT)
    closes = day_instant(now, plan.closes, time(0))
    made_at = min(opens or now, now) - BEFORE
    with work(session, actor, made_at) as unit:
        draft = ConsultationDraft(
            kind=plan.kind,
            title=plan.title,
            question=plan.question,
            summary=plan.summary,
            place_name=plan.place_name,
            team=plan.team,
            opens_at=opens,
            closes_at=closes,
            topics=plan.topics,
            application_id=_application(unit, plan, middle),
            slug=plan.slug,
        )
        made = consultation_id(session, actor.authority_id, make_consultation(unit, draft))
        assert made is not None  # noqa: S101  it was made in the line before
        if plan.area:
            set_area(unit, made, area_around(middle, *plan.area))
        set_stages(unit, made, list(_stages(plan, now)))
        set_documents(unit, made, [DocumentDraft(*document) for document in plan.documents])
        set_easy_read(unit, made, plan.easy_read)
        ask(unit, made, plan.slug)
        if plan.status is not _S.DRAFT:
            prepare(unit, made)
    return made, _moves(plan, made_at, opens, closes, now)


def move(
    session: Session, actor: Actor, made: UUID, at: datetime, after: ConsultationStatus
) -> None:
    """Take the consultation to its next state at its time; a second person signs it off."""
    signs = after is ConsultationStatus.SCHEDULED
    with work(session, Actor(actor.authority_id) if signs else actor, at) as unit:
        if after is ConsultationStatus.REPORTED:
            write_report(unit, session, unit.session.get_one(Consultation, made).slug)
        move_consultation(unit, made, after)


def postpone(session: Session, actor: Actor, made: UUID, plan: Planned, now: datetime) -> None:
    """Move the stage that could not keep its date, two days ago, and say why."""
    if plan.moved_stage is None:
        return
    name, _, reason = plan.moved_stage
    expected = next(stage.expected for stage in plan.stages if stage.name == name)
    with work(session, actor, now - timedelta(days=2)) as unit:
        wanted = select(Stage.id).where(Stage.consultation_id == made, Stage.name == name)
        day = london_day(now) + timedelta(days=expected)
        move_stage(unit, unit.session.scalars(wanted).one(), day, reason)


def _stages(plan: Planned, now: datetime) -> Iterator[StageDraft]:
    today = london_day(now)
    first = {plan.moved_stage[0]: plan.moved_stage[1]} if plan.moved_stage else {}
    for stage in plan.stages:
        expected = today + timedelta(days=first.get(stage.name, stage.expected))
        done = today + timedelta(days=stage.done) if stage.done is not None else None
        yield StageDraft(stage.name, expected, done)


def _moves(
    plan: Planned,
    made_at: datetime,
    opens: datetime | None,
    closes: datetime | None,
    now: datetime,
) -> list[tuple[datetime, ConsultationStatus]]:
    end = closes or now
    after_it = (now - end) / 4
    days = {
        _S.AWAITING_SIGN_OFF: made_at + timedelta(days=3),
        _S.SCHEDULED: made_at + timedelta(days=6),
        _S.OPEN: opens or now,
        _S.CLOSED: end,
        _S.CONSIDERING: end + after_it,
        _S.REPORTED: end + 2 * after_it,
        _S.DECIDED: end + 3 * after_it,
    }
    return [(days[state], state) for state in WAY[1 : WAY.index(plan.status) + 1]]


def _application(unit: Work, plan: Planned, middle: tuple[float, float]) -> UUID | None:
    said = plan.application
    if said is None:
        return None
    content = {"reference": said.reference, "address": said.address, "invented": True}
    decided = said.decision is not None
    sheet = ApplicationSheet(
        reference=said.reference,
        organisation=None,
        stage=ProcessStage.ASSESSMENT if decided else ProcessStage.CONSULTATION,
        status=ApplicationStatus.DETERMINED if decided else ApplicationStatus.UNDETERMINED,
        content=content,
        digest=digest_of(content),
        source_name="demonstration",
        type_code=said.type_code,
        title=plan.title,
        address=said.address,
        description=plan.summary,
        decision=said.decision,
        received_on=london_day(unit.now) - timedelta(days=9),
        site=area_around(middle, *plan.area) if plan.area else None,
    )
    return record_application(unit, sheet).application_id
