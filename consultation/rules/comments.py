"""What a comment is made of: the words that everyone uses."""

from __future__ import annotations

from enum import StrEnum

LONGEST_TEXT = 10_000
LONGEST_NAME = 80
LONGEST_PLACE_WORDS = 200
DEEPEST = 3
"""Replies are stored to this depth; a reply to a deeper one joins its parent's level."""


class Kind(StrEnum):
    """What a contributor means a comment to be."""

    COMMENT = "comment"
    QUESTION = "question"
    IDEA = "idea"


class Stance(StrEnum):
    """How a contributor stands to a proposal; a comment may have none."""

    SUPPORT = "support"
    SUPPORT_WITH_CHANGES = "support_with_changes"
    NEUTRAL = "neutral"
    OBJECT = "object"


class Lane(StrEnum):
    """Whether a comment is informal or meant for the decision; both are read."""

    DIALOGUE = "dialogue"
    REPRESENTATION = "representation"


class Channel(StrEnum):
    """How a comment reached the council."""

    WEB = "web"
    SESSION = "session"
    PAPER = "paper"
    PHONE = "phone"
    EMAIL = "email"
    SOCIAL = "social"
    LETTER = "letter"
    IMPORT = "import"


class Moderation(StrEnum):
    """Whether the public may read a comment."""

    VISIBLE = "visible"
    HELD = "held"
    HIDDEN = "hidden"


class Topic(StrEnum):
    """What a comment is about; a consultation may add its own beside these.

    Source: Open Digital Planning schema v0.7.7, ``PublicCommentTopic``.
    """

    DESIGN = "design"
    USE = "use"
    LIGHT = "light"
    PRIVACY = "privacy"
    ACCESS = "access"
    NOISE = "noise"
    TRAFFIC = "traffic"
    OTHER = "other"


class PlaceWay(StrEnum):
    """How a contributor said which place they mean; all ways are equal."""

    MAP = "map"
    POSTCODE = "postcode"
    WORDS = "words"
    WHOLE = "whole"


class Speaker(StrEnum):
    """In what capacity somebody speaks in a thread."""

    PUBLIC = "public"
    OFFICER = "officer"
    APPLICANT = "applicant"
