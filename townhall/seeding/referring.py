"""Teams of the demo's council, what they were asked, and what waits for a moderator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.moderation import set_moderation
from consultation.commands.referrals import Draft, refer, save_draft
from consultation.commands.teams import add_team, join_team
from consultation.models.comments import Comment
from consultation.models.referrals import Referral
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.feedback import FeedbackStatus
from foundation.accounts.commands.demo import demo_person
from foundation.accounts.models.people import Person
from foundation.base.actor import Actor
from foundation.base.clock import london_day
from foundation.base.roles import Role
from foundation.base.work import Work, work

ASKED_IN = "lantern-row"
TEAMS = (
    ("transport", False),
    ("housing", False),
    ("public health", False),
    ("trees and parks", False),
    ("the police", True),
    ("Rea Valley Water", True),
    ("Rea Valley Buses", True),
)
"""Names, as they read in a sentence, and whether they stand outside the council."""

ANSWERS_FOR = frozenset({"transport", "housing"})
"""Teams for which the responder of the demo answers."""

HELD = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about the comment that begins with some words; days from today."""

    about: str
    team: str
    question: str
    asked: int
    due: int
    draft: str = ""
    source: str = ""


QUESTIONS = (
    Asked(
        "Put the site entrance on Lantern Row",
        "transport",
        "Was a way in from Lantern Row looked at? What spoke against it?",
        asked=-12,
        due=-3,
    ),
    Asked(
        "22 parking spaces for 48 flats",
        "transport",
        "How many cars do people have in flats this near to the trains, in your counts?",
        asked=-2,
        due=4,
    ),
    Asked(
        "The buses are full by the time",
        "Rea Valley Buses",
        "Are more buses planned on this line between 8 and 9 in the morning?",
        asked=-6,
        due=2,
    ),
    Asked(
        "Do the flats come with storage?",
        "housing",
        "How much room for storage does our standard ask for, and do the plans keep to it?",
        asked=-3,
        due=2,
        draft="Our standard asks for two square metres in a home for two people. Every flat in "
        "the plans has that or more.",
        source="Housing standard, page 8",
    ),
)


def ask_teams(
    session: Session, officer: Actor, consultation_id: UUID, slug: str, now: datetime
) -> None:
    """Add the teams and ask them."""
    if slug != ASKED_IN:
        return
    with work(session, officer, now - timedelta(days=60)) as unit:
        teams = {name: add_team(unit, name, is_outside=outside) for name, outside in TEAMS}
        responder = demo_person(unit, Role.RESPONDER)
        unit.session.flush()
        email = unit.session.get_one(Person, responder).email
        for name in sorted(ANSWERS_FOR):
            join_team(unit, teams[name], email)
    for one in QUESTIONS:
        _ask(session, Asking(officer, responder, teams, now), consultation_id, one)


def hold_some(
    session: Session, officer: Actor, consultation_id: UUID, slug: str, now: datetime
) -> None:
    """Hold what a moderator has still to look at, once everybody has spoken."""
    if slug != ASKED_IN:
        return
    with work(session, officer, now) as unit:
        for comment_id in _unread(session, consultation_id, HELD):
            set_moderation(unit, comment_id, Moderation.HELD)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks and who answers, which teams there are, and the moment of the seeding."""

    officer: Actor
    responder: UUID
    teams: dict[str, UUID]
    now: datetime


def _ask(session: Session, asking: Asking, consultation_id: UUID, one: Asked) -> None:
    """Ask about the comment, where it is there; never before it was posted."""
    asked = select(Comment.id, Comment.posted_at).where(
        Comment.consultation_id == consultation_id, Comment.text.startswith(one.about)
    )
    found = session.execute(asked.limit(1)).one_or_none()
    if found is None:
        return
    at = max(asking.now + timedelta(days=one.asked), found.posted_at + timedelta(hours=1))
    due = max(asking.now + timedelta(days=one.due), at)
    with work(session, asking.officer, at) as unit:
        there = {consultation_id: [found.id]}
        refer(unit, there, asking.teams[one.team], one.question, london_day(due))
    if one.draft:
        answering = Actor(asking.officer.authority_id, asking.responder)
        with work(session, answering, at + timedelta(hours=20)) as unit:
            draft = Draft(one.draft, one.source, 0)
            save_draft(unit, _referral(unit, found.id), draft, gives_back=True)


def _unread(session: Session, consultation_id: UUID, number: int) -> list[UUID]:
    """Return the latest comments that nobody has read."""
    asked = (
        select(Comment.id)
        .where(
            Comment.consultation_id == consultation_id,
            Comment.speaker == Speaker.PUBLIC,
            Comment.depth == 0,
            Comment.moderation == Moderation.VISIBLE,
            Comment.feedback_status == FeedbackStatus.RECEIVED,
        )
        .order_by(Comment.posted_at.desc(), Comment.id)
        .limit(number)
    )
    return list(session.scalars(asked))


def _referral(unit: Work, comment_id: UUID) -> UUID:
    return unit.session.scalars(select(Referral.id).where(Referral.comment_id == comment_id)).one()
