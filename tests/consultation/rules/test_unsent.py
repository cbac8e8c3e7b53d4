"""The questions of giving a view: which are asked, in which order, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.comments import Kind, Lane, Place, Stance
from consultation.rules.marks import Mark, mark_of
from consultation.rules.unsent import (
    QUESTIONS,
    GivenPlace,
    Step,
    Unsent,
    after,
    answered,
    as_text,
    asked,
    before,
    contribution,
    from_text,
    given_place,
    meant_by,
    missing,
)
from foundation.accounts.rules.authorities import Publishing
from foundation.accounts.rules.correspondents import Signatory

WHOLE: dict[Step, dict[str, Any]] = {
    Step.VIEW: {"mark": Mark.OBJECT},
    Step.ABOUT: {"is_about_place": False},
    Step.TOPICS: {},
    Step.COMMENT: {"text": "Too tall."},
    Step.PHOTOS: {},
    Step.DETAILS: {},
}

unsents = st.builds(
    Unsent,
    mark=st.none() | st.sampled_from(Mark),
    is_about_place=st.none() | st.booleans(),
    place=st.builds(GivenPlace, way=st.sampled_from(["", "map", "words"]), words=st.text()),
    topics=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    text=st.text(),
    needs_help=st.booleans(),
    lane=st.sampled_from(Lane),
    signatory=st.builds(Signatory, st.text(), st.text(), st.text()),
    email=st.text(),
    done=st.frozensets(st.sampled_from(Step)),
)


def complete() -> Unsent:
    unsent = Unsent()
    for step, answers in WHOLE.items():
        unsent = answered(unsent, step, answers)
    return unsent


def test_every_page_but_the_check_is_in_the_table_once_and_in_order() -> None:
    assert [question.step for question in QUESTIONS] == list(Step)[:-1]


@given(unsents)
def test_whoever_answers_what_comes_next_passes_every_question_and_ends_at_the_check(
    unsent: Unsent,
) -> None:
    step, passed = asked(unsent)[0], []
    while step is not Step.CHECK:
        passed.append(step)
        onward = after(step, unsent)
        assert onward is Step.CHECK or before(onward, unsent) is step
        step = onward
    assert tuple(passed) == asked(unsent)


@given(unsents)
def test_answers_come_back_from_their_text_unchanged(unsent: Unsent) -> None:
    assert from_text(as_text(unsent)) == unsent


def test_what_another_version_kept_does_no_harm() -> None:
    old = '{"text": "Kept.", "gone": 1, "done": ["view", "gone"], "place": {"way": "map", "x": 1}}'
    assert from_text(old) == Unsent(
        text="Kept.", done=frozenset({Step.VIEW}), place=GivenPlace("map")
    )


def test_nothing_is_missing_when_all_is_answered() -> None:
    assert missing(complete()) == ()
    assert missing(Unsent()) == tuple(step for step in asked(Unsent()))


@pytest.mark.parametrize(
    ("change", "next_page"),
    [
        ({"text": "Still too tall."}, Step.CHECK),
        ({"is_about_place": True}, Step.PLACE),
        ({"needs_help": True}, Step.HELP),
        ({"mark": None}, Step.VIEW),
    ],
)
def test_a_change_leads_back_to_the_check_by_what_it_leaves_open(
    change: dict[str, Any], next_page: Step
) -> None:
    assert after(Step.VIEW, replace(complete(), **change), is_change=True) is next_page


@given(unsents)
def test_in_each_lane_goes_what_belongs_to_it_and_nothing_of_the_other(unsent: Unsent) -> None:
    unsent = replace(unsent, display_name="Jo")
    said = contribution(unsent, Place(), Publishing.NEITHER)
    if unsent.lane is Lane.REPRESENTATION:
        assert (said.formal, said.promised) == (unsent.signatory, Publishing.NEITHER)
        assert said.display_name is None
    else:
        assert (said.formal, said.promised, said.display_name) == (None, None, "Jo")


@pytest.mark.parametrize("lane", Lane)
def test_whoever_chooses_a_lane_is_asked_for_its_details(lane: Lane) -> None:
    unsent = answered(complete(), Step.DETAILS, {"lane": lane, "display_name": "Jo"})
    assert missing(unsent) == (Step.DETAILS,)
    assert missing(answered(unsent, Step.DETAILS, {"display_name": "Jo"})) == ()


def test_a_place_counts_only_while_it_is_about_one() -> None:
    spot = GivenPlace("words", words="By the gate")
    assert given_place(Unsent(is_about_place=True, place=spot)) == spot
    assert given_place(Unsent(is_about_place=False, place=spot)).way == "whole"


@pytest.mark.parametrize("mark", Mark)
def test_a_chosen_view_is_shown_as_it_was_chosen(mark: Mark) -> None:
    kind, stance = meant_by(mark)
    assert mark_of(kind, stance) is mark
    assert isinstance(kind, Kind)
    assert stance is None or isinstance(stance, Stance)
