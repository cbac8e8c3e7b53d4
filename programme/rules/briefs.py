"""The life of a brief: written, reviewed, opened with two keys, released, amended.

Source: programme-field.md §2.4; an approved brief whose words are changed loses its keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Conflict
from foundation.base.events import Event
from foundation.base.words import say
from programme.rules.sections import Section


class BriefState(StrEnum):
    """Where a brief stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    RELEASED = "released"
    AMENDED = "amended"


class Key(StrEnum):
    """The two keys without which no brief is released."""

    OWNER = "owner"
    PROCUREMENT = "procurement"


class ItemKind(StrEnum):
    """A row in one of the lists of a brief."""

    USER_OUTSIDE = "user_outside"
    USER_INSIDE = "user_inside"
    PRIOR_ATTEMPT = "prior_attempt"
    BLOCKER = "blocker"
    EXPLORE = "explore"
    AVOID = "avoid"
    OPPORTUNITY = "opportunity"
    INTEGRATION = "integration"
    DATA_SET = "data_set"


ITEMS_IN: dict[Section, tuple[ItemKind, ...]] = {
    Section.USERS_OUTSIDE: (ItemKind.USER_OUTSIDE,),
    Section.USERS_INSIDE: (ItemKind.USER_INSIDE,),
    Section.TRIED_BEFORE: (ItemKind.PRIOR_ATTEMPT,),
    Section.BLOCKERS: (ItemKind.BLOCKER,),
    Section.TECHNOLOGY: (ItemKind.EXPLORE, ItemKind.AVOID),
    Section.OPPORTUNITY: (ItemKind.OPPORTUNITY,),
    Section.FITS_WITH: (ItemKind.INTEGRATION, ItemKind.DATA_SET),
}
"""Section → the lists that belong to it; measures have a table of their own."""

_S = BriefState

NEXT: dict[BriefState, frozenset[BriefState]] = {
    _S.DRAFT: frozenset({_S.IN_REVIEW}),
    _S.IN_REVIEW: frozenset({_S.CHANGES_REQUESTED, _S.APPROVED}),
    _S.CHANGES_REQUESTED: frozenset({_S.DRAFT}),
    _S.APPROVED: frozenset({_S.DRAFT, _S.RELEASED}),
    _S.RELEASED: frozenset({_S.AMENDED}),
    _S.AMENDED: frozenset({_S.IN_REVIEW}),
}

WRITABLE = frozenset({_S.DRAFT, _S.CHANGES_REQUESTED, _S.APPROVED, _S.AMENDED})
"""States in which words may change; in the second and third the brief becomes a draft again."""


class WhyNot(StrEnum):
    """Why something with a brief is refused."""

    NO_SUCH_STEP = "no_such_step"
    IN_REVIEW = "in_review"
    RELEASED = "released"
    WROTE_IT = "wrote_it"
    TURNED = "turned"
    BOTH_KEYS = "both_keys"
    NOT_REVIEWED = "not_reviewed"
    CHANGED_MEANWHILE = "changed_meanwhile"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("That is not the next step of this brief."),
    WhyNot.IN_REVIEW: say("The brief is being reviewed. Ask for changes before you write in it."),
    WhyNot.RELEASED: say("The brief is released. Amend it, so that everybody hears of it."),
    WhyNot.WROTE_IT: say("You wrote part of this brief. Nobody approves what they wrote."),
    WhyNot.TURNED: say("This key is turned already for this version."),
    WhyNot.BOTH_KEYS: say("You turned the other key. The two keys belong to two people."),
    WhyNot.NOT_REVIEWED: say("Send the brief for review first. Then both keys can be turned."),
    WhyNot.CHANGED_MEANWHILE: say("Somebody changed this section while you wrote. Look at both."),
}


@dataclass(frozen=True, slots=True)
class BriefMoved(Event):
    """A brief passed from one state to the next."""

    kind: ClassVar[str] = "programme.brief.moved"
    challenge_id: UUID
    before: BriefState
    after: BriefState
    version: int


@dataclass(frozen=True, slots=True)
class SectionWritten(Event):
    """Somebody changed the words, the lists or the evidence of a section."""

    kind: ClassVar[str] = "programme.brief.written"
    challenge_id: UUID
    section: Section


@dataclass(frozen=True, slots=True)
class KeyTurned(Event):
    """Somebody approved or checked a version of a brief."""

    kind: ClassVar[str] = "programme.brief.key_turned"
    challenge_id: UUID
    key: Key
    version: int


@dataclass(frozen=True, slots=True)
class Turned:
    """A key that was turned, and by whom."""

    key: Key
    person_id: UUID


def step(before: BriefState, after: BriefState) -> None:
    """Agree that *after* may follow *before*.

    Raises:
        Conflict: it may not.
    """
    if after not in NEXT[before]:
        raise Conflict(REFUSALS[WhyNot.NO_SUCH_STEP], facts={"reason": WhyNot.NO_SUCH_STEP.value})


def may_write(state: BriefState) -> Decision:
    """Decide whether the words of a brief may change."""
    if state in WRITABLE:
        return YES
    return Decision(WhyNot.RELEASED if state is _S.RELEASED else WhyNot.IN_REVIEW)


def may_turn(
    state: BriefState,
    key: Key,
    person_id: UUID | None,
    *,
    turned: tuple[Turned, ...],
    writers: frozenset[UUID],
) -> Decision:
    """Decide whether somebody whose key this is may turn it for the version under review."""
    if state is not _S.IN_REVIEW:
        return Decision(WhyNot.NOT_REVIEWED)
    if any(each.key is key for each in turned):
        return Decision(WhyNot.TURNED)
    if person_id is None or person_id in writers:
        return Decision(WhyNot.WROTE_IT)
    if any(each.person_id == person_id for each in turned):
        return Decision(WhyNot.BOTH_KEYS)
    return YES
