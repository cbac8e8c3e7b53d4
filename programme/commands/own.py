"""A programme or a challenge of the actor's own authority, held still until the commit."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from foundation.base.errors import NotFound
from foundation.base.work import Work
from programme.models.challenges import Challenge
from programme.models.programmes import Programme
from programme.rules.challenges import ChallengeChanged, Standing


def own_programme(work: Work, wanted: UUID | str) -> Programme:
    """Return the programme with this id or slug.

    Raises:
        NotFound: the actor's authority has none.
    """
    named = Programme.id == wanted if isinstance(wanted, UUID) else Programme.slug == wanted
    ours = select(Programme).where(named, Programme.authority_id == work.actor.authority_id)
    found = work.session.scalars(ours.with_for_update(key_share=True)).one_or_none()
    if found is None:
        raise NotFound("There is no such programme.")
    return found


def own_challenge(work: Work, wanted: UUID | str) -> Challenge:
    """Return the challenge with this id or slug.

    Raises:
        NotFound: the actor's authority has none.
    """
    named = Challenge.id == wanted if isinstance(wanted, UUID) else Challenge.slug == wanted
    ours = select(Challenge).where(named, Challenge.authority_id == work.actor.authority_id)
    held = ours.with_for_update(key_share=True).execution_options(populate_existing=True)
    found = work.session.scalars(held).one_or_none()
    if found is None:
        raise NotFound("There is no such challenge.")
    return found


def standing_of(challenge: Challenge) -> Standing:
    """Return where a challenge is, as rules see it."""
    return Standing(challenge.pathway, challenge.state, challenge.stood_at)


def changed(work: Work, challenge: Challenge) -> None:
    """Note that a challenge says something else now."""
    work.record(ChallengeChanged(challenge.id, programme_id=challenge.programme_id))
