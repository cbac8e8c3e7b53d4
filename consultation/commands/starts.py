"""Begin a consultation from the template of its kind, or from an earlier one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from consultation.commands.consultations import make_consultation
from consultation.commands.own import own_consultation
from consultation.commands.plans import plan_of
from consultation.commands.stages import set_stages
from consultation.commands.takes import set_takes, takes_of
from consultation.models.consultations import Consultation, Document, OwnTopic, Stage
from consultation.models.easy_read import EasyRead
from consultation.models.places import ConsultationArea
from consultation.models.plans import ConsultationPlan
from consultation.models.reach.asked import AskedTrait, CatchmentWard
from consultation.rules.drafts import ConsultationDraft, StageDraft
from consultation.rules.plan_events import PlanStarted
from consultation.rules.plans import Origin
from consultation.rules.starts import STARTS
from consultation.rules.takes import form_owner
from foundation.base.clock import london_day
from foundation.base.work import Work
from questions.commands.forms import copy_form
from questions.commands.questions import add_question

BELONGINGS = (Document, EasyRead, AskedTrait, CatchmentWard, ConsultationArea)
"""What is taken along as it is; dates and the note on equality are not."""


def start_empty(work: Work, draft: ConsultationDraft) -> str:
    """Draft a consultation with nothing but its words; return its slug.

    Raises:
        Invalid: something in the draft cannot stay as it is.
        Conflict: the slug that was asked for is taken.
    """
    slug = make_consultation(work, draft)
    plan_of(work, own_consultation(work, slug).id)
    return slug


def start_from_template(work: Work, draft: ConsultationDraft) -> str:
    """Draft a consultation with what its kind usually has; return its slug.

    Raises:
        Invalid: something in the draft cannot stay as it is.
        Conflict: the slug that was asked for is taken.
    """
    start = STARTS[draft.kind]
    topics = draft.topics or tuple(("", each) for each in start.topics)
    slug = make_consultation(work, replace(draft, topics=topics))
    made = own_consultation(work, slug).id
    plan = plan_of(work, made, Origin.TEMPLATE)
    plan.audiences = start.audiences
    plan.routes = " ".join(start.routes)
    last = draft.closes_at
    stages = [
        StageDraft(name, london_day(last + after) if last else None) for name, after in start.stages
    ]
    set_stages(work, made, stages)
    set_takes(work, made, start.takes)
    for question in start.questions:
        add_question(work, form_owner(made), "s1", question)
    work.record(PlanStarted(made, made, Origin.TEMPLATE))
    return slug


def start_from_copy(work: Work, draft: ConsultationDraft, source: str) -> str:
    """Draft a consultation with what an earlier one of ours has; return its slug.

    What *draft* leaves empty is taken from there. Days, comments and the note on equality are not.

    Raises:
        NotFound: there is no such earlier one.
        Invalid: something in the draft cannot stay as it is.
        Conflict: the slug that was asked for is taken.
    """
    earlier = own_consultation(work, source)
    slug = make_consultation(work, _filled(work, draft, earlier))
    made = own_consultation(work, slug).id
    plan = plan_of(work, made, Origin.COPY)
    plan.copied_from_id = earlier.id
    before = work.session.get(ConsultationPlan, earlier.id)
    if before:
        plan.audiences, plan.routes = before.audiences, before.routes
    for model in BELONGINGS:
        _copy_rows(work, model, earlier.id, made)
    names = work.session.scalars(
        select(Stage.name).where(Stage.consultation_id == earlier.id).order_by(Stage.position)
    )
    set_stages(work, made, [StageDraft(name) for name in names])
    set_takes(work, made, takes_of(work, earlier.id))
    copy_form(work, form_owner(earlier.id), form_owner(made))
    work.record(PlanStarted(made, made, Origin.COPY, earlier.id))
    return slug


def _filled(work: Work, draft: ConsultationDraft, earlier: Consultation) -> ConsultationDraft:
    topics = work.session.execute(
        select(OwnTopic.code, OwnTopic.label).where(OwnTopic.consultation_id == earlier.id)
    )
    return replace(
        draft,
        kind=earlier.kind,
        summary=draft.summary.strip() or earlier.summary,
        question=draft.question or earlier.question,
        place_name=draft.place_name or earlier.place_name,
        team=draft.team or earlier.team,
        decides=draft.decides or earlier.decides,
        topics=draft.topics or tuple((row.code, row.label) for row in topics),
        moderating=draft.moderating or earlier.moderating,
    )


def _copy_rows(work: Work, model: Any, from_id: UUID, to_id: UUID) -> None:  # noqa: ANN401  a model
    columns = [
        column for column in model.__table__.c if column.name not in {"id", "consultation_id"}
    ]
    found = select(*columns).where(model.consultation_id == from_id)
    rows = [{**row._mapping, "consultation_id": to_id} for row in work.session.execute(found)]
    if rows:
        work.session.execute(insert(model), rows)
