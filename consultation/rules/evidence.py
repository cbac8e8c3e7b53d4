"""What another feature can cite of a consultation."""

from __future__ import annotations

from enum import StrEnum

LONGEST_QUOTE = 240


class EvidenceKind(StrEnum):
    """What can be cited."""

    THREAD = "thread"
    ISSUE = "issue"
    FIGURE = "figure"
    AREA = "area"


class Figure(StrEnum):
    """A count over a whole consultation."""

    COMMENTS = "comments"
    REPLIES = "replies"
    QUESTIONS = "questions"
    ANSWERED = "answered"
    FORMAL = "formal"


class Count(StrEnum):
    """What a number in a piece of evidence counts."""

    AGREED = "agreed"
    REPLIES = "replies"
    ANSWERED = "answered"
    POINTS = "points"
    PEOPLE = "people"
    NUMBER = "number"
