"""Pictures and documents that people add to what they say: what is taken, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.comments import Moderation
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.words import in_one_line
from foundation.accounts.rules.authorities import Moderating
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Conflict
from foundation.base.events import Event
from foundation.base.words import say

LARGEST = 10_000_000
MOST_FILES = 20
MOST_BYTES = 50_000_000
LONGEST_ALT = 250


class AttachmentKind(StrEnum):
    """What a file shows, by its content; its name says nothing."""

    PICTURE = "picture"
    DOCUMENT = "document"


class AttachmentState(StrEnum):
    """Where a file stands; what was never sent waits."""

    WAITING = "waiting"
    QUARANTINED = "quarantined"
    SHOWN = "shown"
    REFUSED = "refused"
    REMOVED = "removed"


class WhyRefused(StrEnum):
    """Why a moderator does not show a file; its author reads the reason."""

    PERSON = "person"
    PERSONAL_DETAILS = "personal_details"
    OFFENSIVE = "offensive"
    NOT_ABOUT_IT = "not_about_it"
    NOT_THEIRS = "not_theirs"
    UNREADABLE = "unreadable"


class WhyNotTaken(StrEnum):
    """Why a file is not taken from its author."""

    MISSING = "missing"
    KIND = "kind"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    TOO_MUCH = "too_much"


_S = AttachmentState

NEXT: dict[AttachmentState, frozenset[AttachmentState]] = {
    _S.WAITING: frozenset({_S.QUARANTINED, _S.SHOWN, _S.REMOVED}),
    _S.QUARANTINED: frozenset({_S.SHOWN, _S.REFUSED, _S.REMOVED}),
    _S.SHOWN: frozenset({_S.REFUSED, _S.REMOVED}),
    _S.REFUSED: frozenset(),
    _S.REMOVED: frozenset(),
}

ENDED = frozenset({_S.REFUSED, _S.REMOVED})
"""States without content: nobody can open the file any more."""


class WhyNotShown(StrEnum):
    """Why somebody may not let everybody open a file."""

    NOBODY = "nobody"
    OWN_FILE = "own_file"
    SECOND_PERSON = "second_person"


NOT_SHOWN: dict[WhyNotShown, str] = {
    WhyNotShown.NOBODY: say("Sign in first: it has to be known who decides."),
    WhyNotShown.OWN_FILE: say("You added this file. Somebody else has to decide about it."),
    WhyNotShown.SECOND_PERSON: say("You have looked at this document. A second person has to."),
}


@dataclass(frozen=True, slots=True)
class AttachmentLookedAt(Event):
    """The first of two people has looked at a document."""

    kind: ClassVar[str] = "consultation.attachment.looked_at"
    consultation_id: UUID
    comment_id: UUID


@dataclass(frozen=True, slots=True)
class AttachmentMoved(Event):
    """A file that was sent with a comment passed from one state to the next."""

    kind: ClassVar[str] = "consultation.attachment.moved"
    consultation_id: UUID
    comment_id: UUID
    before: AttachmentState
    after: AttachmentState
    refused_for: WhyRefused | None = None


def step(before: AttachmentState, after: AttachmentState) -> None:
    """Agree that *after* may follow *before*.

    Raises:
        Conflict: it may not.
    """
    if after not in NEXT[before]:
        raise Conflict(say("Somebody has decided about this file already. Open the page again."))


SIGNS: Sequence[tuple[bytes, int, AttachmentKind]] = (
    (b"\xff\xd8\xff", 0, AttachmentKind.PICTURE),
    (b"\x89PNG\r\n\x1a\n", 0, AttachmentKind.PICTURE),
    (b"WEBP", 8, AttachmentKind.PICTURE),
    (b"%PDF-", 0, AttachmentKind.DOCUMENT),
)
"""How the content of each kind begins: JPEG, PNG, WebP and PDF."""


def kind_of(content: bytes) -> AttachmentKind | None:
    """Return what *content* is, or None where it is nothing that we take."""
    for sign, at, kind in SIGNS:
        if content[at : at + len(sign)] == sign:
            return kind
    return None


def may_be_taken(content: bytes, files: int, total: int) -> Decision:
    """Tell whether somebody who has *files* with *total* bytes may add *content*."""
    if not content:
        return Decision(WhyNotTaken.MISSING)
    if len(content) > LARGEST:
        return Decision(WhyNotTaken.TOO_LARGE)
    if kind_of(content) is None:
        return Decision(WhyNotTaken.KIND)
    return has_room(len(content), files, total)


def has_room(size: int, files: int, total: int) -> Decision:
    """Tell whether somebody who has *files* with *total* bytes may have *size* more."""
    if files >= MOST_FILES:
        return Decision(WhyNotTaken.TOO_MANY)
    return Decision(WhyNotTaken.TOO_MUCH) if total + size > MOST_BYTES else YES


def alt_text(said: str | None) -> str:
    """Return a description in one line; whatever is over the longest is for the form to refuse."""
    return in_one_line(said or "")


def is_looked_at_first(
    moderating: Moderating, *, files_first: bool, kind: AttachmentKind = AttachmentKind.PICTURE
) -> bool:
    """Tell whether a moderator looks at a file before others can open it.

    A document always waits: it may hold the names and the health of a family on page 40.
    """
    return files_first or moderating is Moderating.BEFORE or kind is AttachmentKind.DOCUMENT


def may_show(
    kind: AttachmentKind, looked_by: UUID | None, who: UUID | None, *, is_author: bool
) -> Decision:
    """Decide whether *who* may say that a file can be shown; *looked_by* has said so already.

    Two different people say so of a document, neither of them its author. Source: ICO monetary
    penalty, Basildon 2017.
    """
    if is_author:
        return Decision(WhyNotShown.OWN_FILE)
    if kind is AttachmentKind.PICTURE:
        return YES
    if who is None:
        return Decision(WhyNotShown.NOBODY)
    return Decision(WhyNotShown.SECOND_PERSON) if who == looked_by else YES


def is_enough(kind: AttachmentKind, looked_by: UUID | None) -> bool:
    """Tell whether one more person who says so lets everybody open a file."""
    return kind is AttachmentKind.PICTURE or looked_by is not None


def may_be_read(moderation: Moderation, status: FeedbackStatus) -> bool:
    """Tell whether the public may read a comment that stands like this."""
    return moderation is Moderation.VISIBLE and status is not FeedbackStatus.WITHDRAWN


def may_anyone_open(state: AttachmentState, moderation: Moderation, status: FeedbackStatus) -> bool:
    """Tell whether the public may open a file of a comment that stands like this."""
    return state is AttachmentState.SHOWN and may_be_read(moderation, status)


def may_open(state: AttachmentState, *, is_author: bool, is_moderator: bool) -> bool:
    """Tell whether one person may open what the public may not."""
    if state in ENDED:
        return False
    return is_author or (is_moderator and state is not AttachmentState.WAITING)
