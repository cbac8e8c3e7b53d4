from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from consultation.rules.comments import Moderation
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.referrals import (
    LONGEST_WAIT,
    NEXT,
    REFUSALS,
    ReferralState,
    WhyNot,
    checked_draft,
    checked_question,
    checked_team,
    may_refer,
    may_respond,
    step,
)
from foundation.base.errors import Conflict, Invalid

TODAY = date(2026, 11, 22)
_S = ReferralState


@pytest.mark.parametrize("before", list(ReferralState))
@pytest.mark.parametrize("after", list(ReferralState))
def test_the_square_of_states(before: ReferralState, after: ReferralState) -> None:
    allowed = {
        (_S.ASKED, _S.RETURNED),
        (_S.ASKED, _S.RECALLED),
        (_S.RETURNED, _S.ASKED),
        (_S.RETURNED, _S.USED),
        (_S.RETURNED, _S.RECALLED),
    }
    if (before, after) in allowed:
        step(before, after)
    else:
        with pytest.raises(Conflict):
            step(before, after)
    assert set(NEXT) == set(ReferralState)


@pytest.mark.parametrize("has_it", [False, True])
@pytest.mark.parametrize("is_closed", [False, True])
@pytest.mark.parametrize("moderation", list(Moderation))
@pytest.mark.parametrize("status", list(FeedbackStatus))
def test_a_comment_goes_to_a_team_once_while_the_public_can_read_it(
    status: FeedbackStatus, moderation: Moderation, has_it: bool, is_closed: bool
) -> None:
    decision = may_refer(status, moderation, has_it=has_it, is_closed=is_closed)
    is_fine = status is not FeedbackStatus.WITHDRAWN and moderation is Moderation.VISIBLE
    assert bool(decision) is (is_fine and not has_it and not is_closed)
    assert decision.reason is None or decision.reason in REFUSALS


def test_only_the_team_that_was_asked_answers() -> None:
    mine, other = UUID(int=1), UUID(int=2)
    assert may_respond(mine, {mine})
    assert may_respond(other, {mine}).reason is WhyNot.NOT_YOURS


@pytest.mark.parametrize(
    ("question", "due", "field"),
    [
        ("", TODAY, "question"),
        ("...", TODAY, "question"),
        ("x" * 2_001, TODAY, "question"),
        ("How wide?", None, "due_on"),
        ("How wide?", TODAY - timedelta(days=1), "due_on"),
        ("How wide?", TODAY + LONGEST_WAIT + timedelta(days=1), "due_on"),
    ],
)
def test_a_question_without_words_or_day_is_refused(
    question: str, due: date | None, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        checked_question(question, due, TODAY)
    assert set(refused.value.fields) == {field}


def test_what_is_kept_is_trimmed() -> None:
    assert checked_question(" How wide? ", TODAY, TODAY) == ("How wide?", TODAY)
    assert checked_draft(" Two metres. ", "  ") == ("Two metres.", None)
    assert checked_team("  trees \n and parks ") == "trees and parks"


@pytest.mark.parametrize(
    ("text", "source", "field"),
    [("", "", "text"), ("x" * 9_001, "", "text"), ("Yes.", "x" * 301, "source")],
)
def test_a_draft_that_cannot_be_is_refused(text: str, source: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_draft(text, source)
    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize("name", ["", "!?", "x" * 81])
def test_a_team_has_a_name_that_says_something(name: str) -> None:
    with pytest.raises(Invalid):
        checked_team(name)
