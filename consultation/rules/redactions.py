"""What is taken out of a text before others read it, and who may put it back.

The words are taken out as soon as they are marked, everywhere, and only ever more of them: what
everybody reads holds none of them from then on. Special category data waits for a second person
before the rest is shown again. The whole text comes back only if two people say so; its author is
neither of them. Source: BOPS redaction guidelines (categories); UK GDPR article 9(1) (special
categories); ICO monetary penalty, Basildon 2017 (a second checker).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.comments import Moderation
from foundation.base.decisions import YES, Decision
from foundation.base.events import Event


class RedactionReason(StrEnum):
    """Why words are taken out."""

    NAME = "name"
    ADDRESS = "address"
    CONTACT = "contact"
    DESCRIPTION = "description"
    ETHNIC_ORIGIN = "ethnic_origin"
    POLITICS = "politics"
    BELIEF = "belief"
    UNION = "union"
    HEALTH = "health"
    SEX_LIFE = "sex_life"
    DISCRIMINATORY = "discriminatory"
    DEFAMATORY = "defamatory"


_R = RedactionReason

SPECIAL = frozenset({_R.ETHNIC_ORIGIN, _R.POLITICS, _R.BELIEF, _R.UNION, _R.HEALTH, _R.SEX_LIFE})
"""Special category data; what is shown instead never says which."""


class RedactionState(StrEnum):
    """Where the redaction of a text stands; most texts have none."""

    MARKED = "marked"
    TAKEN_OUT = "taken_out"
    RELEASING = "releasing"
    RELEASED = "released"


class Deed(StrEnum):
    """What somebody does about it."""

    MARK = "mark"
    MARK_SPECIAL = "mark_special"
    CONFIRM = "confirm"
    ASK = "ask"
    AGREE = "agree"
    REFUSE = "refuse"
    EDIT = "edit"


class WhyNot(StrEnum):
    """Every way in which somebody may not."""

    OWN_TEXT = "own_text"
    NOT_NOW = "not_now"
    OWN_MARKS = "own_marks"
    OWN_REQUEST = "own_request"
    NOBODY = "nobody"
    NOTHING_KEPT = "nothing_kept"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NEEDS_SECOND_PERSON = "needs_second_person"
    NOT_A_RESIDENTS = "not_a_residents"
    TAKEN_BACK = "taken_back"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.OWN_TEXT: "You wrote this comment. Somebody else has to decide about it.",
    WhyNot.NOT_NOW: "Somebody has decided about this already. Open the page again.",
    WhyNot.OWN_MARKS: "A second person has to look at it: you marked some of these words.",
    WhyNot.OWN_REQUEST: "A second person has to agree: you asked for it.",
    WhyNot.NOBODY: "Sign in first: it has to be known who decides.",
    WhyNot.NOTHING_KEPT: "Its author has changed the text since. There is nothing to put back.",
    WhyNot.CHANGED_MEANWHILE: (
        "The text has changed in the meantime. Both texts are below: mark the words in the new one."
    ),
    WhyNot.NEEDS_SECOND_PERSON: (
        "Words were taken out that a second person has to look at first. Open “Take words out”."
    ),
    WhyNot.NOT_A_RESIDENTS: "Words are taken out of what residents say. An answer is corrected.",
    WhyNot.TAKEN_BACK: "Its author has taken this comment back.",
}

_S = RedactionState

NEXT: dict[RedactionState | None, dict[Deed, RedactionState]] = {
    None: {Deed.MARK: _S.TAKEN_OUT, Deed.MARK_SPECIAL: _S.MARKED},
    _S.MARKED: {
        Deed.MARK: _S.MARKED,
        Deed.MARK_SPECIAL: _S.MARKED,
        Deed.CONFIRM: _S.TAKEN_OUT,
        Deed.ASK: _S.RELEASING,
        Deed.EDIT: _S.MARKED,
    },
    _S.TAKEN_OUT: {
        Deed.MARK: _S.TAKEN_OUT,
        Deed.MARK_SPECIAL: _S.MARKED,
        Deed.ASK: _S.RELEASING,
        Deed.EDIT: _S.TAKEN_OUT,
    },
    _S.RELEASING: {
        Deed.MARK: _S.TAKEN_OUT,
        Deed.MARK_SPECIAL: _S.MARKED,
        Deed.AGREE: _S.RELEASED,
        Deed.REFUSE: _S.TAKEN_OUT,
        Deed.EDIT: _S.TAKEN_OUT,
    },
    _S.RELEASED: {Deed.MARK: _S.TAKEN_OUT, Deed.MARK_SPECIAL: _S.MARKED},
}
"""State → what may be done → state; where special words still wait, TAKEN_OUT reads MARKED."""


@dataclass(frozen=True, slots=True)
class Case:
    """One text as far as its redaction goes.

    Args:
        special_by: who marked special category data that no second person has looked at.
        asked_by: who asked to put the whole text back.
        is_kept: the whole text that its author wrote last is kept beside what is shown.
    """

    state: RedactionState | None = None
    special_by: frozenset[UUID] = frozenset()
    asked_by: UUID | None = None
    is_kept: bool = False

    @property
    def is_out(self) -> bool:
        """Whether words are taken out of the text."""
        return self.state not in {None, RedactionState.RELEASED}

    @property
    def waits(self) -> bool:
        """Whether nobody but the desk may read the text, not even without the words."""
        return bool(self.special_by)


@dataclass(frozen=True, slots=True)
class RedactionMoved(Event):
    """Words were taken out of a comment, looked at, or put back."""

    kind: ClassVar[str] = "consultation.redaction.moved"
    consultation_id: UUID
    deed: Deed
    before: RedactionState | None
    after: RedactionState


@dataclass(frozen=True, slots=True)
class OriginalRead(Event):
    """Somebody looked up what a comment said before words were taken out."""

    kind: ClassVar[str] = "consultation.redaction.original_read"
    consultation_id: UUID


def may(case: Case, deed: Deed, who: UUID | None, *, is_author: bool) -> Decision:
    """Decide whether *who* may do *deed*; an edit is its author's and asks nobody here."""
    if deed is Deed.EDIT:
        return YES
    against = {
        WhyNot.NOBODY: who is None,
        WhyNot.OWN_TEXT: is_author,
        WhyNot.NOT_NOW: deed not in NEXT[case.state],
        WhyNot.OWN_MARKS: deed is Deed.CONFIRM and who in case.special_by,
        WhyNot.OWN_REQUEST: deed is Deed.AGREE and who == case.asked_by,
        WhyNot.NOTHING_KEPT: deed in {Deed.ASK, Deed.AGREE} and not case.is_kept,
    }
    return next((Decision(reason) for reason, holds in against.items() if holds), YES)


def after(case: Case, deed: Deed, who: UUID | None) -> Case:
    """Return *case* once *who* has done what ``may`` allowed them."""
    if deed is Deed.EDIT and case.state in {None, _S.RELEASED}:
        return case
    state = NEXT[case.state][deed]
    special = case.special_by
    if deed is Deed.MARK_SPECIAL and who is not None:
        special |= {who}
    if deed in {Deed.CONFIRM, Deed.AGREE}:
        special = frozenset()
    if special and state is _S.TAKEN_OUT:
        state = _S.MARKED
    kept = {Deed.MARK: True, Deed.MARK_SPECIAL: True, Deed.AGREE: False, Deed.EDIT: False}
    return replace(
        case,
        state=state,
        special_by=special,
        asked_by=who if deed is Deed.ASK else None,
        is_kept=kept.get(deed, case.is_kept),
    )


def may_set(case: Case, moderation: Moderation) -> Decision:
    """Decide whether a comment in *case* may be shown, held or hidden by one moderator."""
    if moderation is Moderation.VISIBLE and case.waits:
        return Decision(WhyNot.NEEDS_SECOND_PERSON)
    return YES
