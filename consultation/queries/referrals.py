"""With which team a comment is: for the desk, for the team itself, and for everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, literal, select, tuple_
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.referrals import Referral
from consultation.models.teams import Team, TeamMember
from consultation.rules.comments import Kind, PlaceWay, Stance
from consultation.rules.referrals import OPEN, ReferralState
from foundation.base.errors import Malformed
from foundation.base.paging import BROKEN, Page, cursor_of, key_of
from geo.models.wards import Ward

ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A question to a team as the desk sees it."""

    id: UUID
    team: str
    is_outside: bool
    state: ReferralState
    question: str
    due_on: date
    asked_at: datetime
    returned_at: datetime | None
    draft: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class PublicReferral:
    """With whom a comment is, as everybody may know it."""

    team: str
    is_outside: bool
    asked_at: datetime
    due_on: date


@dataclass(frozen=True, slots=True)
class ReferredRow:
    """A question as its team reads it: what was said, and nothing of who said it.

    There is no name, no address, no reference and no way to other comments in it.
    """

    id: UUID
    team: str
    state: ReferralState
    question: str
    due_on: date
    asked_at: datetime
    consultation: str
    kind: Kind
    stance: Stance | None
    text: str
    language: str
    place_way: PlaceWay
    place_words: str | None
    ward_name: str | None
    draft: str | None
    source: str | None
    revision: int


def referrals_of(session: Session, comment_ids: Sequence[UUID]) -> dict[UUID, list[ReferralRow]]:
    """Return all questions about comments, the latest first, in one statement."""
    asked = (
        select(Referral, Team.name, Team.is_outside)
        .join(Team, Team.id == Referral.team_id)
        .where(Referral.comment_id.in_(comment_ids))
        .order_by(Referral.asked_at.desc(), Referral.id)
    )
    found: dict[UUID, list[ReferralRow]] = defaultdict(list)
    for one, team, is_outside in session.execute(asked):
        found[one.comment_id].append(
            ReferralRow(
                id=one.id,
                team=team,
                is_outside=is_outside,
                state=one.state,
                question=one.question,
                due_on=one.due_on,
                asked_at=one.asked_at,
                returned_at=one.returned_at,
                draft=one.draft,
                source=one.source,
            )
        )
    return found


def public_referrals(session: Session, comment_id: UUID) -> list[PublicReferral]:
    """Return with whom a comment is now, the longest first."""
    asked = (
        select(Team.name, Team.is_outside, Referral.asked_at, Referral.due_on)
        .join(Team, Team.id == Referral.team_id)
        .where(Referral.comment_id == comment_id, Referral.state == ReferralState.ASKED)
        .order_by(Referral.asked_at, Team.name)
    )
    return [PublicReferral(*row) for row in session.execute(asked)]


def referred_to(
    session: Session,
    authority_id: UUID,
    person_id: UUID,
    after: str | None = None,
    limit: int = ON_A_PAGE,
) -> Page[ReferredRow]:
    """Return what a person's teams are asked, the first due first.

    Raises:
        Malformed: *after* is not a cursor of this list.
    """
    key = (Referral.due_on, Referral.id)
    asked = _referred(authority_id, person_id).where(Referral.state == ReferralState.ASKED)
    if after is not None:
        asked = asked.where(tuple_(*key) > tuple_(*_read(after)))
    found = session.execute(asked.order_by(*key).limit(limit + 1)).all()
    rows = [ReferredRow(*row) for row in found[:limit]]
    if len(found) <= limit:
        return Page(rows)
    return Page(rows, cursor_of(rows[-1].due_on.isoformat(), str(rows[-1].id)))


def referred(
    session: Session, authority_id: UUID, person_id: UUID, referral_id: UUID
) -> ReferredRow | None:
    """Return one question that a team of this person has or has given back, or None."""
    asked = _referred(authority_id, person_id).where(
        Referral.id == referral_id, Referral.state.in_(OPEN)
    )
    found = session.execute(asked).one_or_none()
    return ReferredRow(*found) if found else None


def _referred(authority_id: UUID, person_id: UUID) -> Select[Any]:
    """Select what a team may read: these columns of a comment and no others."""
    columns: tuple[Any, ...] = (
        Referral.id,
        Team.name,
        Referral.state,
        Referral.question,
        Referral.due_on,
        Referral.asked_at,
        Consultation.title,
        Comment.kind,
        Comment.stance,
        Comment.text,
        Comment.language,
        Comment.place_way,
        Comment.place_words,
        Ward.name.label("ward_name"),
        Referral.draft,
        Referral.source,
        Referral.revision,
    )
    return (
        select(*columns)
        .select_from(Referral)
        .join(Team, Team.id == Referral.team_id)
        .join(TeamMember, TeamMember.team_id == Team.id)
        .join(Comment, Comment.id == Referral.comment_id)
        .join(Consultation, Consultation.id == Referral.consultation_id)
        .outerjoin(
            Ward,
            (Ward.authority_id == Comment.authority_id) & (Ward.code == Comment.ward_code),
        )
        .where(Referral.authority_id == authority_id, TeamMember.person_id == person_id)
    )


def _read(after: str) -> tuple[Any, Any]:
    day, last = key_of(after, (str, str))
    try:
        return (
            literal(date.fromisoformat(str(day)), Referral.due_on.type),
            literal(UUID(str(last)), Referral.id.type),
        )
    except ValueError as broken:
        raise Malformed(BROKEN) from broken
