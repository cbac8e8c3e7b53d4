"""Comments and replies in the words of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from consultation.queries.comments import CommentRow
from consultation.rules.classes import PUPIL
from consultation.rules.comments import Lane, Moderation, PlaceWay, Speaker, Topic
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.languages import UNKNOWN_LANGUAGE
from consultation.rules.marks import Mark, mark_of
from consultation.web.attachments_shown import ShownFile, shown_files
from consultation.web.claims_beside import ShownFact
from consultation.web.labels import TOPICS
from consultation.web.my_place import MyPlace, away
from foundation.base.prose import is_quote

OwnTopics = Mapping[str, str]
"""Code → label of the topics that one consultation has beside the common ones."""


@dataclass(frozen=True, slots=True)
class ShownReply:
    """A reply of components/reply.html."""

    ref: str
    speaker: Speaker
    author: str | None
    role: str | None
    team: str | None
    posted_at: datetime
    text: str
    language: str | None
    quotes: str | None
    moderation: Moderation
    is_withdrawn: bool
    edited_at: datetime | None
    of_version: int | None
    answers: str | None


@dataclass(frozen=True, slots=True)
class ShownComment:
    """A comment of components/comment_card.html, its replies in the order of the thread."""

    ref: str
    mark: Mark
    status: FeedbackStatus
    moderation: Moderation
    place_words: str | None
    topics: tuple[str, ...]
    text: str
    language: str | None
    author: str | None
    address: str | None
    area: str | None
    is_formal: bool
    is_late: bool
    is_withheld: bool
    posted_at: datetime
    agreed: int
    reply_count: int
    replies: tuple[ShownReply, ...]
    has_place: bool
    files: tuple[ShownFile, ...]
    edited_at: datetime | None = None
    away: str | None = None
    facts: tuple[ShownFact, ...] = ()


def shown_comment(
    row: CommentRow,
    own_topics: OwnTopics,
    seen_from: MyPlace | None = None,
    facts: tuple[ShownFact, ...] = (),
) -> ShownComment:
    """Return *row* with all its replies, one indent deep, and what was found about it.

    It says how far it is from *seen_from*.
    """
    return ShownComment(
        ref=row.ref,
        mark=mark_of(row.kind, row.stance),
        status=row.feedback_status,
        moderation=row.moderation,
        place_words=place_words(row),
        topics=tuple(topic_words(topic, own_topics) for topic in row.topics),
        text=row.text,
        language=_language(row),
        author=_author(row),
        address=row.address,
        area=row.ward_name,
        is_formal=row.lane is Lane.REPRESENTATION,
        is_late=row.is_late,
        is_withheld=row.is_withheld,
        posted_at=row.posted_at,
        agreed=row.agreed,
        reply_count=row.reply_count,
        replies=tuple(_replies(row)),
        has_place=row.lon is not None,
        files=shown_files(row.attachments),
        edited_at=row.edited_at,
        away=_away(row, seen_from),
        facts=facts,
    )


def shown_reply(
    row: CommentRow, parent: CommentRow | None = None, of: CommentRow | None = None
) -> ShownReply:
    """Return one reply; where it answers another reply, it quotes *parent*.

    *of* is what it answers; where that has changed since, the reply says which version it was.
    """
    official = row.official
    return ShownReply(
        ref=row.ref,
        speaker=row.speaker,
        author=official.shown_name if official else row.display_name,
        role=official.role_words if official else None,
        team=official.team if official else None,
        posted_at=row.posted_at,
        text=row.text,
        language=_language(row),
        quotes=parent.text if parent and parent.text and not is_quote(row.text) else None,
        moderation=row.moderation,
        is_withdrawn=row.feedback_status is FeedbackStatus.WITHDRAWN,
        edited_at=row.edited_at,
        of_version=_earlier(row, of),
        answers=row.parent_ref,
    )


def topic_words(topic: str, own_topics: OwnTopics) -> str:
    """Return what a topic is called."""
    if topic in own_topics:
        return own_topics[topic]
    return str(TOPICS[Topic(topic)]) if topic in set(Topic) else topic


def place_words(row: CommentRow) -> str | None:
    """Return which place a comment is about."""
    return where_words(row.place_way, row.place_words, row.ward_name)


def where_words(way: PlaceWay, words: str | None, ward_name: str | None) -> str | None:
    """Return which place somebody means, by the way in which they said so."""
    match way:
        case PlaceWay.WORDS:
            return words
        case PlaceWay.POSTCODE:
            return str(_("Near %(postcode)s", postcode=words or ""))
        case PlaceWay.MAP:
            return words or ward_name or str(_("Place on the map"))
    return str(_("The whole proposal"))


def _away(row: CommentRow, seen_from: MyPlace | None) -> str | None:
    if seen_from is None or row.lon is None or row.lat is None:
        return None
    return away(seen_from.metres_to(row.lon, row.lat))


def _replies(root: CommentRow) -> Iterator[ShownReply]:
    everything = {row.ref: row for row in _below(root)}
    for row in everything.values():
        parent = everything.get(row.parent_ref or "")
        yield shown_reply(row, parent, parent or root)


def _earlier(answer: CommentRow, of: CommentRow | None) -> int | None:
    """Return which version an official answer is about, where it is not the latest."""
    version = answer.official.of_version if answer.official else None
    return version if of and version and version < of.version else None


def _below(row: CommentRow) -> Iterator[CommentRow]:
    for child in row.children:
        yield child
        yield from _below(child)


def _author(row: CommentRow) -> str | None:
    return (
        str(_("A pupil of a school or college class"))
        if row.display_name == PUPIL
        else row.display_name
    )


def _language(row: CommentRow) -> str | None:
    return row.language if row.language != UNKNOWN_LANGUAGE else None
