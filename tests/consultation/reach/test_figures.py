"""What a figure tells of the people behind it, and when it may move."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.reach.auditor import LEAST_WIDTH, Contradictory, audit
from consultation.rules.reach.figures import (
    BATCH,
    BLUR,
    KEYS,
    LEAST_SHOWN,
    Cell,
    Tally,
    figure_of,
    is_dominated,
    shown,
    together,
)
from consultation.rules.reach.releases import NotReleased, moved, release
from consultation.rules.reach.snapshots import EVERYBODY, Counted, Place, Snapshot, Withheld

TALLIES = st.builds(
    Tally, st.integers(min_value=0, max_value=100_000), st.integers(min_value=0, max_value=KEYS - 1)
)
CELLS = st.builds(Cell, TALLIES, TALLIES)


@given(TALLIES)
def test_a_count_lies_within_the_blur_of_its_figure(tally: Tally) -> None:
    figure = figure_of(tally)
    assert figure % 5 == 0
    assert abs(figure - tally.people) <= BLUR
    assert figure_of(tally) == figure


@pytest.mark.parametrize("people", range(20, 30))
def test_no_figure_is_biased(people: int) -> None:
    figures = Counter(figure_of(Tally(people, key)) for key in range(5))
    assert sum(figure * often for figure, often in figures.items()) == 5 * people


@given(CELLS)
def test_nobody_is_shown_who_is_one_of_ten(cell: Cell) -> None:
    if shown(cell) is not None:
        assert cell.counted.people > 10


@pytest.mark.parametrize(
    ("last", "counted", "added", "removed", "now"),
    [
        (20, 20, 0, 0, 20),
        (20, 20, 9, 0, 20),
        (20, 20, 10, 0, 30),
        (20, 20, 9, 9, 20),
        (20, 20, 30, 9, 50),
        (40, 40, 0, 10, 30),
        (20, 20, 0, 10, None),
        (None, 3, 9, 0, None),
        (None, 3, 14, 0, 15),
        (None, 3, 10, 0, 15),
        (20, 20, 14, 10, 20),
    ],
)
def test_a_figure_moves_for_a_batch_and_for_nothing_less(
    last: int | None, counted: int, added: int, removed: int, now: int | None
) -> None:
    cell = Cell(Tally(counted, 2), Tally(added, 0), Tally(removed, 0))
    assert shown(moved(last, cell) or cell) == now


@given(CELLS, CELLS)
def test_cells_together_hold_everybody_in_them(one: Cell, other: Cell) -> None:
    assert together([one, other]).people == one.people + other.people


@pytest.mark.parametrize(
    ("people", "is_so"), [([95, 5], True), ([94, 6], False), ([0, 0], False), ([40], True)]
)
def test_a_table_in_which_nearly_all_say_the_same_is_dominated(
    people: list[int], *, is_so: bool
) -> None:
    assert is_dominated([Cell(Tally(each)) for each in people]) is is_so


def _counted(comments: int, **cells: int) -> Counted:
    """Return a consultation with one table; a key of 2 means no noise."""
    total = sum(cells.values())
    tables: dict[Place, Cell] = {
        EVERYBODY: Cell(added=Tally(total, 2)),
        ("sex", ""): Cell(added=Tally(total, 2)),
    }
    tables |= {("sex", name): Cell(added=Tally(people, 2)) for name, people in cells.items()}
    return Counted(tables, comments)


def test_a_consultation_of_three_people_says_nothing() -> None:
    made = release([], _counted(3, female=2, male=1))
    assert made.decision.reason is NotReleased.TOO_FEW
    assert made.snapshot is None


def test_a_consultation_of_many_says_who_they_are_and_hides_the_few() -> None:
    made = release([], _counted(400, female=60, male=42, other=4))
    assert made.snapshot is not None
    assert made.snapshot.figures == {
        EVERYBODY: 105,
        ("sex", ""): 105,
        ("sex", "female"): 60,
        ("sex", "male"): 40,
        ("sex", "other"): None,
    }
    again = release([made.snapshot], Counted(made.cells, 410))
    assert again.decision.reason is NotReleased.NOTHING_MOVED


def test_a_table_in_which_all_say_the_same_is_withheld() -> None:
    made = release([], _counted(400, female=60, male=2))
    assert made.snapshot is not None
    assert made.snapshot.withheld == {"sex": Withheld.DOMINATED}


def test_totals_are_withheld_where_an_exact_number_elsewhere_would_give_them_away() -> None:
    made = release([], _counted(62, female=36, male=22))
    assert made.snapshot is not None
    assert EVERYBODY in made.snapshot.figures
    tight = release([], _counted(58, female=36, male=22))
    assert tight.decision
    assert tight.snapshot is not None
    assert EVERYBODY not in tight.snapshot.figures


def test_what_is_too_exact_even_without_totals_is_not_released() -> None:
    counted = _counted(35, female=18, male=17)
    made = release([], counted)
    if made.snapshot is None:
        assert made.decision.reason is NotReleased.WOULD_REVEAL
        assert all(each.most - each.least < LEAST_WIDTH for each in made.narrow)
    else:
        assert audit([made.snapshot]) == ()


def test_the_auditor_subtracts_what_is_shown_from_what_is_exact() -> None:
    figures: dict[Place, int | None] = {("ward", "one"): 40, ("ward", "two"): None}
    open_end = Snapshot(figures, {}, comments=60)
    assert audit([open_end]) == ()
    tight = Snapshot(figures, {}, comments=38)
    found = audit([tight])
    assert (("ward", "two"), 0, 2) in {(each.place, each.least, each.most) for each in found}


def test_figures_that_nobody_fits_are_never_called_safe() -> None:
    history = [Snapshot({("ward", "one"): 400}, {}, comments=20)]
    with pytest.raises(Contradictory):
        audit(history)
    refused = release(history, _counted(62, female=36, male=22))
    assert refused.decision.reason is NotReleased.WOULD_REVEAL
    assert refused.snapshot is None


def test_a_step_of_five_would_tell_the_size_of_a_batch() -> None:
    first = Snapshot({("ward", "one"): 40}, {}, comments=500)
    step = Snapshot({("ward", "one"): 45}, {}, comments=500)
    found = audit([first, step])
    assert found
    assert any(each.is_difference for each in found)
    assert audit([first, Snapshot({("ward", "one"): 50}, {}, comments=500)]) == ()
    assert LEAST_SHOWN > BATCH
