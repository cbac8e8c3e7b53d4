"""The teams of a council, and who answers for them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.teams import Team, TeamMember
from foundation.accounts.models.people import Person


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody who answers for a team."""

    person_id: UUID
    words: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team with its members, by name."""

    id: UUID
    name: str
    is_outside: bool
    is_closed: bool
    members: tuple[MemberRow, ...] = ()


def teams_of(session: Session, authority_id: UUID) -> list[TeamRow]:
    """Return every team of a council, those inside first, in two statements."""
    members: dict[UUID, list[MemberRow]] = defaultdict(list)
    joined = (
        select(TeamMember.team_id, Person.id, Person.name, Person.email)
        .join(Person, Person.id == TeamMember.person_id)
        .where(Person.authority_id == authority_id)
        .order_by(Person.email)
    )
    for row in session.execute(joined):
        members[row.team_id].append(MemberRow(row.id, row.name or row.email))
    asked = (
        select(Team).where(Team.authority_id == authority_id).order_by(Team.is_outside, Team.name)
    )
    return [
        TeamRow(
            team.id, team.name, team.is_outside, team.closed_at is not None, tuple(members[team.id])
        )
        for team in session.scalars(asked)
    ]


def open_teams(session: Session, authority_id: UUID) -> list[TeamRow]:
    """Return the teams that take questions, those inside first."""
    return [team for team in teams_of(session, authority_id) if not team.is_closed]
