"""What a form asks: as its builder sees it, and as it can be answered now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, case, select
from sqlalchemy.orm import Session

from questions.models.answers import AnswerSet, GivenAnswer
from questions.models.forms import QuestionForm, QuestionRow, QuestionSection, QuestionVersion
from questions.rules.dictionary import merged
from questions.rules.forms import Form, Owner
from questions.rules.stored import form_from
from questions.rules.versions import VersionState


@dataclass(frozen=True, slots=True)
class FormVersion:
    """One version of a form.

    Args:
        revisions: code of a question → how often it was changed.
        answered: codes that people have answered, in whichever version.
    """

    id: UUID
    number: int
    state: VersionState
    revision: int
    frozen_at: datetime | None
    form: Form
    revisions: Mapping[str, int]
    answered: frozenset[str]


def latest_version(session: Session, authority_id: UUID, owner: Owner) -> FormVersion | None:
    """Return the draft, else what can be answered; None where *owner* has no form."""
    draft_first = case((QuestionVersion.state == VersionState.DRAFT, 0), else_=1)
    return _version(
        session,
        _versions(authority_id, owner)
        .where(QuestionVersion.state != VersionState.REPLACED)
        .order_by(draft_first)
        .limit(1),
    )


def open_version(session: Session, authority_id: UUID, owner: Owner) -> FormVersion | None:
    """Return the version that can be answered now, or None."""
    frozen = QuestionVersion.state == VersionState.FROZEN
    return _version(session, _versions(authority_id, owner).where(frozen))


def version_of(session: Session, version_id: UUID) -> Form:
    """Return what one version asks."""
    sections = session.scalars(
        select(QuestionSection)
        .where(QuestionSection.version_id == version_id)
        .order_by(QuestionSection.position)
    )
    return form_from(sections, _questions(session, version_id))


def all_asked(session: Session, authority_id: UUID, owner: Owner) -> Form:
    """Return all that was ever asked in a frozen version, for exports and figures."""
    asked = (
        _versions(authority_id, owner)
        .where(QuestionVersion.state != VersionState.DRAFT)
        .order_by(QuestionVersion.number)
    )
    versions = [version_of(session, found.id) for found in session.scalars(asked)]
    return merged(versions) if versions else Form()


def asks_anything(session: Session, authority_id: UUID, owner: Owner) -> bool:
    """Tell whether there is a question to answer now."""
    found = (
        _versions(authority_id, owner)
        .join(QuestionRow, QuestionRow.version_id == QuestionVersion.id)
        .where(QuestionVersion.state == VersionState.FROZEN, QuestionRow.is_retired.is_(False))
        .limit(1)
    )
    return session.execute(found).first() is not None


def _versions(authority_id: UUID, owner: Owner) -> Select[QuestionVersion]:
    return (
        select(QuestionVersion)
        .join(QuestionForm, QuestionForm.id == QuestionVersion.form_id)
        .where(
            QuestionForm.authority_id == authority_id,
            QuestionForm.owner_kind == owner.kind,
            QuestionForm.owner_id == owner.id,
        )
    )


def _version(session: Session, asked: Select[QuestionVersion]) -> FormVersion | None:
    found = session.scalars(asked).one_or_none()
    if found is None:
        return None
    rows = _questions(session, found.id)
    return FormVersion(
        id=found.id,
        number=found.number,
        state=found.state,
        revision=found.revision,
        frozen_at=found.frozen_at,
        form=version_of(session, found.id),
        revisions={row.code: row.revision for row in rows},
        answered=_answered(session, found.form_id),
    )


def _questions(session: Session, version_id: UUID) -> list[Row[Any]]:
    columns = QuestionRow.__table__.c
    return list(
        session.execute(
            select(*columns)
            .join(QuestionSection, QuestionSection.id == QuestionRow.section_id)
            .where(QuestionRow.version_id == version_id)
            .order_by(QuestionSection.position, QuestionRow.position)
        )
    )


def _answered(session: Session, form_id: UUID) -> frozenset[str]:
    return frozenset(
        session.scalars(
            select(GivenAnswer.code)
            .join(AnswerSet, AnswerSet.id == GivenAnswer.set_id)
            .join(QuestionVersion, QuestionVersion.id == AnswerSet.version_id)
            .where(QuestionVersion.form_id == form_id)
            .distinct()
        )
    )
