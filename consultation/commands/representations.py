"""Make a comment formal, and note who looks up the person behind one."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import insert, select, update

from consultation.commands.standing import Standing, counted, difference, standing
from consultation.commands.tallies import count
from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.representations import Representation
from consultation.rules.comments import Lane, Speaker
from consultation.rules.consultations import is_over, turned_away, window_of
from consultation.rules.events import RepresentationMade, RepresentationRead
from consultation.rules.representations import (
    NOT_AS_PROMISED,
    checked_signatory,
    keeps_promise,
    may_become_formal,
    may_represent,
    published,
)
from foundation.accounts.commands.correspondents import keep_correspondent
from foundation.accounts.models.authorities import Authority
from foundation.accounts.rules.authorities import Publishing
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.errors import Conflict, NotFound
from foundation.base.work import Work


def represent(
    work: Work, comment_id: UUID, signatory: Signatory, *, publishing: Publishing, is_late: bool
) -> None:
    """Store who stands behind a comment and what of it is published, in two statements."""
    shown = published(publishing, signatory)
    row = {
        "comment_id": comment_id,
        "correspondent_id": keep_correspondent(work, signatory),
        "became_formal_at": work.now,
        "is_late": is_late,
        "publishing": publishing,
        "published_name": shown.name,
        "published_address": shown.address,
    }
    work.session.execute(insert(Representation), row)


def make_formal(
    work: Work, comment_id: UUID, signatory: Signatory, promised: Publishing | None = None
) -> None:
    """Take an informal comment into the formal lane; one that is there already stays as it is.

    *promised* is what its author was told is published of it.

    Raises:
        NotFound: no such comment of the public.
        Conflict: it is too late for it, the comment is a reply, hidden or taken back, or the
            council publishes something else than was promised.
        Invalid: name, address or postcode cannot be taken.
    """
    comment = standing(work, comment_id)
    if comment.speaker is not Speaker.PUBLIC:
        raise NotFound("There is no such comment.")
    if comment.lane is Lane.REPRESENTATION:
        return
    council = work.session.execute(
        select(
            Consultation.kind,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
            Authority.name,
            Authority.publishing,
            Authority.late_comments,
        )
        .join(Authority, Authority.id == Consultation.authority_id)
        .where(Consultation.id == comment.consultation_id)
    ).one()
    window = window_of(council)
    for decision in (
        may_represent(council.kind, window, work.now),
        may_become_formal(comment.depth, comment.status, comment.moderation),
    ):
        if not decision:
            raise turned_away(decision)
    if not keeps_promise(promised, council.publishing):
        raise Conflict(NOT_AS_PROMISED)
    signatory = checked_signatory(signatory, council.name)
    is_late = is_over(window, work.now)
    represent(work, comment_id, signatory, publishing=council.publishing, is_late=is_late)
    _move(work, comment, is_withheld=council.publishing is Publishing.NOTHING)
    work.record(
        RepresentationMade(
            comment_id,
            consultation_id=comment.consultation_id,
            publishing=council.publishing,
            late=is_late,
        )
    )


def note_reading(work: Work, comment_id: UUID) -> None:
    """Record that the actor looks up who is behind a formal comment.

    Raises:
        NotFound: the actor's council has no such formal comment.
    """
    consultation_id = work.session.scalar(
        select(Comment.consultation_id)
        .join(Representation, Representation.comment_id == Comment.id)
        .where(Comment.id == comment_id, Comment.authority_id == work.actor.authority_id)
    )
    if consultation_id is None:
        raise NotFound("There is no such formal comment.")
    work.record(RepresentationRead(comment_id, consultation_id=consultation_id))


def _move(work: Work, comment: Standing, *, is_withheld: bool) -> None:
    """Change the lane of a comment, and the counters with it."""
    after = replace(comment, lane=Lane.REPRESENTATION, is_withheld=is_withheld)
    was, is_ = (counted(each, each.status, each.moderation) for each in (comment, after))
    count(work.session, comment.consultation_id, **difference(was, is_))
    work.session.execute(
        update(Comment)
        .where(Comment.id == comment.id)
        .values(lane=Lane.REPRESENTATION, is_withheld=is_withheld)
        .execution_options(synchronize_session=False)
    )
