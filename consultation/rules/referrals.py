"""A comment sent to another team for facts: with whom it is, until when, and what comes back.

Source: Planning practice (internal consultees); the public is told with whom a question is, so that
nobody waits without knowing for what. A team reads what was said and never who said it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.comments import Moderation, checked_text, what_is_wrong
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.words import in_one_line, says_something
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Conflict, Invalid
from foundation.base.events import Event
from foundation.base.words import say

LONGEST_QUESTION = 2_000
LONGEST_DRAFT = 9_000
LONGEST_SOURCE = 300
LONGEST_TEAM = 80
LONGEST_WAIT = timedelta(days=180)
USUAL_DAYS = 5
"""Working days that a team has where nobody says otherwise."""


class ReferralState(StrEnum):
    """With whom it is: the team, or the planner who has its draft; or it is over."""

    ASKED = "asked"
    RETURNED = "returned"
    USED = "used"
    RECALLED = "recalled"


_S = ReferralState

NEXT: dict[ReferralState, frozenset[ReferralState]] = {
    _S.ASKED: frozenset({_S.RETURNED, _S.RECALLED}),
    _S.RETURNED: frozenset({_S.ASKED, _S.USED, _S.RECALLED}),
    _S.USED: frozenset(),
    _S.RECALLED: frozenset(),
}
"""A draft that does not answer the question goes back to the team, which then is asked again."""

OPEN = frozenset({_S.ASKED, _S.RETURNED})


class WhyNot(StrEnum):
    """Every way in which something with a referral is refused."""

    IS_THERE = "is_there"
    WITHDRAWN = "withdrawn"
    NOT_VISIBLE = "not_visible"
    TEAM_CLOSED = "team_closed"
    NOT_YOURS = "not_yours"
    CHANGED_MEANWHILE = "changed_meanwhile"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.IS_THERE: "This team has the comment already. Take it back first, or wait for them.",
    WhyNot.WITHDRAWN: "This comment was withdrawn by its author. There is nothing to answer.",
    WhyNot.NOT_VISIBLE: "This comment is held or hidden. Decide about it before you send it on.",
    WhyNot.TEAM_CLOSED: "This team takes no questions any more. Choose another.",
    WhyNot.NOT_YOURS: "This question is not with your team.",
    WhyNot.CHANGED_MEANWHILE: (
        "Somebody else has changed this in the meantime. Both texts are below: put together what "
        "you want to keep, then save again."
    ),
}


@dataclass(frozen=True, slots=True)
class ReferralMoved(Event):
    """A question passed to a team, came back, was used or was taken back; None: it is new."""

    kind: ClassVar[str] = "consultation.referral.moved"
    consultation_id: UUID
    comment_id: UUID
    team_id: UUID
    before: ReferralState | None
    after: ReferralState


@dataclass(frozen=True, slots=True)
class TeamChanged(Event):
    """A team was added, renamed, closed, or somebody joined or left it."""

    kind: ClassVar[str] = "consultation.team.changed"
    person_id: UUID | None = None


def step(before: ReferralState, after: ReferralState) -> None:
    """Agree that *after* may follow *before*.

    Raises:
        Conflict: it may not.
    """
    if after not in NEXT[before]:
        raise Conflict(f"A question that is {before.value} cannot become {after.value}.")


def may_refer(
    status: FeedbackStatus, moderation: Moderation, *, has_it: bool, is_closed: bool
) -> Decision:
    """Decide whether a comment may go to a team that *has_it* already, or *is_closed*."""
    if status is FeedbackStatus.WITHDRAWN:
        return Decision(WhyNot.WITHDRAWN)
    if moderation is not Moderation.VISIBLE:
        return Decision(WhyNot.NOT_VISIBLE)
    if is_closed:
        return Decision(WhyNot.TEAM_CLOSED)
    return Decision(WhyNot.IS_THERE) if has_it else YES


def may_respond(team_id: UUID, teams: Collection[UUID]) -> Decision:
    """Decide whether a member of *teams* may read and answer what was sent to one team."""
    return YES if team_id in teams else Decision(WhyNot.NOT_YOURS)


def checked_question(question: str, due_on: date | None, today: date) -> tuple[str, date]:
    """Return what a team is asked and by when, as it is kept.

    Raises:
        Invalid: there is no question, it is too long, or the day cannot be.
    """
    text = checked_text(question)
    wrong = {"question": _wrong_question(text), "due_on": _wrong_day(due_on, today)}
    fields = {name: sentence for name, sentence in wrong.items() if sentence}
    if fields or due_on is None:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return text, due_on


def checked_draft(text: str, source: str) -> tuple[str, str | None]:
    """Return what a team answers, and where it knows it from, as they are kept.

    Raises:
        Invalid: it says nothing, or too much.
    """
    text, source = checked_text(text), in_one_line(source[: 4 * LONGEST_SOURCE])
    wrong = what_is_wrong(text)
    if len(text) > LONGEST_DRAFT:
        wrong = say("Shorten it to at most {most} characters.", most=LONGEST_DRAFT)
    fields = {"text": wrong} if wrong else {}
    if len(source) > LONGEST_SOURCE:
        too_long = say("Shorten it to at most {most} characters.", most=LONGEST_SOURCE)
        fields = {**fields, "source": too_long}
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return text, source or None


def checked_team(name: str) -> str:
    """Return the name of a team as it is kept, as it reads in "with the … team".

    Raises:
        Invalid: it says nothing, or too much.
    """
    name = in_one_line(name[: 4 * LONGEST_TEAM])
    sentence = ""
    if not says_something(name):
        sentence = "Enter the name of the team, as residents would know it."
    elif len(name) > LONGEST_TEAM:
        sentence = say("Shorten it to at most {most} characters.", most=LONGEST_TEAM)
    if sentence:
        raise Invalid(sentence, fields={"name": sentence})
    return name


def _wrong_question(text: str) -> str | None:
    if not says_something(text):
        return "Say what you need to know from them."
    if len(text) > LONGEST_QUESTION:
        return say("Shorten it to at most {most} characters.", most=LONGEST_QUESTION)
    return None


def _wrong_day(due_on: date | None, today: date) -> str | None:
    if due_on is None:
        return "Enter the day by which you need their answer."
    if due_on < today:
        return "Choose a day that has not passed."
    if due_on > today + LONGEST_WAIT:
        return say("Choose a day within {most} days.", most=LONGEST_WAIT.days)
    return None
