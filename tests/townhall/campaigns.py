"""A campaign of a town and whom it reached, what a challenge assumes, and what was read."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.actor import Actor
from foundation.base.work import Work, work
from programme.commands.assumptions import assume
from programme.commands.campaigns import begin_campaign, note_contacts
from programme.commands.evaluations import keep_finding
from programme.commands.kpi_readings import note_reading
from programme.models.challenges import Challenge
from programme.models.programmes import Programme
from programme.rules.assumptions import AssumptionDraft, Perspective
from programme.rules.campaigns import CampaignDraft, Channel, Contact
from programme.rules.evaluations import Fate, FindingDraft
from programme.rules.kpis.facts import ReadingKind
from programme.rules.kpis.readings import ReadingDraft
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


def what_was_learned(session: Session, manager: Person, mark: str) -> dict[str, tuple[str]]:
    """Let *manager* note what was read in a survey, and what the programme has shown."""
    asked = select(Programme.id).where(Programme.authority_id == manager.authority_id)
    with work(session, Actor(manager.authority_id, manager.id), NOW) as unit:
        programme_id = unit.session.scalars(asked).one()
        what = f"Firms of {mark}"
        draft = ReadingDraft(ReadingKind.ACTIVITY, NOW.date(), what, "12", f"Survey of {mark}")
        read = note_reading(unit, programme_id, draft)
        found = keep_finding(unit, programme_id, FindingDraft(f"{mark} saw it.", Fate.AGAIN))
    return {"kpi_reading_id": (str(read),), "finding_id": (str(found),)}
