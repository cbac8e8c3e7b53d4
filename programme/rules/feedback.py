"""Feedback to firms that were not chosen: drafted, released by a second person, and read.

Source: programme-field.md §1 line 32: for each criterion the mark and the reasons, so that a firm
knows what to do better; delivery is on record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import says_something
from programme.rules.blinding import Hidden, Secret, leaks_in
from programme.rules.challenges import ChallengeState
from programme.rules.submissions import SubmissionState

_S = SubmissionState

NOT_CHOSEN = frozenset({_S.UNSUCCESSFUL, _S.RESERVE})
"""States of a submission whose firm gets feedback, and has not been told yet."""

STILL_IN_RESERVE = frozenset({ChallengeState.ASSESSING, ChallengeState.MATCHED})
"""States of a challenge in which a reserve can still move up."""

LONGEST = 4_000
"""Characters of the words about one criterion."""


class FeedbackState(StrEnum):
    """Where feedback stands."""

    DRAFT = "draft"
    RELEASED = "released"
    READ = "read"


NEXT: dict[FeedbackState, frozenset[FeedbackState]] = {
    FeedbackState.DRAFT: frozenset({FeedbackState.RELEASED}),
    FeedbackState.RELEASED: frozenset({FeedbackState.READ}),
    FeedbackState.READ: frozenset(),
}
"""State → the states that may follow it; what a firm was told is not taken back."""


class WhyNot(StrEnum):
    """Why feedback is not changed or not released."""

    NO_SUCH_STEP = "no_such_step"
    SAME_PERSON = "same_person"
    CHOSEN = "chosen"
    STILL_IN_RESERVE = "still_in_reserve"
    WORDS_MISSING = "words_missing"
    NAMES_ANOTHER = "names_another"
    CHANGED = "changed"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("It was released. What a firm was told stays as it is."),
    WhyNot.SAME_PERSON: say("Somebody else than those who wrote it has to release it."),
    WhyNot.CHOSEN: say("This submission is not among those that were not chosen."),
    WhyNot.STILL_IN_RESERVE: say(
        "The firm is in reserve and could still get a place. Release it once work has begun."
    ),
    WhyNot.WORDS_MISSING: say("Every criterion needs words: what was good, and what was missing."),
    WhyNot.NAMES_ANOTHER: say(
        "The words name another firm, or hold a link or an address. Take that out first."
    ),
    WhyNot.CHANGED: say("Somebody else has changed it. Read both texts, then save again."),
}


@dataclass(frozen=True, slots=True)
class FeedbackDrafted(Event):
    """Feedback was drafted from the reasons of the assessors."""

    kind: ClassVar[str] = "programme.feedback.drafted"
    submission_id: UUID


@dataclass(frozen=True, slots=True)
class FeedbackMoved(Event):
    """Feedback was released to its firm, or the firm has read it."""

    kind: ClassVar[str] = "programme.feedback.moved"
    submission_id: UUID
    after: FeedbackState


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One criterion as feedback tells it; ``mark`` is in hundredths, None: it did not apply."""

    title: str
    weight: int
    top_mark: int
    mark: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a release is judged by."""

    state: FeedbackState
    submission: SubmissionState
    challenge: ChallengeState
    writers: frozenset[UUID]
    words: tuple[str, ...]
    others: tuple[str, ...]
    """Names of the other firms that answered."""


def drafted(reasons: Iterable[str], agreed_because: str | None) -> str:
    """Return the words about one criterion: what the panel agreed, then each reason once."""
    said = [agreed_because or "", *reasons]
    return "\n\n".join(dict.fromkeys(each.strip() for each in said if says_something(each)))


def may_release(facts: Facts, who: UUID | None) -> Decision:
    """Decide whether *who* may release feedback to its firm."""
    if FeedbackState.RELEASED not in NEXT[facts.state]:
        return Decision(WhyNot.NO_SUCH_STEP)
    if facts.submission not in NOT_CHOSEN:
        return Decision(WhyNot.CHOSEN)
    if facts.submission is _S.RESERVE and facts.challenge in STILL_IN_RESERVE:
        return Decision(WhyNot.STILL_IN_RESERVE)
    if who is None or who in facts.writers:
        return Decision(WhyNot.SAME_PERSON)
    if not facts.words or not all(says_something(each) for each in facts.words):
        return Decision(WhyNot.WORDS_MISSING)
    return Decision(WhyNot.NAMES_ANOTHER) if names_another(facts.words, facts.others) else YES


def names_another(words: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether any of *words* names one of the *others*, or holds a link or an address."""
    secrets = [Secret(Hidden.FIRM, name) for name in others]
    return any(leaks_in(text, secrets) for text in words)
