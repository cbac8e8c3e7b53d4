"""Find the comments that say nearly what a new one says."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from consultation.commands.voices import insert_once
from consultation.models.comments import Comment
from consultation.models.points import Sketch, SketchBand
from consultation.rules.comments import Speaker
from consultation.rules.sketches import ALIKE, Look, alike, cell, sketch

MOST_COMPARED = 50


def keep_sketch(session: Session, comment_id: UUID) -> None:
    """Keep the sketch of a comment, and put it to those that it is like; once."""
    asked = select(
        Comment.consultation_id, Comment.text, Comment.lon, Comment.lat, Sketch.comment_id
    ).outerjoin(Sketch, Sketch.comment_id == Comment.id)
    found = session.execute(
        asked.where(Comment.id == comment_id, Comment.speaker == Speaker.PUBLIC)
    ).one_or_none()
    if found is None or found.comment_id is not None:
        return
    new = sketch(found.text)
    row = {
        "comment_id": comment_id,
        "consultation_id": found.consultation_id,
        "campaign_id": _campaign(session, found.consultation_id, new) or comment_id,
        "digest": new.digest,
        "numbers": list(new.numbers),
        "cell": cell(found.lon, found.lat),
    }
    session.execute(insert(Sketch), row)
    bands = [
        {"consultation_id": found.consultation_id, "band": band, "comment_id": comment_id}
        for band in new.bands
    ]
    session.execute(insert_once(session, SketchBand), bands)


def _campaign(session: Session, consultation_id: UUID, new: Look) -> UUID | None:
    """Return the campaign of the comment that is most like this one, if any is like it enough."""
    near = (
        select(SketchBand.comment_id)
        .where(SketchBand.consultation_id == consultation_id, SketchBand.band.in_(new.bands))
        .distinct()
        .limit(MOST_COMPARED)
    )
    asked = select(Sketch.campaign_id, Sketch.numbers).where(Sketch.comment_id.in_(near))
    found = [(alike(new.numbers, row.numbers), row.campaign_id) for row in session.execute(asked)]
    share, campaign_id = max(found, default=(0.0, None), key=lambda each: each[0])
    return campaign_id if share >= ALIKE else None
