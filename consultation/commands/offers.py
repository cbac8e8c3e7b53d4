"""Keep with a comment which earlier answers its author was shown."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from consultation.commands.voices import insert_once
from consultation.models.comments import Comment
from consultation.models.offers import Offer
from foundation.base.work import Work


def note_offers(
    work: Work, comment_id: UUID, offered: Collection[str], enough: Collection[str]
) -> None:
    """Keep the questions called *offered*, of the same consultation; done twice, it is done once.

    *enough* are those of them that answered a part of the comment for its author.
    """
    if not offered:
        return
    own = (
        select(Comment.consultation_id)
        .where(Comment.id == comment_id, Comment.authority_id == work.actor.authority_id)
        .scalar_subquery()
    )
    asked = select(Comment.id, Comment.ref).where(
        Comment.ref.in_(offered), Comment.consultation_id == own, Comment.id != comment_id
    )
    rows = [
        {"comment_id": comment_id, "question_id": found.id, "is_enough": found.ref in enough}
        for found in work.session.execute(asked)
    ]
    if rows:
        work.session.execute(insert_once(work.session, Offer), rows)
