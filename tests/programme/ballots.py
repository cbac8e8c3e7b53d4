"""A vote on two checked prototypes, and residents who commented where the brief leans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.rules.evidence import EvidenceKind
from foundation.base.actor import Actor
from foundation.base.work import work
from programme.commands.ballots import BallotDraft, open_ballot
from programme.commands.briefs import write_section
from programme.commands.citations import cite
from programme.rules.ballots import QUORUM, WEIGHTS
from programme.rules.sections import Section
from tests.clock import NOW
from tests.consultation.make import a_comment, a_consultation
from tests.programme.cohorts import Cohort, a_cohort
from tests.programme.make import Crew
from tests.programme.prototypes import a_checked

BEFORE = NOW - timedelta(hours=1)
CLOSES = NOW + timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Vote:
    """An open vote: its cohort, its two prototypes, and the consultation of its residents."""

    cohort: Cohort
    prototypes: tuple[UUID, UUID]
    consultation_id: UUID
    slug: str

    @property
    def challenge_id(self) -> UUID:
        return self.cohort.challenge_id


def a_cited_consultation(session: Session, actor: Actor, challenge_id: UUID) -> UUID:
    """Let the brief of a challenge lean on a consultation; return the consultation's id."""
    made = a_consultation(session, actor)
    slug = session.get_one(Consultation, made).slug
    with work(session, actor, NOW) as unit:
        write_section(unit, challenge_id, Section.WHY, "Too few are heard.", seen_revision=0)
        figure, claim = EvidenceKind.FIGURE, "Too few are heard."
        cite(unit, challenge_id, Section.WHY, slug=slug, kind=figure, key="comments", claim=claim)
    return made


def a_vote(session: Session, crew: Crew, challenge_id: UUID, closes_at: datetime = CLOSES) -> Vote:
    cohort = a_cohort(session, crew, challenge_id)
    first, second = (a_checked(session, crew, cohort, number) for number in (0, 1))
    consultation_id = a_cited_consultation(session, crew.manager, challenge_id)
    slug = session.get_one(Consultation, consultation_id).slug
    with work(session, crew.manager, NOW) as unit:
        open_ballot(unit, challenge_id, BallotDraft(WEIGHTS, QUORUM, closes_at, slug))
    return Vote(cohort, (first, second), consultation_id, slug)


def a_code(
    session: Session, crew: Crew, vote: Vote, voice: str = "a visitor", now: datetime = BEFORE
) -> str:
    """Let a resident have commented, before the vote began if not said otherwise; their code."""
    said = a_comment(session, crew.manager, vote.consultation_id, now=now, voice=voice)
    return said.tracking_code
