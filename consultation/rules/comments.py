"""What a comment is made of: the words that everyone uses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from consultation.rules import names
from consultation.rules.languages import UNKNOWN_LANGUAGE, written_in
from consultation.rules.words import cleaned, direction, in_one_line, says_something
from foundation.accounts.rules.authorities import Publishing
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.errors import Invalid
from foundation.base.words import say
from geo.rules.shapes import Shape

LONGEST_TEXT = 10_000
LONGEST_PLACE_WORDS = 200
MOST_TOPICS = 8
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


_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Which place a contributor means, and in which of the four ways they said so.

    Args:
        far_is_right: they were asked whether a place this far away is the right one.
    """

    way: PlaceWay = PlaceWay.WHOLE
    shape: Shape | None = None
    words: str | None = None
    postcode: str | None = None
    far_is_right: bool = False


@dataclass(frozen=True, slots=True)
class Contribution:
    """What somebody sends in, before and after ``checked``; only *text* is needed.

    Args:
        topics: values of ``Topic`` or codes of the consultation's own topics.
        language: a BCP 47 tag, or ``und`` where nobody said.
        direction: worked out by ``checked`` from the text.
        reply_to_ref: public reference of the comment that this one answers.
        formal: who stands behind it, where it is meant for the decision.
        promised: what its author was told is published of a formal one; None where nobody was told.
        looked_at_first: a moderator looks before others read it, whatever the council does else.
        said_at: when they said it to another tool, from which it is taken in now.
    """

    text: str
    kind: Kind = Kind.COMMENT
    stance: Stance | None = None
    topics: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)
    display_name: str | None = None
    language: str = UNKNOWN_LANGUAGE
    direction: str = "ltr"
    reply_to_ref: str | None = None
    channel: Channel = Channel.WEB
    formal: Signatory | None = None
    promised: Publishing | None = None
    looked_at_first: bool = False
    said_at: datetime | None = None


def checked(said: Contribution, council: str = "") -> Contribution:
    """Return *said* as it will be stored.

    Args:
        said: what was sent; whether its topics exist is for the command to know.
        council: name of the council, which nobody may sign with.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    text = checked_text(said.text)
    name = names.shown_name(said.display_name)
    words = in_one_line(said.place.words or "") or None
    wrong = {
        "text": what_is_wrong(text),
        "display_name": names.what_is_wrong(name, council) if name else None,
        "place_words": _too_long(words, LONGEST_PLACE_WORDS),
        "topics": _too_many_topics(said.topics),
    }
    fields = {name: sentence for name, sentence in wrong.items() if sentence}
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return replace(
        said,
        text=text,
        direction=direction(text),
        display_name=name,
        language=_language(said.language, text),
        topics=tuple(dict.fromkeys(said.topics)),
        place=replace(said.place, words=words),
    )


def _language(said: str, text: str) -> str:
    """Return the language that somebody named, or the one that the letters show."""
    named = said != UNKNOWN_LANGUAGE and _LANGUAGE.fullmatch(said)
    return said if named else written_in(text)


def checked_text(text: str) -> str:
    """Return *text* cleaned; far too long a text is left as it is, since it is refused anyway."""
    return text if len(text) > 2 * LONGEST_TEXT else cleaned(text)


def what_is_wrong(text: str) -> str | None:
    """Return why *text* cannot be taken, or None if it can."""
    if len(text) > LONGEST_TEXT:
        return say(
            "Your comment has {count} characters. The most we can take is {most}. "
            "You can post the rest as a reply to it.",
            count=len(text),
            most=LONGEST_TEXT,
        )
    if not says_something(text):
        return say("Write a few words.")
    return None


def _too_long(words: str | None, most: int) -> str | None:
    if words and len(words) > most:
        return say(
            "Describe the place in at most {most} characters; there are {count}.",
            most=most,
            count=len(words),
        )
    return None


def _too_many_topics(topics: tuple[str, ...]) -> str | None:
    if len(set(topics)) > MOST_TOPICS:
        return say("Choose at most {most} topics.", most=MOST_TOPICS)
    return None
