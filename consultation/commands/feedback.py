"""Answer a comment and take it along the feedback loop."""

from __future__ import annotations

from uuid import UUID

from consultation.commands.replies import Signed, post_replies
from consultation.commands.settling import refuse_ahead_of_points
from consultation.commands.standing import Standing, standing
from consultation.commands.steps import Step, Walk, take_steps
from consultation.rules.comments import Moderation, Speaker, checked_text, what_is_wrong
from consultation.rules.feedback import FeedbackStatus, step, steps_to_answer
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import Work


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
        Conflict: the comment was withdrawn or cannot be read, or would close before its points.
        Invalid: there are no words in the answer.
    """
    comment = standing(work, comment_id)
    if comment.moderation is not Moderation.VISIBLE:
        raise Conflict("This comment cannot be read by the public. Show it before you answer it.")
    text = _said(text)
    if close and speaker is Speaker.OFFICER:
        refuse_ahead_of_points(work, comment)
    taken = _steps(comment, speaker, note, close=close)
    signed = Signed(role_words, team, shown_name)
    answer = post_replies(work, [comment], text, speaker, signed)[comment.id]
    steps = [Step(each.status, each.note, answer.id) for each in taken]
    take_steps(work, comment.consultation_id, [Walk(comment, steps)], replies=1)
    return answer.ref


def move_feedback(
    work: Work, comment_id: UUID, after: FeedbackStatus, note: str | None = None
) -> None:
    """Take one step along the loop; *note* says to its author what it means.

    Raises:
        NotFound: no such comment.
        Conflict: *after* does not follow where the comment stands, or its points are not there.
    """
    comment = standing(work, comment_id)
    if comment.speaker is not Speaker.PUBLIC:
        raise Conflict("Only what residents say is taken along the feedback loop.")
    step(comment.status, after)
    if after is FeedbackStatus.CLOSED:
        refuse_ahead_of_points(work, comment)
    take_steps(work, comment.consultation_id, [Walk(comment, [Step(after, _noted(note))])])


def _said(text: str) -> str:
    text = checked_text(text)
    wrong = what_is_wrong(text)
    if wrong:
        raise Invalid(wrong, fields={"text": wrong})
    return text


def _noted(note: str | None) -> str | None:
    return checked_text(note or "") or None


def _steps(comment: Standing, speaker: Speaker, note: str | None, *, close: bool) -> list[Step]:
    if comment.speaker is not Speaker.PUBLIC or speaker is not Speaker.OFFICER:
        return []
    steps = [Step(status) for status in steps_to_answer(comment.status)]
    if close:
        return [*steps, Step(FeedbackStatus.CLOSED, _noted(note))]
    if steps and note:
        return [*steps[:-1], Step(steps[-1].status, _noted(note))]
    return steps
