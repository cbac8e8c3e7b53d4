"""Keep what is planned for a consultation, and which of its tasks are finished."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete

from consultation.commands.own import own_consultation
from consultation.commands.plan_gate import plan_facts
from consultation.models.plans import ConsultationPlan, FinishedTask
from consultation.rules.plan_events import PlanChanged, TaskFinished
from consultation.rules.plans import (
    FINISHED_BY_HAND,
    OUTDATES,
    Origin,
    Route,
    Task,
    checked_note,
    there,
)
from foundation.base.errors import Conflict, Invalid
from foundation.base.words import say
from foundation.base.work import Work


def plan_of(work: Work, consultation_id: UUID, origin: Origin = Origin.BLANK) -> ConsultationPlan:
    """Return the plan of a consultation of ours, a new one where it has none."""
    own_consultation(work, consultation_id)
    plan = work.session.get(ConsultationPlan, consultation_id)
    if plan is None:
        plan = ConsultationPlan(
            consultation_id=consultation_id, origin=origin, audiences="", routes="", equality=""
        )
        work.session.add(plan)
        work.session.flush()
    return plan


def set_audiences(
    work: Work, consultation_id: UUID, audiences: str, routes: Collection[Route]
) -> None:
    """Say whom the council would hear from, and in which ways it goes to them.

    Raises:
        NotFound: no such consultation.
        Invalid: nobody is named, or there is no way to take part without the web.
    """
    said = checked_note(audiences, "audiences", say("Name at least one group of people."))
    if not set(routes) - {Route.WEB, Route.SOCIAL}:
        wrong = say("Choose at least one way for people who are not on the internet.")
        raise Invalid(wrong, fields={"routes": wrong})
    plan = plan_of(work, consultation_id)
    plan.audiences = said
    plan.routes = " ".join(route.value for route in Route if route in routes)
    work.record(PlanChanged(consultation_id, consultation_id))
    finish_task(work, consultation_id, Task.AUDIENCES)


def set_equality(work: Work, consultation_id: UUID, note: str) -> None:
    """Keep the note on the equality duty (Equality Act 2010, section 149).

    Raises:
        NotFound: no such consultation.
        Invalid: it is empty or too long.
    """
    empty = say("Write who could be affected more than others, and what you will do about it.")
    plan_of(work, consultation_id).equality = checked_note(note, "equality", empty)
    work.record(PlanChanged(consultation_id, consultation_id))
    finish_task(work, consultation_id, Task.EQUALITY)


def finish_task(work: Work, consultation_id: UUID, task: Task) -> None:
    """Note that somebody has saved or looked at a part; the check of it all may be due again.

    Raises:
        NotFound: no such consultation.
    """
    own_consultation(work, consultation_id)
    outdated = {task, *([Task.ACCESSIBILITY] if task in OUTDATES else [])}
    work.session.execute(
        delete(FinishedTask).where(
            FinishedTask.consultation_id == consultation_id, FinishedTask.task.in_(outdated)
        )
    )
    work.session.add(
        FinishedTask(
            consultation_id=consultation_id,
            task=task,
            finished_at=work.now,
            finished_by_id=work.actor.person_id,
        )
    )
    work.session.flush()
    work.record(TaskFinished(consultation_id, consultation_id, task))


def finish_by_hand(work: Work, consultation_id: UUID, task: Task) -> None:
    """Finish a task of which an officer says that it is done.

    Raises:
        NotFound: no such consultation.
        Conflict: it ends when its page is saved, or something in it has to be mended first.
    """
    own_consultation(work, consultation_id)
    if task not in FINISHED_BY_HAND:
        raise Conflict(say("This task is done when its page is saved."))
    facts = plan_facts(work.session, consultation_id)
    if task is Task.ACCESSIBILITY and facts.undescribed:
        raise Conflict(say("Describe all pictures first."))
    if task is Task.QUESTIONS and not there(facts)[task]:
        raise Conflict(say("Add a question first."))
    finish_task(work, consultation_id, task)
