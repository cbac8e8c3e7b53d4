"""Whom to find next: the gaps in who was heard, turned into tasks that somebody can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from consultation.rules.reach.findings import Compared, Group
from consultation.rules.reach.traits import Trait

CONVERSATIONS = 20
"""About as many as one officer has in a week."""


class Way(StrEnum):
    """How a group is usually found."""

    SCHOOLS = "schools"
    COLLEGES = "colleges"
    DAY_CENTRES = "day_centres"
    COMMUNITY_GROUPS = "community_groups"
    EASY_READ = "easy_read"
    TRANSLATED = "translated"
    TENANTS = "tenants"
    WORKPLACES = "workplaces"
    DROP_IN = "drop_in"
    STREET_STALL = "street_stall"


WAYS: dict[tuple[Trait, str], Way] = {
    (Trait.AGE, "under_16"): Way.SCHOOLS,
    (Trait.AGE, "16_24"): Way.COLLEGES,
    (Trait.AGE, "25_34"): Way.WORKPLACES,
    (Trait.AGE, "35_49"): Way.STREET_STALL,
    (Trait.AGE, "50_64"): Way.STREET_STALL,
    (Trait.AGE, "65_over"): Way.DAY_CENTRES,
    (Trait.DISABILITY, "disabled"): Way.EASY_READ,
    (Trait.MAIN_LANGUAGE, "not_english"): Way.TRANSLATED,
    (Trait.TENURE, "social"): Way.TENANTS,
    (Trait.TENURE, "private"): Way.TENANTS,
}

BY_TRAIT: dict[Trait, Way] = {
    Trait.ETHNIC_GROUP: Way.COMMUNITY_GROUPS,
    Trait.ETHNIC_GROUP_19: Way.COMMUNITY_GROUPS,
    Trait.RELIGION: Way.COMMUNITY_GROUPS,
    Trait.WARD: Way.DROP_IN,
}


@dataclass(frozen=True, slots=True)
class Task:
    """Talk to so many *people* of one group, in this *way*."""

    trait: Trait
    group: Group
    people: int
    way: Way


def next_conversations(
    compared: Iterable[tuple[Trait, Compared]], at_most: int = CONVERSATIONS
) -> tuple[Task, ...]:
    """Share out the next conversations among the groups that miss most, in proportion to it.

    Every group in the list gets one at least. A group that is under-heard, but not far from its
    share, is left for the next time.
    """
    gaps = [
        (trait, group) for trait, each in compared for group in each.under_heard if group.needed
    ]
    gaps.sort(key=lambda gap: (-gap[1].needed, gap[0], gap[1].name))
    gaps = gaps[:at_most]
    missing = sum(group.needed for _, group in gaps)
    tasks = []
    for trait, group in gaps:
        share = max(1, round(at_most * group.needed / missing))
        way = WAYS.get((trait, group.name)) or BY_TRAIT.get(trait, Way.STREET_STALL)
        tasks.append(Task(trait, group, min(share, group.needed), way))
    return tuple(tasks)
