"""What somebody enters for a person who wrote, rang or spoke, and the second look at it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.comments import Channel
from consultation.rules.words import in_one_line
from foundation.base.decisions import Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say

CHANNELS = (
    Channel.PAPER,
    Channel.PHONE,
    Channel.SESSION,
    Channel.LETTER,
    Channel.EMAIL,
    Channel.SOCIAL,
)
"""How a contribution can have reached who enters it."""

NOT_READ = "[?]"
"""What stands where a word could not be read."""

EVERY = 4
"""A second person looks at one in so many of a batch, and at each with a word not read."""

SLIP_LASTS = timedelta(days=1)
"""How long who entered it can print the slip again; its code opens what the author follows."""

LONGEST = 200


class EntryCheck(StrEnum):
    """Where the second look at an entry stands."""

    NOT_NEEDED = "not_needed"
    WAITING = "waiting"
    MATCHES = "matches"
    CORRECTED = "corrected"


NEXT: dict[EntryCheck, frozenset[EntryCheck]] = {
    EntryCheck.NOT_NEEDED: frozenset(),
    EntryCheck.WAITING: frozenset({EntryCheck.MATCHES, EntryCheck.CORRECTED}),
    EntryCheck.MATCHES: frozenset(),
    EntryCheck.CORRECTED: frozenset(),
}


class WhyNotCheck(StrEnum):
    """Why somebody may not give the second look."""

    OWN = "own"
    NOT_WAITING = "not_waiting"


REFUSALS = {
    WhyNotCheck.OWN: say("You entered this yourself. Somebody else has to look at it."),
    WhyNotCheck.NOT_WAITING: say("Somebody has looked at this already."),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """How a contribution came.

    Args:
        came_on: London day on which it was written or said.
        batch: which pile of forms it is from, such as ``Library drop-in``; may be empty.
        post_url: address of a post on a social network; empty for every other channel.
        organisation: who enters for a member; empty where the council does.
        for_members: an organisation enters it, and has to say which.
        session: number of the session at which it was said, or None.
    """

    channel: Channel
    came_on: date
    batch: str = ""
    post_url: str = ""
    organisation: str = ""
    for_members: bool = False
    session: int | None = None


@dataclass(frozen=True, slots=True)
class CommentEntered(Event):
    """Somebody entered what a person had said in another way than on the website."""

    kind: ClassVar[str] = "consultation.comment.entered"
    consultation_id: UUID
    channel: Channel
    check: EntryCheck


@dataclass(frozen=True, slots=True)
class EntryChecked(Event):
    """A second person compared an entry with what was written."""

    kind: ClassVar[str] = "consultation.entry.checked"
    consultation_id: UUID
    found: EntryCheck


def checked_origin(origin: Origin, today: date) -> Origin:
    """Return *origin* as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay.
    """
    wrong = {
        "channel": None if origin.channel in CHANNELS else say("Choose how it came."),
        "came_on": say("This day has not come yet.") if origin.came_on > today else None,
        "post_url": _wrong_post(origin),
        "organisation": say("Say which organisation you enter this for.")
        if origin.for_members and not origin.organisation.strip()
        else None,
    }
    for name in ("batch", "organisation"):
        if len(getattr(origin, name)) > LONGEST:
            wrong[name] = say("Use at most {most} characters.", most=LONGEST)
    fields = {name: sentence for name, sentence in wrong.items() if sentence}
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return replace(
        origin,
        batch=in_one_line(origin.batch),
        post_url=origin.post_url.strip(),
        organisation=in_one_line(origin.organisation),
        session=origin.session if origin.channel is Channel.SESSION else None,
    )


def member_of(organisation: str) -> str:
    """Return the name that stands with what a community organisation entered for a member."""
    return f"A member of {organisation}"


def first_check(text: str, earlier_in_batch: int) -> EntryCheck:
    """Return whether a second person has to look: at words not read, and at one in four."""
    is_due = earlier_in_batch % EVERY == EVERY - 1
    return EntryCheck.WAITING if NOT_READ in text or is_due else EntryCheck.NOT_NEEDED


def may_check(stands: EntryCheck, entered_by: UUID, person_id: UUID | None) -> Decision:
    """Decide whether somebody gives the second look."""
    if stands is not EntryCheck.WAITING:
        return Decision(WhyNotCheck.NOT_WAITING)
    return Decision(WhyNotCheck.OWN if person_id in {None, entered_by} else None)


def may_print_slip(entered_by: UUID, entered_at: datetime, who: UUID | None, now: datetime) -> bool:
    """Tell whether somebody sees the tracking code: only who entered it, and only for a day."""
    return who == entered_by and now - entered_at < SLIP_LASTS


def after_check(text: str, corrected: str) -> EntryCheck:
    """Return what a second look came to."""
    return EntryCheck.MATCHES if corrected == text else EntryCheck.CORRECTED


def _wrong_post(origin: Origin) -> str | None:
    url = origin.post_url.strip()
    if origin.channel is not Channel.SOCIAL:
        return None
    if not url.startswith(("https://", "http://")) or len(url) > 10 * LONGEST or " " in url:
        return say("Paste the whole address of the post. It begins with https://.")
    return None
