"""All that has to be known before something can be said, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from shapely.geometry import Point
from sqlalchemy import (
    ColumnElement,
    Float,
    Row,
    Select,
    String,
    Uuid,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
)

from consultation.commands.clock import PROMISED
from consultation.models.comments import Comment, Voice
from consultation.models.consultations import Consultation, OwnTopic
from consultation.models.places import ConsultationArea
from consultation.models.takes import ConsultationTakes
from consultation.rules.clock import Promise, promise
from consultation.rules.comments import Contribution, Moderation, Topic
from consultation.rules.consultations import (
    TAKES_FORMAL,
    WhyNot,
    Window,
    is_over,
    is_public,
    may_comment,
    turned_away,
    window_of,
)
from consultation.rules.imports import came_late, may_take_in
from consultation.rules.representations import may_represent
from consultation.rules.takes import Takes
from consultation.rules.withdrawals import are_public
from foundation.accounts.models.authorities import Authority
from foundation.accounts.rules.authorities import Moderating, Publishing
from foundation.base.decisions import Decision
from foundation.base.errors import Invalid, NotFound
from foundation.base.references import as_reference
from foundation.base.words import say
from foundation.base.work import Work
from geo.models.wards import Ward, WardOutline
from geo.spatial import distance, given_later, intersects

COMMON = frozenset(topic.value for topic in Topic)

_above = Comment.__table__.alias()
"""The comment that is replied to. A table's alias, not an entity's: several threads that use a new
``aliased`` at once get statements without it, and the wrong one is kept for as long as it runs."""

NEAR_ENOUGH_METRES = 4_800
"""Three miles: how far from the area a place may lie without its author having been asked."""


@dataclass(frozen=True, slots=True)
class Parent:
    """The comment that a reply stands under."""

    id: UUID
    thread_id: UUID
    depth: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A consultation that listens, as far as one contribution needs to know it."""

    id: UUID
    council: str
    publishing: Publishing
    is_late: bool
    moderating: Moderating
    voice_id: UUID | None
    ward_code: str | None
    parent: Parent | None
    promised: Promise


def opening_for(
    work: Work, wanted: UUID | str, said: Contribution, voice_digest: str | None
) -> Opening:
    """Return what *said* is an answer to, in the consultation with an id or a public address.

    Raises:
        NotFound: no such consultation, or no such comment in it.
        Conflict: it does not listen now, or the comment is not visible.
        Invalid: a topic that it does not have.
    """
    own = sorted(set(said.topics) - COMMON)
    shape = said.place.shape
    asked = _asked(
        by_id=isinstance(wanted, UUID),
        is_placed=shape is not None,
        is_near=not said.place.far_is_right,
        has_own=bool(own),
    )
    given = {
        "wanted": wanted,
        "authority_id": work.actor.authority_id,
        "reply_to": as_reference(said.reply_to_ref or ""),
        "voice_digest": voice_digest,
        "own": own,
        "label": Point(*shape.label).wkb if shape else None,
        "metres": shape.grid.wkb if shape else None,
    }
    found = work.session.connection().execute(asked, given).one_or_none()
    if found is None:
        raise NotFound("There is no such consultation.")
    window = window_of(found)
    if isinstance(wanted, str) and not is_public(window, work.now):
        raise NotFound("There is no such consultation.")
    decision = _may_say(said, found, window, work.now)
    if not decision:
        raise turned_away(decision)
    if found.own_topics != len(own):
        wrong = say("This consultation has no such topic.")
        raise Invalid(wrong, fields={"topics": wrong})
    if (found.metres_off or 0) > NEAR_ENOUGH_METRES:
        raise _too_far(found.metres_off)
    parent = _parent(found) if said.reply_to_ref else None
    return Opening(
        id=found.id,
        council=found.name,
        publishing=found.publishing,
        is_late=came_late(window, said.said_at) if said.said_at else is_over(window, work.now),
        moderating=found.moderating,
        voice_id=found.voice_id,
        ward_code=found.ward_code,
        parent=parent,
        promised=promise(
            found.working_days, found.comment_days, found.question_days, found.idea_days
        ),
    )


def _may_say(said: Contribution, found: Row[Any], window: Window, now: datetime) -> Decision:
    if found.takes is Takes.QUESTIONS:
        return Decision(WhyNot.ONLY_QUESTIONS)
    if said.said_at:
        if said.formal and found.kind not in TAKES_FORMAL:
            return Decision(WhyNot.NO_FORMAL_COMMENTS)
        return may_take_in(window, said.said_at)
    if not said.formal:
        return may_comment(window, now)
    if said.reply_to_ref:
        return Decision(WhyNot.REPLY_IS_NOT_FORMAL)
    return may_represent(found.kind, window, now)


@cache
def _asked(*, by_id: bool, is_placed: bool, is_near: bool, has_own: bool) -> Select[Any]:
    """Return the statement for one kind of contribution; it is built when the first one comes."""
    column = Consultation.id if by_id else Consultation.slug
    return (
        select(
            Consultation.id,
            Consultation.kind,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
            Consultation.moderating,
            Authority.name,
            Authority.publishing,
            Authority.late_comments,
            *PROMISED,
            ConsultationTakes.takes,
            _voice().label("voice_id"),
            (_known() if has_own else literal(0)).label("own_topics"),
            (_ward() if is_placed else cast(null(), String())).label("ward_code"),
            (_metres_off() if is_placed and is_near else cast(null(), Float())).label("metres_off"),
            _above.c.id.label("parent_id"),
            _above.c.thread_id,
            _above.c.depth,
            _above.c.moderation,
            _above.c.feedback_status,
            _above.c.is_withheld,
        )
        .join(Authority, Authority.id == Consultation.authority_id)
        .outerjoin(ConsultationTakes, ConsultationTakes.consultation_id == Consultation.id)
        .outerjoin(
            _above,
            (_above.c.consultation_id == Consultation.id)
            & (_above.c.ref == bindparam("reply_to", type_=String())),
        )
        .where(
            column == bindparam("wanted", type_=column.type),
            Consultation.authority_id == bindparam("authority_id", type_=Uuid()),
        )
    )


def _voice() -> ColumnElement[Any]:
    digest = bindparam("voice_digest", type_=String())
    return (
        select(Voice.id)
        .where(Voice.consultation_id == Consultation.id, Voice.visitor_digest == digest)
        .scalar_subquery()
    )


def _known() -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(OwnTopic)
        .where(
            OwnTopic.consultation_id == Consultation.id,
            OwnTopic.code.in_(bindparam("own", expanding=True)),
        )
        .scalar_subquery()
    )


def _ward() -> ColumnElement[Any]:
    inside = (
        select(Ward.code)
        .join(WardOutline, WardOutline.ward_id == Ward.id)
        .where(
            Ward.authority_id == Consultation.authority_id,
            intersects(WardOutline.geom, given_later("label", WardOutline.geom)),
        )
    )
    return inside.order_by(Ward.code).limit(1).scalar_subquery()


def _metres_off() -> ColumnElement[Any]:
    here = given_later("metres", ConsultationArea.geom_27700)
    return (
        select(distance(ConsultationArea.geom_27700, here))
        .where(ConsultationArea.consultation_id == Consultation.id)
        .scalar_subquery()
    )


def _parent(found: Row[Any]) -> Parent:
    if found.parent_id is None:
        raise NotFound("The comment that you reply to is not there.")
    is_read = found.moderation is Moderation.VISIBLE and not found.is_withheld
    if not is_read or not are_public(found.feedback_status):
        raise turned_away(Decision(WhyNot.PARENT_NOT_VISIBLE))
    return Parent(found.parent_id, found.thread_id, found.depth)


def _too_far(metres: float) -> Invalid:
    said = say(
        "This place is {km} km from what this consultation is about. "
        "Did you mean another place, or swap longitude and latitude?",
        km=round(metres / 1000, 1),
    )
    return Invalid(said, fields={"place": said}, facts={"metres": round(metres)})
