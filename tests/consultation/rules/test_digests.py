"""What one mail holds: an answer once, the reader's own first, and no more than can be read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.digests import MOST_SHOWN, Item, gathered, shortened
from consultation.rules.following import News


def answered(ref: str, answer: str = "Yes.", by: str = "Planning", *, is_own: bool = False) -> Item:
    return Item(News.ANSWERED, ref=ref, answer=answer, answered_by=by, is_own=is_own)


@pytest.mark.parametrize(
    ("items", "kept"),
    [
        ([answered("A"), answered("B"), answered("C")], [("A", 2)]),
        ([answered("A"), answered("B", is_own=True)], [("B", 1)]),
        ([answered("A", is_own=True), answered("B")], [("A", 1)]),
        ([answered("A"), answered("B", "No.")], [("A", 0), ("B", 0)]),
        ([answered("A"), answered("B", by="Parks")], [("A", 0), ("B", 0)]),
        ([answered("A"), Item(News.MOVED), answered("B")], [("A", 1), (None, 0)]),
    ],
)
def test_the_same_answer_is_told_once(items: list[Item], kept: list[tuple[str, int]]) -> None:
    assert [(each.ref, each.others) for each in gathered(items)] == kept


ITEMS = st.lists(
    st.builds(Item, st.sampled_from(News), ref=st.text(max_size=3), is_own=st.booleans()),
    max_size=3 * MOST_SHOWN,
)


@given(ITEMS)
def test_what_is_left_out_is_never_worth_more_than_what_stays(items: Sequence[Item]) -> None:
    kept = shortened(items)
    assert len(kept) == min(len(items), MOST_SHOWN)
    places = iter(items)
    assert all(any(each is item for item in places) for each in kept), "in their order"
    own = sum(item.is_own for item in items)
    assert sum(item.is_own for item in kept) == min(own, MOST_SHOWN)
