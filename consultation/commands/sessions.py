"""Plan a session, publish it or call it off, and write down what came of it."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID, uuid4

from sqlalchemy import func, select

from consultation.commands.own import own_consultation, touch
from consultation.commands.session_places import fill_places
from consultation.models.sessions import (
    HeldSession,
    SessionPlace,
    SessionQuestion,
    SessionTelling,
)
from consultation.rules.sessions import (
    REFUSALS,
    SeatState,
    SessionChanged,
    SessionFollowedUp,
    SessionHeld,
    SessionMoved,
    SessionPlan,
    SessionPlanned,
    SessionQuestionKept,
    SessionState,
    Telling,
    WhyNot,
    checked_notes,
    checked_plan,
    checked_question,
    checked_words,
    forgotten_on,
    is_told,
    may_follow_up,
    may_stand,
    may_step,
)
from foundation.accounts.commands.attendees import keep_attendees_until
from foundation.accounts.models.attendees import Attendee
from foundation.base.decisions import Decision
from foundation.base.errors import Invalid, NotFound
from foundation.base.refusals import agree
from foundation.base.words import say
from foundation.base.work import Work

NOT_HERE = say("There is no such session.")
MOST_QUESTIONS = 200


def plan_session(work: Work, consultation_id: UUID, plan: SessionPlan) -> HeldSession:
    """Draft a session; nobody outside the council sees it yet.

    Raises:
        NotFound: no such consultation.
        Invalid: something of it cannot be.
    """
    own_consultation(work, consultation_id)
    plan = checked_plan(plan)
    last = select(func.max(HeldSession.number)).where(
        HeldSession.consultation_id == consultation_id
    )
    made = HeldSession(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        consultation_id=consultation_id,
        number=(work.session.scalar(last) or 0) + 1,
        state=SessionState.DRAFT,
        planned_at=work.now,
        **asdict(plan),
    )
    work.session.add(made)
    work.session.flush()
    work.record(SessionPlanned(made.id, consultation_id, plan.kind))
    return made


def change_session(work: Work, consultation_id: UUID, number: int, plan: SessionPlan) -> None:
    """Say something else of a session; who comes is told where its time or place is another.

    Raises:
        NotFound: no such session.
        Conflict: it is called off, or a published one would have no time or place.
        Invalid: something of it cannot be, or more places are taken than there would be.
    """
    row = own_session(work, consultation_id, number)
    plan, before = checked_plan(plan), plan_of(row)
    if row.state is SessionState.CALLED_OFF:
        agree(Decision(WhyNot.NOT_ON), REFUSALS)
    if row.state is SessionState.PUBLISHED and plan != before:
        agree(may_stand(plan, work.now), REFUSALS)
    if plan.capacity is not None and plan.capacity < row.taken:
        fewer = say("{taken} places are taken. There cannot be fewer.", taken=row.taken)
        raise Invalid(fewer, fields={"capacity": fewer})
    for name, value in asdict(plan).items():
        setattr(row, name, value)
    tells = row.state is SessionState.PUBLISHED and is_told(before, plan)
    if tells:
        _tell(work, row, Telling.CHANGED)
    if plan.ends_at and plan.ends_at != before.ends_at:
        keep_attendees_until(work, _seats(work, row), forgotten_on(plan.ends_at))
    fill_places(work, row)
    work.record(SessionChanged(row.id, consultation_id, tells))
    touch(work, consultation_id)


def move_session(work: Work, consultation_id: UUID, number: int, after: SessionState) -> None:
    """Publish a session or call it off; then who meant to come is told.

    Raises:
        NotFound: no such session.
        Conflict: it cannot go there, or has no time or place yet.
    """
    row = own_session(work, consultation_id, number)
    before = row.state
    agree(may_step(before, after, plan_of(row), work.now), REFUSALS)
    row.state = after
    if after is SessionState.CALLED_OFF and before is SessionState.PUBLISHED:
        _tell(work, row, Telling.CALLED_OFF)
    work.record(SessionMoved(row.id, consultation_id, before, after))
    touch(work, consultation_id)


def note_session(
    work: Work, consultation_id: UUID, number: int, people: int | None, notes: str
) -> None:
    """Write down how many came, and what was said.

    Raises:
        NotFound: no such session.
        Conflict: it has not begun.
        Invalid: the number or the notes cannot be.
    """
    row = _begun(work, consultation_id, number)
    row.people, row.notes = checked_notes(people, notes)
    work.record(SessionHeld(row.id, consultation_id, row.people))
    touch(work, consultation_id)


def keep_question(
    work: Work,
    consultation_id: UUID,
    number: int,
    question: str,
    answer: str,
    question_id: UUID | None = None,
) -> None:
    """Write down a question that was asked, or change one; the answer may come later.

    Raises:
        NotFound: no such session or question.
        Conflict: it has not begun.
        Invalid: the words cannot be taken, or there are too many questions.
    """
    row = _begun(work, consultation_id, number)
    asked, said = checked_question(question, answer)
    kept = _question(work, row, question_id)
    kept.question, kept.answer = asked, said
    kept.answered_at = (kept.answered_at or work.now) if said else None
    work.session.add(kept)
    work.record(SessionQuestionKept(row.id, consultation_id, bool(said)))
    touch(work, consultation_id)


def follow_up(work: Work, consultation_id: UUID, number: int, words: str) -> None:
    """Write to everybody who had a place and left an address; the same words go out once.

    Raises:
        NotFound: no such session.
        Conflict: it has not begun, or nobody left an address.
        Invalid: there are no words, or too many.
    """
    row = own_session(work, consultation_id, number)
    text = checked_words(words)
    sent = select(SessionTelling.id).where(
        SessionTelling.session_id == row.id,
        SessionTelling.telling == Telling.FOLLOW_UP,
        SessionTelling.words == text,
    )
    if work.session.scalar(sent.limit(1)) is not None:
        return
    reachable = select(func.count()).where(
        Attendee.id.in_(_seats(work, row)), Attendee.email.is_not(None)
    )
    agree(may_follow_up(row.starts_at, work.now, work.session.scalar(reachable) or 0), REFUSALS)
    _tell(work, row, Telling.FOLLOW_UP, text)
    work.record(SessionFollowedUp(row.id, consultation_id))


def own_session(work: Work, consultation_id: UUID, number: int) -> HeldSession:
    """Return a session of the actor's own authority, held still until the commit.

    Raises:
        NotFound: there is none.
    """
    wanted = select(HeldSession).where(
        HeldSession.consultation_id == consultation_id,
        HeldSession.number == number,
        HeldSession.authority_id == work.actor.authority_id,
    )
    found = work.session.scalars(
        wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound(NOT_HERE)
    return found


def plan_of(row: HeldSession) -> SessionPlan:
    """Return what a session says of itself."""
    return SessionPlan(**{name: getattr(row, name) for name in SessionPlan.__slots__})


def _begun(work: Work, consultation_id: UUID, number: int) -> HeldSession:
    row = own_session(work, consultation_id, number)
    if row.state is not SessionState.PUBLISHED:
        agree(Decision(WhyNot.NOT_ON), REFUSALS)
    if row.starts_at is None or row.starts_at > work.now:
        agree(Decision(WhyNot.NOT_OVER), REFUSALS)
    return row


def _question(work: Work, row: HeldSession, question_id: UUID | None) -> SessionQuestion:
    if question_id is None:
        kept = select(func.count()).where(SessionQuestion.session_id == row.id)
        if (work.session.scalar(kept) or 0) >= MOST_QUESTIONS:
            full = say("There is room for {most} questions.", most=MOST_QUESTIONS)
            raise Invalid(full, fields={"question": full})
        return SessionQuestion(id=uuid4(), session_id=row.id, kept_at=work.now)
    found = work.session.get(SessionQuestion, question_id)
    if found is None or found.session_id != row.id:
        raise NotFound(say("There is no such question."))
    return found


def _seats(work: Work, row: HeldSession) -> list[UUID]:
    asked = select(SessionPlace.id).where(
        SessionPlace.session_id == row.id, SessionPlace.state != SeatState.GIVEN_BACK
    )
    return list(work.session.scalars(asked))


def _tell(work: Work, row: HeldSession, telling: Telling, words: str = "") -> None:
    work.session.add(
        SessionTelling(
            id=uuid4(), session_id=row.id, telling=telling, words=words, asked_at=work.now
        )
    )
