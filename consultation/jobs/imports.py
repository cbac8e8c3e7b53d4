"""Take responses in from files beside the requests, a few rows to a commit, and drop old files."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.commands.imports import (
    begin_rows,
    drop_files,
    finish_import,
    refuse_row,
    take_rows,
)
from consultation.queries.imports import (
    ImportRow,
    WaitingImport,
    import_by_id,
    into_of,
    known_postcodes,
    unused_files,
    waiting_imports,
)
from consultation.rules.import_columns import table_of
from consultation.rules.import_rows import Reading, ReadyRow, RefusedRow, read_rows
from consultation.rules.imports import AT_ONCE, UNUSED_FOR
from foundation.base.actor import Actor
from foundation.base.clock import Clock
from foundation.base.errors import DomainError, NotFound
from foundation.base.files import Store
from foundation.base.sheets import read_sheet
from foundation.base.work import work

log = logging.getLogger(__name__)

Tell = Callable[[int], None]
"""Told after each commit how many more rows are behind us."""


def take_imports(session: Session, store: Store, secret: bytes, clock: Clock) -> int:
    """Take in all that waits; return how many imports were finished or broke off."""
    waiting = waiting_imports(session)
    for each in waiting:
        try:
            take_import(session, store, secret, each, clock)
        except Exception:
            log.exception("import %s broke off", each.id)
            session.rollback()
            with work(session, _who(each), clock()) as unit:
                finish_import(unit, each.id, is_broken=True)
    return len(waiting)


def take_import(
    session: Session,
    store: Store,
    secret: bytes,
    waiting: WaitingImport,
    clock: Clock,
    tell: Tell = lambda _rows: None,
) -> None:
    """Take the rows of one file in; what a crash cut short goes on where it was.

    Raises:
        NotFound: its file is gone.
    """
    found = import_by_id(session, waiting.id)
    reading = reading_of(session, store, waiting.authority_id, found, clock())
    with work(session, _who(waiting), clock()) as unit:
        begun = begin_rows(unit, waiting.id, reading)
    batches = _Batches(session, waiting, secret, clock, _places(session, reading))
    for first in range(begun, len(reading.ready), AT_ONCE):
        batch = reading.ready[first : first + AT_ONCE]
        batches.take(first, batch)
        tell(len(batch))
    with work(session, _who(waiting), clock()) as unit:
        finish_import(unit, waiting.id)


def reading_of(
    session: Session, store: Store, authority_id: UUID, found: ImportRow, now: datetime
) -> Reading:
    """Return what becomes of the rows of a file, as its columns were chosen.

    Raises:
        NotFound: its file is gone.
        Invalid: it cannot be read in this way.
    """
    if found.file_digest is None:
        raise NotFound("The file of this import is gone. Hand it in again.")
    with store.open(found.file_digest) as content:
        table = table_of(read_sheet(content.read()), found.tool)
    into = into_of(session, authority_id, found.consultation_id, now)
    into = replace(into, given_on=found.given_on)
    return read_rows(table, found.columns, into)


def sweep(session: Session, now: datetime) -> int:
    """Drop files that nobody imported in a week; return how many."""
    due = unused_files(session, now - UNUSED_FOR)
    for authority_id, import_ids in due.items():
        with work(session, Actor(authority_id), now) as unit:
            drop_files(unit, import_ids)
    return sum(map(len, due.values()))


@dataclass(frozen=True, slots=True)
class _Batches:
    """Takes the rows of one file in, batch after batch."""

    session: Session
    waiting: WaitingImport
    secret: bytes
    clock: Clock
    places: dict[str, tuple[float, float]]

    def take(self, first: int, batch: tuple[ReadyRow, ...]) -> None:
        """Take a batch in one commit, or row by row where one of it cannot be taken."""
        try:
            self._commit(first, batch)
        except DomainError:
            for at, row in enumerate(batch, first):
                self._alone(at, row)

    def _alone(self, at: int, row: ReadyRow) -> None:
        try:
            self._commit(at, (row,))
        except DomainError as wrong:
            with work(self.session, _who(self.waiting), self.clock()) as unit:
                no = RefusedRow(row.number, "", wrong.sentence)
                refuse_row(unit, self.waiting.id, no, first=at)

    def _commit(self, first: int, rows: tuple[ReadyRow, ...]) -> None:
        with work(self.session, _who(self.waiting), self.clock()) as unit:
            take_rows(unit, self.waiting.id, rows, self.places, first=first, secret=self.secret)


def _places(session: Session, reading: Reading) -> dict[str, tuple[float, float]]:
    return known_postcodes(session, [row.postcode for row in reading.ready if row.postcode])


def _who(waiting: WaitingImport) -> Actor:
    return Actor(waiting.authority_id, waiting.person_id)
