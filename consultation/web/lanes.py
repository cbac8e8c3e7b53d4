"""In which lane a comment is, told to its author."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for

from consultation.queries.comments import Fate
from consultation.queries.representations import FormalStanding, formal_standing
from consultation.rules.consultations import WhyNot
from consultation.web.cards import last_day
from consultation.web.labels import PUBLISHED
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.web.current import now

JUST_SENT = "sent"
"""In an address: it is about what this browser sent last, not about whose code was given."""

ONE_LANE = frozenset({WhyNot.NO_FORMAL_COMMENTS, WhyNot.REPLY_IS_NOT_FORMAL})


@dataclass(frozen=True, slots=True)
class ShownLane:
    """What an author reads of the lane of their comment (components/lane_box.html).

    Args:
        url: where it is made formal; None where it cannot be.
        why_not: why it cannot become formal, or None.
    """

    is_formal: bool
    is_late: bool
    published: str
    closes_on: date | None
    url: str | None
    why_not: WhyNot | None


def shown_lane(found: Fate, *, just_sent: bool) -> ShownLane | None:
    """Return the lane of a comment, or None where there is only one."""
    stands = lane_of(found.comment.id)
    no = WhyNot(stands.may_become.reason) if stands.may_become.reason else None
    if not stands.is_formal and no in ONE_LANE:
        return None
    return ShownLane(
        is_formal=stands.is_formal,
        is_late=found.comment.is_late or (stands.is_over and not stands.is_formal),
        published=str(PUBLISHED[stands.publishing]),
        closes_on=last_day(stands.closes_at),
        url=url_for("follow.formal", sent=1 if just_sent else None) if stands.may_become else None,
        why_not=no,
    )


def lane_of(comment_id: UUID) -> FormalStanding:
    """Return how a comment of this council, whose fate was found, stands to the formal lane."""
    stands = formal_standing(db.session(), current_council().id, comment_id, now())
    assert stands is not None  # noqa: S101  its fate was found in the line before
    return stands
