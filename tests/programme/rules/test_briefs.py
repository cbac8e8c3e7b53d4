"""The full square of a brief's states, who turns which key, and when a section is complete."""

from __future__ import annotations

from itertools import product
from uuid import UUID

import pytest

from foundation.base.errors import Conflict, Invalid
from programme.rules.brief_lists import ItemDraft, MeasureDraft, checked_items, checked_measures
from programme.rules.briefs import (
    REFUSALS,
    BriefState,
    Key,
    Turned,
    WhyNot,
    may_turn,
    may_write,
    step,
)
from programme.rules.sections import GUIDANCE, Section, checked_complete

S = BriefState
ANN, BEN = UUID(int=1), UUID(int=2)

SQUARE = {
    S.DRAFT: {S.IN_REVIEW},
    S.IN_REVIEW: {S.CHANGES_REQUESTED, S.APPROVED},
    S.CHANGES_REQUESTED: {S.DRAFT},
    S.APPROVED: {S.DRAFT, S.RELEASED},
    S.RELEASED: {S.AMENDED},
    S.AMENDED: {S.IN_REVIEW},
}


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_a_brief_takes_the_steps_of_the_table_and_no_other(before: S, after: S) -> None:
    if after in SQUARE[before]:
        step(before, after)
    else:
        with pytest.raises(Conflict):
            step(before, after)


@pytest.mark.parametrize("state", S)
def test_nobody_writes_in_a_brief_that_is_read_by_others(state: S) -> None:
    why = {S.IN_REVIEW: WhyNot.IN_REVIEW, S.RELEASED: WhyNot.RELEASED}
    assert may_write(state).reason is why.get(state)


@pytest.mark.parametrize(
    ("state", "person", "turned", "writers", "why"),
    [
        (S.IN_REVIEW, ANN, (), frozenset(), None),
        (S.IN_REVIEW, ANN, (), frozenset({ANN}), WhyNot.WROTE_IT),
        (S.IN_REVIEW, None, (), frozenset(), WhyNot.WROTE_IT),
        (S.IN_REVIEW, ANN, (Turned(Key.OWNER, BEN),), frozenset(), WhyNot.TURNED),
        (S.IN_REVIEW, ANN, (Turned(Key.PROCUREMENT, ANN),), frozenset(), WhyNot.BOTH_KEYS),
        (S.IN_REVIEW, ANN, (Turned(Key.PROCUREMENT, BEN),), frozenset(), None),
        *(
            (state, ANN, (), frozenset(), WhyNot.NOT_REVIEWED)
            for state in S
            if state != "in_review"
        ),
    ],
)
def test_two_people_who_wrote_nothing_turn_the_two_keys(
    state: S,
    person: UUID | None,
    turned: tuple[Turned, ...],
    writers: frozenset[UUID],
    why: WhyNot | None,
) -> None:
    assert may_turn(state, Key.OWNER, person, turned=turned, writers=writers).reason is why


def test_every_refusal_has_its_sentence_and_every_section_its_guidance() -> None:
    assert set(REFUSALS) == set(WhyNot)
    assert set(GUIDANCE) == set(Section)
    assert len(Section) == 12


@pytest.mark.parametrize(("text", "fits"), [("", False), ("…", False), ("a " * 60, True)])
def test_a_section_is_complete_when_it_says_something(text: str, fits: bool) -> None:
    if fits:
        checked_complete(Section.QUESTION, text)
        with pytest.raises(Invalid, match="61 words"):
            checked_complete(Section.QUESTION, text + "more")
    else:
        with pytest.raises(Invalid):
            checked_complete(Section.QUESTION, text)


@pytest.mark.parametrize(
    "rows",
    [
        [ItemDraft("", "a note")],
        [ItemDraft("Map", url="javascript:alert(1)")],
        [ItemDraft("x" * 700)],
        [ItemDraft("Row")] * 31,
    ],
)
def test_rows_of_a_list_that_cannot_stay_are_refused(rows: list[ItemDraft]) -> None:
    with pytest.raises(Invalid) as refused:
        checked_items(rows)
    assert set(refused.value.fields) == {"rows"}


def test_empty_rows_fall_away() -> None:
    assert checked_items([ItemDraft(" "), ItemDraft(" A  map ")]) == [ItemDraft("A map")]


@pytest.mark.parametrize(
    "rows",
    [
        [MeasureDraft("Answers", "")],
        [MeasureDraft("", "people")],
        [MeasureDraft("Answers", "people"), MeasureDraft("ANSWERS", "people")],
    ],
)
def test_measures_have_a_unit_and_a_name_of_their_own(rows: list[MeasureDraft]) -> None:
    with pytest.raises(Invalid):
        checked_measures(rows)
