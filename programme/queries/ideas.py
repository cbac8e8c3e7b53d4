"""The ideas box: what waits in it, who backs it, and what became of earlier ideas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person, PersonRole
from foundation.base.roles import STAFF
from programme.models.challenges import Challenge, ChallengeMove
from programme.models.ideas import IdeaBacking
from programme.rules.challenges import ChallengeState, Standing
from programme.rules.ideas import IdeaFate, fate


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea in the box or out of it.

    Args:
        officers: how many of its *backers* work for the council.
        names: those of the officers, by name; for the council's own eyes.
        why: what the council said where it is not taken up.
    """

    slug: str
    title: str
    question: str
    summary: str
    state: ChallengeState
    fate: IdeaFate
    made_at: datetime
    backers: int
    officers: int
    names: tuple[str, ...]
    is_backed: bool
    why: str | None

    @property
    def residents(self) -> int:
        """Return how many of its backers do not work for the council."""
        return self.backers - self.officers


def ideas_of(session: Session, authority_id: UUID, person_id: UUID | None) -> list[Idea]:
    """Return what came through the box of a council, the most backed first.

    What is no idea any more came through the box if anybody backs it.
    """
    is_backed = exists().where(IdeaBacking.challenge_id == Challenge.id)
    asked = select(Challenge).where(
        Challenge.authority_id == authority_id,
        (Challenge.state == ChallengeState.IDEA) | is_backed,
    )
    rows = session.scalars(asked).all()
    ids = [row.id for row in rows]
    backers, whys = _backers(session, ids), _whys(session, ids)
    found = [
        Idea(
            row.slug,
            row.title,
            row.question,
            row.summary,
            row.state,
            fate(Standing(row.pathway, row.state, row.stood_at)),
            row.made_at,
            backers=len(backers[row.id]),
            officers=sum(name is not None for name in backers[row.id].values()),
            names=tuple(sorted(name for name in backers[row.id].values() if name)),
            is_backed=person_id in backers[row.id],
            why=whys.get(row.id),
        )
        for row in rows
    ]
    return sorted(found, key=lambda idea: (-idea.backers, -idea.made_at.timestamp(), idea.slug))


def backers_of(session: Session, challenge_id: UUID) -> tuple[int, int]:
    """Return how many back a challenge that was an idea, and how many of them are officers."""
    found = _backers(session, [challenge_id])[challenge_id]
    return len(found), sum(name is not None for name in found.values())


def _backers(
    session: Session, challenge_ids: Collection[UUID]
) -> dict[UUID, dict[UUID, str | None]]:
    """Return for each idea its backers, with a name where they work for the council."""
    works = exists().where(
        PersonRole.person_id == Person.id,
        PersonRole.role.in_(STAFF),
        PersonRole.agreed_at.is_not(None),
    )
    asked = (
        select(
            IdeaBacking.challenge_id,
            IdeaBacking.person_id,
            func.coalesce(Person.name, Person.email).label("name"),
            works.label("works"),
        )
        .join(Person, Person.id == IdeaBacking.person_id)
        .where(IdeaBacking.challenge_id.in_(challenge_ids))
    )
    found: dict[UUID, dict[UUID, str | None]] = defaultdict(dict)
    for row in session.execute(asked):
        found[row.challenge_id][row.person_id] = row.name if row.works else None
    return found


def _whys(session: Session, challenge_ids: Collection[UUID]) -> dict[UUID, str]:
    asked = (
        select(ChallengeMove.challenge_id, ChallengeMove.reason)
        .where(
            ChallengeMove.challenge_id.in_(challenge_ids),
            ChallengeMove.before == ChallengeState.IDEA,
            ChallengeMove.after == ChallengeState.WITHDRAWN,
        )
        .order_by(ChallengeMove.moved_at)
    )
    return {row.challenge_id: row.reason for row in session.execute(asked) if row.reason}
