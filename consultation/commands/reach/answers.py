"""Keep what people say of themselves, in the store that holds nothing else.

The session is one on that store alone. Every change of an answer is appended as a change of the
cells that it moves; a job adds these up, so that nobody waits for anybody's row.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from consultation.models.reach.answers import ReachAnswer, ReachChange, ReachSecret, Respondent
from consultation.rules.reach.keys import noise_key, person_key
from consultation.rules.reach.snapshots import EVERYBODY, Place
from consultation.rules.reach.traits import PREFER_NOT_TO_SAY, Trait

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Intake:
    """A session on the store of answers, the key that no store holds, and the month.

    ``changes`` are those of cells that are still to be appended, all at once.
    """

    session: Session
    root: bytes
    month: str
    changes: list[dict[str, Any]] = field(default_factory=list)


def say_of_oneself(
    intake: Intake, consultation_id: UUID, voice_id: UUID, said: Mapping[Trait, str]
) -> None:
    """Keep answers; one to a question that was answered before takes its place.

    Saying the same twice changes nothing, so a page may be sent again.
    """
    who = _known(intake, consultation_id, voice_id)
    known = {answer.trait: answer for answer in _answers(intake, who)} if who else {}
    who = who or _newcomer(intake, consultation_id, voice_id)
    for trait, category in said.items():
        before = known.get(trait)
        if before is not None and before.category == category:
            continue
        if before is not None:
            _leave(intake, who, before)
            intake.session.delete(before)
            intake.session.flush()
        intake.session.add(ReachAnswer(respondent_id=who.id, trait=trait, category=category))
        for place in _places(trait, category):
            _change(intake, who, place, people=1)
    _append(intake)


def take_back(intake: Intake, consultation_id: UUID, voice_id: UUID) -> None:
    """Delete all that one person said of themselves here; released figures stay as they are."""
    who = _known(intake, consultation_id, voice_id)
    if who is None:
        return
    for answer in _answers(intake, who):
        _leave(intake, who, answer)
        intake.session.delete(answer)
    _leave_one(intake, who, EVERYBODY, was_counted=who.is_counted)
    _append(intake)
    intake.session.flush()
    intake.session.delete(who)


def _newcomer(intake: Intake, consultation_id: UUID, voice_id: UUID) -> Respondent:
    own_id = uuid4()
    who = Respondent(
        id=own_id,
        consultation_id=consultation_id,
        person_key=person_key(intake.root, _secret(intake, consultation_id), voice_id),
        noise_key=noise_key(intake.root, own_id),
        month=intake.month,
        is_counted=False,
    )
    intake.session.add(who)
    intake.session.flush()
    _change(intake, who, EVERYBODY, people=1)
    return who


def _known(intake: Intake, consultation_id: UUID, voice_id: UUID) -> Respondent | None:
    secret = intake.session.get(ReachSecret, consultation_id)
    if secret is None:
        return None
    own = person_key(intake.root, secret.secret, voice_id)
    return intake.session.scalar(
        select(Respondent).where(
            Respondent.consultation_id == consultation_id, Respondent.person_key == own
        )
    )


def _secret(intake: Intake, consultation_id: UUID) -> bytes:
    kept = intake.session.get(ReachSecret, consultation_id)
    if kept is None:
        kept = ReachSecret(
            consultation_id=consultation_id, secret=secrets.token_bytes(SECRET_BYTES)
        )
        intake.session.add(kept)
        intake.session.flush()
    return kept.secret


def _answers(intake: Intake, who: Respondent) -> list[ReachAnswer]:
    return list(
        intake.session.scalars(select(ReachAnswer).where(ReachAnswer.respondent_id == who.id))
    )


def _places(trait: Trait, category: str) -> Iterator[Place]:
    if category != PREFER_NOT_TO_SAY:
        yield trait.value, ""
        yield trait.value, category


def _leave(intake: Intake, who: Respondent, answer: ReachAnswer) -> None:
    for place in _places(answer.trait, answer.category):
        was_counted = answer.is_counted if place[1] else answer.is_in_total
        _leave_one(intake, who, place, was_counted=was_counted)


def _leave_one(intake: Intake, who: Respondent, place: Place, *, was_counted: bool) -> None:
    """Leave a cell: who was in a figure has to be waited for, who was not yet never came."""
    if was_counted:
        _change(intake, who, place, people=1, is_removal=True)
    else:
        _change(intake, who, place, people=-1)


def _change(
    intake: Intake, who: Respondent, place: Place, *, people: int, is_removal: bool = False
) -> None:
    intake.changes.append(
        {
            "consultation_id": who.consultation_id,
            "table_name": place[0],
            "cell": place[1],
            "is_removal": is_removal,
            "people": people,
            "noise_key": people * who.noise_key,
        }
    )


def _append(intake: Intake) -> None:
    """Append all changes past the ORM, which would ask for the number of each."""
    if intake.changes:
        intake.session.connection().execute(_CHANGES, intake.changes)
        intake.changes.clear()


_CHANGES = insert(cast(Table, ReachChange.__table__))
