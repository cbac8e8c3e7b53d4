"""Firms from contact to contract: each figure, and the rows that it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.campaigns import Campaign, OutreachContact
from programme.models.challenges import Challenge, ChallengeMove
from programme.models.firms import Firm
from programme.models.matches import ChallengeMatch, MatchMove
from programme.models.submissions import Submission, SubmissionMove
from programme.rules.campaigns import Channel
from programme.rules.challenges import ChallengeState
from programme.rules.firms import FirmSize
from programme.rules.funnel import OF_CONTACTS, Step, Way, steps_of
from programme.rules.matches import MatchState
from programme.rules.programmes import Origin
from programme.rules.submissions import OUT, SubmissionState


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see; None stands for all, an empty challenge for none of them."""

    challenge: str | None = None
    channel: Channel | None = None
    size: FirmSize | None = None

    def holds(self, way: Way) -> bool:
        """Tell whether a row belongs to what is asked."""
        return (
            self.challenge in {None, way.challenge}
            and self.channel in {None, way.channel}
            and self.size in {None, way.size}
        )


def ways_of(
    session: Session,
    authority_id: UUID,
    *,
    programme_id: UUID | None = None,
    until: datetime | None = None,
) -> list[Way]:
    """Return every row of every figure of a council, or of one programme, in two statements.

    With *until*, as it was just before that instant; states are looked up in the moves since.
    """
    asked = (_contacts(authority_id), _submissions(authority_id))
    if programme_id:
        asked = (
            asked[0].where(Campaign.programme_id == programme_id),
            asked[1].where(Challenge.programme_id == programme_id),
        )
    if until:
        asked = (
            asked[0].where(OutreachContact.contacted_at < until),
            asked[1].where(Submission.made_at < until),
        )
    contacts, submissions = (session.execute(each).all() for each in asked)
    told, then = _told(contacts), _then(session, authority_id, until) if until else NOW
    return [
        *(_contact(number, row, until) for number, row in enumerate(contacts, 1)),
        *(_submission(row, told, then) for row in submissions),
    ]


def count(ways: Sequence[Way], step: Step) -> int:
    """Return how many rows have come to a step."""
    return sum(step in way.steps for way in ways)


def _contacts(authority_id: UUID) -> Any:  # noqa: ANN401  a statement with many columns
    return (
        select(
            OutreachContact.id,
            OutreachContact.challenge_id,
            Challenge.slug,
            OutreachContact.size,
            OutreachContact.contacted_at,
            OutreachContact.opened_at,
            OutreachContact.registered_at,
            OutreachContact.firm_id,
            OutreachContact.origin,
            Campaign.channel,
        )
        .join(Campaign, Campaign.id == OutreachContact.campaign_id)
        .outerjoin(Challenge, Challenge.id == OutreachContact.challenge_id)
        .where(Campaign.authority_id == authority_id)
        .order_by(OutreachContact.contacted_at, OutreachContact.id)
    )


def _submissions(authority_id: UUID) -> Any:  # noqa: ANN401  a statement with many columns
    return (
        select(
            Submission.id,
            Submission.challenge_id,
            Submission.firm_id,
            Submission.ref,
            Submission.state,
            Submission.made_at,
            Submission.submitted_at,
            Firm.name,
            Firm.size,
            Challenge.slug,
            Challenge.state.label("challenge_state"),
            ChallengeMatch.id.label("match_id"),
            ChallengeMatch.state.label("match_state"),
            ChallengeMatch.proposed_at,
        )
        .join(Firm, Firm.id == Submission.firm_id)
        .join(Challenge, Challenge.id == Submission.challenge_id)
        .outerjoin(ChallengeMatch, ChallengeMatch.submission_id == Submission.id)
        .where(Submission.authority_id == authority_id)
        .order_by(Submission.made_at, Submission.ref)
    )


Told = dict[tuple[UUID, UUID | None], tuple[Channel, Origin]]
"""Firm and challenge (None for all) → by which way it was told first, and how we know."""


def _told(contacts: Sequence[Any]) -> Told:
    first: Told = {}
    for row in contacts:
        if row.firm_id is not None:
            first.setdefault((row.firm_id, row.challenge_id), (row.channel, row.origin))
    return first


@dataclass(frozen=True, slots=True)
class Then:
    """Where submissions, matches and challenges stood before their first move after an instant."""

    until: datetime | None = None
    submissions: dict[UUID, SubmissionState] = field(default_factory=dict)
    matches: dict[UUID, MatchState] = field(default_factory=dict)
    challenges: dict[UUID, ChallengeState] = field(default_factory=dict)


NOW = Then()


def _then(session: Session, authority_id: UUID, until: datetime) -> Then:
    submissions = (
        select(SubmissionMove.submission_id, SubmissionMove.before)
        .join(Submission, Submission.id == SubmissionMove.submission_id)
        .where(Submission.authority_id == authority_id, SubmissionMove.moved_at >= until)
        .order_by(SubmissionMove.moved_at.desc())
    )
    matches = (
        select(MatchMove.match_id, MatchMove.before)
        .join(ChallengeMatch, ChallengeMatch.id == MatchMove.match_id)
        .where(ChallengeMatch.authority_id == authority_id, MatchMove.moved_at >= until)
        .order_by(MatchMove.moved_at.desc())
    )
    return Then(
        until,
        {row.submission_id: row.before for row in session.execute(submissions)},
        {row.match_id: row.before for row in session.execute(matches)},
        states_before(session, authority_id, until),
    )


def states_before(
    session: Session, authority_id: UUID, until: datetime
) -> dict[UUID, ChallengeState]:
    """Return where the challenges stood that have moved since *until*."""
    asked = (
        select(ChallengeMove.challenge_id, ChallengeMove.before)
        .join(Challenge, Challenge.id == ChallengeMove.challenge_id)
        .where(Challenge.authority_id == authority_id, ChallengeMove.moved_at >= until)
        .order_by(ChallengeMove.moved_at.desc())
    )
    return {row.challenge_id: row.before for row in session.execute(asked)}


def _contact(number: int, row: Any, until: datetime | None) -> Way:  # noqa: ANN401  a row of ``_contacts``
    moments = (row.contacted_at, row.opened_at, row.registered_at)
    return Way(
        steps=frozenset(
            step
            for step, at in zip(OF_CONTACTS, moments, strict=True)
            if at and (until is None or at < until)
        ),
        challenge=row.slug or "",
        channel=row.channel,
        size=row.size,
        origin=row.origin,
        ref=str(number),
        firm=None,
        on=row.contacted_at,
        firm_key=str(row.firm_id or row.id),
    )


def _submission(row: Any, told: Told, then: Then) -> Way:  # noqa: ANN401  a row of ``_submissions``
    channel, origin = (
        told.get((row.firm_id, row.challenge_id))
        or told.get((row.firm_id, None))
        or (Channel.OWN, Origin.RECORDED)
    )
    state = then.submissions.get(row.id, row.state)
    match = then.matches.get(row.match_id, row.match_state)
    if then.until and row.proposed_at and row.proposed_at >= then.until:
        match = None
    stood = then.challenges.get(row.challenge_id, row.challenge_state)
    steps = steps_of(state, match, is_procured=stood is ChallengeState.PROCURED)
    if then.until and row.submitted_at and row.submitted_at >= then.until:
        steps = frozenset({Step.STARTED})
    return Way(
        steps=steps,
        challenge=row.slug,
        channel=channel,
        size=row.size,
        origin=origin,
        ref=row.ref,
        firm=row.name if Step.SUBMITTED in steps else None,
        on=row.made_at,
        sent_at=row.submitted_at,
        firm_key=str(row.firm_id),
        is_out=state in OUT,
    )
