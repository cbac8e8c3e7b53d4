"""One comment as a page, an export and the interface see it, and how rows become trees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from consultation.models.comments import Comment, CommentTopic, FeedbackStep, OfficialReply
from consultation.models.representations import Representation
from consultation.queries.attachments import AttachmentRow, ByComment
from consultation.rules.attachments import may_be_read
from consultation.rules.comments import (
    DEEPEST,
    Channel,
    Kind,
    Lane,
    Moderation,
    PlaceWay,
    Speaker,
    Stance,
)
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.withdrawals import are_public, keeps_words
from geo.models.wards import Ward


@dataclass(frozen=True, slots=True)
class Official:
    """Who speaks in an answer: a role and a team; a person's name only if they chose so."""

    role_words: str
    team: str | None
    shown_name: str | None
    of_version: int = 1


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment with the replies that are shown below it.

    Args:
        status_at: when it took its present feedback status.
        reply_count: replies that the public can read, in the whole thread for the comment that
            began it; *children* may hold fewer.
        parent_ref: whom it answers; not always the row under which it is shown, since what is
            deeper than a thread is stored stands beside its parent.
        text: empty where the public may not read it.
        version: counts up with each change that others can see; *edited_at* is the latest of them.
        display_name: as everybody sees it; of a formal comment what its council publishes, with
            the *address* where it does.
        is_late: the comment, or what made it formal, came after the last day.
        is_withheld: its council does not publish formal comments.
    """

    id: UUID
    ref: str
    speaker: Speaker
    kind: Kind
    stance: Stance | None
    lane: Lane
    channel: Channel
    text: str
    language: str
    direction: str
    display_name: str | None
    address: str | None
    place_way: PlaceWay
    place_words: str | None
    ward_name: str | None
    lon: float | None
    lat: float | None
    topics: tuple[str, ...]
    feedback_status: FeedbackStatus
    status_at: datetime
    moderation: Moderation
    is_late: bool
    is_withheld: bool
    agreed: int
    reply_count: int
    posted_at: datetime
    depth: int
    parent_ref: str | None
    official: Official | None
    attachments: tuple[AttachmentRow, ...] = ()
    version: int = 1
    edited_at: datetime | None = None
    children: tuple[CommentRow, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.moderation is Moderation.VISIBLE and not self.is_withheld


Found = Row[Any]
Topics = Mapping[UUID, tuple[str, ...]]
NO_FILES: ByComment = {}


@cache
def comment_select() -> Select[Any]:
    """Return the select from which ``row_of`` makes rows; add conditions and an order.

    Made once: making it takes longer than the database needs to answer it.
    """
    parent = aliased(Comment)
    status_at = (
        select(func.max(FeedbackStep.taken_at))
        .where(FeedbackStep.comment_id == Comment.id)
        .scalar_subquery()
    )
    return (
        select(
            *Comment.__table__.columns,
            status_at.label("status_at"),
            parent.ref.label("parent_ref"),
            OfficialReply.role_words,
            OfficialReply.team,
            OfficialReply.shown_name,
            OfficialReply.of_version,
            Ward.name.label("ward_name"),
            Representation.published_name,
            Representation.published_address,
            Representation.is_late.label("formal_late"),
        )
        .outerjoin(parent, parent.id == Comment.parent_id)
        .outerjoin(OfficialReply, OfficialReply.comment_id == Comment.id)
        .outerjoin(Representation, Representation.comment_id == Comment.id)
        .outerjoin(
            Ward,
            (Ward.authority_id == Comment.authority_id) & (Ward.code == Comment.ward_code),
        )
    )


def topics_of(session: Session, ids: Iterable[UUID]) -> Topics:
    """Return the topics of each comment, sorted."""
    wanted = list(ids)
    if not wanted:
        return {}
    asked = (
        select(CommentTopic.comment_id, CommentTopic.topic)
        .where(CommentTopic.comment_id.in_(wanted))
        .order_by(CommentTopic.topic)
    )
    topics: dict[UUID, tuple[str, ...]] = {}
    for comment_id, topic in session.execute(asked):
        topics[comment_id] = (*topics.get(comment_id, ()), topic)
    return topics


def row_of(found: Found, topics: Topics) -> CommentRow:
    """Return the row; what is hidden, held or taken back is a tombstone without words."""
    is_read = found.moderation is Moderation.VISIBLE and not found.is_withheld
    is_seen = is_read and are_public(found.feedback_status)
    official = (
        Official(found.role_words, found.team, found.shown_name, found.of_version)
        if found.role_words
        else None
    )
    return CommentRow(
        id=found.id,
        ref=found.ref,
        speaker=found.speaker,
        kind=found.kind,
        stance=found.stance if is_seen else None,
        lane=found.lane,
        channel=found.channel,
        text=found.text if is_seen else "",
        language=found.language,
        direction=found.direction,
        display_name=_name(found) if is_seen else None,
        address=found.published_address if is_seen else None,
        place_way=found.place_way if is_seen else PlaceWay.WHOLE,
        place_words=found.place_words if is_seen else None,
        ward_name=found.ward_name if is_seen else None,
        lon=found.lon if is_seen else None,
        lat=found.lat if is_seen else None,
        topics=topics.get(found.id, ()) if is_seen else (),
        feedback_status=found.feedback_status,
        status_at=found.status_at or found.posted_at,
        moderation=found.moderation,
        is_late=found.formal_late if _is_formal(found) else found.is_late,
        is_withheld=found.is_withheld,
        agreed=found.agreed,
        reply_count=found.replies,
        posted_at=found.posted_at,
        depth=found.depth,
        parent_ref=found.parent_ref,
        official=official if is_seen else None,
        version=found.version,
        edited_at=found.edited_at,
    )


def with_words(row: CommentRow, found: Found, topics: Topics) -> CommentRow:
    """Return *row* with what the public may not read, for its author and for officers.

    What its author has taken back is there only where the council has to keep it.
    """
    is_left = are_public(found.feedback_status) or keeps_words(found.lane)
    return replace(
        row,
        text=found.text if is_left else "",
        stance=found.stance,
        display_name=_name(found),
        address=found.published_address,
        place_way=found.place_way,
        place_words=found.place_words,
        ward_name=found.ward_name,
        lon=found.lon,
        lat=found.lat,
        topics=topics.get(found.id, ()),
    )


def _is_formal(found: Found) -> bool:
    return found.lane is Lane.REPRESENTATION


def _name(found: Found) -> str | None:
    """Return the name under which everybody sees a comment."""
    name: str | None = found.published_name if _is_formal(found) else found.display_name
    return name


def trees(
    found: Sequence[Found], topics: Topics, roots: Iterable[UUID], files: ByComment = NO_FILES
) -> list[CommentRow]:
    """Return *roots* in their order, each with what of *found* stands below it.

    A reply whose parent is not in *found* stands under the root; one that is deeper than threads
    are stored stands beside its parent.

    *found* holds the roots and their replies, replies in the order in which they were posted.
    """
    wanted = list(roots)
    by_id = {each.id: each for each in found}
    above: dict[UUID, UUID] = {}
    below: dict[UUID, list[UUID]] = {}
    for each in found:
        if each.id in wanted:
            continue
        under = each.parent_id if each.parent_id in by_id else each.thread_id
        if by_id[under].depth >= DEEPEST and under in above:
            under = above[under]
        above[each.id] = under
        below.setdefault(under, []).append(each.id)

    def grown(id_: UUID) -> CommentRow:
        children = tuple(grown(child) for child in below.get(id_, ()))
        row = row_of(by_id[id_], topics)
        seen = may_be_read(row.moderation, row.feedback_status)
        shown = files.get(id_, ()) if seen else ()
        return replace(row, attachments=shown, children=children)

    return [grown(root) for root in wanted if root in by_id]
