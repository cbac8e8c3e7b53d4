"""What an advisory vote comes to: a mean for each group, then weights.

Source: programme-field.md §4.9: groups below the quorum drop out and the others share their
weight, with a notice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from programme.rules.ballots import Group


@dataclass(frozen=True, slots=True)
class Paper:
    """One ballot: prototype → mark from 1 to 5; what somebody did not see is not in it."""

    group: Group
    marks: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A group: how many voted, whether it counts, and means where enough of it saw a prototype."""

    group: Group
    voters: int
    weight: int
    counts: bool
    means: Mapping[UUID, Fraction]


@dataclass(frozen=True, slots=True)
class Tally:
    """What a vote came to; a prototype without a result is in no group that counts."""

    groups: tuple[GroupResult, ...]
    results: Mapping[UUID, Fraction]

    @property
    def dropped(self) -> tuple[Group, ...]:
        """Return the groups that were too few to count."""
        return tuple(each.group for each in self.groups if not each.counts)


def tally(papers: Sequence[Paper], weights: Mapping[Group, int], quorum: int) -> Tally:
    """Return what ballots come to, as exact fractions from 1 to 5."""
    groups = tuple(
        _group(group, weight, quorum, [paper for paper in papers if paper.group is group])
        for group, weight in weights.items()
        if weight
    )
    prototypes = {prototype for paper in papers for prototype in paper.marks}
    results: dict[UUID, Fraction] = {}
    for prototype in prototypes:
        counting = [each for each in groups if each.counts and prototype in each.means]
        weight = sum(each.weight for each in counting)
        if weight:
            weighted = sum((each.weight * each.means[prototype] for each in counting), Fraction())
            results[prototype] = weighted / weight
    return Tally(groups, results)


def _group(group: Group, weight: int, quorum: int, papers: Sequence[Paper]) -> GroupResult:
    marks: dict[UUID, list[int]] = {}
    for paper in papers:
        for prototype, mark in paper.marks.items():
            marks.setdefault(prototype, []).append(mark)
    means = {
        prototype: Fraction(sum(given), len(given))
        for prototype, given in marks.items()
        if len(given) >= quorum
    }
    return GroupResult(group, len(papers), weight, len(papers) >= quorum, means)
