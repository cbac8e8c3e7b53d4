"""Versions of a form: a draft is changed, a frozen one is answered, never both."""

from __future__ import annotations

from enum import StrEnum

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Conflict
from foundation.base.words import say


class VersionState(StrEnum):
    """How far one version of a form has come."""

    DRAFT = "draft"
    FROZEN = "frozen"
    REPLACED = "replaced"


NEXT: dict[VersionState, frozenset[VersionState]] = {
    VersionState.DRAFT: frozenset({VersionState.FROZEN}),
    VersionState.FROZEN: frozenset({VersionState.REPLACED}),
    VersionState.REPLACED: frozenset(),
}


class WhyNot(StrEnum):
    """Why questions cannot be changed, answered or removed."""

    FROZEN = "frozen"
    HAS_ANSWERS = "has_answers"
    NOT_FROZEN = "not_frozen"
    NO_QUESTIONS = "no_questions"


SAID = {
    WhyNot.FROZEN: say(
        "People can answer these questions now, so they stay as they are. Retire a question, "
        "or begin a new version."
    ),
    WhyNot.HAS_ANSWERS: say("People have answered this question. Retire it instead."),
    WhyNot.NOT_FROZEN: say("These questions cannot be answered yet."),
    WhyNot.NO_QUESTIONS: say("Add a question first."),
}


def move(before: VersionState, after: VersionState) -> VersionState:
    """Return *after*, or refuse.

    Raises:
        Conflict: it does not follow *before*.
    """
    if after not in NEXT[before]:
        raise Conflict(say("These questions have moved on. Load the page again."))
    return after


def may_change(state: VersionState) -> Decision:
    """Decide whether questions may be added, changed, moved or removed."""
    return YES if state is VersionState.DRAFT else Decision(WhyNot.FROZEN)


def may_remove(state: VersionState, *, has_answers: bool) -> Decision:
    """Decide whether one question may be removed; answers keep it in every later version."""
    if has_answers:
        return Decision(WhyNot.HAS_ANSWERS)
    return may_change(state)


def may_answer(state: VersionState) -> Decision:
    """Decide whether answers may be kept for good."""
    return YES if state is VersionState.FROZEN else Decision(WhyNot.NOT_FROZEN)


def may_freeze(state: VersionState, *, asks: int) -> Decision:
    """Decide whether a version with *asks* questions may be opened for answers."""
    if not asks:
        return Decision(WhyNot.NO_QUESTIONS)
    return may_change(state)


def turned_away(decision: Decision) -> Conflict:
    """Return the refusal that a decision stands for."""
    reason = WhyNot(str(decision.reason))
    return Conflict(SAID[reason], facts={"reason": reason.value})
