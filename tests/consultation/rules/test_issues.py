"""The full square of an issue's states, and every way in which work on it is refused."""

from __future__ import annotations

from itertools import product

import pytest

from consultation.rules import answers, issues
from consultation.rules.answers import AnswerState
from consultation.rules.issues import (
    NEXT,
    REFUSALS,
    Deed,
    IssueStatus,
    WhyNot,
    checked_title,
    may_lose,
    may_merge,
    may_take,
    may_undo,
    step,
)
from consultation.rules.refusals import agree
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Conflict, Invalid

S = IssueStatus

STEPS = """
open > answered settled merged
answered > open settled merged
settled > open
merged > open answered
"""


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_an_issue_takes_the_steps_of_the_table_and_no_other(before: S, after: S) -> None:
    table = {
        S(line.split(" >")[0]): line.split(" > ")[1].split() for line in STEPS.split("\n") if line
    }
    if after in table[before]:
        step(before, after)
    else:
        with pytest.raises(Conflict, match="cannot become"):
            step(before, after)


def test_nothing_is_final_so_that_everything_can_be_reopened() -> None:
    assert all(NEXT.values())


@pytest.mark.parametrize(("one", "other"), list(product(S, S)))
def test_issues_merge_unless_one_is_gone_or_has_an_outcome(one: S, other: S) -> None:
    allowed = may_merge(one, other, same=False, same_consultation=True)
    assert bool(allowed) is (one in {S.OPEN, S.ANSWERED} and other is not S.MERGED)
    assert may_merge(one, other, same=True, same_consultation=True).reason is WhyNot.ITSELF
    apart = may_merge(one, other, same=False, same_consultation=False)
    assert apart.reason is WhyNot.ANOTHER_CONSULTATION


@pytest.mark.parametrize("status", list(S))
def test_a_merged_issue_takes_nothing_and_a_settled_one_loses_nothing(status: S) -> None:
    assert bool(may_take(status)) is (status is not S.MERGED)
    assert bool(may_lose(status, 3, 2)) is (status in {S.OPEN, S.ANSWERED})
    assert not may_lose(status, 3, 3)


@pytest.mark.parametrize(
    ("deed", "undone", "on"), list(product(Deed, (True, False), (True, False)))
)
def test_only_what_moved_points_is_undone_once_and_in_turn(
    deed: Deed, undone: bool, on: bool
) -> None:
    movers = {Deed.JOINED, Deed.LEFT, Deed.MERGED, Deed.SPLIT}
    allowed = may_undo(deed, is_undone=undone, has_moved_on=on)
    assert bool(allowed) is (deed in movers and not undone and not on)


@pytest.mark.parametrize("table", [REFUSALS, answers.REFUSALS], ids=["issues", "answers"])
def test_every_refusal_has_its_sentence(table: dict[issues.WhyNot, str]) -> None:
    reasons = type(next(iter(table)))
    assert set(table) == set(reasons)
    for reason in reasons:
        with pytest.raises(Conflict) as refused:
            agree(Decision(reason), table)
        assert refused.value.facts == {"reason": reason.value}
        assert str(refused.value).endswith(".")
    agree(YES, table)


@pytest.mark.parametrize("title", ["", "  ", "…", "x" * 121])
def test_a_title_says_something_and_is_short(title: str) -> None:
    with pytest.raises(Invalid):
        checked_title(title)


def test_a_title_is_one_line() -> None:
    assert checked_title(" Shade\non  gardens ") == "Shade on gardens"


A = AnswerState


@pytest.mark.parametrize(("before", "after"), list(product(A, A)))
def test_an_answer_is_sent_once(before: A, after: A) -> None:
    allowed = {(A.DRAFT, A.WAITING), (A.DRAFT, A.SENT), (A.WAITING, A.DRAFT), (A.WAITING, A.SENT)}
    assert (after in answers.NEXT[before]) is ((before, after) in allowed)
