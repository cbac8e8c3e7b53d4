"""All that is kept of one person, wherever it stands; and what was erased and swept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment, Voice
from consultation.models.consultations import Consultation
from consultation.models.following import Subscription
from consultation.models.privacy import Erasure, RetentionChoice, RetentionRun
from consultation.models.representations import Representation
from consultation.models.sessions import HeldSession, SessionPlace
from consultation.models.takes import QuestionResponse
from consultation.rules.privacy import RetentionClass, Stone, Subject, kept_for
from foundation.accounts.models.attendees import Attendee
from foundation.accounts.models.contacts import Contact
from foundation.accounts.models.correspondents import Correspondent
from foundation.accounts.models.people import Person, PersonRole
from foundation.base.outgoing import OutgoingMail
from foundation.base.roles import STAFF

MOST = 30

VoiceDigest = Callable[[UUID, UUID], str]
"""Person and consultation → the digest under which they speak there."""


@dataclass(frozen=True, slots=True)
class OwnComment:
    """One comment of the person, with who they said they were."""

    id: UUID
    ref: str
    consultation_id: UUID
    consultation: str
    voice_id: UUID | None
    posted_at: datetime
    text: str
    display_name: str | None
    place_words: str | None
    is_formal: bool
    name: str | None
    address: str | None
    postcode: str | None
    answer_set_id: UUID | None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Everything; *is_staff* where their account belongs to their work."""

    email: str | None
    person_id: UUID | None
    name: str | None
    is_staff: bool
    contact_ids: tuple[UUID, ...]
    follows: int
    places: tuple[str, ...]
    mails: tuple[tuple[datetime, str], ...]
    comments: tuple[OwnComment, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is kept."""
        kept = self.person_id, self.contact_ids, self.places, self.mails, self.comments
        return not any(kept)


@dataclass(frozen=True, slots=True)
class SweepRow:
    """What a sweep did to one class."""

    ran_at: datetime
    class_: RetentionClass
    rows: int


@dataclass(frozen=True, slots=True)
class ErasureRow:
    """A tombstone."""

    erased_at: datetime
    comments: int
    formal: int
    kept_account: bool


def person_record(
    session: Session, authority_id: UUID, subject: Subject, digest: VoiceDigest
) -> PersonRecord:
    """Return all that one council keeps of somebody."""
    email = (subject.email or "").strip().lower() or None
    person = session.scalar(
        select(Person).where(Person.authority_id == authority_id, Person.email == email)
    )
    contacts = tuple(
        session.scalars(
            select(Contact.id).where(Contact.authority_id == authority_id, Contact.address == email)
        )
    )
    follows = session.execute(
        select(Subscription.comment_id, Subscription.is_own).where(
            Subscription.authority_id == authority_id, Subscription.contact_id.in_(contacts)
        )
    ).all()
    own = {row.comment_id for row in follows if row.is_own and row.comment_id}
    voices = _voices(session, authority_id, person.id, digest) if person else []
    mails = session.execute(
        select(OutgoingMail.queued_at, OutgoingMail.subject)
        .where(OutgoingMail.authority_id == authority_id, OutgoingMail.recipient == email)
        .order_by(OutgoingMail.queued_at)
    )
    return PersonRecord(
        email=email,
        person_id=person.id if person else None,
        name=person.name if person else None,
        is_staff=bool(person and _is_staff(session, person.id)),
        contact_ids=contacts,
        follows=len(follows),
        places=_places(session, authority_id, email),
        mails=tuple((row.queued_at, row.subject) for row in mails),
        comments=tuple(_comments(session, authority_id, own, voices, subject.refs)),
    )


def sweeps(session: Session, authority_id: UUID) -> list[SweepRow]:
    """Return what the latest sweeps have removed, the latest first."""
    asked = select(RetentionRun.ran_at, RetentionRun.class_, RetentionRun.rows)
    mine = asked.where(RetentionRun.authority_id == authority_id)
    found = session.execute(mine.order_by(RetentionRun.ran_at.desc()).limit(MOST))
    return [SweepRow(*row) for row in found]


def erasures(session: Session, authority_id: UUID) -> list[ErasureRow]:
    """Return the latest tombstones, the latest first."""
    asked = select(Erasure).where(Erasure.authority_id == authority_id)
    found = session.scalars(asked.order_by(Erasure.erased_at.desc()).limit(MOST))
    return [
        ErasureRow(each.erased_at, len(each.comments), each.formal, each.kept_account)
        for each in found
    ]


def kept_here(session: Session, authority_id: UUID) -> dict[RetentionClass, timedelta]:
    """Return how long a council keeps each class."""
    asked = select(RetentionChoice.class_, RetentionChoice.years)
    rows = session.execute(asked.where(RetentionChoice.authority_id == authority_id))
    return kept_for({row.class_: row.years for row in rows})


def stone_of(session: Session, stone_id: UUID) -> Stone | None:
    """Return one tombstone, or None."""
    found = session.get(Erasure, stone_id)
    if found is None:
        return None
    ids = tuple(UUID(each) for each in found.comments)
    return Stone(found.id, found.authority_id, ids, found.person_id, found.email_digest)


def stones_missing(session: Session, stones: Sequence[Stone]) -> list[Stone]:
    """Return those tombstones that the database does not know: a backup took them away."""
    known = set(session.scalars(select(Erasure.id)))
    return [stone for stone in stones if stone.id not in known]


def refs_of(session: Session, authority_id: UUID, comment_ids: Sequence[UUID]) -> tuple[str, ...]:
    """Return the references of those comments of a council that are there."""
    asked = select(Comment.ref).where(
        Comment.authority_id == authority_id, Comment.id.in_(comment_ids)
    )
    return tuple(session.scalars(asked.order_by(Comment.ref)))


def known_addresses(session: Session, authority_id: UUID) -> set[str]:
    """Return every e-mail address that a council keeps anywhere."""
    columns = (
        (Person.authority_id, Person.email),
        (Contact.authority_id, Contact.address),
        (OutgoingMail.authority_id, OutgoingMail.recipient),
        (Attendee.authority_id, Attendee.email),
    )
    return {
        address
        for whose, column in columns
        for address in session.scalars(select(column).where(whose == authority_id).distinct())
        if address
    }


def _places(session: Session, authority_id: UUID, email: str | None) -> tuple[str, ...]:
    """Return the sessions for which somebody signed up with their address."""
    asked = (
        select(HeldSession.title)
        .join(SessionPlace, SessionPlace.session_id == HeldSession.id)
        .join(Attendee, Attendee.id == SessionPlace.id)
        .where(Attendee.authority_id == authority_id, Attendee.email == email)
        .order_by(HeldSession.held_on, HeldSession.id)
    )
    return tuple(session.scalars(asked))


def _voices(
    session: Session, authority_id: UUID, person_id: UUID, digest: VoiceDigest
) -> list[UUID]:
    """Return the random ids under which a person who signs in has spoken."""
    here = select(Consultation.id).where(Consultation.authority_id == authority_id)
    digests = [digest(person_id, each) for each in session.scalars(here)]
    return list(session.scalars(select(Voice.id).where(Voice.visitor_digest.in_(digests))))


def _is_staff(session: Session, person_id: UUID) -> bool:
    held = session.scalars(select(PersonRole.role).where(PersonRole.person_id == person_id))
    return bool(set(held) & STAFF)


def _comments(
    session: Session,
    authority_id: UUID,
    own: set[UUID],
    voices: list[UUID],
    refs: tuple[str, ...],
) -> list[OwnComment]:
    asked: Any = (
        select(
            Comment.id,
            Comment.ref,
            Comment.consultation_id,
            Consultation.title,
            Comment.voice_id,
            Comment.posted_at,
            Comment.text,
            Comment.display_name,
            Comment.place_words,
            Representation.comment_id.is_not(None),
            Correspondent.name,
            Correspondent.address,
            Correspondent.postcode,
            QuestionResponse.set_id,
        )
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .outerjoin(Representation, Representation.comment_id == Comment.id)
        .outerjoin(Correspondent, Correspondent.id == Representation.correspondent_id)
        .outerjoin(QuestionResponse, QuestionResponse.comment_id == Comment.id)
        .where(
            Comment.authority_id == authority_id,
            or_(Comment.id.in_(own), Comment.voice_id.in_(voices), Comment.ref.in_(refs)),
        )
        .order_by(Comment.posted_at, Comment.ref)
    )
    return [OwnComment(*row) for row in session.execute(asked)]
