"""Design thinking before a brief is released: phases, workshops, and who is asked to them.

A workshop is a session like those of a cohort: the same words for who came (``attendance``), the
same sides (``cohorts.Side``), the same checks of name and time (``sessions``). Its guests have no
seat, since nobody is matched yet. Source: programme-field.md §2.1 (workshops) and §2.2 (phases).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.roles import Role
from foundation.base.words import say
from foundation.base.written import in_one_line, says_something
from programme.rules.cohorts import Side
from programme.rules.sessions import NO_KIND, wrong_times

LONGEST_PHASE = 60
MOST_PHASES = 12
MOST_PLACES = 200
NOT_OURS = say("Choose one of the list.")

PHASES = (
    "Frame",
    "Explore needs",
    "Analyse",
    "Ideate",
    "Prototype and test",
    "Implement and follow up",
)
"""The phases of a programme as it begins; each can be renamed."""


class WorkshopKind(StrEnum):
    """What a workshop is for."""

    DESIGN = "design"
    INTERVIEW = "interview"
    SANDPIT = "sandpit"
    RETROSPECTIVE = "retrospective"


@dataclass(frozen=True, slots=True)
class WorkshopPlan:
    """What a programme means to hold; *note* keeps what its record leaves open."""

    per_department: int = 2
    minutes: int = 120
    participants: int = 16
    facilitators: int = 2
    note: str = ""


def side_of(roles: Collection[Role]) -> Side:
    """Return from which side of the table somebody with these roles comes."""
    if Role.EXECUTIVE_SPONSOR in roles:
        return Side.EXECUTIVE
    return Side.MENTOR if Role.MENTOR in roles else Side.COUNCIL


class WhyNot(StrEnum):
    """Why somebody is not asked, or a workshop stays as it is."""

    FULL = "full"
    TAKEN = "taken"
    PHASE_USED = "phase_used"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.FULL: say("There are not enough places left. Change the number of places first."),
    WhyNot.TAKEN: say("It is written down who came, so nothing of this workshop moves any more."),
    WhyNot.PHASE_USED: say("A phase with a workshop in it can be renamed, not taken away."),
}


def may_ask(*, places: int, asked: int, more: int, is_taken: bool) -> Decision:
    """Decide whether *more* participants may be asked; who leads takes no place."""
    if is_taken:
        return Decision(WhyNot.TAKEN)
    return Decision(WhyNot.FULL) if more and asked + more > places else YES


def may_change(*, is_taken: bool) -> Decision:
    """Decide whether day, name or phase of a workshop may change."""
    return Decision(WhyNot.TAKEN) if is_taken else YES


@dataclass(frozen=True, slots=True)
class WorkshopDraft:
    """A workshop of a department, or of all where it names none; principles are ids of rows."""

    kind: WorkshopKind | None
    title: str
    starts_at: datetime | None
    minutes: int | None
    places: int | None
    department_id: UUID | None = None
    challenge_id: UUID | None = None
    phase_id: UUID | None = None
    principle_ids: frozenset[UUID] = frozenset()


def checked_workshop(draft: WorkshopDraft) -> WorkshopDraft:
    """Return a workshop as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    title = in_one_line(draft.title)
    fields: dict[str, str] = {} if draft.kind else {"kind": NO_KIND}
    fields |= wrong_times(title, draft.starts_at, draft.minutes)
    if draft.places is None or not 0 < draft.places <= MOST_PLACES:
        fields["places"] = say("Enter the places, at most {most}.", most=MOST_PLACES)
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return WorkshopDraft(
        draft.kind,
        title,
        draft.starts_at,
        draft.minutes,
        draft.places,
        draft.department_id,
        draft.challenge_id,
        draft.phase_id,
        draft.principle_ids,
    )


def checked_phases(titles: Sequence[str]) -> tuple[str, ...]:
    """Return the names of phases as they will be stored; an empty one stays empty, in its place.

    Raises:
        Invalid: one is too long, two are the same, or there are too many.
    """
    tidy = tuple(in_one_line(title) for title in titles)
    named = [title for title in tidy if says_something(title)]
    wrong = None
    if not named or len(named) > MOST_PHASES:
        wrong = say("Name 1 to {most} phases.", most=MOST_PHASES)
    elif any(len(title) > LONGEST_PHASE for title in named):
        wrong = say("A name has at most {most} characters.", most=LONGEST_PHASE)
    elif len({title.casefold() for title in named}) < len(named):
        wrong = say("Two phases have the same name.")
    if wrong:
        raise Invalid(wrong, fields={"phase-1": wrong})
    return tuple(title if says_something(title) else "" for title in tidy)


def checked_plan(plan: WorkshopPlan) -> WorkshopPlan:
    """Return a plan as it will be stored.

    Raises:
        Invalid: a number is none that can be meant.
    """
    most = {"per_department": 20, "minutes": 600, "participants": MOST_PLACES, "facilitators": 20}
    fields = {
        name: say("Enter a number between 1 and {most}.", most=highest)
        for name, highest in most.items()
        if not 0 < getattr(plan, name) <= highest
    }
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return plan


@dataclass(frozen=True, slots=True)
class WorkshopPlanned(Event):
    """A workshop was planned, or its plan changed."""

    kind: ClassVar[str] = "programme.workshop.planned"
    programme_id: UUID


@dataclass(frozen=True, slots=True)
class GuestsAsked(Event):
    """People and firms were asked to a workshop."""

    kind: ClassVar[str] = "programme.workshop.asked"
    programme_id: UUID
    guests: int


@dataclass(frozen=True, slots=True)
class WorkshopTaken(Event):
    """It was written down who came to a workshop."""

    kind: ClassVar[str] = "programme.workshop.taken"
    programme_id: UUID
