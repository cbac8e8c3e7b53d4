"""Notes, actions and skills: the square of states, and what cannot stay as it is."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from foundation.base.errors import Invalid
from programme.rules.actions import (
    ActionDraft,
    ActionState,
    NoteKind,
    WhyNot,
    checked_action,
    checked_note,
    days_late,
    may_move,
    may_touch,
)
from programme.rules.skills import MOST_SKILLS, checked_skill

S = ActionState
YES = {(S.OPEN, S.DONE), (S.OPEN, S.DROPPED), (S.DONE, S.OPEN), (S.DROPPED, S.OPEN)}


@pytest.mark.parametrize("before", S)
@pytest.mark.parametrize("after", S)
def test_an_action_moves_as_the_table_says(before: ActionState, after: ActionState) -> None:
    said = may_move(before, after, "No money.")
    assert bool(said) is ((before, after) in YES)
    assert said or said.reason is WhyNot.NO_SUCH_STEP


def test_giving_up_needs_a_reason() -> None:
    assert may_move(S.OPEN, S.DROPPED, " … ").reason is WhyNot.NO_REASON


def test_its_owner_and_who_runs_workshops_say_how_it_stands() -> None:
    assert may_touch(is_owner=True, runs_workshops=False)
    assert may_touch(is_owner=False, runs_workshops=True)
    assert not may_touch(is_owner=False, runs_workshops=False)


@pytest.mark.parametrize(("state", "days"), [(S.OPEN, 3), (S.DONE, 0), (S.DROPPED, 0)])
def test_only_what_is_open_is_late(state: ActionState, days: int) -> None:
    due = date(2027, 1, 4)
    assert days_late(state, due, due + timedelta(days=3)) == days
    assert days_late(state, due, due) == 0


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("words", ActionDraft("…", uuid4(), date(2027, 1, 4))),
        ("words", ActionDraft("x" * 301, uuid4(), date(2027, 1, 4))),
        ("owner", ActionDraft("Ask", None, date(2027, 1, 4))),
        ("due", ActionDraft("Ask", uuid4(), None)),
    ],
    ids=["nothing", "long", "nobody", "no day"],
)
def test_an_action_has_words_an_owner_and_a_day(field: str, draft: ActionDraft) -> None:
    with pytest.raises(Invalid) as refused:
        checked_action(draft)
    assert set(refused.value.fields) == {field}


def test_a_note_says_something_and_what_it_is() -> None:
    assert checked_note(" We saw.\r\nTwice. ", NoteKind.SEEN) == "We saw.\nTwice."
    with pytest.raises(Invalid) as refused:
        checked_note("", None)
    assert set(refused.value.fields) == {"note", "note_kind"}


def test_a_record_has_room_for_so_many_skills() -> None:
    assert checked_skill("  Draw  maps ", 0) == "Draw maps"
    for words, held in (("", 0), ("x" * 61, 0), ("Sing", MOST_SKILLS)):
        with pytest.raises(Invalid):
            checked_skill(words, held)
