"""Put an official answer below comments, one or many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, update

from consultation.commands.search import index_text
from consultation.commands.standing import Standing
from consultation.models.comments import Comment, OfficialReply
from consultation.rules.comments import (
    DEEPEST,
    Channel,
    Kind,
    Lane,
    Moderation,
    PlaceWay,
    Speaker,
)
from consultation.rules.events import CommentAnswered
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.languages import UNKNOWN_LANGUAGE
from consultation.rules.words import direction, in_one_line
from foundation.base.references import new_comment_reference
from foundation.base.work import Work


@dataclass(frozen=True, slots=True)
class Signed:
    """Who speaks in an answer: a role and a team; a person's name only if they chose so."""

    role_words: str
    team: str | None = None
    shown_name: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that now stands below a comment."""

    id: UUID
    ref: str


def post_replies(
    work: Work, comments: Sequence[Standing], text: str, speaker: Speaker, signed: Signed
) -> dict[UUID, Reply]:
    """Post *text* below each of *comments*; return comment → its reply.

    The consultation's own counter of replies is for who moves its other counters.
    """
    if not comments:
        return {}
    rows = [_row(work, comment, text, speaker) for comment in comments]
    work.session.execute(insert(Comment), rows)
    official = {
        "role_words": in_one_line(signed.role_words),
        "team": in_one_line(signed.team or "") or None,
        "shown_name": in_one_line(signed.shown_name or "") or None,
    }
    signatures = [
        {"comment_id": row["id"], **official, "of_version": comment.version}
        for row, comment in zip(rows, comments, strict=True)
    ]
    work.session.execute(insert(OfficialReply), signatures)
    _count_below(work, comments)
    replies = {row["parent_id"]: Reply(row["id"], row["ref"]) for row in rows}
    for row in rows:
        index_text(work.session, row["id"], row["consultation_id"], text)
    for comment in comments:
        answer = replies[comment.id]
        work.record(CommentAnswered(comment.id, comment.consultation_id, answer.id))
    return replies


def _count_below(work: Work, comments: Sequence[Standing]) -> None:
    """Add to the replies of each comment, and of each one that began a thread."""
    below: Counter[UUID] = Counter()
    for comment in comments:
        below.update({comment.id, comment.thread_id})
    for more in sorted(set(below.values())):
        work.session.execute(
            update(Comment)
            .where(Comment.id.in_([each for each, by in below.items() if by == more]))
            .values(replies=Comment.replies + more)
            .execution_options(synchronize_session=False)
        )


def _row(work: Work, comment: Standing, text: str, speaker: Speaker) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "authority_id": work.actor.authority_id,
        "consultation_id": comment.consultation_id,
        "ref": new_comment_reference(),
        "thread_id": comment.thread_id,
        "parent_id": comment.id,
        "depth": min(comment.depth + 1, DEEPEST),
        "speaker": speaker,
        "kind": Kind.COMMENT,
        "lane": Lane.DIALOGUE,
        "channel": Channel.WEB,
        "text": text,
        "language": UNKNOWN_LANGUAGE,
        "direction": direction(text),
        "place_way": PlaceWay.WHOLE,
        "feedback_status": FeedbackStatus.CLOSED,
        "moderation": Moderation.VISIBLE,
        "agreed": 0,
        "replies": 0,
        "posted_at": work.now,
    }
