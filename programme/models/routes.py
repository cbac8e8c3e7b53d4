"""By which legal way a challenge would be bought, and the days of its steps."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.models.money import Pence
from programme.rules.routes import Route
from programme.rules.steps import Step


class ChosenRoute(Model):
    """The route of one challenge; ``value_p`` with VAT, ``announced_on`` of its notice UK3."""

    __tablename__ = "chosen_route"
    __table_args__ = (CheckConstraint("value_p >= 0", name="worth_something"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), unique=True)
    route: Mapped[Route] = mapped_column(one_of(Route))
    reason: Mapped[str]
    begun_on: Mapped[date | None]
    value_p: Mapped[int | None] = mapped_column(Pence)
    announced_on: Mapped[date | None]
    tender_first: Mapped[bool] = mapped_column(default=False)
    chosen_at: Mapped[datetime]
    chosen_by_id: Mapped[UUID | None]


class RouteStep(Model):
    """When a step on the way to a contract was promised, is expected, and came."""

    __tablename__ = "route_step"

    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), primary_key=True)
    step: Mapped[Step] = mapped_column(one_of(Step), primary_key=True)
    planned_on: Mapped[date | None]
    forecast_on: Mapped[date | None]
    done_on: Mapped[date | None]
