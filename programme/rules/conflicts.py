"""Conflicts of interest: declared for each person and submission, and cleared by the chair.

Source: programme-field.md §1 line 8 and §2.3. Until a declaration is cleared, its person cannot
read the submission; also one that says "none" is looked at by a second person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import says_something
from programme.rules.pathways import checked_reason


class Answer(StrEnum):
    """What somebody declares about themselves and a submission."""

    NONE = "none"
    POTENTIAL = "potential"
    PERCEIVED = "perceived"
    ACTUAL = "actual"


class ConflictState(StrEnum):
    """Where a declaration stands; without one, somebody is blocked too."""

    DECLARED = "declared"
    CLEARED = "cleared"
    BARRED = "barred"


_S = ConflictState

NEXT: dict[ConflictState, frozenset[ConflictState]] = {
    _S.DECLARED: frozenset({_S.CLEARED, _S.BARRED}),
    _S.CLEARED: frozenset({_S.DECLARED}),
    _S.BARRED: frozenset({_S.DECLARED}),
}
"""State → the states that may follow it; whoever has news declares again."""


class WhyNot(StrEnum):
    """Why somebody is blocked, or cannot be cleared."""

    NO_SUCH_STEP = "no_such_step"
    NOT_DECLARED = "not_declared"
    NOT_CLEARED = "not_cleared"
    BARRED = "barred"
    OWN_DECLARATION = "own_declaration"
    IS_ACTUAL = "is_actual"
    NO_MITIGATION = "no_mitigation"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("This cannot be done with the declaration as it is now."),
    WhyNot.NOT_DECLARED: say("Say first whether you have a conflict of interest."),
    WhyNot.NOT_CLEARED: say("You can read and score it once the chair has cleared what you said."),
    WhyNot.BARRED: say("You cannot score this submission because of a conflict of interest."),
    WhyNot.OWN_DECLARATION: say("Somebody else than the person who declared it has to decide."),
    WhyNot.IS_ACTUAL: say("An actual conflict cannot be cleared. Another assessor has to score."),
    WhyNot.NO_MITIGATION: say("Say what is done so that the conflict cannot matter."),
}


@dataclass(frozen=True, slots=True)
class Declaration:
    """What somebody said; ``mitigation`` is what is done about it."""

    person_id: UUID
    answer: Answer
    detail: str = ""
    mitigation: str = ""


@dataclass(frozen=True, slots=True)
class ConflictDeclared(Event):
    """Somebody declared whether they have a conflict of interest."""

    kind: ClassVar[str] = "programme.conflict.declared"
    submission_id: UUID
    answer: Answer


@dataclass(frozen=True, slots=True)
class ConflictDecided(Event):
    """A declaration was cleared, or its person kept from the submission."""

    kind: ClassVar[str] = "programme.conflict.decided"
    submission_id: UUID
    after: ConflictState


def may_step(before: ConflictState, after: ConflictState) -> Decision:
    """Decide whether a declaration may go from one state to another."""
    return YES if after in NEXT[before] else Decision(WhyNot.NO_SUCH_STEP)


def may_clear(state: ConflictState, declaration: Declaration, who: UUID | None) -> Decision:
    """Decide whether *who*, in the chair, may clear a declaration."""
    decision = _may_decide(state, _S.CLEARED, declaration, who)
    if not decision or declaration.answer is Answer.NONE:
        return decision
    if declaration.answer is Answer.ACTUAL:
        return Decision(WhyNot.IS_ACTUAL)
    return YES if says_something(declaration.mitigation) else Decision(WhyNot.NO_MITIGATION)


def may_bar(state: ConflictState, declaration: Declaration, who: UUID | None) -> Decision:
    """Decide whether *who*, in the chair, may keep somebody from a submission."""
    return _may_decide(state, _S.BARRED, declaration, who)


def is_clear(state: ConflictState | None) -> Decision:
    """Decide whether somebody may read and score: None is no declaration, and a block."""
    if state is _S.CLEARED:
        return YES
    if state is None:
        return Decision(WhyNot.NOT_DECLARED)
    return Decision(WhyNot.BARRED if state is _S.BARRED else WhyNot.NOT_CLEARED)


def is_interested(answer: Answer, state: ConflictState) -> bool:
    """Tell whether a declaration keeps somebody from matching firms of its challenge.

    Whoever declared none, or was cleared, may; nobody clears an actual conflict.
    """
    if state is _S.BARRED:
        return True
    return answer is not Answer.NONE and state is not _S.CLEARED


def checked_declaration(draft: Declaration) -> Declaration:
    """Return *draft* as it will be stored; "none" needs no words.

    Raises:
        Invalid: a conflict is declared and not described, or the words are too many.
    """
    detail, mitigation = (
        checked_reason(words, field=field) if says_something(words) else ""
        for field, words in (("detail", draft.detail), ("mitigation", draft.mitigation))
    )
    if draft.answer is not Answer.NONE and not detail:
        wrong = say("Say what the conflict is: who, with which firm, since when.")
        raise Invalid(wrong, fields={"detail": wrong})
    return replace(draft, detail=detail, mitigation=mitigation)


def _may_decide(
    state: ConflictState, after: ConflictState, declaration: Declaration, who: UUID | None
) -> Decision:
    decision = may_step(state, after)
    if decision and (who is None or who == declaration.person_id):
        return Decision(WhyNot.OWN_DECLARATION)
    return decision
