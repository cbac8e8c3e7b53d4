"""What a point is, and where a comment stands because of its points."""

from __future__ import annotations

from itertools import combinations_with_replacement, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.feedback import NEXT, FeedbackStatus, way
from consultation.rules.points import (
    MOST_POINTS,
    PointState,
    Span,
    checked_spans,
    follows,
    sentences,
    state_of,
)
from consultation.rules.words import says_something
from foundation.base.errors import Conflict, Invalid

F = FeedbackStatus
P = PointState

SQUARE = """
received         being_considered answered         closed
being_considered being_considered answered         closed
answered         answered         answered         closed
closed           being_considered being_considered closed
withdrawn        withdrawn        withdrawn        withdrawn
"""
"""Where a comment stands, then where it has to while its least point is open, answered, closed."""

WANTED = {
    (F(line.split()[0]), state): F(line.split()[1 + at])
    for line in SQUARE.strip().splitlines()
    for at, state in enumerate(P)
}


@pytest.mark.parametrize(("before", "least"), list(product(F, P)))
def test_a_comment_stands_where_its_least_point_does(before: F, least: P) -> None:
    assert follows(before, [least]) is WANTED[before, least]
    assert follows(before, []) is before


@pytest.mark.parametrize("before", list(F))
def test_the_least_of_several_points_decides(before: F) -> None:
    for states in combinations_with_replacement(P, 3):
        least = min(states, key=list(P).index)
        assert follows(before, states) is WANTED[before, least]


@pytest.mark.parametrize(("before", "least"), list(product(F, P)))
def test_no_step_is_skipped_on_the_way(before: F, least: P) -> None:
    stands = before
    for after in way(before, follows(before, [least])):
        assert after in NEXT[stands]
        stands = after
    assert stands is follows(before, [least])


def test_no_way_leads_out_of_withdrawn_or_into_it() -> None:
    for state in set(F) - {F.WITHDRAWN}:
        with pytest.raises(Conflict):
            way(F.WITHDRAWN, state)
    assert way(F.RECEIVED, F.CLOSED) == (F.BEING_CONSIDERED, F.CLOSED)
    assert way(F.CLOSED, F.ANSWERED) == (F.BEING_CONSIDERED, F.ANSWERED)


@pytest.mark.parametrize(
    ("is_answered", "is_closed", "state"),
    [
        (False, False, P.OPEN),
        (True, False, P.ANSWERED),
        (False, True, P.CLOSED),
        (True, True, P.CLOSED),
    ],
)
def test_a_point_follows_its_issue(is_answered: bool, is_closed: bool, state: P) -> None:
    assert state_of(is_answered=is_answered, is_closed=is_closed) is state


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Too tall. Too dark!", ["Too tall.", "Too dark!"]),
        ("Why so tall?\nAnd why so dark", ["Why so tall?", "And why so dark"]),
        ("یہ بہت اونچا ہے۔ سایہ ہوگا۔", ["یہ بہت اونچا ہے۔", "سایہ ہوگا۔"]),
        ("One line", ["One line"]),
        ("Trees... more trees.", ["Trees...", "more trees."]),
        ("“No sun.” My mum", ["“No sun.”", "My mum"]),
    ],
)
def test_a_text_is_offered_sentence_by_sentence(text: str, parts: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentences(text)] == parts


@given(st.text(min_size=1, max_size=200))
def test_sentences_lie_in_order_and_lose_no_word(text: str) -> None:
    spans = sentences(text)
    assert list(spans) == sorted(spans)
    rest = text
    for span in reversed(spans):
        rest = rest[: span.start] + rest[span.end :]
    assert not says_something(rest)


TEXT = "Too tall. Too dark."


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        ([Span(0, 9)], [Span(0, 9)]),
        ([Span(9, 19), Span(0, 9)], [Span(0, 9), Span(10, 19)]),
        ([Span(0, 9), Span(0, 10)], [Span(0, 9)]),
    ],
)
def test_spans_are_kept_once_in_order_and_without_space(
    spans: list[Span], kept: list[Span]
) -> None:
    assert list(checked_spans(TEXT, spans)) == kept


@pytest.mark.parametrize(
    "spans",
    [
        [],
        [Span(5, 5)],
        [Span(7, 3)],
        [Span(-1, 4)],
        [Span(0, 20)],
        [Span(8, 10)],
        [Span(0, each) for each in range(1, 19)] * 1
        + [Span(1, each) for each in range(2, 19)]
        + [Span(2, each) for each in range(3, 19)],
    ],
)
def test_what_is_no_part_of_the_text_is_refused(spans: list[Span]) -> None:
    assert len(spans) < 2 or len(spans) > MOST_POINTS
    with pytest.raises(Invalid) as refused:
        checked_spans(TEXT, spans)
    assert list(refused.value.fields) == ["spans"]


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(P)),
        max_size=30,
    )
)
def test_whatever_becomes_of_its_points_a_comment_takes_one_lawful_step_after_another(
    changes: list[tuple[int, P]],
) -> None:
    points, stands, taken = [P.OPEN] * 4, F.RECEIVED, [F.RECEIVED]
    for at, state in changes:
        points[at] = state
        steps = way(stands, follows(stands, points))
        taken += steps
        stands = steps[-1] if steps else stands
        assert (stands is F.CLOSED) is all(each is P.CLOSED for each in points)
    assert all(after in NEXT[before] for before, after in pairwise(taken))
