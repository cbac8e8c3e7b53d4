"""What happens once the report is out: the decision, an appeal, and what is built or done at last.

Entries are only added. The first one decides; the consultation is decided with it.

| before         | after it may come         |
|----------------|---------------------------|
| nothing        | the decision              |
| decided        | an appeal (planning only) |
| appealed       | what the appeal came to   |
| any of these   | a milestone               |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.consultations import ConsultationKind, ConsultationStatus, PlanningDecision
from consultation.rules.words import in_one_line, says_something
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say

LONGEST_TITLE = 200
LONGEST_REASONS = 6_000
LONGEST_CONDITION = 600
MOST_CONDITIONS = 60
LONGEST_URL = 2_000


class Happening(StrEnum):
    """What sort of thing happened."""

    DECIDED = "decided"
    APPEALED = "appealed"
    APPEAL_DECIDED = "appeal_decided"
    MILESTONE = "milestone"


class Result(StrEnum):
    """How a planning application, or an appeal about it, was decided."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ALLOWED = "allowed"
    DISMISSED = "dismissed"


RESULTS: dict[Happening, frozenset[Result]] = {
    Happening.DECIDED: frozenset({Result.GRANTED, Result.REFUSED, Result.WITHDRAWN}),
    Happening.APPEALED: frozenset(),
    Happening.APPEAL_DECIDED: frozenset({Result.ALLOWED, Result.DISMISSED, Result.WITHDRAWN}),
    Happening.MILESTONE: frozenset(),
}
"""How each can end where a planning application is behind it."""

_H = Happening

NEXT: dict[Happening | None, frozenset[Happening]] = {
    None: frozenset({_H.DECIDED}),
    _H.DECIDED: frozenset({_H.APPEALED, _H.MILESTONE}),
    _H.APPEALED: frozenset({_H.APPEAL_DECIDED, _H.MILESTONE}),
    _H.APPEAL_DECIDED: frozenset({_H.MILESTONE}),
}
"""Last entry that is no milestone → what may follow."""

WITH_CONDITIONS = frozenset({Result.GRANTED, Result.ALLOWED})
DECIDABLE = frozenset({ConsultationStatus.REPORTED, ConsultationStatus.DECIDED})


class WhyNot(StrEnum):
    """Why something cannot be written down."""

    NOT_REPORTED = "not_reported"
    NOT_NEXT = "not_next"
    NO_APPEAL = "no_appeal"
    CHANGED_MEANWHILE = "changed_meanwhile"


REFUSALS = {
    WhyNot.NOT_REPORTED: say("Publish the report first. Then write down what was decided."),
    WhyNot.NOT_NEXT: say("This cannot come after what is written down last."),
    WhyNot.NO_APPEAL: say("Only the decision on a planning application is appealed."),
    WhyNot.CHANGED_MEANWHILE: say("Somebody wrote something meanwhile. Read it, then send again."),
}


@dataclass(frozen=True, slots=True)
class HappeningDraft:
    """What an officer writes down.

    Args:
        result: how a planning application or its appeal was decided; None elsewhere.
        title: what was decided or what happened, in a few words.
        reasons: why, in plain words.
        conditions: what has to be kept to, each in a sentence.
        day: London day on which it happened.
    """

    happening: Happening
    title: str
    day: date | None
    result: Result | None = None
    reasons: str = ""
    conditions: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class ToldHappening:
    """An entry as a message tells of it."""

    happening: Happening
    result: Result | None
    title: str
    day: date
    reasons: str


@dataclass(frozen=True, slots=True)
class SomethingHappened(Event):
    """A decision, an appeal or a milestone was written down; the subject is the entry."""

    kind: ClassVar[str] = "consultation.afterwards.happened"
    consultation_id: UUID
    happening: Happening
    result: Result | None


def is_planning(kind: ConsultationKind) -> bool:
    """Tell whether an application is granted or refused here."""
    return kind is ConsultationKind.PLANNING_APPLICATION


def last_of(happened: Sequence[Happening]) -> Happening | None:
    """Return the last entry that is no milestone, or None."""
    return next((each for each in reversed(happened) if each is not _H.MILESTONE), None)


def choices(
    status: ConsultationStatus, kind: ConsultationKind, happened: Sequence[Happening]
) -> list[Happening]:
    """Return what can be written down now, in order."""
    return [each for each in Happening if may_write(each, status, kind, happened)]


def may_write(
    happening: Happening,
    status: ConsultationStatus,
    kind: ConsultationKind,
    happened: Sequence[Happening],
) -> Decision:
    """Decide whether something may be written down after what *happened* so far."""
    if status not in DECIDABLE:
        return Decision(WhyNot.NOT_REPORTED)
    if happening is _H.APPEALED and not is_planning(kind):
        return Decision(WhyNot.NO_APPEAL)
    return YES if happening in NEXT[last_of(happened)] else Decision(WhyNot.NOT_NEXT)


def planning_decision(result: Result | None) -> PlanningDecision | None:
    """Return how the application ended, from how it was decided."""
    return PlanningDecision(result.value) if result in RESULTS[_H.DECIDED] and result else None


def checked(
    draft: HappeningDraft, kind: ConsultationKind, today: date, since: date | None
) -> HappeningDraft:
    """Return *draft* as it is kept.

    Args:
        draft: what was typed.
        kind: what people were asked about.
        today: the London day.
        since: day of the decision, before which nothing else can have happened.

    Raises:
        Invalid: with one sentence for each field that cannot stay.
    """
    conditions = tuple(line for each in draft.conditions if (line := in_one_line(each)))
    tidy = replace(
        draft,
        title=in_one_line(draft.title),
        reasons=draft.reasons.strip(),
        conditions=conditions,
        url=draft.url.strip(),
    )
    wrong = {
        "result": _wrong_result(tidy, kind),
        "title": _wrong_title(tidy, kind),
        "reasons": _wrong_reasons(tidy),
        "conditions": _wrong_conditions(tidy, kind),
        "day": _wrong_day(tidy.day, today, since),
        "url": _wrong_url(tidy.url),
    }
    fields = {name: sentence for name, sentence in wrong.items() if sentence}
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return tidy


def _wrong_result(draft: HappeningDraft, kind: ConsultationKind) -> str | None:
    allowed = RESULTS[draft.happening] if is_planning(kind) else frozenset()
    if allowed and draft.result is None:
        return say("Choose how it was decided.")
    if draft.result and draft.result not in allowed:
        return say("This cannot be how it was decided.")
    return None


def _wrong_title(draft: HappeningDraft, kind: ConsultationKind) -> str | None:
    needed = draft.happening is _H.MILESTONE or not is_planning(kind)
    if needed and not says_something(draft.title):
        return say("Say in a few words what it is.")
    if len(draft.title) > LONGEST_TITLE:
        return say("Use at most {most} characters.", most=LONGEST_TITLE)
    return None


def _wrong_reasons(draft: HappeningDraft) -> str | None:
    decides = draft.happening in {_H.DECIDED, _H.APPEAL_DECIDED}
    if decides and draft.result is not Result.WITHDRAWN and not says_something(draft.reasons):
        return say("Say why, in plain words.")
    if len(draft.reasons) > LONGEST_REASONS:
        return say("Use at most {most} characters.", most=LONGEST_REASONS)
    return None


def _wrong_conditions(draft: HappeningDraft, kind: ConsultationKind) -> str | None:
    if not draft.conditions:
        return None
    if draft.happening not in {_H.DECIDED, _H.APPEAL_DECIDED}:
        return say("Only a decision has conditions.")
    if is_planning(kind) and draft.result not in WITH_CONDITIONS:
        return say("Only what is granted or allowed has conditions.")
    if len(draft.conditions) > MOST_CONDITIONS:
        return say("Write at most {most} conditions.", most=MOST_CONDITIONS)
    if max(map(len, draft.conditions)) > LONGEST_CONDITION:
        return say("Use at most {most} characters for a condition.", most=LONGEST_CONDITION)
    return None


def _wrong_day(day: date | None, today: date, since: date | None) -> str | None:
    if day is None:
        return say("Give the day on which it happened.")
    if day > today:
        return say("This day has not come yet.")
    if since and day < since:
        return say("This was before the decision.")
    return None


def _wrong_url(url: str) -> str | None:
    if url and (not url.startswith("https://") or " " in url or len(url) > LONGEST_URL):
        return say("Paste the whole address. It begins with https://.")
    return None
