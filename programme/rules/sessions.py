"""Sessions of a cohort: launch day, curriculum, one-to-ones, showcase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.written import in_one_line, says_something

LONGEST_TITLE = 120
MOST_MINUTES = 600
NO_KIND = say("Choose what the session is for.")


class SessionKind(StrEnum):
    """What a session is for."""

    LAUNCH = "launch"
    WORKSHOP = "workshop"
    ONE_TO_ONE = "one_to_one"
    MENTORING = "mentoring"
    SHOWCASE = "showcase"


WITH_ONE = frozenset({SessionKind.ONE_TO_ONE, SessionKind.MENTORING})
"""Sessions to which one firm is asked alone; what it is told there is told to all afterwards."""


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """A session in the plan.

    *challenge_id* is None where every challenge is asked; *seat_id* is the firm of a one-to-one.
    """

    kind: SessionKind | None
    title: str
    starts_at: datetime | None
    minutes: int | None
    challenge_id: UUID | None = None
    seat_id: UUID | None = None


def wrong_times(title: str, starts_at: datetime | None, minutes: int | None) -> dict[str, str]:
    """Return what is wrong with the name, the beginning or the length of any session, by field."""
    fields: dict[str, str] = {}
    if not says_something(title) or len(title) > LONGEST_TITLE:
        fields["title"] = say("Name the session in at most {most} characters.", most=LONGEST_TITLE)
    if starts_at is None:
        fields["day"] = say("Enter a day and a time, such as 24 1 2027, 10:00.")
    if minutes is None or not 0 < minutes <= MOST_MINUTES:
        fields["minutes"] = say("Enter the minutes, at most {most}.", most=MOST_MINUTES)
    return fields


def checked_session(draft: SessionDraft) -> SessionDraft:
    """Return a session as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    title = in_one_line(draft.title)
    fields: dict[str, str] = {}
    if draft.kind is None:
        fields["kind"] = NO_KIND
    elif (draft.kind in WITH_ONE) != (draft.seat_id is not None):
        fields["seat"] = say("Choose one firm for a one-to-one or a mentor, and none for others.")
    fields |= wrong_times(title, draft.starts_at, draft.minutes)
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return SessionDraft(
        draft.kind, title, draft.starts_at, draft.minutes, draft.challenge_id, draft.seat_id
    )
