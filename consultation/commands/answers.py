"""Write an answer, let a second person look at it, and send it once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from consultation.commands.issue_steps import note_step, own_issue
from consultation.commands.replies import Signed
from consultation.commands.single_answers import close_with, reopen_for
from consultation.commands.standing import standing
from consultation.commands.tallies import lock
from consultation.commands.telling import tell_answer, to_tell
from consultation.models.answers import Answer, AnswerVersion
from consultation.models.consultations import Consultation
from consultation.models.issues import Issue
from consultation.models.points import Point
from consultation.rules.answers import (
    REFUSALS,
    About,
    AnswerState,
    WhyNot,
    checked_words,
    may_send,
    move,
)
from consultation.rules.comments import Moderation, checked_text
from consultation.rules.dispositions import is_out
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.issues import REFUSALS as ISSUE_REFUSALS
from consultation.rules.issues import Deed, IssueStatus, may_take
from consultation.rules.refusals import agree
from foundation.accounts.models.authorities import Authority
from foundation.base.decisions import Decision
from foundation.base.errors import NotFound
from foundation.base.work import Work


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What somebody writes.

    Args:
        is_material: those who were told an earlier version have to hear of this one.
        note: what came of a single comment, beside the step that it takes.
        closes: whether nothing more will follow on that comment.
    """

    text: str
    source: str
    signed: Signed
    is_material: bool = False
    note: str | None = None
    closes: bool = False


def write_answer(
    work: Work, about: About, subject_id: UUID, draft: AnswerDraft, *, seen: int
) -> UUID:
    """Save what is answered to an issue, a point or a comment; return the answer's id.

    What was sent stays as it was: a change to it begins a correction.

    Args:
        work: of the authority whose issue, point or comment it is.
        about: what it is answered to.
        subject_id: which one.
        draft: the words.
        seen: the revision that the writer had before their eyes, 0 where there was none.

    Raises:
        NotFound: no such issue, point or comment.
        Conflict: somebody else has changed the answer, it was withdrawn, or merged.
        Invalid: there are no words, or no source before the report is out.
    """
    consultation_id = _locked(work, about, subject_id)
    answer = _answer_to(work, about, subject_id, consultation_id)
    latest = _latest(work, answer.id)
    status = work.session.scalars(
        select(Consultation.status).where(Consultation.id == consultation_id)
    ).one()
    text, source = checked_words(draft.text, draft.source, needs_source=not is_out(status))
    draft = replace(
        draft, text=text, source=source or "", note=checked_text(draft.note or "") or None
    )
    if latest and _says_the_same(work, latest, draft):
        return answer.id
    if (latest.revision if latest else 0) != seen:
        agree(Decision(WhyNot.CHANGED_MEANWHILE), REFUSALS)
    version = _editable(work, answer, latest)
    version.text, version.source = text, source
    version.note, version.closes = draft.note, draft.closes
    version.is_material = draft.is_material and version.number > 1
    version.role_words = draft.signed.role_words
    version.team, version.shown_name = draft.signed.team, draft.signed.shown_name
    writer = str(work.actor.person_id)
    version.writers = sorted({*version.writers, writer})
    version.revision = seen + 1
    version.saved_at = work.now
    work.session.flush()
    return answer.id


def ask_second_look(work: Work, answer_id: UUID) -> None:
    """Let a second person look at an answer; asked twice, it waits as it did.

    Raises:
        NotFound: no such answer.
        Conflict: it was sent.
    """
    answer, version = _own(work, answer_id)
    if version.state is not AnswerState.WAITING:
        _move(work, answer, version, AnswerState.WAITING)


def send_answer(work: Work, answer_id: UUID, *, seen: int | None = None) -> int:
    """Send an answer to everybody whom it concerns; return to how many.

    Args:
        work: of the authority whose answer it is.
        answer_id: which one.
        seen: the revision that the sender has read; None where they wrote it just now.

    Raises:
        NotFound: no such answer.
        Conflict: it was sent before, a second person has to look at it, it was changed since it
            was *seen*, the comment closes before its points, or nobody is left to tell.
    """
    answer, version = _own(work, answer_id)
    if seen is not None and seen != version.revision:
        agree(Decision(WhyNot.CHANGED_MEANWHILE), REFUSALS)
    wants = select(Authority.second_look).where(Authority.id == work.actor.authority_id)
    writers = {UUID(each) for each in version.writers if each != str(None)}
    allowed = may_send(
        version.state,
        writers,
        work.actor.person_id,
        second_look=bool(work.session.scalar(wants)),
    )
    agree(allowed, REFUSALS)
    people = to_tell(work, answer)
    if not people:
        agree(Decision(WhyNot.NOBODY_TO_TELL), REFUSALS)
    if version.state is AnswerState.WAITING:
        version.looked_at_by_id = work.actor.person_id
    _move(work, answer, version, AnswerState.SENT)
    version.sent_at = work.now
    if answer.issue_id:
        _note(work, own_issue(work, answer.issue_id), version, people)
    if answer.comment_id:
        reopen_for(work, answer.comment_id, version)
    tell_answer(work, version)
    if answer.comment_id:
        close_with(work, answer.comment_id, version)
    return people


def _note(work: Work, issue: Issue, version: AnswerVersion, people: int) -> None:
    issue.answered_at = work.now
    deed = Deed.ANSWERED if version.number == 1 else Deed.CORRECTED
    after = IssueStatus.ANSWERED if issue.status is IssueStatus.OPEN else issue.status
    note_step(work, issue, deed, after=after, people=people)


def _locked(work: Work, about: About, subject_id: UUID) -> UUID:
    """Lock the consultation of what is answered and return its id."""
    match about:
        case About.ISSUE:
            issue = own_issue(work, subject_id)
            agree(may_take(issue.status), ISSUE_REFUSALS)
            return issue.consultation_id
        case About.POINT:
            ours = (Point.id == subject_id, Point.authority_id == work.actor.authority_id)
            comment_id = work.session.scalar(
                select(Point.comment_id).where(*ours, Point.dropped_at.is_(None))
            )
            if comment_id is None:
                raise NotFound("There is no such point.")
        case About.COMMENT:
            comment_id = subject_id
    comment = standing(work, comment_id)
    if comment.status is FeedbackStatus.WITHDRAWN:
        agree(Decision(WhyNot.WITHDRAWN), REFUSALS)
    if comment.moderation is not Moderation.VISIBLE:
        agree(Decision(WhyNot.NOT_READABLE), REFUSALS)
    return comment.consultation_id


def _answer_to(work: Work, about: About, subject_id: UUID, consultation_id: UUID) -> Answer:
    column = {
        About.ISSUE: Answer.issue_id,
        About.POINT: Answer.point_id,
        About.COMMENT: Answer.comment_id,
    }[about]
    found = work.session.scalars(select(Answer).where(column == subject_id)).one_or_none()
    if found:
        return found
    answer = Answer(
        authority_id=work.actor.authority_id, consultation_id=consultation_id, about=about
    )
    setattr(answer, column.key, subject_id)
    work.session.add(answer)
    work.session.flush()
    return answer


def _says_the_same(work: Work, latest: AnswerVersion, draft: AnswerDraft) -> bool:
    """Tell whether there is nothing to save; of what was sent only its words are compared."""
    if (latest.text, latest.source) != (draft.text, draft.source or None):
        return False
    if latest.state is AnswerState.SENT:
        return True
    signed = Signed(latest.role_words, latest.team, latest.shown_name)
    is_mine = str(work.actor.person_id) in latest.writers
    same_step = (latest.note, latest.closes) == (draft.note, draft.closes)
    return same_step and (signed == draft.signed or not is_mine)


def _editable(work: Work, answer: Answer, latest: AnswerVersion | None) -> AnswerVersion:
    """Return the version that may still be changed; a new one where the latest was sent."""
    if latest and latest.state is not AnswerState.SENT:
        if latest.state is AnswerState.WAITING:
            _move(work, answer, latest, AnswerState.DRAFT)
        return latest
    version = AnswerVersion(
        answer_id=answer.id,
        number=latest.number + 1 if latest else 1,
        state=AnswerState.DRAFT,
        writers=[],
    )
    work.session.add(version)
    return version


def _own(work: Work, answer_id: UUID) -> tuple[Answer, AnswerVersion]:
    ours = (Answer.id == answer_id, Answer.authority_id == work.actor.authority_id)
    answer = work.session.scalars(select(Answer).where(*ours)).one_or_none()
    if answer is None:
        raise NotFound("There is no such answer.")
    lock(work.session, answer.consultation_id)
    version = _latest(work, answer.id)
    if version is None:
        raise NotFound("There is no such answer.")
    return answer, version


def _latest(work: Work, answer_id: UUID) -> AnswerVersion | None:
    asked = (
        select(AnswerVersion)
        .where(AnswerVersion.answer_id == answer_id)
        .order_by(AnswerVersion.number.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    return work.session.scalars(asked).one_or_none()


def _move(work: Work, answer: Answer, version: AnswerVersion, after: AnswerState) -> None:
    states = (version.state, after)
    work.record(move(answer.id, answer.consultation_id, version.number, *states))
    version.state = after
    work.session.flush()
