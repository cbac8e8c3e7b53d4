"""What one firm was told, all are told: the equal-information ledger.

Source: programme-field.md §6 idea 4 and gate G4 of §2.5; Procurement Act 2023 s.16 (nobody may
have an unfair advantage from preliminary engagement).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import cleaned, says_something

LONGEST = 2_000


class TellingState(StrEnum):
    """Where a line of the ledger stands."""

    NOT_SHARED = "not_shared"
    SHARED = "shared"
    PRIVATE = "private"


_S = TellingState

NEXT: dict[TellingState, frozenset[TellingState]] = {
    _S.NOT_SHARED: frozenset({_S.SHARED, _S.PRIVATE}),
    _S.PRIVATE: frozenset({_S.SHARED}),
    _S.SHARED: frozenset(),
}
"""State → the states that may follow it; what was shared cannot be taken back."""


class Means(StrEnum):
    """How the first firm was told."""

    ONE_TO_ONE = "one_to_one"
    SESSION = "session"
    EMAIL = "email"
    CALL = "call"
    DOCUMENT = "document"
    TOGETHER = "together"


class WhyNot(StrEnum):
    """Why a line stays as it is."""

    NO_SUCH_STEP = "no_such_step"
    SAME_PERSON = "same_person"
    NOT_SHARED = "not_shared"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("This line is shared. What was shared cannot be taken back."),
    WhyNot.SAME_PERSON: say("Somebody else than who wrote it down has to agree."),
    WhyNot.NOT_SHARED: say("There is nothing to read yet."),
}


@dataclass(frozen=True, slots=True)
class FactNoted(Event):
    """Something that a firm was told stands in the ledger."""

    kind: ClassVar[str] = "programme.telling.noted"
    challenge_id: UUID


@dataclass(frozen=True, slots=True)
class FactShared(Event):
    """Every firm of the challenge was told."""

    kind: ClassVar[str] = "programme.telling.shared"
    challenge_id: UUID


@dataclass(frozen=True, slots=True)
class FactKeptPrivate(Event):
    """It was agreed that something is a firm's own and concerns nobody else."""

    kind: ClassVar[str] = "programme.telling.kept_private"
    challenge_id: UUID


@dataclass(frozen=True, slots=True)
class FactRead(Event):
    """A firm said that it has read what was shared."""

    kind: ClassVar[str] = "programme.telling.read"
    seat_id: UUID


@dataclass(frozen=True, slots=True)
class TellingDraft:
    """What was said, how, and on which day; *seat_id* is None where all were told together."""

    words: str
    means: Means | None
    told_on: date | None
    seat_id: UUID | None = None


def checked_telling(draft: TellingDraft, today: date) -> TellingDraft:
    """Return a line as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    words = cleaned(draft.words[: 2 * LONGEST])
    fields: dict[str, str] = {}
    if not says_something(words) or len(words) > LONGEST:
        fields["words"] = say("Write what was said, in at most {most} characters.", most=LONGEST)
    if draft.means is None:
        fields["means"] = say("Choose how it was said.")
    elif (draft.means is Means.TOGETHER) != (draft.seat_id is None):
        fields["seat"] = say("Choose the firm that was told first, or that all were told together.")
    if draft.told_on is None:
        fields["told_on"] = say("Enter the day on which it was said, such as 3 3 2027.")
    elif draft.told_on > today:
        fields["told_on"] = say("Enter a day that is not in the future.")
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return TellingDraft(words, draft.means, draft.told_on, draft.seat_id)


def may_share(state: TellingState) -> Decision:
    """Decide whether all may be told."""
    return YES if _S.SHARED in NEXT[state] else Decision(WhyNot.NO_SUCH_STEP)


def may_keep_private(state: TellingState, noted_by: UUID | None, who: UUID | None) -> Decision:
    """Decide whether *who* may say that a line concerns one firm alone."""
    if _S.PRIVATE not in NEXT[state]:
        return Decision(WhyNot.NO_SUCH_STEP)
    return Decision(WhyNot.SAME_PERSON) if who is None or who == noted_by else YES


def checked_reason(reason: str) -> str:
    """Return why a line is private.

    Raises:
        Invalid: it says nothing, or too much.
    """
    reason = cleaned(reason[: 2 * LONGEST])
    if says_something(reason) and len(reason) <= LONGEST:
        return reason
    sentence = say("Say why no other firm needs to know this.")
    raise Invalid(sentence, fields={"reason": sentence})
