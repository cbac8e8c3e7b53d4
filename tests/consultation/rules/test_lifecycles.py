"""The full square of both lifecycles, and the instants between which people are heard."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest

from consultation.rules import consultations, feedback
from consultation.rules.consultations import (
    PUBLIC,
    REFUSALS,
    ConsultationStatus,
    WhyNot,
    Window,
    is_public,
    may_comment,
    move,
    turned_away,
)
from consultation.rules.feedback import FeedbackStatus, step, steps_to_answer
from foundation.base.clock import london_instant
from foundation.base.decisions import Decision
from foundation.base.errors import Conflict

C = ConsultationStatus
F = FeedbackStatus
MOMENT = timedelta(milliseconds=1)

CONSULTATION_STEPS = """
draft > awaiting_sign_off withdrawn
awaiting_sign_off > draft scheduled withdrawn
scheduled > draft open withdrawn
open > closed withdrawn
closed > open considering withdrawn
considering > open reported withdrawn
reported > considering decided withdrawn
decided >
withdrawn >
"""

FEEDBACK_STEPS = """
received > being_considered withdrawn
being_considered > answered closed withdrawn
answered > being_considered closed withdrawn
closed > being_considered withdrawn
withdrawn >
"""


def pairs(table: str) -> set[tuple[str, str]]:
    lines = (line.split(" >") for line in table.strip().splitlines())
    return {(before, after) for before, afters in lines for after in afters.split()}


@pytest.mark.parametrize(("before", "after"), list(product(C, C)))
def test_a_consultation_takes_the_steps_of_the_table_and_no_other(before: C, after: C) -> None:
    subject = uuid4()
    if (before, after) in pairs(CONSULTATION_STEPS):
        event = move(subject, before, after)
        assert (event.subject_id, event.before, event.after) == (subject, before, after)
    else:
        with pytest.raises(Conflict, match="cannot become"):
            move(subject, before, after)


@pytest.mark.parametrize(("before", "after"), list(product(F, F)))
def test_a_comment_takes_the_steps_of_the_table_and_no_other(before: F, after: F) -> None:
    if (before, after) in pairs(FEEDBACK_STEPS):
        step(before, after)
    else:
        with pytest.raises(Conflict, match="cannot become"):
            step(before, after)


def test_every_state_can_be_reached() -> None:
    for table, first in ((consultations.NEXT, C.DRAFT), (feedback.NEXT, F.RECEIVED)):
        seen, new = {first}, {first}
        while new:
            new = {after for state in new for after in table[state]} - seen  # type: ignore[index]  # one table at a time
            seen |= new
        assert seen == set(table)


@pytest.mark.parametrize("before", sorted(set(F) - {F.WITHDRAWN}))
def test_an_answer_skips_no_step(before: F) -> None:
    stands = before
    for after in steps_to_answer(before):
        step(stands, after)
        stands = after
    assert stands is F.ANSWERED


def test_what_its_author_withdrew_is_not_answered() -> None:
    with pytest.raises(Conflict, match="withdrawn"):
        steps_to_answer(F.WITHDRAWN)


def test_every_refusal_says_why() -> None:
    assert set(REFUSALS) == set(WhyNot)
    for reason in WhyNot:
        assert turned_away(Decision(reason)).facts == {"reason": reason.value}


OPENS = datetime(2026, 3, 1, 9, tzinfo=UTC)
CLOSES = datetime(2026, 4, 1, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize("status", list(C))
@pytest.mark.parametrize(
    "now", [OPENS - MOMENT, OPENS, CLOSES - MOMENT, CLOSES, CLOSES + MOMENT], ids=str
)
def test_people_are_heard_between_the_instants_in_two_states_only(status: C, now: datetime) -> None:
    heard = status in {C.SCHEDULED, C.OPEN} and OPENS <= now < CLOSES
    assert bool(may_comment(Window(status, OPENS, CLOSES), now)) is heard


@pytest.mark.parametrize("status", list(C))
def test_a_scheduled_consultation_is_public_from_its_opening(status: C) -> None:
    window = Window(status, OPENS, CLOSES)
    assert is_public(window, OPENS - MOMENT) is (status in PUBLIC)
    assert is_public(window, OPENS) is (status in PUBLIC | {C.SCHEDULED})


@pytest.mark.parametrize(
    ("last_day", "closes"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 29, 0, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 23, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 23, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 26, 0, tzinfo=UTC)),
    ],
    ids=str,
)
def test_a_consultation_closes_at_londons_midnight_when_the_clocks_change(
    last_day: date, closes: datetime
) -> None:
    midnight = london_instant(last_day + timedelta(days=1))
    assert midnight == closes
    window = Window(C.OPEN, OPENS, midnight)
    assert may_comment(window, closes - MOMENT)
    assert may_comment(window, closes).reason is WhyNot.CLOSED


@pytest.mark.parametrize(
    ("window", "reason"),
    [
        (Window(C.DRAFT, OPENS, CLOSES), WhyNot.NOT_OPEN_YET),
        (Window(C.OPEN, None, None), WhyNot.NOT_OPEN_YET),
        (Window(C.DECIDED, OPENS, CLOSES), WhyNot.CLOSED),
        (Window(C.WITHDRAWN, OPENS, CLOSES), WhyNot.WITHDRAWN),
    ],
)
def test_a_refusal_names_its_reason(window: Window, reason: WhyNot) -> None:
    assert may_comment(window, OPENS + MOMENT).reason is reason
