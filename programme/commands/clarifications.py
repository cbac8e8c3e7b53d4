"""Ask about a challenge without a name, and answer to all."""

from __future__ import annotations

from uuid import UUID, uuid4

from foundation.base.errors import NotFound
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.models.clarifications import Clarification
from programme.rules.challenges import ChallengeState
from programme.rules.clarifications import (
    REFUSALS,
    QuestionAnswered,
    QuestionAsked,
    WhyNot,
    checked_question,
    may_ask,
)


def ask_question(work: Work, challenge_id: UUID, question: str) -> UUID:
    """Ask about an open challenge; the actor is not noted.

    Raises:
        NotFound: no such challenge.
        Conflict: it takes no questions, or no more.
        Invalid: the question says nothing, or too much.
    """
    challenge = own_challenge(work, challenge_id)
    is_open = challenge.state is ChallengeState.RELEASED
    agree(may_ask(is_open=is_open, closes_at=challenge.questions_close_at, now=work.now), REFUSALS)
    asked = Clarification(
        id=uuid4(),
        challenge_id=challenge.id,
        question=checked_question(question, "question"),
        asked_at=work.now,
    )
    work.session.add(asked)
    work.session.flush()
    work.record(QuestionAsked(asked.id, challenge_id=challenge.id))
    return asked.id


def answer_question(work: Work, challenge_id: UUID, question_id: UUID, answer: str) -> None:
    """Answer a question, to all.

    Raises:
        NotFound: no such challenge or question.
        Conflict: it is answered.
        Invalid: the answer says nothing, or too much.
    """
    challenge = own_challenge(work, challenge_id)
    asked = work.session.get(Clarification, question_id, with_for_update=True)
    if asked is None or asked.challenge_id != challenge.id:
        raise NotFound(say("There is no such question."))
    if asked.answered_at is not None:
        raise refused(WhyNot.ANSWERED, REFUSALS)
    asked.answer, asked.answered_at = checked_question(answer, "answer"), work.now
    asked.answered_by_id = work.actor.person_id
    work.session.flush()
    work.record(QuestionAnswered(asked.id, challenge_id=challenge.id))
