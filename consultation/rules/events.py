"""What happens to comments and consultations; each event knows its consultation's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from consultation.rules.comments import Channel, Kind, Lane, Moderation
from consultation.rules.consultations import ConsultationKind
from foundation.accounts.rules.authorities import Publishing
from foundation.base.events import Event


@dataclass(frozen=True, slots=True)
class CommentPosted(Event):
    """Somebody said something."""

    kind: ClassVar[str] = "consultation.comment.posted"
    consultation_id: UUID
    parent_id: UUID | None
    means: Kind
    channel: Channel
    held: bool
    lane: Lane = Lane.DIALOGUE
    late: bool = False


@dataclass(frozen=True, slots=True)
class CommentAnswered(Event):
    """The council or the applicant answered a comment."""

    kind: ClassVar[str] = "consultation.comment.answered"
    consultation_id: UUID
    answer_id: UUID


@dataclass(frozen=True, slots=True)
class CommentModerated(Event):
    """A comment was hidden, held back or shown."""

    kind: ClassVar[str] = "consultation.comment.moderated"
    consultation_id: UUID
    before: Moderation
    after: Moderation


@dataclass(frozen=True, slots=True)
class CommentEdited(Event):
    """Its author changed a comment; *version* stays the same where nobody had answered yet."""

    kind: ClassVar[str] = "consultation.comment.edited"
    consultation_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class QuestionsAnswered(Event):
    """Somebody answered the questions of a consultation; the subject is their response."""

    kind: ClassVar[str] = "consultation.questions.answered"
    consultation_id: UUID
    channel: Channel


@dataclass(frozen=True, slots=True)
class RepresentationMade(Event):
    """An informal comment became a formal one."""

    kind: ClassVar[str] = "consultation.representation.made"
    consultation_id: UUID
    publishing: Publishing
    late: bool


@dataclass(frozen=True, slots=True)
class RepresentationRead(Event):
    """An officer looked up who is behind a formal comment."""

    kind: ClassVar[str] = "consultation.representation.read"
    consultation_id: UUID


@dataclass(frozen=True, slots=True)
class AgreementGiven(Event):
    """Somebody agreed with a comment."""

    kind: ClassVar[str] = "consultation.agreement.given"
    consultation_id: UUID


@dataclass(frozen=True, slots=True)
class ConsultationMade(Event):
    """A consultation was drafted."""

    kind: ClassVar[str] = "consultation.consultation.made"
    consultation_id: UUID
    about: ConsultationKind


@dataclass(frozen=True, slots=True)
class ConsultationChanged(Event):
    """What a consultation says of itself was changed."""

    kind: ClassVar[str] = "consultation.consultation.changed"
    consultation_id: UUID


@dataclass(frozen=True, slots=True)
class StageMoved(Event):
    """The expected date of a stage moved."""

    kind: ClassVar[str] = "consultation.stage.moved"
    consultation_id: UUID
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class ApplicationRecorded(Event):
    """A version of a planning application was recorded."""

    kind: ClassVar[str] = "consultation.application.recorded"
    version: int


@dataclass(frozen=True, slots=True)
class ApplicantGiven(Event):
    """Somebody may answer for the applicant in a consultation."""

    kind: ClassVar[str] = "consultation.applicant.given"
    person_id: UUID


@dataclass(frozen=True, slots=True)
class ApplicantTaken(Event):
    """Somebody may answer for the applicant no more."""

    kind: ClassVar[str] = "consultation.applicant.taken"
    person_id: UUID
