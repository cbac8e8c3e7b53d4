"""Opponents at work on invented consultations; `make torture` lets them loose on a thousand."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from consultation.rules.reach.auditor import audit
from consultation.rules.reach.snapshots import Snapshot
from tests.consultation.reach.attacks import (
    Naive,
    Ours,
    Policy,
    add_and_remove,
    knows_all_but_one,
    live_refresh,
    overlapping_areas,
    suppressed_margins,
    watched,
)
from tests.consultation.reach.synthetic import consultation

CONSULTATIONS = int(os.environ.get("CONSULTATIONS", "50"))


def test_no_attack_gets_anything_out_of_what_we_publish() -> None:
    released = 0
    for seed in range(CONSULTATIONS):
        policy = Ours()
        assert list(_learned(seed, policy)) == []
        assert audit(policy.history) == ()
        released += len(policy.history)
    assert released > 2 * CONSULTATIONS, "figures that are never published protect nobody"


@pytest.mark.parametrize("attack", ["margin", "refresh", "batch", "all but one"])
def test_the_same_attacks_break_figures_with_small_numbers_starred(attack: str) -> None:
    learned = (each for seed in range(10) for each in _learned(seed, Naive()))
    assert any(each.startswith(attack) for each in learned)


def test_the_auditor_refuses_figures_with_small_numbers_starred() -> None:
    for seed in range(5):
        *_, last = watched(consultation(seed), Naive())
        assert last.snapshot is not None
        assert audit([last.snapshot], blur=0)


def test_a_pool_less_one_of_its_parts_gives_nothing_away() -> None:
    compared = 0
    for seed in range(20):
        made, part, whole = consultation(seed), Ours(), Ours()
        list(made.come(200))
        one = part.publish(made, is_final=False).snapshot
        list(made.come(30))
        other = whole.publish(made, is_final=False).snapshot
        if one is not None and other is not None:
            assert list(overlapping_areas(whole, other, one)) == []
            naive = Naive()
            compared += bool(list(overlapping_areas(naive, _bare(seed, 230), _bare(seed, 200))))
    assert compared


def _bare(seed: int, people: int) -> Snapshot:
    made = consultation(seed)
    list(made.come(people))
    shown = Naive().publish(made, is_final=False).snapshot
    assert shown is not None
    return shown


def _learned(seed: int, policy: Policy) -> Iterator[str]:
    seen = list(watched(consultation(seed), policy))
    yield from live_refresh(seen)
    yield from add_and_remove(seen)
    for each in seen:
        yield from knows_all_but_one(policy, each)
    for snapshot in {id(each.snapshot): each.snapshot for each in seen}.values():
        if snapshot is not None:
            yield from suppressed_margins(policy, snapshot)
