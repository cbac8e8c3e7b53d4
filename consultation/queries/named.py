"""What a public address names, in one statement each, for views that need no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation, OwnTopic, Tally
from consultation.models.places import ConsultationArea
from consultation.models.takes import ConsultationTakes
from consultation.queries.places import as_geometry
from consultation.rules.consultations import (
    ConsultationKind,
    is_over,
    is_public,
    may_comment,
    window_of,
)
from consultation.rules.takes import Takes
from foundation.accounts.models.authorities import Authority
from foundation.base.decisions import Decision


@dataclass(frozen=True, slots=True)
class NamedConsultation:
    """A public consultation as far as a form needs to know it.

    Args:
        is_over: the last day has passed; what is still taken is late.
        area: GeoJSON of what it is about, or None.
    """

    id: UUID
    kind: ConsultationKind
    slug: str
    title: str
    closes_at: datetime | None
    may_comment: Decision
    is_over: bool
    takes: Takes
    version: int
    area: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class NamedComment:
    """A comment of a public consultation; ``thread_ref`` names the one that began its thread."""

    id: UUID
    ref: str
    thread_ref: str
    consultation_id: UUID
    slug: str
    title: str
    version: int
    may_comment: Decision
    is_over: bool


def consultation_named(
    session: Session, authority_id: UUID, slug: str, now: datetime
) -> NamedConsultation | None:
    """Return the consultation with this slug, or None if the public may not read it."""
    asked = (
        select(
            Consultation.id,
            Consultation.slug,
            Consultation.kind,
            Consultation.title,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
            Authority.late_comments,
            Tally.version,
            ConsultationArea.geojson,
            ConsultationTakes.takes,
        )
        .join(Tally, Tally.consultation_id == Consultation.id)
        .join(Authority, Authority.id == Consultation.authority_id)
        .outerjoin(ConsultationArea, ConsultationArea.consultation_id == Consultation.id)
        .outerjoin(ConsultationTakes, ConsultationTakes.consultation_id == Consultation.id)
        .where(Consultation.authority_id == authority_id, Consultation.slug == slug)
    )
    found = session.execute(asked).one_or_none()
    if found is None:
        return None
    window = window_of(found)
    if not is_public(window, now):
        return None
    return NamedConsultation(
        id=found.id,
        kind=found.kind,
        slug=found.slug,
        title=found.title,
        closes_at=found.closes_at,
        may_comment=may_comment(window, now),
        is_over=is_over(window, now),
        takes=found.takes or Takes.DIALOGUE,
        version=found.version,
        area=as_geometry(found.geojson) if found.geojson else None,
    )


def comment_named(
    session: Session, authority_id: UUID, ref: str, now: datetime
) -> NamedComment | None:
    """Return the comment with this reference, or None if its consultation is not public."""
    root = aliased(Comment)
    asked = (
        select(
            Comment.id,
            Comment.ref,
            root.ref.label("thread_ref"),
            Consultation.id.label("consultation_id"),
            Consultation.slug,
            Consultation.title,
            Consultation.kind,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
            Authority.late_comments,
            Tally.version,
        )
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .join(Tally, Tally.consultation_id == Consultation.id)
        .join(Authority, Authority.id == Consultation.authority_id)
        .join(root, root.id == Comment.thread_id)
        .where(Comment.authority_id == authority_id, Comment.ref == ref)
    )
    found = session.execute(asked).one_or_none()
    if found is None:
        return None
    window = window_of(found)
    if not is_public(window, now):
        return None
    return NamedComment(
        id=found.id,
        ref=found.ref,
        thread_ref=found.thread_ref,
        consultation_id=found.consultation_id,
        slug=found.slug,
        title=found.title,
        version=found.version,
        may_comment=may_comment(window, now),
        is_over=is_over(window, now),
    )


def own_topics(session: Session, consultation_id: UUID) -> dict[str, str]:
    """Return code → label of the topics that a consultation has beside the common ones."""
    asked = select(OwnTopic.code, OwnTopic.label).where(OwnTopic.consultation_id == consultation_id)
    return {code: label for code, label in session.execute(asked)}  # noqa: C416  rows, not pairs
