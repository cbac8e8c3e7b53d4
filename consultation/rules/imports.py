"""Responses from other survey tools: where an import stands, and what a column can mean."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.consultations import ConsultationStatus, WhyNot, Window
from foundation.base.decisions import YES, Decision
from foundation.base.events import Event

AT_ONCE = 50
"""Rows to a commit: a writer on SQLite holds everybody up for about a third of a second."""

UNUSED_FOR = timedelta(days=7)
"""How long a file lies that nobody has imported."""


class ImportState(StrEnum):
    """How far an import is."""

    UPLOADED = "uploaded"
    TRIED = "tried"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


NEXT: dict[ImportState, frozenset[ImportState]] = {
    ImportState.UPLOADED: frozenset({ImportState.TRIED}),
    ImportState.TRIED: frozenset({ImportState.TRIED, ImportState.WAITING}),
    ImportState.WAITING: frozenset({ImportState.RUNNING, ImportState.FAILED}),
    ImportState.RUNNING: frozenset({ImportState.RUNNING, ImportState.DONE, ImportState.FAILED}),
    ImportState.DONE: frozenset(),
    ImportState.FAILED: frozenset({ImportState.TRIED}),
}
"""Columns can be chosen again until it begins; one that broke off is tried again."""


class Tool(StrEnum):
    """Where a file of responses comes from."""

    CITIZEN_SPACE = "citizen-space"
    GOOGLE_FORMS = "google-forms"
    SURVEYMONKEY = "surveymonkey"
    CSV = "csv"


class Means(StrEnum):
    """What a column becomes.

    What people say of themselves is never read: it would stand beside their words.
    """

    TEXT = "text"
    STANCE = "stance"
    TOPICS = "topics"
    SAID_ON = "said_on"
    PLACE = "place"
    PLACE_POSTCODE = "place_postcode"
    NAME = "name"
    ADDRESS = "address"
    POSTCODE = "postcode"
    LANGUAGE = "language"
    ID = "id"
    QUESTION = "question"
    ABOUT_PEOPLE = "about_people"
    LEAVE_OUT = "leave_out"


FORMAL = frozenset({Means.NAME, Means.ADDRESS, Means.POSTCODE})
"""Kept with the identities of formal comments, where a consultation takes any."""

UNREAD = frozenset({Means.ABOUT_PEOPLE, Means.LEAVE_OUT})
ONCE = frozenset(Means) - UNREAD - {Means.TEXT, Means.QUESTION, Means.ADDRESS, Means.NAME}
"""What only one column can be; names and addresses can stand in several."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file and what becomes of it; *question* is the code of one of ours."""

    header: str
    means: Means
    question: str = ""

    @property
    def chosen(self) -> str:
        """The value of the field in which it is chosen."""
        return f"{self.means}:{self.question}" if self.question else self.means.value


def column_from(header: str, chosen: str) -> Column:
    """Return what was chosen for a column; what nobody knows is left out."""
    means, _, question = chosen.partition(":")
    try:
        return Column(header, Means(means), question)
    except ValueError:
        return Column(header, Means.LEAVE_OUT)


def chosen_twice(columns: Sequence[Column]) -> Means | None:
    """Return what two columns were chosen for that only one can be."""
    means = [column.means for column in columns if column.means in ONCE]
    return next((each for each in means if means.count(each) > 1), None)


def may_take_in(window: Window, said_at: datetime) -> Decision:
    """Decide whether a response that somebody gave elsewhere at *said_at* is taken in.

    The day on which it was given decides, not the one on which an officer brings it: people
    answered in time. After the report nothing more is.
    """
    status = window.status
    if status is ConsultationStatus.WITHDRAWN:
        return Decision(WhyNot.WITHDRAWN)
    if status in {ConsultationStatus.REPORTED, ConsultationStatus.DECIDED}:
        return Decision(WhyNot.CLOSED)
    if status not in TAKES_IN:
        return Decision(WhyNot.NOT_OPEN_YET)
    if came_late(window, said_at) and not window.takes_late:
        return Decision(WhyNot.CLOSED)
    return YES


TAKES_IN = frozenset(
    {ConsultationStatus.OPEN, ConsultationStatus.CLOSED, ConsultationStatus.CONSIDERING}
)


def came_late(window: Window, said_at: datetime) -> bool:
    """Tell whether a response was given after the last day."""
    return window.closes_at is not None and said_at >= window.closes_at


def row_digest(secret: bytes, consultation_id: UUID, key: str) -> str:
    """Return by what a row is known in one consultation; nobody without the key can make it."""
    said = b"imported row\0" + consultation_id.bytes + key.encode()
    return hmac.new(secret, said, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class ResponsesUploaded(Event):
    """Somebody handed in a file of responses."""

    kind: ClassVar[str] = "consultation.import.uploaded"
    consultation_id: UUID


@dataclass(frozen=True, slots=True)
class ImportStarted(Event):
    """Somebody who saw what would become of each row began an import."""

    kind: ClassVar[str] = "consultation.import.started"
    consultation_id: UUID


@dataclass(frozen=True, slots=True)
class ImportFinished(Event):
    """The rows of a file are comments now, but for those that were refused."""

    kind: ClassVar[str] = "consultation.import.finished"
    consultation_id: UUID
    added: int
    known: int
    refused: int


@dataclass(frozen=True, slots=True)
class ImportFileTaken(Event):
    """Somebody took a copy of the file as it was handed in."""

    kind: ClassVar[str] = "consultation.import.file_taken"
    consultation_id: UUID
