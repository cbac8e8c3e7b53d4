"""Keep sets of answers; what is hidden is never stored, what has to be answered is."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select

from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.words import say
from foundation.base.work import Work
from questions.commands.own import Held, held, rows_of
from questions.models.answers import AnswerSet, GivenAnswer, GivenPick
from questions.models.forms import QuestionForm, QuestionVersion
from questions.rules.forms import Form, Owner, field_name
from questions.rules.reading import needed
from questions.rules.stored import rows_of as stored_rows
from questions.rules.values import NO_ANSWERS, Answers
from questions.rules.versions import VersionState, may_answer, turned_away
from questions.rules.walking import kept, missing


def give_answers(work: Work, owner: Owner, answers: Answers) -> UUID:
    """Store a whole set of answers to the version that is open; return its id.

    Raises:
        Conflict: nothing can be answered now.
        Invalid: under each field that has to be answered still.
    """
    open_version = _open(work, owner)
    check_complete(open_version.asked, answers)
    set_id = _new_set(work, open_version)
    _store(work, set_id, kept(open_version.asked, answers))
    return set_id


def begin_answers(work: Work, owner: Owner) -> UUID:
    """Begin a set of answers that is saved again and again; return its id.

    Raises:
        Conflict: nothing can be answered now.
    """
    return _new_set(work, _open(work, owner))


def save_answers(work: Work, set_id: UUID, revision: int, answers: Answers) -> int:
    """Let a set hold exactly *answers* as far as they are asked; return its new revision.

    Raises:
        NotFound: no such set.
        Conflict: it was changed since *revision* (``reason`` = ``changed``).
    """
    found, form = own_set(work, set_id)
    if found.revision != revision:
        raise Conflict(
            say("Somebody else has changed these answers in the meantime."),
            facts={"reason": "changed"},
        )
    for table in (GivenPick, GivenAnswer):
        work.session.execute(delete(table).where(table.set_id == set_id))
    _store(work, set_id, kept(form, answers))
    found.revision += 1
    found.changed_at = work.now
    work.session.flush()
    return found.revision


def own_set(work: Work, set_id: UUID) -> tuple[AnswerSet, Form]:
    """Return a set of the actor's authority, locked, and the form that it answers.

    Raises:
        NotFound: no such set.
    """
    found = work.session.scalars(
        select(AnswerSet)
        .where(AnswerSet.id == set_id, AnswerSet.authority_id == work.actor.authority_id)
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound("These answers are not there.")
    version = work.session.get_one(QuestionVersion, found.version_id)
    form = work.session.get_one(QuestionForm, version.form_id)
    return found, Held(form, version, *rows_of(work, version.id)).asked


def forget_answers(work: Work, set_id: UUID) -> None:
    """Delete a set of answers for good.

    Raises:
        NotFound: no such set.
    """
    own_set(work, set_id)
    for table in (GivenPick, GivenAnswer):
        work.session.execute(delete(table).where(table.set_id == set_id))
    work.session.execute(delete(AnswerSet).where(AnswerSet.id == set_id))


def check_complete(form: Form, answers: Answers) -> None:
    """Refuse answers of which some are missing.

    Raises:
        Invalid: under the name of each question that has to be answered still.
    """
    fields: dict[str, str] = {}
    for code, turn in missing(form, answers):
        question = form.question(code)
        if question:
            fields[field_name(code, turn)] = needed(question.kind)
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)


def _open(work: Work, owner: Owner) -> Held:
    found = held(work, owner, VersionState.FROZEN)
    if found is None:
        raise turned_away(may_answer(VersionState.DRAFT))
    return found


def _new_set(work: Work, version: Held) -> UUID:
    new = AnswerSet(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        version_id=version.version.id,
        revision=0,
        made_at=work.now,
        changed_at=work.now,
    )
    work.session.add(new)
    work.session.flush()
    return new.id


def _store(work: Work, set_id: UUID, answers: Answers = NO_ANSWERS) -> None:
    given: list[dict[str, Any]] = []
    picks: list[dict[str, Any]] = []
    for code, turn, row in stored_rows(answers):
        at = {"set_id": set_id, "code": code, "turn": turn}
        given.append(
            {
                **at,
                "sort": row.sort,
                "text": row.text,
                "number": row.number,
                "day": row.day,
                "way": row.way,
            }
        )
        picks += [
            {**at, "choice": pick.choice, "position": pick.position, "pence": pick.pence}
            for pick in row.picks
        ]
    if given:
        work.session.execute(insert(GivenAnswer), given)
    if picks:
        work.session.execute(insert(GivenPick), picks)
