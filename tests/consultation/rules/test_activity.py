"""What a comment and a voice add to the counters of how people take part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.activity import (
    Measure,
    Spoken,
    comment_cells,
    shown_counts,
    shown_people,
    until,
    voice_cells,
)
from consultation.rules.comments import Channel, Kind, Stance
from consultation.rules.wards import FEWEST
from foundation.base.clock import london_day
from tests.clock import NOW

S = Stance
WEEK = timedelta(days=7)


def spoken(stance: Stance | None = None, weeks: int = 0, **more: Any) -> Spoken:
    at = NOW + weeks * WEEK
    return Spoken(
        **{
            "id": UUID(int=1),
            "consultation_id": UUID(int=2),
            "voice_id": UUID(int=3),
            "depth": 0,
            "kind": Kind.COMMENT,
            "stance": stance,
            "channel": Channel.WEB,
            "posted_at": at,
            "posted_on": london_day(at),
            "is_open": True,
            **more,
        }
    )


def test_a_thread_counts_once_with_its_day_way_view_and_depth() -> None:
    cells = dict(comment_cells(spoken(S.OBJECT, channel=Channel.PAPER, deepest=2)))
    assert cells == {
        Measure.DAY: london_day(NOW).isoformat(),
        Measure.CHANNEL: "paper",
        Measure.MARK: "object",
        Measure.DEPTH: "2",
    }
    assert not comment_cells(spoken(depth=1))
    assert not comment_cells(spoken(is_open=False))


def test_somebody_is_new_once_and_comes_back_once_a_week() -> None:
    cells = voice_cells([spoken(), spoken(), spoken(weeks=2), spoken(weeks=1, is_open=False)])
    assert sorted(measure for measure, _ in cells) == [Measure.BACK, Measure.NEW]


@pytest.mark.parametrize(
    ("before", "after", "answered", "moved"),
    [
        (S.OBJECT, S.SUPPORT, True, "towards"),
        (S.OBJECT, S.SUPPORT_WITH_CHANGES, True, "towards"),
        (S.SUPPORT, S.NEUTRAL, True, "away"),
        (S.OBJECT, S.OBJECT, True, "same"),
        (S.OBJECT, S.SUPPORT, False, None),
        (S.OBJECT, None, True, None),
        (None, S.SUPPORT, True, None),
    ],
)
def test_a_view_moves_only_where_it_was_said_before_an_answer_and_after_it(
    before: Stance | None, after: Stance | None, answered: bool, moved: str | None
) -> None:
    heard = NOW + timedelta(days=1) if answered else None
    cells = dict(voice_cells([spoken(before, answered_at=heard), spoken(after, weeks=1)]))
    assert cells.get(Measure.MOVED, ":None").partition(":")[2] == str(moved)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), max_size=6))
def test_no_small_number_is_shown_and_never_is_one_alone_hidden(counts: Mapping[str, int]) -> None:
    shown = shown_counts(counts)
    assert all(count is None or count >= FEWEST for count in shown.values())
    hidden = [name for name, count in shown.items() if count is None]
    assert len(hidden) != 1 or len(counts) == 1


def test_people_are_rounded_and_the_week_that_runs_is_not_told() -> None:
    assert [shown_people(people) for people in (0, 9, 10, 12, 13)] == [None, None, 10, 10, 15]
    weeks = {"2026-03-02": 1, "2026-03-09": 2, "2026-03-09:same": 3}
    assert until(weeks, date(2026, 3, 12)) == {"2026-03-02": 1}
