"""The firms of the pilot as rows, from contact to identified; how they split is invented.

From the record: 528 were contacted by one campaign, 21 answered, unevenly; three were matched to
each challenge and one of them identified; none was bought. No firm and no person is named there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.base.clock import LONDON
from foundation.base.references import new_comment_reference
from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.cli.dips_seeding import Seeding
from programme.commands.campaigns import begin_campaign
from programme.models.campaigns import OutreachContact
from programme.models.challenges import Challenge
from programme.models.firms import Firm, FirmMember
from programme.models.matches import ChallengeMatch
from programme.models.submissions import Submission
from programme.rules.campaigns import CampaignDraft, Channel
from programme.rules.firms import FirmSize
from programme.rules.matches import MatchState
from programme.rules.programmes import Origin
from programme.rules.submissions import SubmissionState, form_owner
from questions.commands.answers import begin_answers
from questions.commands.forms import freeze, make_form
from questions.commands.questions import add_question
from questions.rules.forms import Question
from questions.rules.kinds import Kind

SIZES = (FirmSize.MICRO, FirmSize.SMALL, FirmSize.MICRO, FirmSize.MEDIUM, FirmSize.SMALL)
ASKED = "What would you build, and for whom?"
A_CHALLENGE = 3
"""Firms matched to each challenge."""


def seed_firms(seeding: Seeding, programme_id: UUID) -> None:
    """Add the campaign, its contacts, and what firms began and sent, challenge by challenge."""
    said = seeding.record["campaign"]
    with work(seeding.session, seeding.as_role(Role.PROGRAMME_MANAGER), seeding.now) as unit:
        draft = CampaignDraft(
            said["title"],
            Channel(said["channel"]),
            said["run_by"],
            said["starts_on"],
            said["ends_on"],
            said["note"],
        )
        campaign_id = begin_campaign(unit, programme_id, draft)
        for line in said["split"]:
            player = seeding.people.get(Role.SME_MEMBER)
            _add_split(unit, campaign_id, line, said, player)


def _add_split(
    unit: Work,
    campaign_id: UUID,
    line: Mapping[str, Any],
    said: Mapping[str, Any],
    player: UUID | None,
) -> None:
    asked = select(Challenge).where(
        Challenge.authority_id == unit.actor.authority_id, Challenge.slug == line["challenge"]
    )
    challenge = unit.session.scalars(asked).one()
    _ask(unit, challenge.id)
    told_at = datetime.combine(said["starts_on"], datetime.min.time(), LONDON) + timedelta(hours=9)
    for number in range(line["contacted"]):
        began_at = told_at + timedelta(days=4 + number)
        firm_id = (
            _begin(unit, challenge, number, line, began_at, player)
            if number < line["started"]
            else None
        )
        unit.session.add(
            OutreachContact(
                id=uuid4(),
                campaign_id=campaign_id,
                challenge_id=challenge.id,
                size=SIZES[number % len(SIZES)],
                contacted_at=told_at,
                opened_at=told_at + timedelta(days=1) if number < line["opened"] else None,
                registered_at=told_at + timedelta(days=2) if number < line["registered"] else None,
                firm_id=firm_id,
                origin=Origin.INVENTED,
            )
        )
    unit.session.flush()


def _ask(unit: Work, challenge_id: UUID) -> None:
    owner = form_owner(challenge_id)
    make_form(unit, owner)
    add_question(unit, owner, "s1", Question("", Kind.LONG_TEXT, ASKED))
    freeze(unit, owner)


def _begin(
    unit: Work,
    challenge: Challenge,
    number: int,
    line: Mapping[str, Any],
    began_at: datetime,
    player: UUID | None,
) -> UUID:
    """Add a firm and what it began; the first few of a challenge sent theirs, on its last days.

    *player* is whoever plays a firm in the demonstration, and writes for some.
    """
    assert challenge.closes_at  # noqa: S101  the record gives every challenge its window
    firm = Firm(
        id=uuid4(),
        authority_id=challenge.authority_id,
        name=f"{line['letter']}{number + 1} (invented)",
        size=SIZES[number % len(SIZES)],
        company_number="",
        website="",
        made_at=began_at,
    )
    unit.session.add(firm)
    unit.session.flush()
    is_sent = number < line["submitted"]
    submission_id = uuid4()
    unit.session.add(
        Submission(
            id=submission_id,
            authority_id=challenge.authority_id,
            challenge_id=challenge.id,
            firm_id=firm.id,
            set_id=begin_answers(unit, form_owner(challenge.id)),
            ref=new_comment_reference(),
            state=_state(number) if is_sent else SubmissionState.DRAFT,
            submitted_at=challenge.closes_at - timedelta(hours=3 + 17 * number)
            if is_sent
            else None,
            made_at=began_at,
        )
    )
    unit.session.flush()
    if number < A_CHALLENGE:
        _match(unit, challenge, submission_id, number)
    if player and number + 1 in line.get("plays", ()):
        unit.session.add(FirmMember(firm_id=firm.id, person_id=player, joined_at=began_at))
    return firm.id


def _match(unit: Work, challenge: Challenge, submission_id: UUID, number: int) -> None:
    """Match a submission as the record says; the first is the one that was identified."""
    unit.session.add(
        ChallengeMatch(
            id=uuid4(),
            authority_id=challenge.authority_id,
            challenge_id=challenge.id,
            submission_id=submission_id,
            position=number + 1,
            state=MatchState.NOT_SELECTED if number else MatchState.IDENTIFIED,
            proposed_at=challenge.closes_at,
            offered_at=challenge.closes_at,
        )
    )
    unit.session.flush()


def _state(number: int) -> SubmissionState:
    return SubmissionState.INFORMED if number < A_CHALLENGE else SubmissionState.UNSUCCESSFUL
