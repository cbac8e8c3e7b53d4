"""Sessions of consultations, as residents and as officers see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.sessions import HeldSession, SessionComment, SessionPlace, SessionQuestion
from consultation.rules.comments import Moderation
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.sessions import SeatState, SessionKind, SessionState
from foundation.accounts.models.attendees import Attendee
from foundation.base.clock import london_day

MOST_SHOWN = 100
MOST_NUMBERS = 1_000_000


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One session and the consultation that it belongs to."""

    id: UUID
    consultation_id: UUID
    slug: str
    consultation: str
    number: int
    kind: SessionKind
    state: SessionState
    title: str
    about: str
    speaker: str
    held_on: date
    starts_at: datetime | None
    ends_at: datetime | None
    place: str
    postcode: str
    lon: float | None
    lat: float | None
    step_free: bool
    access: str
    link: str
    signs_up: bool
    capacity: int | None
    has_waiting: bool
    languages: str
    has_bsl: bool
    taken: int
    people: int | None
    notes: str

    @property
    def left(self) -> int | None:
        """How many places are free; None without a limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """What was asked at a session, and the answer, or an empty one."""

    id: UUID
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class SessionCommentRow:
    """One comment that was made at a session."""

    ref: str
    text: str
    language: str
    status: FeedbackStatus


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One place, and the number of people who wait before it."""

    id: UUID
    state: SeatState
    session: SessionFacts
    before: int


@dataclass(frozen=True, slots=True)
class Register:
    """Who comes: the names that were given, how many left an address, and how many wait."""

    names: tuple[str, ...]
    addresses: int
    waiting: int


def sessions_of(
    session: Session, consultation_id: UUID, *, drafts: bool = False
) -> list[SessionFacts]:
    """Return the sessions of a consultation by day; the public sees no drafts."""
    asked = _asked().where(HeldSession.consultation_id == consultation_id)
    if not drafts:
        asked = asked.where(HeldSession.state != SessionState.DRAFT)
    ordered = asked.order_by(HeldSession.held_on, HeldSession.starts_at, HeldSession.number)
    return [SessionFacts(*row) for row in session.execute(ordered.limit(MOST_SHOWN))]


def sessions_ahead(session: Session, consultation_id: UUID, now: datetime) -> list[SessionFacts]:
    """Return the published sessions of a consultation from today on."""
    asked = _asked().where(
        HeldSession.consultation_id == consultation_id,
        HeldSession.state == SessionState.PUBLISHED,
        HeldSession.held_on >= london_day(now),
    )
    ordered = asked.order_by(HeldSession.held_on, HeldSession.starts_at, HeldSession.number)
    return [SessionFacts(*row) for row in session.execute(ordered.limit(MOST_SHOWN))]


def council_sessions(session: Session, authority_id: UUID, since: date) -> list[SessionFacts]:
    """Return every session of a council from a day on, the next one first."""
    asked = _asked().where(
        HeldSession.authority_id == authority_id,
        HeldSession.held_on >= since,
        HeldSession.state != SessionState.CALLED_OFF,
    )
    ordered = asked.order_by(HeldSession.held_on, HeldSession.starts_at, HeldSession.id)
    return [SessionFacts(*row) for row in session.execute(ordered.limit(MOST_SHOWN))]


def session_called(
    session: Session, consultation_id: UUID, number: int, *, drafts: bool = False
) -> SessionFacts | None:
    """Return one session of a consultation, or None."""
    if number > MOST_NUMBERS:
        return None
    asked = _asked().where(
        HeldSession.consultation_id == consultation_id, HeldSession.number == number
    )
    if not drafts:
        asked = asked.where(HeldSession.state != SessionState.DRAFT)
    found = session.execute(asked).one_or_none()
    return SessionFacts(*found) if found else None


def questions_asked(session: Session, session_id: UUID) -> list[QuestionRow]:
    """Return what was asked at a session, in the order in which it was written down."""
    asked = (
        select(SessionQuestion.id, SessionQuestion.question, SessionQuestion.answer)
        .where(SessionQuestion.session_id == session_id)
        .order_by(SessionQuestion.kept_at, SessionQuestion.id)
    )
    return [QuestionRow(*row) for row in session.execute(asked)]


def comments_of_session(session: Session, session_id: UUID) -> list[SessionCommentRow]:
    """Return the newest hundred comments of a session that everybody may read."""
    asked = (
        select(Comment.ref, Comment.text, Comment.language, Comment.feedback_status)
        .join(SessionComment, SessionComment.comment_id == Comment.id)
        .where(
            SessionComment.session_id == session_id,
            Comment.moderation == Moderation.VISIBLE,
            Comment.is_withheld.is_(False),
            Comment.feedback_status != FeedbackStatus.WITHDRAWN,
        )
        .order_by(Comment.posted_at.desc(), Comment.id.desc())
        .limit(MOST_SHOWN)
    )
    return [SessionCommentRow(*row) for row in session.execute(asked)]


def seat_called(session: Session, authority_id: UUID, seat_id: UUID) -> SeatFacts | None:
    """Return one place in a session of a council, or None."""
    seat = session.execute(
        select(SessionPlace.state, SessionPlace.session_id, SessionPlace.asked_at).where(
            SessionPlace.id == seat_id
        )
    ).one_or_none()
    if seat is None:
        return None
    mine = HeldSession.authority_id == authority_id
    found = session.execute(_asked().where(HeldSession.id == seat.session_id, mine)).one_or_none()
    if found is None:
        return None
    before = select(func.count()).where(
        SessionPlace.session_id == seat.session_id,
        SessionPlace.state == SeatState.WAITING,
        SessionPlace.asked_at < seat.asked_at,
    )
    waits = seat.state is SeatState.WAITING
    return SeatFacts(
        seat_id, seat.state, SessionFacts(*found), session.scalars(before).one() if waits else 0
    )


def register(session: Session, session_id: UUID) -> Register:
    """Return who comes to a session, as far as they said; no address is in it."""
    coming = select(SessionPlace.id).where(
        SessionPlace.session_id == session_id, SessionPlace.state == SeatState.TAKEN
    )
    named = select(Attendee.name).where(Attendee.id.in_(coming), Attendee.name.is_not(None))
    addressed = select(func.count()).where(Attendee.id.in_(coming), Attendee.email.is_not(None))
    waiting = select(func.count()).where(
        SessionPlace.session_id == session_id, SessionPlace.state == SeatState.WAITING
    )
    return Register(
        tuple(name for name in session.scalars(named.order_by(Attendee.name)) if name),
        session.scalars(addressed).one(),
        session.scalars(waiting).one(),
    )


def _asked() -> Select[*tuple[Any, ...]]:
    asked: Select[*tuple[Any, ...]] = select(
        HeldSession.id,
        HeldSession.consultation_id,
        Consultation.slug,
        Consultation.title,
        HeldSession.number,
        HeldSession.kind,
        HeldSession.state,
        HeldSession.title,
        HeldSession.about,
        HeldSession.speaker,
        HeldSession.held_on,
        HeldSession.starts_at,
        HeldSession.ends_at,
        HeldSession.place,
        HeldSession.postcode,
        HeldSession.lon,
        HeldSession.lat,
        HeldSession.step_free,
        HeldSession.access,
        HeldSession.link,
        HeldSession.signs_up,
        HeldSession.capacity,
        HeldSession.has_waiting,
        HeldSession.languages,
        HeldSession.has_bsl,
        HeldSession.taken,
        HeldSession.people,
        HeldSession.notes,
    ).join(Consultation, Consultation.id == HeldSession.consultation_id)
    return asked
