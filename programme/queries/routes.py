"""The legal way of a challenge to a contract, with the three days of each step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.clock import london_day
from programme.models.challenges import Challenge
from programme.models.routes import ChosenRoute, RouteStep
from programme.rules.challenges import Engagement
from programme.rules.routes import RouteDraft
from programme.rules.step_days import StepDays
from programme.rules.steps import Step
from programme.rules.timetable import Earliest, Way, earliest_days


@dataclass(frozen=True, slots=True)
class RouteStepPage:
    """One step: what was entered of it, and its first lawful day with the working."""

    days: StepDays
    earliest: Earliest


@dataclass(frozen=True, slots=True)
class RoutePage:
    """A chosen route at *today*."""

    chosen: RouteDraft
    chosen_at: datetime
    way: Way
    today: date
    steps: tuple[RouteStepPage, ...]

    @property
    def first_contract_day(self) -> date:
        """Return the first day on which a contract could lawfully be signed, or was."""
        return next(
            each.days.done or each.earliest.day
            for each in self.steps
            if each.earliest.step is Step.CONTRACT
        )

    @property
    def is_signed(self) -> bool:
        """Tell whether there is a contract."""
        return Step.CONTRACT in self.way.done


def route_page(session: Session, challenge_id: UUID, now: datetime) -> RoutePage | None:
    """Return the route of a challenge that the caller has asked for, or None if none is chosen."""
    asked = (
        select(ChosenRoute, Challenge.engagement)
        .join(Challenge, Challenge.id == ChosenRoute.challenge_id)
        .where(ChosenRoute.challenge_id == challenge_id)
    )
    found = session.execute(asked).one_or_none()
    if found is None:
        return None
    row, engagement = found
    entered = {
        step.step: StepDays(step.planned_on, step.forecast_on, step.done_on)
        for step in session.scalars(select(RouteStep).where(RouteStep.challenge_id == challenge_id))
    }
    done = {step: days.done for step, days in entered.items() if days.done}
    way = Way(row.route, done, row.announced_on, engagement is not Engagement.NOT_NEEDED)
    today = london_day(now)
    return RoutePage(
        RouteDraft(
            row.route, row.reason, row.begun_on, row.value_p, row.announced_on, row.tender_first
        ),
        row.chosen_at,
        way,
        today,
        tuple(
            RouteStepPage(entered.get(each.step, StepDays()), each)
            for each in earliest_days(way, today)
        ),
    )
