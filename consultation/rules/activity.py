"""How people take part, counted by what each comment and each voice adds to which cells.

A comment or a voice is looked at as a whole: what it adds now, less what it added before, is what
moves the counters. So hearing of the same thing twice moves nothing, and taking back undoes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from consultation.rules.comments import Channel, Kind, Stance
from consultation.rules.reach.figures import BASE
from consultation.rules.wards import FEWEST


class Measure(StrEnum):
    """What is counted; threads are known by the comment that began each.

    From `STEP` on it is how giving a view goes (`journey`).
    """

    DAY = "day"
    CHANNEL = "channel"
    MARK = "mark"
    DEPTH = "depth"
    NEW = "new"
    BACK = "back"
    MOVED = "moved"
    STEP = "step"
    BEGUN = "begun"
    SENT = "sent"
    MINUTES = "minutes"
    ERROR = "error"
    CARRIER = "carrier"


class Move(StrEnum):
    """How somebody stands to a proposal after an answer, beside how they stood before."""

    TOWARDS = "towards"
    SAME = "same"
    AWAY = "away"


class Talk(StrEnum):
    """How far a thread went."""

    NONE = "none"
    SHORT = "short"
    LONG = "long"
    SOME = "some"


Cell = tuple[Measure, str]

SIDES = {Stance.OBJECT: 0, Stance.NEUTRAL: 1, Stance.SUPPORT_WITH_CHANGES: 2, Stance.SUPPORT: 3}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One comment of the public as far as it is counted.

    Args:
        posted_on: the day in London.
        is_open: everybody may read it, and it was not taken back.
        deepest: how deep its thread goes; 0 without a reply.
        answered_at: when the council or the applicant first answered it.
    """

    id: UUID
    consultation_id: UUID
    voice_id: UUID | None
    depth: int
    kind: Kind
    stance: Stance | None
    channel: Channel
    posted_at: datetime
    posted_on: date
    is_open: bool
    deepest: int = 0
    answered_at: datetime | None = None


def comment_cells(said: Spoken) -> frozenset[Cell]:
    """Return the cells in which a comment counts; a reply counts as part of its thread."""
    if not said.is_open or said.depth:
        return frozenset()
    return frozenset(
        {
            (Measure.DAY, said.posted_on.isoformat()),
            (Measure.CHANNEL, said.channel.value),
            (Measure.MARK, (said.stance or said.kind).value),
            (Measure.DEPTH, str(said.deepest)),
        }
    )


def voice_cells(all_said: Sequence[Spoken]) -> frozenset[Cell]:
    """Return the cells in which one person counts, from everything that they said here."""
    said = sorted((each for each in all_said if each.is_open), key=lambda each: each.posted_at)
    weeks = sorted({monday(each.posted_on) for each in said})
    found = {(Measure.NEW, week.isoformat()) for week in weeks[:1]}
    found |= {(Measure.BACK, week.isoformat()) for week in weeks[1:]}
    return frozenset(found | set(_moved(said)))


def monday(day: date) -> date:
    """Return the first day of the week."""
    return day - timedelta(days=day.weekday())


def shown_counts(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Return counts with small ones hidden; where one alone is, the next smallest is as well.

    Nobody is a small number too, so that a cell does not tell by appearing.
    """
    hidden = {name for name, count in counts.items() if count < FEWEST}
    if len(hidden) == 1 and len(counts) > 1:
        rest = (name for name in counts if name not in hidden)
        hidden.add(min(rest, key=lambda name: (counts[name], name)))
    return {name: None if name in hidden else count for name, count in counts.items()}


def talks(depths: Mapping[str, int]) -> dict[str, int]:
    """Return threads by how far they went; where few went far, they join those with one reply.

    A number that is hidden could be worked out from the share of comments with a reply.
    """
    none, short = depths.get("0", 0), depths.get("1", 0)
    long = sum(depths.values()) - none - short
    if long < FEWEST:
        return {Talk.NONE: none, Talk.SOME: short + long}
    return {Talk.NONE: none, Talk.SHORT: short, Talk.LONG: long}


def shown_people(people: int) -> int | None:
    """Return a number of people rounded to 5, or None where there are few."""
    return round(people / BASE) * BASE if people >= FEWEST else None


def until(counts: Mapping[str, int], today: date) -> dict[str, int]:
    """Return the counts of weeks that are over: a number that moves with each click tells whose."""
    this_week = monday(today).isoformat()
    return {name: count for name, count in counts.items() if name[: len(this_week)] < this_week}


def _moved(said: Sequence[Spoken]) -> Iterator[Cell]:
    stood = [each for each in said if each.stance]
    answers = [each.answered_at for each in said if each.answered_at]
    if not stood or not answers:
        return
    first, heard = stood[0], min(answers)
    later = [each for each in stood[1:] if each.posted_at > heard]
    if not later or first.posted_at > heard or first.stance is None or later[-1].stance is None:
        return
    by = SIDES[later[-1].stance] - SIDES[first.stance]
    move = Move.SAME if not by else Move.TOWARDS if by > 0 else Move.AWAY
    yield Measure.MOVED, f"{monday(later[-1].posted_on).isoformat()}:{move.value}"
