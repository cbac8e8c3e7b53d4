"""Say which teams there are to ask, and who answers for each."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import delete, select

from consultation.models.teams import Team, TeamMember
from consultation.rules.referrals import TeamChanged, checked_team
from foundation.accounts.commands.people import holder_of
from foundation.base.errors import Invalid, NotFound
from foundation.base.roles import Role
from foundation.base.work import Work

NOBODY = "Nobody with this e-mail address has a responder's account here. Invite them first."
THERE = "There is a team of this name already."


def add_team(work: Work, name: str, *, is_outside: bool) -> UUID:
    """Add a team and return its id.

    Raises:
        Invalid: the name says nothing, or there is one of that name.
    """
    name = checked_team(name)
    ours = (Team.authority_id == work.actor.authority_id, Team.name == name)
    if work.session.scalar(select(Team.id).where(*ours)):
        raise Invalid(THERE, fields={"name": THERE})
    team = Team(id=uuid4(), authority_id=work.actor.authority_id, name=name, is_outside=is_outside)
    work.session.add(team)
    work.session.flush()
    work.record(TeamChanged(team.id))
    return team.id


def close_team(work: Work, team_id: UUID, *, is_closed: bool) -> None:
    """Let a team take no more questions, or take them again; what it has it keeps.

    Raises:
        NotFound: no such team.
    """
    team = own_team(work, team_id)
    team.closed_at = work.now if is_closed else None
    work.record(TeamChanged(team.id))


def join_team(work: Work, team_id: UUID, email: str) -> None:
    """Let the person with *email* answer for a team; once is enough.

    Raises:
        NotFound: no such team.
        Invalid: nobody of that address is a responder at this council.
    """
    own_team(work, team_id)
    person_id = holder_of(work, Role.RESPONDER, email)
    if person_id is None:
        raise Invalid(NOBODY, fields={"email": NOBODY})
    if work.session.get(TeamMember, (team_id, person_id)) is None:
        work.session.add(TeamMember(team_id=team_id, person_id=person_id))
        work.record(TeamChanged(team_id, person_id))


def leave_team(work: Work, team_id: UUID, person_id: UUID) -> None:
    """Let somebody answer for a team no more.

    Raises:
        NotFound: no such team.
    """
    own_team(work, team_id)
    work.session.execute(
        delete(TeamMember).where(TeamMember.team_id == team_id, TeamMember.person_id == person_id)
    )
    work.record(TeamChanged(team_id, person_id))


def own_team(work: Work, team_id: UUID) -> Team:
    """Return a team of the actor's council.

    Raises:
        NotFound: there is none.
    """
    ours = (Team.id == team_id, Team.authority_id == work.actor.authority_id)
    team = work.session.scalars(select(Team).where(*ours)).one_or_none()
    if team is None:
        raise NotFound("There is no such team.")
    return team
