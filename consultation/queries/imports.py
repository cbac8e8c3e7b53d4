"""Imports of a consultation, how far each is, what it reads into, and where a comment came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.models.imports import ImportedRow, ResponseImport
from consultation.models.takes import ConsultationTakes
from consultation.queries.named import own_topics
from consultation.rules.consultations import window_of
from consultation.rules.import_rows import Into, ReadyRow, RefusedRow
from consultation.rules.imports import Column, ImportState, Tool, column_from, row_digest
from consultation.rules.takes import Takes, form_owner
from consultation.rules.words import same_words
from foundation.accounts.models.authorities import Authority
from foundation.accounts.models.people import Person
from foundation.base.clock import london_day
from foundation.base.errors import NotFound
from foundation.base.files import StoredFile
from foundation.base.words import Said
from geo.models.postcodes import Postcode
from questions.queries.forms import open_version
from questions.rules.forms import Form

MOST_SHOWN = 50
AT_ONCE = 500
TICK = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import; *file_digest* is there while its file is kept."""

    id: UUID
    consultation_id: UUID
    name: str
    digest: str
    tool: Tool
    state: ImportState
    columns: tuple[Column, ...]
    given_on: date
    refused: tuple[RefusedRow, ...]
    ready: int
    before: int
    done: int
    added: int
    known: int
    made_at: datetime
    made_by_id: UUID | None
    made_by: str | None
    finished_at: datetime | None
    file_digest: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a comment was taken in from."""

    slug: str
    import_id: UUID
    name: str
    tool: Tool
    number: int
    given_on: date
    made_at: datetime
    made_by: str | None


@dataclass(frozen=True, slots=True)
class WaitingImport:
    """An import whose rows have still to be taken in."""

    id: UUID
    authority_id: UUID
    consultation_id: UUID
    person_id: UUID | None


def imports_of(session: Session, consultation_id: UUID) -> list[ImportRow]:
    """Return the latest imports of a consultation, the newest first."""
    asked = _asked().where(ResponseImport.consultation_id == consultation_id)
    asked = asked.order_by(ResponseImport.made_at.desc(), ResponseImport.id.desc())
    return [_row(found) for found in session.execute(asked.limit(MOST_SHOWN))]


def import_called(session: Session, consultation_id: UUID, import_id: UUID) -> ImportRow | None:
    """Return one import of a consultation, or None."""
    asked = _asked().where(
        ResponseImport.consultation_id == consultation_id, ResponseImport.id == import_id
    )
    found = session.execute(asked).one_or_none()
    return _row(found) if found else None


def import_by_id(session: Session, import_id: UUID) -> ImportRow:
    """Return an import that is there."""
    return _row(session.execute(_asked().where(ResponseImport.id == import_id)).one())


def into_of(session: Session, authority_id: UUID, consultation_id: UUID, now: datetime) -> Into:
    """Return what rows are read into.

    Raises:
        NotFound: no such consultation.
    """
    found = session.execute(
        select(
            Authority.name,
            Authority.late_comments,
            Consultation.kind,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
            ConsultationTakes.takes,
        )
        .join(Authority, Authority.id == Consultation.authority_id)
        .outerjoin(ConsultationTakes, ConsultationTakes.consultation_id == Consultation.id)
        .where(Consultation.id == consultation_id, Consultation.authority_id == authority_id)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such consultation.")
    takes, today = found.takes or Takes.DIALOGUE, london_day(now)
    own = own_topics(session, consultation_id)
    version = (
        open_version(session, authority_id, form_owner(consultation_id))
        if takes.has_questions
        else None
    )
    return Into(
        council=found.name,
        kind=found.kind,
        window=window_of(found),
        takes=takes,
        topics={same_words(word): code for code, label in own.items() for word in (code, label)},
        form=version.form if version else Form(),
        today=today,
        given_on=_last_day(found.opens_at, found.closes_at, today),
    )


def known_postcodes(session: Session, postcodes: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Return where those of *postcodes* are that we know, in degrees."""
    asked = select(Postcode.postcode, Postcode.lon, Postcode.lat)
    rows = session.execute(asked.where(Postcode.postcode.in_(set(postcodes)))) if postcodes else ()
    return {row.postcode: (row.lon, row.lat) for row in rows}


def count_known(
    session: Session, consultation_id: UUID, rows: Sequence[ReadyRow], secret: bytes
) -> int:
    """Return how many of *rows* were taken in before."""
    digests = [row_digest(secret, consultation_id, row.key) for row in rows]
    found = 0
    for first in range(0, len(digests), AT_ONCE):
        asked = select(func.count()).where(
            ImportedRow.consultation_id == consultation_id,
            ImportedRow.key_digest.in_(digests[first : first + AT_ONCE]),
        )
        found += session.scalar(asked) or 0
    return found


def waiting_imports(session: Session) -> list[WaitingImport]:
    """Return the imports whose rows have still to be taken in, the oldest first."""
    asked = (
        select(
            ResponseImport.id,
            ResponseImport.authority_id,
            ResponseImport.consultation_id,
            ResponseImport.made_by_id,
        )
        .where(ResponseImport.state.in_((ImportState.WAITING, ImportState.RUNNING)))
        .order_by(ResponseImport.made_at, ResponseImport.id)
    )
    return [WaitingImport(*row) for row in session.execute(asked)]


def source_of(session: Session, comment_id: UUID) -> Source | None:
    """Return where a comment was taken in from, or None where it was not."""
    asked = (
        select(
            Consultation.slug,
            ResponseImport.id,
            ResponseImport.name,
            ResponseImport.tool,
            ImportedRow.number,
            ImportedRow.given_on,
            ResponseImport.made_at,
            Person.name,
        )
        .join(ResponseImport, ResponseImport.id == ImportedRow.import_id)
        .join(Consultation, Consultation.id == ImportedRow.consultation_id)
        .outerjoin(Person, Person.id == ResponseImport.made_by_id)
        .where(ImportedRow.item_id == comment_id)
    )
    found = session.execute(asked).first()
    return Source(*found) if found else None


def unused_files(session: Session, before: datetime) -> dict[UUID, list[UUID]]:
    """Return authority → imports with a file that nobody began before then."""
    unused = (ImportState.UPLOADED, ImportState.TRIED, ImportState.FAILED)
    asked = select(ResponseImport.authority_id, ResponseImport.id).where(
        ResponseImport.file_id.is_not(None),
        ResponseImport.state.in_(unused),
        ResponseImport.made_at < before,
    )
    found: dict[UUID, list[UUID]] = {}
    for authority_id, import_id in session.execute(asked):
        found.setdefault(authority_id, []).append(import_id)
    return found


def _last_day(opens_at: datetime | None, closes_at: datetime | None, today: date) -> date:
    """Return today, or the last day before it on which the consultation listened."""
    if closes_at is None or opens_at is None or london_day(closes_at) > today:
        return today
    return max(london_day(opens_at), london_day(closes_at - TICK))


def _asked() -> Select[*tuple[Any, ...]]:
    return (
        select(ResponseImport, StoredFile.digest, Person.name)
        .outerjoin(StoredFile, StoredFile.id == ResponseImport.file_id)
        .outerjoin(Person, Person.id == ResponseImport.made_by_id)
        .execution_options(populate_existing=True)
    )


def _row(found: Any) -> ImportRow:  # noqa: ANN401  a row of _asked
    one, file_digest, made_by = found
    return ImportRow(
        id=one.id,
        consultation_id=one.consultation_id,
        name=one.name,
        digest=one.digest,
        tool=one.tool,
        state=one.state,
        columns=tuple(column_from(header, chosen) for header, chosen in one.columns),
        given_on=one.given_on,
        refused=tuple(
            RefusedRow(number, column, Said(template, **facts))
            for number, column, template, facts in one.refused
        ),
        ready=one.ready,
        before=one.before,
        done=one.done,
        added=one.added,
        known=one.known,
        made_at=one.made_at,
        made_by_id=one.made_by_id,
        made_by=made_by,
        finished_at=one.finished_at,
        file_digest=file_digest,
    )
