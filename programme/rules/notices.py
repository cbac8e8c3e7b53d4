"""Notices of a procurement: which there are on which route, and the life of each.

Source: programme-field.md §3.4 (numbers and stages) and §2.4 (states). Numbers that could not be
read there and are from memory are marked; pages say that procurement has to check them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import cleaned, in_one_line, says_something
from programme.rules.drafts import LONGEST_SUMMARY, LONGEST_TITLE, long, refuse
from programme.rules.law import Act
from programme.rules.routes import ABOUT, Route
from programme.rules.steps import Step


class NoticeCode(StrEnum):
    """A notice by its number, in the order of the stages."""

    UK1 = "uk1"
    UK2 = "uk2"
    UK3 = "uk3"
    UK4 = "uk4"
    UK5 = "uk5"
    UK6 = "uk6"
    UK7 = "uk7"
    UK8 = "uk8"
    UK9 = "uk9"
    UK10 = "uk10"
    UK11 = "uk11"
    UK12 = "uk12"


class NoticeState(StrEnum):
    """Where a notice stands."""

    DRAFTED = "drafted"
    CHECKED = "checked"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


_C, _S = NoticeCode, NoticeState

NEXT: dict[NoticeState, frozenset[NoticeState]] = {
    _S.DRAFTED: frozenset({_S.DRAFTED, _S.CHECKED}),
    _S.CHECKED: frozenset({_S.DRAFTED, _S.PUBLISHED}),
    _S.PUBLISHED: frozenset({_S.SUPERSEDED}),
    _S.SUPERSEDED: frozenset(),
}
"""State → what may follow it. A draft that changes has to be checked again; the next notice of
the same number takes the place of the one that is out."""

OPEN = frozenset({_S.DRAFTED, _S.CHECKED})


@dataclass(frozen=True, slots=True)
class About:
    """What a notice tells, and when it is needed; *is_checked*: its number was read, not known."""

    title: str
    when: str
    is_checked: bool = True


ABOUT_NOTICE: dict[NoticeCode, About] = {
    _C.UK1: About(
        say("Pipeline"),
        say(
            "For contracts over £2m of councils that spend £100m or more; smaller ones may be told."
        ),
    ),
    _C.UK2: About(
        say("Preliminary market engagement"),
        say("Before the tender notice, where firms were engaged; otherwise say why there is none."),
    ),
    _C.UK3: About(
        say("Planned procurement"),
        say("If you like: 40 days to 12 months before, it shortens the tender time to 10 days."),
    ),
    _C.UK4: About(
        say("Tender"),
        say("It opens the competition, also below the threshold."),
    ),
    _C.UK5: About(
        say("Transparency"),
        say("Only before a direct award."),
    ),
    _C.UK6: About(
        say("Contract award"),
        say("After the summaries went to every firm that was assessed; the standstill follows."),
    ),
    _C.UK7: About(
        say("Contract details"),
        say("Once the contract is signed, also for many below the threshold."),
    ),
    _C.UK8: About(say("Contract payment"), say("Payments over £30,000."), is_checked=False),
    _C.UK9: About(
        say("Contract performance"),
        say("How the measures were met, for contracts over £5m."),
        is_checked=False,
    ),
    _C.UK10: About(
        say("Contract change"), say("Before a contract is changed in substance."), is_checked=False
    ),
    _C.UK11: About(say("Contract termination"), say("When a contract ends."), is_checked=False),
    _C.UK12: About(
        say("Procurement termination"),
        say("When it stops after the tender notice, without a contract."),
    ),
}

FIRST = (_C.UK1, _C.UK2)
"""What can be drafted before a route is chosen."""

_AFTER = (_C.UK8, _C.UK9, _C.UK10, _C.UK11)

ON: dict[Route, tuple[NoticeCode, ...]] = {
    Route.FLEXIBLE: tuple(NoticeCode),
    Route.BELOW_THRESHOLD: (_C.UK1, _C.UK2, _C.UK4, _C.UK7),
    Route.FRAMEWORK: (_C.UK1, _C.UK6, _C.UK7, *_AFTER),
    Route.RD_EXEMPT: FIRST,
    Route.INNOVATION_PARTNERSHIP: (),
}
"""Route → the notices that it knows. The old rules have notices of their own."""

STEP_OF: dict[NoticeCode, Step] = {
    _C.UK2: Step.ENGAGEMENT,
    _C.UK4: Step.TENDER,
    _C.UK6: Step.AWARD,
    _C.UK7: Step.DETAILS,
}
"""Notice → the step to a contract that is done on the day on which it is out."""

NEEDED: dict[Route, frozenset[NoticeCode]] = {
    Route.FLEXIBLE: frozenset({_C.UK2, _C.UK4}),
    Route.BELOW_THRESHOLD: frozenset({_C.UK4}),
    Route.FRAMEWORK: frozenset(),
    Route.RD_EXEMPT: frozenset(),
    Route.INNOVATION_PARTNERSHIP: frozenset(),
}
"""Route → the notices that a pack brings along as drafts."""


class WhyNot(StrEnum):
    """Why a notice stays as it is."""

    NO_SUCH_STEP = "no_such_step"
    OLD_RULES = "old_rules"
    NOT_ON_ROUTE = "not_on_route"
    CHANGED = "changed"
    GAPS = "gaps"
    OWN_WORK = "own_work"
    OTHER_DAY = "other_day"
    NOT_BEGUN = "not_begun"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("That cannot be done with this notice as it is now."),
    WhyNot.OLD_RULES: say(
        "This procurement stays under the rules of 2015, which have notices of their own."
    ),
    WhyNot.NOT_ON_ROUTE: say("The route that is chosen has no such notice."),
    WhyNot.CHANGED: say("Somebody changed this while you wrote. Both texts are below."),
    WhyNot.GAPS: say("Something is missing in it. Record it, draft it again, then check it."),
    WhyNot.OWN_WORK: say("You wrote part of it. A second person has to check it."),
    WhyNot.OTHER_DAY: say("The route says another day for this step. Make the two agree first."),
    WhyNot.NOT_BEGUN: say("It only follows a tender notice. There is none, so nothing is stopped."),
}


@dataclass(frozen=True, slots=True)
class NoticeMoved(Event):
    """A notice went from one state to another, or was drafted anew; subject is the challenge."""

    kind: ClassVar[str] = "programme.notice.moved"
    programme_id: UUID
    code: NoticeCode
    number: int
    after: NoticeState


def codes_on(route: Route | None) -> tuple[NoticeCode, ...]:
    """Return the notices that can be drafted on a route, or before one is chosen."""
    return FIRST if route is None else ON[route]


def may_draft(code: NoticeCode, route: Route | None) -> Decision:
    """Decide whether a notice can be drafted at all."""
    if route is not None and ABOUT[route].act is Act.PCR2015:
        return Decision(WhyNot.OLD_RULES)
    return YES if code in codes_on(route) else Decision(WhyNot.NOT_ON_ROUTE)


def may_move(before: NoticeState, after: NoticeState) -> Decision:
    """Decide whether one state may follow another."""
    return YES if after in NEXT[before] else Decision(WhyNot.NO_SUCH_STEP)


def may_check(
    before: NoticeState, person_id: UUID | None, writers: Collection[UUID | None], *, gaps: bool
) -> Decision:
    """Decide whether somebody can say that a draft is right: nobody who wrote some of it."""
    if not (step := may_move(before, _S.CHECKED)):
        return step
    if gaps:
        return Decision(WhyNot.GAPS)
    return Decision(WhyNot.OWN_WORK) if person_id is None or person_id in writers else YES


def checked_words(words: str) -> str:
    """Return what somebody adds to a draft, as it is kept; nothing is fine.

    Raises:
        Invalid: it is too long.
    """
    words = cleaned(words)
    refuse({"words": long(words, LONGEST_SUMMARY)})
    return words


def checked_publication(reference: str, day: date | None, today: date) -> tuple[str, date]:
    """Return where and when a notice was published.

    Raises:
        Invalid: one of them is missing, or the day has not come.
    """
    reference = in_one_line(reference)
    missing = say("Enter the number that the notice was given, such as 041267-2026.")
    said = says_something(reference)
    refuse({"reference": long(reference, LONGEST_TITLE) if said else missing})
    if day is None or day > today:
        wrong = say("Enter the day on which it was published. It cannot lie ahead.")
        raise Invalid(wrong, fields={"published_on": wrong})
    return reference, day
