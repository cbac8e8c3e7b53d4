"""A drop-in that was held, and an evening of questions to come, in the demo."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.commands.sessions import keep_question, move_session, note_session, plan_session
from consultation.rules.sessions import SessionKind, SessionPlan, SessionState
from foundation.base.actor import Actor
from foundation.base.clock import london_day, london_instant
from foundation.base.work import work
from townhall.seeding.hearing import ASKING

COMES_IN = 9
WAS = 4
PLANNED = timedelta(days=11)
QUESTION = "Will the lamps in the lane stay on all night?"
ANSWER = "Yes, and they are dimmed after midnight. The drawings show where each one stands."


def meet(session: Session, officer: Actor, made: UUID, slug: str, now: datetime) -> None:
    """Plan both; write down what came of the one that is over."""
    if slug != ASKING:
        return
    with work(session, officer, now - PLANNED) as unit:
        for plan in _plans(now):
            number = plan_session(unit, made, plan).number
            move_session(unit, made, number, SessionState.PUBLISHED)
    with work(session, officer, now - timedelta(days=WAS - 1)) as unit:
        note_session(unit, made, 1, 23, "Most people spoke about light in the lane and the trees.")
        keep_question(unit, made, 1, QUESTION, ANSWER)


def _plans(now: datetime) -> tuple[SessionPlan, ...]:
    was = london_day(now) - timedelta(days=WAS)
    comes = london_day(now) + timedelta(days=COMES_IN)
    return (
        SessionPlan(
            SessionKind.DROP_IN,
            "Drop-in at the community hall",
            was,
            about="The drawings hung on the wall, and two planners explained them.",
            starts_at=london_instant(was, time(14)),
            ends_at=london_instant(was, time(17)),
            place="Churn Lane Hall",
            step_free=True,
        ),
        SessionPlan(
            SessionKind.QUESTIONS,
            "Questions about light and trees",
            comes,
            about="Ask the planner and the tree officer. You can also only listen.",
            speaker="The tree officer",
            starts_at=london_instant(comes, time(18)),
            ends_at=london_instant(comes, time(19, 30)),
            place="Churn Lane Hall",
            step_free=True,
            access="A hearing loop. Bus stop in front of the door.",
            signs_up=True,
            capacity=40,
            has_waiting=True,
            languages="Urdu",
            has_bsl=True,
        ),
    )
