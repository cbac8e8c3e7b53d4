"""What needs an officer, and what answering costs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from consultation.rules.access import GRANTS, Can
from consultation.rules.consultations import ConsultationStatus as S
from consultation.rules.officer_home import Need, Standing, closes_soon, needs_of
from consultation.rules.officer_time import counted, minutes_for_each
from foundation.base.roles import Role
from tests.clock import NOW

OFFICER, PLANNER = GRANTS[Role.CONSULTATION_OFFICER], GRANTS[Role.PLANNER]
BUSY = Standing(S.OPEN, overdue=3, held=1, second_looks=2, late_step=NOW.date())


@pytest.mark.parametrize(
    ("standing", "rights", "needs"),
    [
        (BUSY, OFFICER, (Need.OVERDUE, Need.HELD, Need.SECOND_LOOK, Need.STEP_LATE)),
        (BUSY, PLANNER, (Need.OVERDUE, Need.SECOND_LOOK)),
        (BUSY, frozenset[Can](), ()),
        (Standing(S.OPEN), OFFICER, ()),
        (Standing(S.AWAITING_SIGN_OFF), PLANNER, (Need.SIGN_OFF,)),
        (Standing(S.AWAITING_SIGN_OFF, has_written=True), OFFICER, ()),
        (Standing(S.DRAFT), OFFICER, ()),
        (Standing(S.DRAFT, is_own=True), OFFICER, (Need.SET_UP,)),
        (Standing(S.CLOSED, is_own=True), OFFICER, (Need.REPORT,)),
        (Standing(S.CONSIDERING, is_own=True), PLANNER, (Need.REPORT,)),
        (Standing(S.CONSIDERING), PLANNER, ()),
        (Standing(S.REPORTED), OFFICER, (Need.DECISION,)),
        (Standing(S.DECIDED, is_own=True), OFFICER, ()),
    ],
)
def test_a_consultation_needs_of_each_what_they_may_do(
    standing: Standing, rights: frozenset[Can], needs: tuple[Need, ...]
) -> None:
    assert needs_of(standing, lambda right: right in rights) == needs


@pytest.mark.parametrize(
    ("status", "days", "soon"),
    [
        (S.OPEN, 7, True),
        (S.OPEN, 8, False),
        (S.OPEN, 0, False),
        (S.CLOSED, 3, False),
        (S.DRAFT, 3, False),
    ],
)
def test_a_week_is_soon(status: S, days: int, soon: bool) -> None:
    assert closes_soon(Standing(status, closes_at=NOW + timedelta(days=days)), NOW) is soon


@pytest.mark.parametrize(
    ("seconds", "answered", "minutes"),
    [(600, 10, 1.0), (600, 9, None), (0, 40, None), (5000, 40, 2.1)],
)
def test_a_mean_needs_ten_answers(seconds: int, answered: int, minutes: float | None) -> None:
    assert minutes_for_each(seconds, answered) == minutes


@pytest.mark.parametrize(("looked", "counts"), [(-5, 0), (0, 0), (45, 45), (600, 600), (9999, 600)])
def test_a_screen_counts_for_ten_minutes_at_most(looked: int, counts: int) -> None:
    assert counted(looked) == counts
