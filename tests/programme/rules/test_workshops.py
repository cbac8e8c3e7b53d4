"""Workshops: what may be planned, who may be asked, and how phases are named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.base.errors import Invalid
from foundation.base.roles import Role
from programme.rules.cohorts import Side
from programme.rules.workshops import (
    MOST_PHASES,
    PHASES,
    WhyNot,
    WorkshopDraft,
    WorkshopKind,
    WorkshopPlan,
    checked_phases,
    checked_plan,
    checked_workshop,
    may_ask,
    may_change,
    side_of,
)
from tests.clock import NOW

DRAFT = WorkshopDraft(WorkshopKind.DESIGN, " What  is it? ", NOW, 120, 16, uuid4())


def test_a_workshop_is_stored_as_it_was_meant() -> None:
    assert checked_workshop(DRAFT) == replace(DRAFT, title="What is it?")


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("kind", {"kind": None}),
        ("title", {"title": " … "}),
        ("title", {"title": "x" * 121}),
        ("day", {"starts_at": None}),
        ("minutes", {"minutes": 0}),
        ("minutes", {"minutes": 601}),
        ("places", {"places": None}),
        ("places", {"places": 201}),
    ],
)
def test_each_field_that_cannot_stay_is_named(field: str, change: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        checked_workshop(replace(DRAFT, **change))
    assert set(refused.value.fields) == {field}


@given(places=st.integers(1, 50), asked=st.integers(0, 60), more=st.integers(0, 60))
def test_nobody_is_asked_beyond_the_places(places: int, asked: int, more: int) -> None:
    said = may_ask(places=places, asked=asked, more=more, is_taken=False)
    assert bool(said) is (more == 0 or asked + more <= places)
    taken = may_ask(places=places, asked=asked, more=more, is_taken=True)
    assert taken.reason is WhyNot.TAKEN


def test_what_was_taken_changes_no_more() -> None:
    assert may_change(is_taken=False)
    assert may_change(is_taken=True).reason is WhyNot.TAKEN


@pytest.mark.parametrize(
    ("roles", "side"),
    [
        ({Role.EXECUTIVE_SPONSOR, Role.PLANNER}, Side.EXECUTIVE),
        ({Role.MENTOR}, Side.MENTOR),
        ({Role.FACILITATOR}, Side.COUNCIL),
        ({Role.CHALLENGE_OWNER}, Side.COUNCIL),
    ],
    ids=["sponsor", "mentor", "facilitator", "owner"],
)
def test_a_side_follows_from_roles(roles: set[Role], side: Side) -> None:
    assert side_of(roles) is side


def test_phases_keep_their_places_and_an_empty_one_is_empty() -> None:
    assert checked_phases(PHASES) == PHASES
    assert checked_phases(["  Look ", "…", "Try"]) == ("Look", "", "Try")


@pytest.mark.parametrize(
    "titles",
    [[], ["", " "], ["Look", "look"], ["x" * 61], [f"P{n}" for n in range(MOST_PHASES + 1)]],
    ids=["none", "empty", "twice", "long", "many"],
)
def test_phases_that_cannot_stay_are_refused(titles: list[str]) -> None:
    with pytest.raises(Invalid):
        checked_phases(titles)


def test_a_plan_has_numbers_that_can_be_meant() -> None:
    assert checked_plan(WorkshopPlan()) == WorkshopPlan(2, 120, 16, 2)
    with pytest.raises(Invalid) as refused:
        checked_plan(WorkshopPlan(0, 601, 201, 21))
    assert set(refused.value.fields) == {
        "per_department",
        "minutes",
        "participants",
        "facilitators",
    }
