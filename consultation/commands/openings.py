"""All that has to be known before something can be said, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, String, Uuid, cast, func, null, select
from sqlalchemy.orm import aliased

from consultation.models.comments import Comment, Voice
from consultation.models.consultations import Consultation, OwnTopic
from consultation.rules.comments import Contribution, Moderation, Topic
from consultation.rules.consultations import WhyNot, Window, may_comment, turned_away
from foundation.accounts.models.authorities import Authority
from foundation.accounts.rules.authorities import Moderating
from foundation.base.decisions import Decision
from foundation.base.errors import Invalid, NotFound
from foundation.base.work import Work

COMMON = frozenset(topic.value for topic in Topic)


@dataclass(frozen=True, slots=True)
class Parent:
    """The comment that a reply stands under."""

    id: UUID
    thread_id: UUID
    depth: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A consultation that listens, as far as one contribution needs to know it."""

    id: UUID
    council: str
    moderating: Moderating
    voice_id: UUID | None
    ward_code: str | None
    parent: Parent | None


def opening_for(
    work: Work, consultation_id: UUID, said: Contribution, voice_digest: str | None
) -> Opening:
    """Return what *said* is an answer to.

    Raises:
        NotFound: no such consultation, or no such comment in it.
        Conflict: it does not listen now, or the comment is not visible.
        Invalid: a topic that it does not have.
    """
    own = sorted(set(said.topics) - COMMON)
    found = work.session.execute(
        _asked(work.actor.authority_id, consultation_id, said, voice_digest, own)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such consultation.")
    decision = may_comment(Window(found.status, found.opens_at, found.closes_at), work.now)
    if not decision:
        raise turned_away(decision)
    if found.own_topics != len(own):
        wrong = "This consultation has no such topic."
        raise Invalid(wrong, fields={"topics": wrong})
    parent = _parent(found) if said.reply_to_ref else None
    return Opening(found.id, found.name, found.moderating, found.voice_id, found.ward_code, parent)


def _asked(
    authority_id: UUID,
    consultation_id: UUID,
    said: Contribution,
    voice_digest: str | None,
    own: list[str],
) -> Select[Any]:
    parent = aliased(Comment)
    asked: Select[Any] = (
        select(
            Consultation.id,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
            Consultation.moderating,
            Authority.name,
            _voice(voice_digest).label("voice_id"),
            _known(own).label("own_topics"),
            _ward(said).label("ward_code"),
            parent.id.label("parent_id"),
            parent.thread_id,
            parent.depth,
            parent.moderation,
        )
        .join(Authority, Authority.id == Consultation.authority_id)
        .outerjoin(
            parent,
            (parent.consultation_id == Consultation.id) & (parent.ref == said.reply_to_ref),
        )
    )
    return asked.where(
        Consultation.id == consultation_id, Consultation.authority_id == authority_id
    )


def _voice(digest: str | None) -> ColumnElement[Any]:
    if not digest:
        return cast(null(), Uuid())
    return (
        select(Voice.id)
        .where(Voice.consultation_id == Consultation.id, Voice.visitor_digest == digest)
        .scalar_subquery()
    )


def _known(own: list[str]) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(OwnTopic)
        .where(OwnTopic.consultation_id == Consultation.id, OwnTopic.code.in_(own))
        .scalar_subquery()
    )


def _ward(said: Contribution) -> ColumnElement[str | None]:
    return cast(null(), String())


def _parent(found: Row[Any]) -> Parent:
    if found.parent_id is None:
        raise NotFound("The comment that you reply to is not there.")
    if found.moderation is not Moderation.VISIBLE:
        raise turned_away(Decision(WhyNot.PARENT_NOT_VISIBLE))
    return Parent(found.parent_id, found.thread_id, found.depth)
