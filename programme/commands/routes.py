"""Say by which legal way a council would buy, and when each step is to come, and came."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from foundation.base.clock import london_day
from foundation.base.errors import Conflict, Invalid
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.models.challenges import Challenge
from programme.models.routes import ChosenRoute, RouteStep
from programme.rules.challenges import Engagement
from programme.rules.drafts import MOST_PENCE
from programme.rules.pathways import checked_reason
from programme.rules.routes import (
    ABOUT,
    REFUSALS,
    RouteChosen,
    RouteDraft,
    WhyNot,
    may_choose,
)
from programme.rules.step_days import Clock, RouteDated, checked_done, checked_forecast
from programme.rules.steps import Step
from programme.rules.timetable import Way


def choose_route(work: Work, challenge_id: UUID, draft: RouteDraft) -> None:
    """Let a challenge be bought by one way; the rules it names follow from it.

    Raises:
        NotFound: no such challenge.
        Invalid: it has no reason, or a sum that cannot be.
        Conflict: the way is closed to it, or its tender notice is out.
    """
    challenge = own_challenge(work, challenge_id)
    reason = checked_reason(draft.reason)
    if draft.value_p is not None and not 0 <= draft.value_p <= MOST_PENCE:
        wrong = say("Enter a sum in pounds, such as 48,000.")
        raise Invalid(wrong, fields={"value": wrong})
    agree(may_choose(draft, london_day(work.now)), REFUSALS)
    row = _route(work, challenge.id) or ChosenRoute(challenge_id=challenge.id)
    if row.route not in {None, draft.route} and Step.TENDER in _done(_steps(work, challenge.id)):
        raise refused(WhyNot.BEGUN, REFUSALS)
    row.route, row.reason, row.begun_on = draft.route, reason, draft.begun_on
    row.value_p, row.announced_on = draft.value_p, draft.announced_on
    row.tender_first = draft.tender_first
    row.chosen_at, row.chosen_by_id = work.now, work.actor.person_id
    work.session.add(row)
    challenge.regime = ABOUT[draft.route].regime
    work.session.flush()
    work.record(RouteChosen(challenge.id, programme_id=challenge.programme_id, route=draft.route))


def date_step(work: Work, challenge_id: UUID, step: Step, clock: Clock, day: date) -> None:
    """Write down when a step was promised, is expected, or was done.

    Raises:
        NotFound: no such challenge.
        Conflict: no route is chosen.
        Invalid: the day is before the first lawful one, or what has to come before is not done.
    """
    challenge = own_challenge(work, challenge_id)
    route = _route(work, challenge.id)
    if route is None:
        raise Conflict(say("Choose the legal route first."))
    rows = _steps(work, challenge.id)
    way = _way(challenge, route, rows)
    today = london_day(work.now)
    if clock is Clock.DONE:
        checked_done(way, step, day, today)
    elif clock is Clock.FORECAST:
        checked_forecast(way, step, day, today)
    row = rows.get(step) or RouteStep(challenge_id=challenge.id, step=step)
    setattr(row, f"{clock.value}_on", day)
    work.session.add(row)
    work.session.flush()
    work.record(RouteDated(challenge.id, programme_id=challenge.programme_id, step=step))


def _route(work: Work, challenge_id: UUID) -> ChosenRoute | None:
    asked = select(ChosenRoute).where(ChosenRoute.challenge_id == challenge_id)
    return work.session.scalars(asked).one_or_none()


def _steps(work: Work, challenge_id: UUID) -> dict[Step, RouteStep]:
    asked = select(RouteStep).where(RouteStep.challenge_id == challenge_id)
    return {row.step: row for row in work.session.scalars(asked)}


def _done(rows: dict[Step, RouteStep]) -> dict[Step, date]:
    return {step: row.done_on for step, row in rows.items() if row.done_on}


def _way(challenge: Challenge, route: ChosenRoute, rows: dict[Step, RouteStep]) -> Way:
    is_engaged = challenge.engagement is not Engagement.NOT_NEEDED
    return Way(route.route, _done(rows), route.announced_on, is_engaged)
