"""Answers that were given: one set, or all of a form's as a table and as figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from questions.models.answers import AnswerSet, GivenAnswer, GivenPick
from questions.models.forms import QuestionForm, QuestionVersion
from questions.rules.forms import Owner
from questions.rules.stored import StoredAnswer, StoredPick, from_row
from questions.rules.values import Answers, Value

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class GivenSet:
    """One set of answers; ``version`` is the number of the version that it answers."""

    id: UUID
    version_id: UUID
    version: int
    revision: int
    changed_at: datetime
    answers: Answers


def answer_set(session: Session, authority_id: UUID, set_id: UUID) -> GivenSet | None:
    """Return one set of the authority's, or None."""
    asked = _sets(authority_id).where(AnswerSet.id == set_id)
    return next(_filled(session, session.execute(asked).all()), None)


def answer_sets(
    session: Session,
    authority_id: UUID,
    owner: Owner,
    only: Select[UUID] | None = None,
) -> Iterator[GivenSet]:
    """Go through every set of answers to *owner*'s form, the oldest first.

    *only* selects the ids of the sets that count, where not all do.
    """
    asked = (
        _sets(authority_id)
        .join(QuestionForm, QuestionForm.id == QuestionVersion.form_id)
        .where(QuestionForm.owner_kind == owner.kind, QuestionForm.owner_id == owner.id)
        .order_by(AnswerSet.made_at, AnswerSet.id)
    )
    if only is not None:
        asked = asked.where(AnswerSet.id.in_(only))
    rows = session.execute(asked).all()
    for start in range(0, len(rows), AT_ONCE):
        yield from _filled(session, rows[start : start + AT_ONCE])


def _sets(authority_id: UUID) -> Select[UUID, UUID, int, int, datetime]:
    return (
        select(
            AnswerSet.id,
            AnswerSet.version_id,
            QuestionVersion.number,
            AnswerSet.revision,
            AnswerSet.changed_at,
        )
        .join(QuestionVersion, QuestionVersion.id == AnswerSet.version_id)
        .where(AnswerSet.authority_id == authority_id)
    )


def _filled(session: Session, rows: Sequence[Any]) -> Iterator[GivenSet]:
    ids = [row.id for row in rows]
    answers: dict[UUID, dict[tuple[str, int], Value]] = {set_id: {} for set_id in ids}
    picks = _picks(session, ids)
    for row in session.execute(select(*GivenAnswer.__table__.c).where(GivenAnswer.set_id.in_(ids))):
        at = (row.set_id, row.code, row.turn)
        stored = StoredAnswer(
            row.sort, row.text, row.number, row.day, row.way, tuple(picks.get(at, ()))
        )
        answers[row.set_id][(row.code, row.turn)] = from_row(stored)
    for row in rows:
        yield GivenSet(
            row.id, row.version_id, row.number, row.revision, row.changed_at, answers[row.id]
        )


def _picks(session: Session, ids: Iterable[UUID]) -> dict[tuple[UUID, str, int], list[StoredPick]]:
    rows = session.execute(
        select(*GivenPick.__table__.c)
        .where(GivenPick.set_id.in_(list(ids)))
        .order_by(GivenPick.set_id, GivenPick.code, GivenPick.turn, GivenPick.position)
    )
    grouped = groupby(rows, key=lambda row: (row.set_id, row.code, row.turn))
    return {
        at: [StoredPick(row.choice, row.position, row.pence) for row in inside]
        for at, inside in grouped
    }
