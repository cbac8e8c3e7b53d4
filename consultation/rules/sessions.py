"""Sessions of a consultation: drop-ins, stalls and meetings that an officer plans and holds.

| who       | may                                          | may not                           |
|-----------|----------------------------------------------|-----------------------------------|
| officer   | plan, publish, change, call off, write notes | see an address that somebody left |
| everybody | take a place without an account, give it back | take one that is not there        |
| reach     | read what a session did for a group          | know who came                     |
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.words import in_one_line, says_something
from foundation.base.clock import london_day
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say

MOST_PLACES = 500
LONGEST_LINE = 200
LONGEST_TEXT = 4_000
LONGEST_LINK = 1_000
MOST_PEOPLE = 100_000

ADDRESSES_KEPT = timedelta(days=30)
"""How long after a session the name and address of somebody who signed up are kept."""


class SessionKind(StrEnum):
    """What a session is."""

    DROP_IN = "drop_in"
    STREET_STALL = "street_stall"
    VISIT = "visit"
    MEETING = "meeting"
    QUESTIONS = "questions"
    WEBINAR = "webinar"


class SessionState(StrEnum):
    """How far a session has come; whether it is over, the clock says."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CALLED_OFF = "called_off"


class SeatState(StrEnum):
    """What became of one place that somebody asked for."""

    TAKEN = "taken"
    WAITING = "waiting"
    GIVEN_BACK = "given_back"


class Telling(StrEnum):
    """Why somebody who left an address is written to; the first two tell one person alone."""

    PLACE = "place"
    MOVED_UP = "moved_up"
    CHANGED = "changed"
    CALLED_OFF = "called_off"
    FOLLOW_UP = "follow_up"


NEXT: dict[SessionState, frozenset[SessionState]] = {
    SessionState.DRAFT: frozenset({SessionState.PUBLISHED, SessionState.CALLED_OFF}),
    SessionState.PUBLISHED: frozenset({SessionState.CALLED_OFF}),
    SessionState.CALLED_OFF: frozenset(),
}


class WhyNot(StrEnum):
    """Why a step or a place is refused."""

    NO_SUCH_STEP = "no_such_step"
    NO_TIME = "no_time"
    NO_WHERE = "no_where"
    IS_OVER = "is_over"
    NOT_ON = "not_on"
    NO_SIGN_UP = "no_sign_up"
    FULL = "full"
    NOT_OVER = "not_over"
    NOBODY = "nobody"


REFUSALS = {
    WhyNot.NO_SUCH_STEP: say("This session cannot go there from where it is."),
    WhyNot.NO_TIME: say("Say when it begins and ends first."),
    WhyNot.NO_WHERE: say("Say where it is first: a place, or a link."),
    WhyNot.IS_OVER: say("This session is over."),
    WhyNot.NOT_ON: say("This session does not take place."),
    WhyNot.NO_SIGN_UP: say("You do not need to sign up. Just come."),
    WhyNot.FULL: say("Every place is taken."),
    WhyNot.NOT_OVER: say("This session is not over yet."),
    WhyNot.NOBODY: say("Nobody who came left an address."),
}


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What an officer says of a session.

    Args:
        held_on: London day on which it begins.
        link: where it is online; empty for none.
        capacity: how many places there are; None for no limit.
    """

    kind: SessionKind
    title: str
    held_on: date
    about: str = ""
    speaker: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    postcode: str = ""
    lon: float | None = None
    lat: float | None = None
    step_free: bool = False
    access: str = ""
    link: str = ""
    signs_up: bool = False
    capacity: int | None = None
    has_waiting: bool = False
    languages: str = ""
    has_bsl: bool = False


@dataclass(frozen=True, slots=True)
class SessionPlanned(Event):
    """A session was planned; the subject is the session."""

    kind: ClassVar[str] = "consultation.session.planned"
    consultation_id: UUID
    means: SessionKind


@dataclass(frozen=True, slots=True)
class SessionChanged(Event):
    """What a session says of itself was changed; *is_told* where those who come are told."""

    kind: ClassVar[str] = "consultation.session.changed"
    consultation_id: UUID
    is_told: bool


@dataclass(frozen=True, slots=True)
class SessionMoved(Event):
    """A session was published or called off."""

    kind: ClassVar[str] = "consultation.session.moved"
    consultation_id: UUID
    before: SessionState
    after: SessionState


@dataclass(frozen=True, slots=True)
class SessionHeld(Event):
    """How many came to a session was written down."""

    kind: ClassVar[str] = "consultation.session.held"
    consultation_id: UUID
    people: int


@dataclass(frozen=True, slots=True)
class SessionQuestionKept(Event):
    """A question asked at a session, or the answer to it, was written down."""

    kind: ClassVar[str] = "consultation.session.question_kept"
    consultation_id: UUID
    is_answered: bool


@dataclass(frozen=True, slots=True)
class SessionFollowedUp(Event):
    """Those who left an address are written to after a session."""

    kind: ClassVar[str] = "consultation.session.followed_up"
    consultation_id: UUID


@dataclass(frozen=True, slots=True)
class PlaceTaken(Event):
    """Somebody took a place, or waits for one; nothing says who."""

    kind: ClassVar[str] = "consultation.session.place_taken"
    consultation_id: UUID
    state: SeatState


@dataclass(frozen=True, slots=True)
class PlaceGivenBack(Event):
    """Somebody gave a place back."""

    kind: ClassVar[str] = "consultation.session.place_given_back"
    consultation_id: UUID


def may_step(
    before: SessionState, after: SessionState, plan: SessionPlan, now: datetime
) -> Decision:
    """Decide whether a session may go from one state to another; what is published is whole."""
    if after not in NEXT[before]:
        return Decision(WhyNot.NO_SUCH_STEP)
    return may_stand(plan, now) if after is SessionState.PUBLISHED else YES


def may_stand(plan: SessionPlan, now: datetime) -> Decision:
    """Decide whether everybody may read of a session: when and where it is are known."""
    if plan.starts_at is None or plan.ends_at is None:
        return Decision(WhyNot.NO_TIME)
    if not (plan.place or plan.link):
        return Decision(WhyNot.NO_WHERE)
    return Decision(WhyNot.IS_OVER) if plan.ends_at <= now else YES


def may_sign_up(
    state: SessionState, ends_at: datetime | None, now: datetime, *, signs_up: bool
) -> Decision:
    """Decide whether somebody may ask for a place."""
    if state is not SessionState.PUBLISHED or ends_at is None:
        return Decision(WhyNot.NOT_ON)
    if ends_at <= now:
        return Decision(WhyNot.IS_OVER)
    return YES if signs_up else Decision(WhyNot.NO_SIGN_UP)


def seat_for(capacity: int | None, taken: int, *, has_waiting: bool) -> SeatState | None:
    """Return what the next one gets, or None where every place is taken."""
    if capacity is None or taken < capacity:
        return SeatState.TAKEN
    return SeatState.WAITING if has_waiting else None


def moves_up(capacity: int | None, taken: int) -> bool:
    """Tell whether one who waits gets a place now."""
    return capacity is None or taken < capacity


def may_follow_up(starts_at: datetime | None, now: datetime, addresses: int) -> Decision:
    """Decide whether those who left an address are written to: once it has begun."""
    if starts_at is None or starts_at > now:
        return Decision(WhyNot.NOT_OVER)
    return YES if addresses else Decision(WhyNot.NOBODY)


def is_over(ends_at: datetime | None, held_on: date, now: datetime) -> bool:
    """Tell whether a session is past."""
    return ends_at <= now if ends_at else held_on < london_day(now)


def forgotten_on(ends_at: datetime) -> date:
    """Return the London day on which names and addresses of a session are destroyed."""
    return london_day(ends_at + ADDRESSES_KEPT)


def is_told(before: SessionPlan, after: SessionPlan) -> bool:
    """Tell whether somebody who means to come has to know of a change: when and where."""
    names = ("starts_at", "ends_at", "place", "postcode", "link")
    return any(getattr(before, name) != getattr(after, name) for name in names)


def checked_plan(plan: SessionPlan) -> SessionPlan:
    """Return *plan* as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay.
    """
    tidy = replace(
        plan,
        title=in_one_line(plan.title),
        about=plan.about.strip(),
        speaker=in_one_line(plan.speaker),
        place=in_one_line(plan.place),
        access=in_one_line(plan.access),
        link=plan.link.strip(),
        languages=in_one_line(plan.languages),
    )
    lines = ("title", "speaker", "place", "access", "languages")
    wrong = {name: _too_long(getattr(tidy, name), LONGEST_LINE) for name in lines}
    wrong |= {
        "title": wrong["title"] or _missing(tidy.title),
        "about": _too_long(tidy.about, LONGEST_TEXT),
        "link": _wrong_link(tidy.link),
        "ends": _wrong_end(tidy),
        "capacity": _wrong_capacity(tidy),
    }
    _refuse(wrong)
    return tidy


def checked_notes(people: int | None, notes: str) -> tuple[int, str]:
    """Return how many came, and what there is to say of it.

    Raises:
        Invalid: under ``people`` or ``notes``.
    """
    text = notes.strip()
    number = say("Enter how many people came, as a whole number.")
    is_right = people is not None and 0 <= people <= MOST_PEOPLE
    _refuse({"people": None if is_right else number, "notes": _too_long(text, LONGEST_TEXT)})
    return people or 0, text


def checked_question(question: str, answer: str) -> tuple[str, str]:
    """Return a question that was asked, and its answer, which may come later.

    Raises:
        Invalid: under ``question`` or ``answer``.
    """
    asked, said = question.strip(), answer.strip()
    missing = None if says_something(asked) else say("Write down the question.")
    _refuse(
        {
            "question": missing or _too_long(asked, LONGEST_TEXT),
            "answer": _too_long(said, LONGEST_TEXT),
        }
    )
    return asked, said


def checked_words(words: str) -> str:
    """Return what those who left an address are told.

    Raises:
        Invalid: under ``words``.
    """
    text = words.strip()
    missing = None if says_something(text) else say("Write what you want to tell them.")
    _refuse({"words": missing or _too_long(text, LONGEST_TEXT)})
    return text


def checked_name(name: str) -> str | None:
    """Return the name that somebody gives with a place, or None.

    Raises:
        Invalid: under ``name``.
    """
    line = in_one_line(name)
    _refuse({"name": _too_long(line, LONGEST_LINE)})
    return line if says_something(line) else None


def _refuse(wrong: dict[str, str | None]) -> None:
    fields = {name: sentence for name, sentence in wrong.items() if sentence}
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)


def _missing(title: str) -> str | None:
    return None if says_something(title) else say("Give the session a title.")


def _too_long(text: str, most: int) -> str | None:
    return say("Use at most {most} characters.", most=most) if len(text) > most else None


def _wrong_link(link: str) -> str | None:
    if not link:
        return None
    if not link.startswith("https://") or " " in link or len(link) > LONGEST_LINK:
        return say("Paste the whole link. It begins with https://.")
    return None


def _wrong_end(plan: SessionPlan) -> str | None:
    if (plan.starts_at is None) != (plan.ends_at is None):
        return say("Give both times, or none.")
    if plan.starts_at and plan.ends_at and plan.ends_at <= plan.starts_at:
        return say("It has to end after it begins.")
    return None


def _wrong_capacity(plan: SessionPlan) -> str | None:
    if plan.capacity is not None and not 1 <= plan.capacity <= MOST_PLACES:
        return say("Enter a number from 1 to {most}, or nothing.", most=MOST_PLACES)
    return None
