"""Answer a comment and take it along the feedback loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update

from consultation.commands.search import index_text
from consultation.commands.standing import Standing, counted, difference, standing
from consultation.commands.tallies import count
from consultation.models.comments import Comment, FeedbackStep, OfficialReply
from consultation.rules.comments import (
    DEEPEST,
    UNKNOWN_LANGUAGE,
    Channel,
    Kind,
    Lane,
    Moderation,
    PlaceWay,
    Speaker,
    checked_text,
    what_is_wrong,
)
from consultation.rules.events import CommentAnswered
from consultation.rules.feedback import FeedbackMoved, FeedbackStatus, step, steps_to_answer
from consultation.rules.words import direction, in_one_line
from foundation.base.errors import Conflict, Invalid
from foundation.base.references import new_comment_reference
from foundation.base.work import Work


@dataclass(frozen=True, slots=True)
class _Step:
    status: FeedbackStatus
    note: str | None = None
    answer_id: UUID | None = None


def answer_comment(  # noqa: PLR0913  the contract of the reply form
    work: Work,
    comment_id: UUID,
    *,
    text: str,
    speaker: Speaker,
    role_words: str,
    team: str | None,
    shown_name: str | None,
    note: str | None = None,
    close: bool = False,
) -> str:
    """Post an official answer below a comment and return its reference.

    The council's answer takes the comment to answered, and on to closed if asked; the applicant's
    answer is a reply and moves nothing.

    Raises:
        NotFound: no such comment.
        Conflict: the comment was withdrawn, or cannot be read.
        Invalid: there are no words in the answer.
    """
    comment = standing(work, comment_id)
    if comment.moderation is not Moderation.VISIBLE:
        raise Conflict("This comment cannot be read by the public. Show it before you answer it.")
    text = _said(text)
    taken = _steps(comment, speaker, note, close=close)
    answer = _answer(work, comment, text, speaker)
    work.session.execute(insert(Comment), answer)
    official = {
        "comment_id": answer["id"],
        "role_words": in_one_line(role_words),
        "team": in_one_line(team or "") or None,
        "shown_name": in_one_line(shown_name or "") or None,
    }
    work.session.execute(insert(OfficialReply), official)
    index_text(work.session, answer["id"], comment.consultation_id, text)
    steps = [_Step(each.status, each.note, answer["id"]) for each in taken]
    _walk(work, comment, steps, replies=1)
    work.session.execute(
        update(Comment)
        .where(Comment.id.in_({comment.id, comment.thread_id}))
        .values(replies=Comment.replies + 1)
        .execution_options(synchronize_session=False)
    )
    work.record(CommentAnswered(comment.id, comment.consultation_id, answer["id"]))
    return str(answer["ref"])


def move_feedback(
    work: Work, comment_id: UUID, after: FeedbackStatus, note: str | None = None
) -> None:
    """Take one step along the loop; *note* says to its author what it means.

    Raises:
        NotFound: no such comment.
        Conflict: *after* does not follow where the comment stands.
    """
    comment = standing(work, comment_id)
    if comment.speaker is not Speaker.PUBLIC:
        raise Conflict("Only what residents say is taken along the feedback loop.")
    step(comment.status, after)
    _walk(work, comment, [_Step(after, _noted(note))])


def _said(text: str) -> str:
    text = checked_text(text)
    wrong = what_is_wrong(text)
    if wrong:
        raise Invalid(wrong, fields={"text": wrong})
    return text


def _noted(note: str | None) -> str | None:
    return checked_text(note or "") or None


def _steps(comment: Standing, speaker: Speaker, note: str | None, *, close: bool) -> list[_Step]:
    if comment.speaker is not Speaker.PUBLIC or speaker is not Speaker.OFFICER:
        return []
    steps = [_Step(status) for status in steps_to_answer(comment.status)]
    if close:
        return [*steps, _Step(FeedbackStatus.CLOSED, _noted(note))]
    if steps and note:
        return [*steps[:-1], _Step(steps[-1].status, _noted(note))]
    return steps


def _answer(work: Work, comment: Standing, text: str, speaker: Speaker) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "authority_id": work.actor.authority_id,
        "consultation_id": comment.consultation_id,
        "ref": new_comment_reference(),
        "thread_id": comment.thread_id,
        "parent_id": comment.id,
        "depth": min(comment.depth + 1, DEEPEST),
        "speaker": speaker,
        "kind": Kind.COMMENT,
        "lane": Lane.DIALOGUE,
        "channel": Channel.WEB,
        "text": text,
        "language": UNKNOWN_LANGUAGE,
        "direction": direction(text),
        "place_way": PlaceWay.WHOLE,
        "feedback_status": FeedbackStatus.CLOSED,
        "moderation": Moderation.VISIBLE,
        "agreed": 0,
        "replies": 0,
        "posted_at": work.now,
    }


def _walk(work: Work, comment: Standing, steps: Sequence[_Step], **more: int) -> None:
    """Take *steps*, count them, and add *more* to the counters as well."""
    last = steps[-1].status if steps else comment.status
    moved = difference(
        counted(comment, comment.status, comment.moderation),
        counted(comment, last, comment.moderation),
    )
    for name, by in more.items():
        moved[name] = moved.get(name, 0) + by
    count(work.session, comment.consultation_id, **moved)
    if not steps:
        return
    taken = work.session.scalar(
        select(func.max(FeedbackStep.position)).where(FeedbackStep.comment_id == comment.id)
    )
    work.session.execute(
        insert(FeedbackStep),
        [
            {
                "id": uuid4(),
                "comment_id": comment.id,
                "position": position,
                "status": each.status,
                "note": each.note,
                "answer_id": each.answer_id,
                "taken_at": work.now,
            }
            for position, each in enumerate(steps, (taken or 0) + 1)
        ],
    )
    work.session.execute(
        update(Comment)
        .where(Comment.id == comment.id)
        .values(feedback_status=last)
        .execution_options(synchronize_session=False)
    )
    before = comment.status
    for each in steps:
        work.record(FeedbackMoved(comment.id, comment.consultation_id, before, each.status))
        before = each.status
