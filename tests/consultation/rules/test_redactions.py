"""No sequence of events shows what was marked before two people said so, its author neither."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from itertools import product
from uuid import UUID

import pytest

from consultation.rules.comments import Moderation
from consultation.rules.redactions import (
    NEXT,
    SPECIAL,
    Case,
    Deed,
    RedactionReason,
    RedactionState,
    WhyNot,
    after,
    may,
    may_set,
)

S = RedactionState
D = Deed
AUTHOR, ANN, BEN, CAT = (UUID(int=number) for number in range(1, 5))
PEOPLE = (AUTHOR, ANN, BEN, CAT)
LONGEST = 8
SEEN = {Moderation.VISIBLE}
CLEAR = Case()


@dataclass(frozen=True)
class World:
    """A text, what everybody reads of it, and who has said what since words were marked.

    ``asked`` and ``unseen`` are kept by the test and not by the rules: who said that the whole text
    may be shown, and whose special marks nobody else has looked at.
    """

    case: Case = CLEAR
    moderation: Moderation = Moderation.VISIBLE
    is_marked: bool = False
    asked: frozenset[UUID] = frozenset()
    unseen: frozenset[UUID] = frozenset()
    was_looked_at: bool = False

    @property
    def shows_marked_words(self) -> bool:
        shown = self.case.state in {None, S.RELEASED}
        return self.is_marked and shown and self.moderation in SEEN

    @property
    def shows_the_rest(self) -> bool:
        return self.case.state not in {None, S.RELEASED} and self.moderation in SEEN


def steps(world: World) -> list[World]:
    """Return every world that one event of one person leads to."""
    found = []
    for deed, who in product(D, PEOPLE):
        if deed is D.EDIT:
            if who == AUTHOR:
                found.append(edited(world))
        elif may(world.case, deed, who, is_author=who == AUTHOR):
            found.append(done(world, deed, who))
    for moderation in Moderation:
        if may_set(world.case, moderation):
            found.append(replace(world, moderation=moderation))
    return found


def edited(world: World) -> World:
    """The author writes anew; what was taken out stays out, and the rest waits for a look."""
    if world.case.state in {None, S.RELEASED}:
        return replace(world, is_marked=False, asked=frozenset(), unseen=frozenset())
    case = after(world.case, D.EDIT, AUTHOR)
    return replace(world, case=case, moderation=Moderation.HELD, asked=frozenset())


def done(world: World, deed: Deed, who: UUID) -> World:
    case = after(world.case, deed, who)
    world = replace(world, case=case)
    match deed:
        case D.MARK | D.MARK_SPECIAL:
            special = {who} if deed is D.MARK_SPECIAL else set()
            return replace(
                world,
                is_marked=True,
                asked=frozenset(),
                unseen=world.unseen | special,
                moderation=Moderation.HELD if case.waits else world.moderation,
            )
        case D.CONFIRM:
            unseen = world.unseen if who in world.unseen else frozenset()
            return replace(world, unseen=unseen, was_looked_at=True, moderation=Moderation.VISIBLE)
        case D.ASK:
            return replace(world, asked=frozenset({who}))
        case D.AGREE:
            shown = Moderation.VISIBLE
            return replace(world, asked=world.asked | {who}, unseen=frozenset(), moderation=shown)
        case _:
            return replace(world, asked=frozenset())


def test_no_sequence_of_eight_events_shows_anything_that_fewer_than_two_people_agreed_to() -> None:
    reached, ahead = {World(): 0}, deque([World()])
    while ahead:
        world = ahead.popleft()
        if world.shows_marked_words:
            assert len(world.asked) >= 2
            assert AUTHOR not in world.asked
        if world.shows_the_rest:
            assert not world.unseen
        if reached[world] < LONGEST:
            for then in steps(world):
                if then not in reached:
                    reached[then] = reached[world] + 1
                    ahead.append(then)
    assert any(world.shows_marked_words for world in reached)
    assert any(world.shows_the_rest and world.was_looked_at for world in reached)
    assert len(reached) > 100


ASKED = {None: None, S.MARKED: None, S.TAKEN_OUT: None, S.RELEASING: BEN, S.RELEASED: None}


@pytest.mark.parametrize(("state", "deed"), list(product([None, *S], D)))
def test_the_whole_square_of_states_and_deeds(state: RedactionState | None, deed: Deed) -> None:
    special = frozenset({ANN}) if state is S.MARKED else frozenset()
    case = Case(state, special, ASKED[state], is_kept=True)
    allowed = may(case, deed, CAT, is_author=False)
    if deed is D.EDIT:
        assert allowed
        assert after(case, deed, AUTHOR).state is (S.TAKEN_OUT if state is S.RELEASING else state)
    elif deed in NEXT[state]:
        assert allowed
        assert after(case, deed, CAT).state is NEXT[state][deed]
    else:
        assert allowed.reason is WhyNot.NOT_NOW


@pytest.mark.parametrize("deed", [deed for deed in D if deed is not D.EDIT])
@pytest.mark.parametrize("state", [None, *S])
def test_neither_its_author_nor_nobody_in_particular_decides_anything(
    state: RedactionState | None, deed: Deed
) -> None:
    case = Case(state, frozenset(), ASKED[state], is_kept=True)
    assert may(case, deed, ANN, is_author=True).reason is WhyNot.OWN_TEXT
    assert may(case, deed, None, is_author=False).reason is WhyNot.NOBODY


def test_who_marked_special_category_data_does_not_look_at_it_as_the_second_person() -> None:
    case = after(after(Case(), D.MARK_SPECIAL, ANN), D.MARK, BEN)
    assert case.state is S.MARKED
    assert may(case, D.CONFIRM, ANN, is_author=False).reason is WhyNot.OWN_MARKS
    assert may(case, D.CONFIRM, BEN, is_author=False)
    assert may_set(case, Moderation.VISIBLE).reason is WhyNot.NEEDS_SECOND_PERSON
    assert may_set(case, Moderation.HIDDEN)


def test_a_refused_request_leaves_special_words_waiting() -> None:
    case = after(after(Case(), D.MARK_SPECIAL, ANN), D.ASK, BEN)
    assert may_set(case, Moderation.VISIBLE).reason is WhyNot.NEEDS_SECOND_PERSON
    assert may(case, D.AGREE, BEN, is_author=False).reason is WhyNot.OWN_REQUEST
    assert after(case, D.REFUSE, BEN).state is S.MARKED


def test_after_an_edit_there_is_nothing_to_put_back() -> None:
    case = after(after(Case(), D.MARK, ANN), D.EDIT, AUTHOR)
    assert may(case, D.ASK, ANN, is_author=False).reason is WhyNot.NOTHING_KEPT


def test_special_categories_are_those_of_the_law() -> None:
    assert {reason.value for reason in SPECIAL} == {
        *("ethnic_origin", "politics", "belief", "union", "health", "sex_life")
    }
    assert {"discriminatory", "defamatory"} <= set(RedactionReason)
