"""What officers can do, the parts that they played, and to what they are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, null, or_, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person, PersonRole
from foundation.base.clock import london_day
from foundation.base.roles import STAFF
from programme.models.actions import WorkshopAction
from programme.models.challenges import Challenge
from programme.models.cohorts import Cohort, CohortSeat
from programme.models.firms import Firm, FirmMember
from programme.models.gates import GateDecision, GateSignature
from programme.models.ideas import IdeaBacking
from programme.models.skills import OfficerSkill
from programme.models.workshops import Workshop, WorkshopGuest
from programme.rules.actions import ActionState
from programme.rules.attendance import THERE, Came
from programme.rules.skills import PartKind


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody did, of what and on which day; *slug* is a challenge's, or none."""

    kind: PartKind
    what: str
    day: date
    slug: str | None
    workshop_id: UUID | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A workshop ahead to which somebody, or a firm for which they write, is asked."""

    guest_id: UUID
    title: str
    starts_at: datetime
    minutes: int
    firm: str | None
    came: Came


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody of the council with what they can do and the parts that they played."""

    name: str
    team: str | None
    skills: tuple[str, ...]
    parts: tuple[Part, ...]


def skills_of(session: Session, person_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Return id and words of the skills of one person, by words."""
    asked = select(OfficerSkill.id, OfficerSkill.words).where(OfficerSkill.person_id == person_id)
    return tuple((row.id, row.words) for row in session.execute(asked.order_by(OfficerSkill.words)))


def invitations_of(session: Session, person_id: UUID, now: datetime) -> tuple[Invitation, ...]:
    """Return the workshops ahead to which somebody or a firm of theirs is asked, by time."""
    asked = (
        select(
            WorkshopGuest.id,
            Workshop.title,
            Workshop.starts_at,
            Workshop.minutes,
            Firm.name,
            WorkshopGuest.came,
        )
        .join(Workshop, Workshop.id == WorkshopGuest.workshop_id)
        .outerjoin(Firm, Firm.id == WorkshopGuest.firm_id)
        .outerjoin(
            FirmMember, and_(FirmMember.firm_id == Firm.id, FirmMember.person_id == person_id)
        )
        .where(
            or_(WorkshopGuest.person_id == person_id, FirmMember.person_id == person_id),
            Workshop.starts_at > now,
            Workshop.taken_at.is_(None),
        )
        .order_by(Workshop.starts_at, WorkshopGuest.id)
    )
    return tuple(Invitation(*row) for row in session.execute(asked))


def parts_of(session: Session, authority_id: UUID, person_id: UUID) -> tuple[Part, ...]:
    """Return the parts that one person played, the latest first."""
    return _parts(session, authority_id, person_id).get(person_id, ())


def officers_of(session: Session, authority_id: UUID) -> tuple[Officer, ...]:
    """Return everybody who works for a council and has skills or parts, most parts first."""
    parts, skills = _parts(session, authority_id, None), _skills(session, authority_id)
    asked = (
        select(Person.id, Person.name, Person.email, Person.team)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(
            Person.authority_id == authority_id,
            Person.is_active,
            PersonRole.role.in_(STAFF),
            PersonRole.agreed_at.is_not(None),
        )
        .distinct()
    )
    found = (
        Officer(row.name or row.email, row.team, skills.get(row.id, ()), parts.get(row.id, ()))
        for row in session.execute(asked)
    )
    known = [each for each in found if each.skills or each.parts]
    return tuple(sorted(known, key=lambda each: (-len(each.parts), each.name)))


def councils_with_leavers(session: Session) -> tuple[UUID, ...]:
    """Return the councils in which somebody whose account is closed has skills written down."""
    asked = (
        select(OfficerSkill.authority_id)
        .join(Person, Person.id == OfficerSkill.person_id)
        .where(Person.is_active.is_(False))
        .distinct()
    )
    return tuple(session.scalars(asked))


def _skills(session: Session, authority_id: UUID) -> dict[UUID, tuple[str, ...]]:
    asked = select(OfficerSkill.person_id, OfficerSkill.words).where(
        OfficerSkill.authority_id == authority_id
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in session.execute(asked.order_by(OfficerSkill.words)):
        found[row.person_id].append(row.words)
    return {person_id: tuple(words) for person_id, words in found.items()}


def _parts(
    session: Session, authority_id: UUID, person_id: UUID | None
) -> dict[UUID, tuple[Part, ...]]:
    found: dict[UUID, list[Part]] = defaultdict(list)
    for kind, asked, column in _asked(authority_id):
        of_one = asked if person_id is None else asked.where(column == person_id)
        for who, what, at, slug, workshop_id in session.execute(of_one.where(column.is_not(None))):
            day = london_day(at) if isinstance(at, datetime) else at
            found[who].append(Part(kind, what, day, slug, workshop_id))
    order = list(PartKind)
    return {
        who: tuple(sorted(parts, key=lambda part: (-part.day.toordinal(), order.index(part.kind))))
        for who, parts in found.items()
    }


def _asked(authority_id: UUID) -> Iterator[tuple[PartKind, Select[*tuple[Any, ...]], Any]]:
    """Yield for each kind of part its statement (who, what, when, slug, workshop) and *who*."""
    challenge = (Challenge.title, Challenge.made_at, Challenge.slug, null())
    ours = Challenge.authority_id == authority_id
    for kind, column, more in (
        (PartKind.PROPOSED, Challenge.proposed_by_id, ours),
        (PartKind.OWNS, Challenge.owner_id, ours),
        (PartKind.SPONSORS, Challenge.sponsor_id, Challenge.sponsor_accepted_at.is_not(None)),
    ):
        yield kind, select(column, *challenge).where(ours, more), column
    yield from _at_workshops(authority_id)
    seat = CohortSeat.person_id
    cohort = select(seat, Cohort.title, CohortSeat.joined_on, null(), null())
    yield (
        PartKind.IN_COHORT,
        cohort.join(Cohort, Cohort.id == CohortSeat.cohort_id).where(
            Cohort.authority_id == authority_id
        ),
        seat,
    )
    signed = (
        select(
            GateSignature.person_id,
            Challenge.title,
            func.max(GateSignature.signed_at, type_=GateSignature.signed_at.type),
            Challenge.slug,
            null(),
        )
        .join(GateDecision, GateDecision.id == GateSignature.decision_id)
        .join(Challenge, Challenge.id == GateDecision.challenge_id)
        .where(ours)
        .group_by(GateSignature.person_id, Challenge.title, Challenge.slug)
    )
    yield PartKind.SIGNED, signed, GateSignature.person_id
    backed = select(
        IdeaBacking.person_id, Challenge.title, IdeaBacking.backed_at, Challenge.slug, null()
    ).join(Challenge, Challenge.id == IdeaBacking.challenge_id)
    yield PartKind.BACKED, backed.where(ours), IdeaBacking.person_id


def _at_workshops(authority_id: UUID) -> Iterator[tuple[PartKind, Select[*tuple[Any, ...]], Any]]:
    ours, guest = Workshop.authority_id == authority_id, WorkshopGuest.person_id
    for kind, leads in ((PartKind.LED, True), (PartKind.CAME, False)):
        asked = (
            select(guest, Workshop.title, Workshop.starts_at, null(), Workshop.id)
            .join(Workshop, Workshop.id == WorkshopGuest.workshop_id)
            .where(ours, WorkshopGuest.leads.is_(leads), WorkshopGuest.came.in_(THERE))
        )
        yield kind, asked, guest
    done = (
        select(
            WorkshopAction.owner_id,
            WorkshopAction.words,
            WorkshopAction.closed_at,
            null(),
            Workshop.id,
        )
        .join(Workshop, Workshop.id == WorkshopAction.workshop_id)
        .where(ours, WorkshopAction.state == ActionState.DONE)
    )
    yield PartKind.DID, done, WorkshopAction.owner_id
