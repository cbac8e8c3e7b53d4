"""The mirror: a comment as everyone will see it, before anyone does."""

from __future__ import annotations

from uuid import UUID

from consultation.queries.named import own_topics
from consultation.rules.comments import Contribution, Moderation
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.marks import mark_of
from consultation.web.rows import ShownComment, topic_words, where_words
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.web.current import now
from geo.queries.wards import ward_at


def mirrored(consultation_id: UUID, said: Contribution) -> ShownComment:
    """Return *said*, checked, as the card of a comment shows it once it is published."""
    own = own_topics(db.session(), consultation_id) if said.topics else {}
    ward = None
    if said.place.shape:
        ward = ward_at(db.session(), current_council().id, *said.place.shape.label)
    ward_name = ward.name if ward else None
    words = said.place.words or said.place.postcode
    return ShownComment(
        ref="",
        mark=mark_of(said.kind, said.stance),
        status=FeedbackStatus.RECEIVED,
        moderation=Moderation.VISIBLE,
        place_words=where_words(said.place.way, words, ward_name),
        topics=tuple(topic_words(topic, own) for topic in said.topics),
        text=said.text,
        language=None,
        author=said.display_name,
        area=ward_name,
        posted_at=now(),
        agreed=0,
        reply_count=0,
        replies=(),
        has_place=said.place.shape is not None,
    )
