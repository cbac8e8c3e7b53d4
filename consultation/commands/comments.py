"""Take in what somebody says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Table, insert, select, update

from consultation.commands.openings import Opening, opening_for
from consultation.commands.places import columns
from consultation.commands.representations import represent
from consultation.commands.tallies import TALLY, tallied
from consultation.commands.voices import new_once, voice_of
from consultation.models.comments import Comment, CommentTopic, Receipt
from consultation.models.places import CommentPlace
from consultation.models.search import CommentWords
from consultation.rules.clock import due_on
from consultation.rules.comments import (
    DEEPEST,
    Contribution,
    Kind,
    Lane,
    Moderation,
    Speaker,
    checked,
)
from consultation.rules.events import CommentPosted
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.representations import NOT_AS_PROMISED, checked_signatory, keeps_promise
from foundation.accounts.rules.authorities import Moderating, Publishing
from foundation.base.errors import Conflict, Unavailable
from foundation.base.references import code_digest, new_comment_reference, tracking_code
from foundation.base.search_words import words_of
from foundation.base.together import Write, adding, values_of, write_together
from foundation.base.work import Work

MOST_DRAWN = 5
"""References that are drawn for one comment before it is given up."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What an author takes home.

    Args:
        tracking_code: shown once; only its keyed digest is stored.
        held: a moderator looks at it before others can read it.
    """

    comment_id: UUID
    ref: str
    tracking_code: str
    status: FeedbackStatus
    held: bool


def post_comment(
    work: Work,
    consultation: UUID | str,
    said: Contribution,
    *,
    voice_digest: str | None,
    secret: bytes,
    comment_id: UUID | None = None,
) -> Posted:
    """Store a comment or a reply, in at most ten statements however long the thread is.

    A formal one takes two more: who stands behind it goes to the identity store.

    Args:
        work: for the authority whose consultation it is.
        consultation: where it is said, by its id or by its public address.
        said: as it came in; it is checked here.
        voice_digest: keyed digest of who speaks in this consultation; None where nobody knows.
        secret: key of the tracking code.
        comment_id: an id that only the sender of one form can make; sent twice, it is one
            comment, and the same receipt comes back.

    Raises:
        NotFound: no such consultation, or no such comment to reply to.
        Conflict: the consultation does not listen now, what is replied to is not visible, or the
            council publishes something else of a formal comment than was promised.
        Invalid: the words, the name, the topics, the place or who stands behind a formal comment
            cannot be taken.
    """
    opening = opening_for(work, consultation, said, voice_digest)
    said = checked(said, opening.council)
    if said.formal:
        if not keeps_promise(said.promised, opening.publishing):
            raise Conflict(NOT_AS_PROMISED)
        said = replace(said, formal=checked_signatory(said.formal, opening.council))
    row = _row(work, opening, said, comment_id or uuid4())
    if voice_digest:
        row["voice_id"] = opening.voice_id or voice_of(work.session, opening.id, voice_digest)
    before = _stored_once(work, row, secret)
    if before is not None:
        return before
    held = row["moderation"] is not Moderation.VISIBLE
    code = _store_the_rest(work, opening, row, said, secret)
    if said.formal:
        represent(
            work, row["id"], said.formal, publishing=opening.publishing, is_late=opening.is_late
        )
    _count(work, opening, said, row)
    work.record(
        CommentPosted(
            row["id"],
            consultation_id=opening.id,
            parent_id=row["parent_id"],
            means=said.kind,
            channel=said.channel,
            held=held,
            lane=row["lane"],
            late=opening.is_late,
        )
    )
    return Posted(row["id"], row["ref"], code, FeedbackStatus.RECEIVED, held)


def _posted(work: Work, consultation_id: UUID, comment_id: UUID, secret: bytes) -> Posted | None:
    """Return the receipt of a comment that is there already."""
    found = work.session.execute(
        select(Comment.ref, Comment.feedback_status, Comment.moderation).where(
            Comment.id == comment_id,
            Comment.consultation_id == consultation_id,
            Comment.authority_id == work.actor.authority_id,
        )
    ).one_or_none()
    if found is None:
        return None
    code = tracking_code(secret, comment_id.bytes)
    held = found.moderation is Moderation.HELD
    return Posted(comment_id, found.ref, code, found.feedback_status, held)


def _stored_once(work: Work, row: dict[str, Any], secret: bytes) -> Posted | None:
    """Insert the comment, or return the receipt of the one that was sent a moment ago.

    Among a million comments one new reference in forty thousand is somebody else's: then another
    is drawn.
    """
    connection = work.session.connection()
    new = new_once(Comment, connection.dialect.name)
    for _ in range(MOST_DRAWN):
        if connection.execute(new, row).one_or_none() is not None:
            return None
        before = _posted(work, row["consultation_id"], row["id"], secret)
        if before is not None:
            return before
        row["ref"] = new_comment_reference()
    raise Unavailable("This did not work. Send it again.")


def _store_the_rest(
    work: Work, opening: Opening, row: dict[str, Any], said: Contribution, secret: bytes
) -> str:
    """Keep topics, place, words and receipt; return the tracking code."""
    made: UUID = row["id"]
    if said.topics:
        topics = [{"comment_id": made, "topic": topic} for topic in said.topics]
        work.session.connection().execute(_TOPICS, topics)
    code = tracking_code(secret, made.bytes)
    words = " ".join(words_of(said.text))
    values = {
        **values_of(Receipt, comment_id=made, code_digest=code_digest(secret, code)),
        **values_of(CommentWords, comment_id=made, consultation_id=opening.id, words=words),
    }
    writes: tuple[Write, ...] = (_RECEIPT, _WORDS)
    if said.place.shape:
        values |= values_of(CommentPlace, comment_id=made, **columns(said.place.shape))
        writes = (*writes, _PLACE)
    write_together(work.session, writes, values)
    return code


_TOPICS = insert(cast(Table, CommentTopic.__table__))
_RECEIPT = adding(Receipt, "comment_id", "code_digest")
_WORDS = adding(CommentWords, "comment_id", "consultation_id", "words")
_PLACE = adding(CommentPlace, "comment_id", "geojson", "geom", "geom_27700")


def _row(work: Work, opening: Opening, said: Contribution, new: UUID) -> dict[str, Any]:
    before = said.looked_at_first or opening.moderating is Moderating.BEFORE
    parent = opening.parent
    lon, lat = said.place.shape.label if said.place.shape else (None, None)
    return {
        "id": new,
        "authority_id": work.actor.authority_id,
        "consultation_id": opening.id,
        "ref": new_comment_reference(),
        "thread_id": parent.thread_id if parent else new,
        "parent_id": parent.id if parent else None,
        "depth": min(parent.depth + 1, DEEPEST) if parent else 0,
        "voice_id": None,
        "speaker": Speaker.PUBLIC,
        "kind": said.kind,
        "stance": said.stance,
        "lane": Lane.REPRESENTATION if said.formal else Lane.DIALOGUE,
        "channel": said.channel,
        "text": said.text,
        "language": said.language,
        "direction": said.direction,
        "display_name": None if said.formal else said.display_name,
        "place_way": said.place.way,
        "place_words": said.place.words or said.place.postcode,
        "lon": lon,
        "lat": lat,
        "ward_code": opening.ward_code,
        "feedback_status": FeedbackStatus.RECEIVED,
        "moderation": Moderation.HELD if before else Moderation.VISIBLE,
        "is_late": opening.is_late,
        "is_withheld": bool(said.formal) and opening.publishing is Publishing.NOTHING,
        "agreed": 0,
        "replies": 0,
        "posted_at": work.now,
        "due_on": due_on(said.kind, work.now, opening.promised),
    }


def _count(work: Work, opening: Opening, said: Contribution, row: dict[str, Any]) -> None:
    """Move the counters of the consultation, and of what a reply stands below.

    Everybody who posts waits for the first, so they move last, unless comments move as well: then
    they come before those, as everywhere.
    """
    moved = tallied(opening.id, **_counted(opening, said, row))
    if opening.parent is None or row["moderation"] is not Moderation.VISIBLE:
        work.last.append((TALLY, moved))
        return
    write_together(work.session, (TALLY,), moved)
    work.session.execute(
        update(Comment)
        .where(Comment.id.in_({opening.parent.id, opening.parent.thread_id}))
        .values(replies=Comment.replies + 1)
        .execution_options(synchronize_session=False)
    )


def _counted(opening: Opening, said: Contribution, row: dict[str, Any]) -> dict[str, int]:
    """Return by how much each counter moves; one that a moderator is to see counts when shown."""
    if row["moderation"] is not Moderation.VISIBLE:
        return {}
    if row["is_withheld"]:
        return {"withheld": 1}
    if opening.parent is None:
        is_question = int(said.kind is Kind.QUESTION)
        return {"comments": 1, "questions": is_question, "formal": int(said.formal is not None)}
    return {"replies": 1}
