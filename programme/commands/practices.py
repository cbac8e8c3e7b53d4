"""Write down what was learned: events, practices of others, what was taken, what worked."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, func, select

from foundation.base.errors import Invalid, NotFound
from foundation.base.work import Work
from programme.commands.own import own_programme
from programme.models.challenges import Challenge
from programme.models.practices import Practice, PracticeTaking
from programme.models.programmes import LearningEvent, RetrospectiveItem
from programme.rules.practices import (
    EventDraft,
    LearningKept,
    LessonDraft,
    PracticeDraft,
    TakingDraft,
    checked_event,
    checked_lesson,
    checked_practice,
    checked_taking,
)
from programme.rules.workshops import NOT_OURS


def keep_event(work: Work, programme_id: UUID | str, draft: EventDraft) -> UUID:
    """Write a visit, talk or workshop with others down; return its id.

    Raises:
        NotFound: no such programme.
        Invalid: something in the draft cannot stay as it is.
    """
    programme = own_programme(work, programme_id)
    draft = checked_event(draft)
    of = LearningEvent.programme_id == programme.id
    made = LearningEvent(
        id=uuid4(),
        programme_id=programme.id,
        position=_next(work, LearningEvent, of),
        title=draft.title,
        with_whom=draft.with_whom,
        held_words=draft.held,
        taken=draft.taken,
    )
    return _kept(work, made)


def keep_practice(work: Work, programme_id: UUID | str, draft: PracticeDraft) -> UUID:
    """Write a good practice of another city down; return its id.

    Raises:
        NotFound: no such programme.
        Invalid: something in the draft cannot stay as it is, or the event is of another one.
    """
    programme = own_programme(work, programme_id)
    draft = checked_practice(draft)
    event = select(LearningEvent.id).where(
        LearningEvent.id == draft.event_id, LearningEvent.programme_id == programme.id
    )
    if draft.event_id is not None and work.session.scalar(event) is None:
        raise Invalid(NOT_OURS, fields={"event": NOT_OURS})
    made = Practice(
        id=uuid4(),
        programme_id=programme.id,
        event_id=draft.event_id,
        position=_next(work, Practice, Practice.programme_id == programme.id),
        title=draft.title,
        city=draft.city,
        what=draft.what,
        claim=draft.claim,
    )
    return _kept(work, made)


def note_taking(work: Work, practice_id: UUID, draft: TakingDraft) -> UUID:
    """Note what was taken from a practice; return the note's id.

    Raises:
        NotFound: no such practice.
        Invalid: something in the draft cannot stay as it is, or the challenge is not of this
            programme.
    """
    practice = work.session.get(Practice, practice_id)
    if practice is None:
        raise NotFound("There is no such practice.")
    programme = own_programme(work, practice.programme_id)
    draft = checked_taking(draft)
    challenge = select(Challenge.id).where(
        Challenge.id == draft.challenge_id, Challenge.programme_id == programme.id
    )
    if draft.challenge_id is not None and work.session.scalar(challenge) is None:
        raise Invalid(NOT_OURS, fields={"challenge": NOT_OURS})
    made = PracticeTaking(
        id=uuid4(),
        practice_id=practice.id,
        challenge_id=draft.challenge_id,
        position=_next(work, PracticeTaking, PracticeTaking.practice_id == practice.id),
        words=draft.words,
        into=draft.into,
        noted_at=work.now,
    )
    return _kept(work, made)


def keep_lesson(work: Work, programme_id: UUID | str, draft: LessonDraft) -> UUID:
    """Write down what worked, or what did not; return its id.

    Raises:
        NotFound: no such programme.
        Invalid: something in the draft cannot stay as it is.
    """
    programme = own_programme(work, programme_id)
    draft = checked_lesson(draft)
    of = (RetrospectiveItem.programme_id == programme.id) & (
        RetrospectiveItem.sentiment == draft.sentiment
    )
    made = RetrospectiveItem(
        id=uuid4(),
        programme_id=programme.id,
        sentiment=draft.sentiment,
        position=_next(work, RetrospectiveItem, of),
        words=draft.words,
        pain=draft.pain,
    )
    return _kept(work, made)


def _next(work: Work, model: Any, of: ColumnElement[bool]) -> int:  # noqa: ANN401  any with a position
    last: int | None = work.session.scalar(select(func.max(model.position)).where(of))
    return (last or 0) + 1


def _kept(work: Work, made: LearningEvent | Practice | PracticeTaking | RetrospectiveItem) -> UUID:
    work.session.add(made)
    work.session.flush()
    work.record(LearningKept(made.id))
    return made.id
