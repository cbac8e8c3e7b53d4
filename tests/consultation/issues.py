"""Issues, answers and outcomes with legal defaults; a test names only what it is about."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.answers import AnswerDraft, ask_second_look, send_answer, write_answer
from consultation.commands.consultations import move_consultation
from consultation.commands.dispositions import dispose_issue
from consultation.commands.issues import make_issue
from consultation.commands.points import whole_points
from consultation.commands.replies import Signed
from consultation.commands.report import leave_open, write_part
from consultation.commands.report_gate import readiness
from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.issues import Issue
from consultation.models.points import Point
from consultation.rules.answers import About
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.dispositions import Disposition, Outcome, Proof
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.report import UNSORTED
from foundation.base.actor import Actor
from foundation.base.work import Work, work
from tests.conftest import NOW
from tests.consultation.make import a_comment

SIGNED = Signed("Planner", "Planning team")
CHANGED = Outcome(
    Disposition.CHANGED_PLAN,
    "The corner is now three storeys.",
    Proof.PLAN_REVISION,
    "Revision C, drawing 214",
)
HERE = "/desk/a-greener-high-street/issues"
WHOLE: dict[str, str] = {
    "text": "The sun study covers December.",
    "source": "Sun study, page 12",
    "disposition": "changed_plan",
    "reason": "The corner is now three storeys.",
    "proof": "plan_revision",
    "proof_words": "Revision C, drawing 214",
    "proof_url": "",
}
"""An answer and an outcome as the form of an issue sends them."""

TO_REPORT = (
    ConsultationStatus.CLOSED,
    ConsultationStatus.CONSIDERING,
    ConsultationStatus.REPORTED,
)


def comments_of(session: Session, actor: Actor, consultation: UUID, *texts: str) -> list[UUID]:
    """Post comments, each by somebody else."""
    return [
        a_comment(session, actor, consultation, text, voice=f"voice {text}").comment_id
        for text in texts
    ]


def an_issue(
    session: Session,
    actor: Actor,
    consultation: UUID,
    *comments: UUID,
    title: str = "Shade on gardens",
    topic: str | None = None,
) -> UUID:
    """Make an issue of whole comments; of one new comment where none are named."""
    wanted = comments or tuple(comments_of(session, actor, consultation, f"Shade: {title}."))
    made = uuid4()
    with work(session, actor, NOW) as unit:
        points = whole_points(unit, consultation, wanted)
        make_issue(unit, made, consultation, title=title, topic=topic, point_ids=points)
    return made


def points_in(session: Session, issue: UUID) -> list[UUID]:
    session.rollback()
    return list(session.scalars(select(Point.id).where(Point.issue_id == issue)))


def an_answer(
    session: Session,
    actor: Actor,
    subject: UUID,
    text: str = "The sun study shows December.",
    *,
    about: About = About.ISSUE,
    seen: int = 0,
    source: str = "Sun study, page 12",
    **more: Any,
) -> UUID:
    """Write an answer that is not sent."""
    with work(session, actor, NOW) as unit:
        draft = AnswerDraft(text, source, SIGNED, **more)
        return write_answer(unit, about, subject, draft, seen=seen)


def sent(session: Session, actor: Actor, answer: UUID) -> int:
    with work(session, actor, NOW) as unit:
        return send_answer(unit, answer)


def looked_for(session: Session, actor: Actor, answer: UUID) -> None:
    with work(session, actor, NOW) as unit:
        ask_second_look(unit, answer)


def disposed(
    session: Session, actor: Actor, issue: UUID, outcome: Outcome = CHANGED, seen: int = 0
) -> None:
    with work(session, actor, NOW) as unit:
        dispose_issue(unit, issue, outcome, seen=seen)


def reported(session: Session, actor: Actor, consultation: UUID) -> None:
    """Take an open consultation to where its report is out, with all that a report needs."""
    with work(session, actor, NOW) as unit:
        for status in TO_REPORT:
            if status is ConsultationStatus.REPORTED:
                write_report(unit, consultation)
            move_consultation(unit, consultation, status)


def write_report(unit: Work, consultation: UUID) -> None:
    """Write every part that a report needs, and list what is open."""
    ready = readiness(unit.session, consultation)
    slug = unit.session.get_one(Consultation, consultation).slug
    for part in (*ready.needed, *((UNSORTED,) if ready.unsorted else ())):
        if part not in ready.written:
            write_part(unit, slug, part, "People said what they think of it.", seen=0)
    undecided = select(Issue.id).where(
        Issue.consultation_id == consultation, Issue.number.in_(ready.undecided)
    )
    for issue in unit.session.scalars(undecided).all():
        leave_open(unit, issue, "The council is still looking into it.")


def standing_of(session: Session, comment: UUID) -> FeedbackStatus:
    session.rollback()
    return session.get_one(Comment, comment).feedback_status


def withdrawn(session: Session, comment: UUID) -> None:
    """Let an author have taken a comment back."""
    session.get_one(Comment, comment).feedback_status = FeedbackStatus.WITHDRAWN
    session.commit()
