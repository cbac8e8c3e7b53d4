"""Bring an answer and an outcome to everybody whom they concern, once each.

A request tells the first hundred; the rest follow within a minute. Whoever joins an issue later is
told as well, and whoever was told before hears of a correction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, insert, select, update

from consultation.commands.issue_steps import note_step, own_issue
from consultation.commands.replies import Signed, post_replies
from consultation.commands.search import index_text
from consultation.commands.settling import BATCH, is_current_of, settle
from consultation.commands.standing import STANDING, Standing
from consultation.commands.tallies import lock
from consultation.models.answers import Answer, AnswerTold, AnswerVersion
from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.issues import Issue, IssueOutcome
from consultation.models.points import Point
from consultation.rules.answers import AT_ONCE, About, AnswerCorrected, AnswerState, reply_text
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.dispositions import OutcomeTold, is_out
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.issues import Deed
from foundation.base.clock import london_day
from foundation.base.work import Work


def tell_newcomers(work: Work, issue: Issue) -> None:
    """Tell who has come to an issue what those before them were told."""
    sent = work.session.scalars(
        select(AnswerVersion)
        .join(Answer, Answer.id == AnswerVersion.answer_id)
        .where(Answer.issue_id == issue.id, AnswerVersion.state == AnswerState.SENT)
        .order_by(AnswerVersion.number.desc())
        .limit(1)
    ).one_or_none()
    if sent and issue.answered_at:
        sent.spread_at = None
        tell_answer(work, sent)
    outcome = current_outcome(work, issue.id)
    if outcome:
        outcome.spread_at = None
        tell_outcome(work, issue, outcome)


def tell_answer(work: Work, version: AnswerVersion, most: int = AT_ONCE) -> int:
    """Bring a version that was sent to at most *most* more authors; return to how many."""
    answer = work.session.get_one(Answer, version.answer_id)
    new = [Standing(*row) for row in work.session.execute(_untold(answer).limit(most))]
    replies = _reply(work, answer, version, new)
    note = None if version.closes else version.note
    settle(work, answer.consultation_id, [comment.id for comment in new], replies, note)
    corrected = _correct(work, answer, version, most - len(new)) if len(new) < most else 0
    if len(new) + corrected < most:
        version.spread_at = work.now
    work.session.flush()
    return len(new) + corrected


def tell_outcome(work: Work, issue: Issue, outcome: IssueOutcome) -> None:
    """Let authors see what came of an issue, if the report is out."""
    status = work.session.scalars(
        select(Consultation.status).where(Consultation.id == issue.consultation_id)
    ).one()
    if not is_out(status):
        return
    if outcome.told_at is None:
        outcome.told_at = work.now
        work.record(OutcomeTold(issue.id, issue.consultation_id, outcome.disposition))
        note_step(work, issue, Deed.TOLD)
    outcome.spread_at = work.now
    work.session.flush()
    authors = work.session.scalars(authors_of(issue.id)).all()
    settle(work, issue.consultation_id, authors, note=outcome.reason or None)


def go_on_telling(work: Work, version_id: UUID) -> bool:
    """Bring a version to the next of those whom it concerns; tell whether some are left."""
    answer_id = select(AnswerVersion.answer_id).where(AnswerVersion.id == version_id)
    consultation_id = work.session.scalars(
        select(Answer.consultation_id).where(Answer.id == answer_id.scalar_subquery())
    ).one()
    lock(work.session, consultation_id)
    version = work.session.get_one(AnswerVersion, version_id, populate_existing=True)
    if version.spread_at is None:
        tell_answer(work, version, BATCH)
    return version.spread_at is None


def tell_outcome_of(work: Work, issue_id: UUID) -> None:
    """Let authors see what came of an issue, unless somebody else has done so just now."""
    issue = own_issue(work, issue_id)
    outcome = current_outcome(work, issue_id)
    if outcome and outcome.spread_at is None:
        tell_outcome(work, issue, outcome)


def current_outcome(work: Work, issue_id: UUID) -> IssueOutcome | None:
    """Return what an issue comes to now, or None."""
    asked = select(IssueOutcome).join(Issue, is_current_of(Issue)).where(Issue.id == issue_id)
    return work.session.scalars(asked.execution_options(populate_existing=True)).one_or_none()


def authors_of(issue_id: UUID) -> Select[UUID]:
    """Ask for the comments in an issue whose authors have not taken them back."""
    return (
        select(Point.comment_id)
        .join(Comment, Comment.id == Point.comment_id)
        .where(
            Point.issue_id == issue_id,
            Point.dropped_at.is_(None),
            Comment.feedback_status != FeedbackStatus.WITHDRAWN,
        )
        .distinct()
    )


def to_tell(work: Work, answer: Answer) -> int:
    """Return how many comments an answer concerns."""
    return work.session.scalar(select(func.count()).select_from(_concerned(answer).subquery())) or 0


def _concerned(answer: Answer) -> Select[UUID]:
    match answer.about:
        case About.ISSUE if answer.issue_id:
            return authors_of(answer.issue_id)
        case About.POINT:
            wanted = (
                Comment.id
                == select(Point.comment_id).where(Point.id == answer.point_id).scalar_subquery()
            )
        case _:
            wanted = Comment.id == answer.comment_id
    return select(Comment.id).where(wanted, Comment.feedback_status != FeedbackStatus.WITHDRAWN)


def _untold(answer: Answer) -> Select[*tuple[Any, ...]]:
    told = select(AnswerTold.comment_id).where(AnswerTold.answer_id == answer.id)
    return (
        select(*STANDING)
        .where(Comment.id.in_(_concerned(answer)), Comment.id.not_in(told))
        .order_by(Comment.posted_at, Comment.id)
    )


def _reply(
    work: Work, answer: Answer, version: AnswerVersion, comments: Sequence[Standing]
) -> dict[UUID, UUID]:
    """Answer *comments*, those that the public can read below them; return comment → reply."""
    if not comments:
        return {}
    readable = [each for each in comments if each.moderation is Moderation.VISIBLE]
    signed = Signed(version.role_words, version.team, version.shown_name)
    posted = post_replies(work, readable, _text(work, answer, version), Speaker.OFFICER, signed)
    replies = {comment_id: reply.id for comment_id, reply in posted.items()}
    rows = [
        {
            "answer_id": answer.id,
            "comment_id": comment.id,
            "number": version.number,
            "reply_id": replies.get(comment.id),
            "told_at": work.now,
        }
        for comment in comments
    ]
    work.session.execute(insert(AnswerTold), rows)
    return replies


def _correct(work: Work, answer: Answer, version: AnswerVersion, most: int) -> int:
    """Put right what was told before; who would otherwise believe it hears of it."""
    behind = (AnswerTold.answer_id == answer.id, AnswerTold.number < version.number)
    asked = select(AnswerTold.comment_id, AnswerTold.reply_id).where(*behind)
    told = work.session.execute(asked.order_by(AnswerTold.comment_id).limit(most)).all()
    if not told:
        return 0
    wrong = [row.reply_id for row in told if row.reply_id]
    ids = [row.comment_id for row in told]
    text = _text(work, answer, version)
    for reply_id in wrong:
        index_text(work.session, reply_id, answer.consultation_id, text)
    for model, where, values in (
        (Comment, Comment.id.in_(wrong), {"text": text}),
        (AnswerTold, AnswerTold.comment_id.in_(ids) & behind[0], {"number": version.number}),
    ):
        work.session.execute(
            update(model).where(where).values(**values).execution_options(synchronize_session=False)
        )
    if version.is_material:
        for comment_id in ids:
            work.record(AnswerCorrected(comment_id, answer.consultation_id, answer.id))
    settle(work, answer.consultation_id, ids)
    return len(told)


def _text(work: Work, answer: Answer, version: AnswerVersion) -> str:
    about = {
        About.ISSUE: select(Issue.title).where(Issue.id == answer.issue_id),
        About.POINT: select(Point.quote).where(Point.id == answer.point_id),
    }.get(answer.about)
    title = work.session.scalar(about) if about is not None else None
    day = london_day(version.sent_at) if version.number > 1 and version.sent_at else None
    return reply_text(version.text, version.source, title, day)
