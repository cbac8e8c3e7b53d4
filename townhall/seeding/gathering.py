"""Issues that the planners of the demo have made so far, through the real commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.answers import AnswerDraft, send_answer, write_answer
from consultation.commands.deliveries import deliver
from consultation.commands.dispositions import dispose_issue
from consultation.commands.issues import make_issue
from consultation.commands.points import whole_points
from consultation.commands.replies import Signed
from consultation.models.comments import Comment, CommentTopic
from consultation.rules.answers import About
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.deliveries import Delivery, DeliveryDraft
from consultation.rules.dispositions import Disposition, Outcome, Proof
from foundation.base.actor import Actor
from foundation.base.clock import london_day
from foundation.base.work import Work, work

GATHERED_BEFORE = timedelta(hours=20)
SIGNED = Signed("Planner", "Planning team")


@dataclass(frozen=True, slots=True)
class PlannedDelivery:
    """What was done about an issue: so many days from today."""

    delivery: Delivery
    words: str
    days: int


@dataclass(frozen=True, slots=True)
class PlannedIssue:
    """Comments on one topic, made an issue; with what came of it and what was done about it."""

    title: str
    topic: str
    most: int
    answer: str | None = None
    source: str = ""
    outcome: Outcome | None = None
    done: PlannedDelivery | None = None


ISSUES: dict[str, tuple[PlannedIssue, ...]] = {
    "lantern-row": (
        PlannedIssue(
            "Shade on homes and gardens",
            "light",
            9,
            "The sun study covers March, June and December. In December the corner block shades "
            "nine gardens from 2pm. We have asked the builder to look at it again.",
            "Sun study, page 12",
        ),
        PlannedIssue(
            "Getting to the site on foot and with wheels",
            "access",
            8,
            "The drawings show steps at two of the four ways in. The builder has to show a way "
            "without steps before the committee meets.",
            "Access statement, page 4",
            Outcome(
                Disposition.CONDITION,
                "Each way in has to be free of steps before anybody moves in.",
                Proof.CONDITION,
                "Draft condition 12",
            ),
        ),
        PlannedIssue("Windows that look into other homes", "privacy", 6),
    ),
    "bell-yard-evenings": (
        PlannedIssue(
            "Music until late on Sundays",
            "noise",
            5,
            outcome=Outcome(
                Disposition.CONDITION,
                "Music ends at nine on Sundays.",
                Proof.CONDITION,
                "Market licence, condition 3",
            ),
            done=PlannedDelivery(Delivery.DONE, "The new hours are on the licence.", -60),
        ),
        PlannedIssue(
            "A clear way for wheelchairs between the stalls",
            "access",
            5,
            outcome=Outcome(
                Disposition.CHANGED_PLAN,
                "Two metres between the stalls stay clear.",
                Proof.PLAN_REVISION,
                "Stall plan, revision B",
            ),
            done=PlannedDelivery(Delivery.PROMISED, "The line is painted when it is dry.", 120),
        ),
    ),
    "corner-house": (
        PlannedIssue(
            "Two more flats without parking",
            "traffic",
            5,
            outcome=Outcome(
                Disposition.OUTWEIGHED,
                "The station is at 300 metres and there is room for four bicycles. That was no "
                "reason to refuse.",
                Proof.REPORT_PARAGRAPH,
                "Report, part 6.2",
            ),
        ),
        PlannedIssue(
            "Bins under a bedroom window",
            "noise",
            5,
            outcome=Outcome(
                Disposition.CONDITION,
                "The bins move to the yard.",
                Proof.CONDITION,
                "Condition 4",
            ),
        ),
    ),
}
"""Slug of a consultation → its issues."""


def gather(
    session: Session, officer: Actor, consultation_id: UUID, slug: str, now: datetime
) -> None:
    """Make the issues of one consultation; where it has none planned, this does nothing."""
    for planned in ISSUES.get(slug, ()):
        with work(session, officer, now - GATHERED_BEFORE) as unit:
            _make(unit, consultation_id, planned)


def _make(unit: Work, consultation_id: UUID, planned: PlannedIssue) -> None:
    issue_id = uuid4()
    points = whole_points(unit, consultation_id, _comments(unit, consultation_id, planned))
    make_issue(
        unit,
        issue_id,
        consultation_id,
        title=planned.title,
        topic=planned.topic,
        point_ids=points,
    )
    if planned.answer:
        draft = AnswerDraft(planned.answer, planned.source, SIGNED)
        send_answer(unit, write_answer(unit, About.ISSUE, issue_id, draft, seen=0))
    if planned.outcome:
        dispose_issue(unit, issue_id, planned.outcome, seen=0)
    if planned.done:
        day = london_day(unit.now) + timedelta(days=planned.done.days)
        said = DeliveryDraft(planned.done.delivery, planned.done.words, day)
        deliver(unit, issue_id, said, seen=0)


def _comments(unit: Work, consultation_id: UUID, planned: PlannedIssue) -> list[UUID]:
    asked = (
        select(Comment.id)
        .join(CommentTopic, CommentTopic.comment_id == Comment.id)
        .where(
            Comment.consultation_id == consultation_id,
            Comment.speaker == Speaker.PUBLIC,
            Comment.moderation == Moderation.VISIBLE,
            Comment.depth == 0,
            CommentTopic.topic == planned.topic,
        )
        .order_by(Comment.posted_at)
        .limit(planned.most)
    )
    return list(unit.session.scalars(asked))
