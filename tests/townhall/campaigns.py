"""A campaign of a town and whom it reached, and what one of its challenges assumes."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from foundation.base.work import Work
from programme.commands.assumptions import assume
from programme.commands.campaigns import begin_campaign, note_contacts
from programme.models.challenges import Challenge
from programme.models.programmes import Programme
from programme.rules.assumptions import AssumptionDraft, Perspective
from programme.rules.campaigns import CampaignDraft, Channel, Contact
from tests.clock import NOW


def a_campaign(unit: Work, mark: str) -> UUID:
    """Tell one firm of everything; return the campaign."""
    asked = select(Programme.id).where(Programme.authority_id == unit.actor.authority_id)
    programme_id = unit.session.scalars(asked).one()
    draft = CampaignDraft(f"Call of {mark}", Channel.EMAIL, f"Friends of {mark}", NOW.date(), None)
    made = begin_campaign(unit, programme_id, draft)
    note_contacts(unit, made, [Contact(f"firm@{mark}.example")], b"a secret for tests only")
    return made


def an_assumption(unit: Work, mark: str) -> UUID:
    """Let the first challenge of a town take something for granted; return that."""
    asked = select(Challenge.id).where(Challenge.authority_id == unit.actor.authority_id)
    challenge_id = unit.session.scalars(asked.order_by(Challenge.slug).limit(1)).one()
    draft = AssumptionDraft(f"Everybody knows {mark}.", Perspective.END_USER)
    return assume(unit, challenge_id, draft)
