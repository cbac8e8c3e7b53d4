"""What figures say of who was heard, and whom to find next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.reach.findings import compare
from consultation.rules.reach.next_steps import CONVERSATIONS, Way, next_conversations
from consultation.rules.reach.traits import Trait

RESIDENTS = {"under_16": 300, "16_24": 170, "25_34": 160, "35_49": 200, "50_64": 100, "65_over": 70}
HEARD: dict[str, int | None] = {
    "under_16": None,
    "16_24": 15,
    "25_34": 35,
    "35_49": 70,
    "50_64": 65,
    "65_over": 50,
}
FIGURES = st.one_of(st.none(), st.integers(min_value=3, max_value=2_000).map(lambda n: n * 5))


def test_a_hidden_group_is_under_heard_when_even_the_most_it_can_hide_is_too_few() -> None:
    groups = {group.name: group for group in compare(HEARD, RESIDENTS, 240).groups}
    assert groups["under_16"].heard is None
    assert groups["under_16"].is_under_heard
    assert groups["16_24"].is_under_heard
    assert not groups["65_over"].is_under_heard
    small = compare({**HEARD, "under_16": 70, "65_over": None}, {**RESIDENTS, "65_over": 30}, 240)
    assert not next(group for group in small.groups if group.name == "65_over").is_under_heard


def test_scores_are_ranges_where_something_is_hidden() -> None:
    hidden = compare(HEARD, RESIDENTS, 240)
    assert hidden.index is not None
    assert hidden.index.low < hidden.index.high
    assert hidden.min_max is not None
    assert hidden.min_max.low == 0
    full = compare({**HEARD, "under_16": 40}, RESIDENTS)
    assert full.index is not None
    assert full.index.low == full.index.high


def test_without_a_census_nobody_is_called_under_heard() -> None:
    alone = compare(HEARD, {})
    assert alone.index is None
    assert alone.under_heard == ()
    assert all(group.residents is None for group in alone.groups)


@given(st.fixed_dictionaries(dict.fromkeys(RESIDENTS, FIGURES)))
def test_a_group_heard_at_its_share_is_never_called_under_heard(
    figures: dict[str, int | None],
) -> None:
    found = compare(figures, RESIDENTS)
    for group in found.groups:
        if group.heard is not None and group.residents and group.heard >= group.residents:
            assert not group.is_under_heard
        assert group.needed >= 0
        assert group.needed % 5 == 0
        assert 0 <= group.between.low <= group.between.high <= 1


def test_the_next_conversations_go_to_those_who_miss_most() -> None:
    tasks = next_conversations([(Trait.AGE, compare(HEARD, RESIDENTS, 240))])
    assert [(task.group.name, task.way) for task in tasks] == [
        ("under_16", Way.SCHOOLS),
        ("16_24", Way.COLLEGES),
    ]
    assert tasks[0].people > tasks[1].people
    assert abs(sum(task.people for task in tasks) - CONVERSATIONS) <= len(tasks)


@pytest.mark.parametrize("trait", list(Trait))
def test_every_question_has_a_way_to_those_who_are_missing(trait: Trait) -> None:
    found = compare({"one": None, "other": 95}, {"one": 60, "other": 40}, 100)
    assert next_conversations([(trait, found)])[0].people > 0
