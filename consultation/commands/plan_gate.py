"""How far the setting up of a consultation is; its page and its sending ask the same."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from consultation.models.applicants import ConsultationApplicant
from consultation.models.consultations import Consultation, Document, Stage
from consultation.models.easy_read import EasyRead
from consultation.models.places import ConsultationArea
from consultation.models.plans import ConsultationPlan, FinishedTask
from consultation.models.reach.asked import AskedTrait
from consultation.models.takes import ConsultationTakes
from consultation.rules.easy_read import is_picture
from consultation.rules.plans import Origin, PlanFacts, may_send, turned_away
from consultation.rules.takes import Takes, form_owner
from foundation.base.work import Work
from questions.queries.forms import latest_version


def plan_facts(session: Session, consultation_id: UUID) -> PlanFacts:
    """Return what is there of a consultation; without a plan, as if it had begun empty."""

    def number(model: type[Stage | AskedTrait | ConsultationApplicant]) -> int:
        found = select(func.count()).select_from(model)
        return session.scalar(found.where(model.consultation_id == consultation_id)) or 0

    about = session.get_one(Consultation, consultation_id)
    plan = session.get(ConsultationPlan, consultation_id)
    takes = session.get(ConsultationTakes, consultation_id)
    version = latest_version(session, about.authority_id, form_owner(consultation_id))
    documents = session.execute(
        select(Document.url, Document.alt).where(Document.consultation_id == consultation_id)
    ).all()
    done = session.scalars(
        select(FinishedTask.task).where(FinishedTask.consultation_id == consultation_id)
    )
    return PlanFacts(
        origin=plan.origin if plan else Origin.BLANK,
        done=frozenset(done),
        takes=takes.takes if takes else Takes.DIALOGUE,
        questions=len(version.form.asks) if version else 0,
        has_dates=bool(about.opens_at and about.closes_at),
        has_area=bool(
            session.scalar(
                select(exists().where(ConsultationArea.consultation_id == consultation_id))
            )
        ),
        has_equality=bool(plan and plan.equality),
        has_audiences=bool(plan and plan.audiences),
        stages=number(Stage),
        documents=len(documents),
        undescribed=sum(is_picture(row.url) and not row.alt for row in documents),
        traits=number(AskedTrait),
        has_easy_read=bool(
            session.scalar(select(exists().where(EasyRead.consultation_id == consultation_id)))
        ),
        applicants=number(ConsultationApplicant),
    )


def refuse_unplanned(work: Work, consultation_id: UUID) -> None:
    """Let nobody send for sign-off what is half set up; what a file has made has no plan.

    Raises:
        Conflict: says how many tasks are left.
    """
    work.session.flush()
    if work.session.get(ConsultationPlan, consultation_id) is None:
        return
    facts = plan_facts(work.session, consultation_id)
    if not may_send(facts):
        raise turned_away(facts)
