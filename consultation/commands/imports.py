"""Take responses in from another tool's file: hand it in, try it, begin, and row after row."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from shapely.geometry import Point
from sqlalchemy import delete, select, update

from consultation.commands.comments import post_comment
from consultation.commands.entries import VOICE
from consultation.commands.own import own_consultation
from consultation.commands.responses import respond
from consultation.models.imports import ImportedRow, ResponseImport
from consultation.rules.comments import Channel, Contribution, Place, PlaceWay
from consultation.rules.import_rows import Reading, ReadyRow, RefusedRow
from consultation.rules.imports import (
    NEXT,
    Column,
    ImportFileTaken,
    ImportFinished,
    ImportStarted,
    ImportState,
    ResponsesUploaded,
    Tool,
    row_digest,
)
from consultation.rules.words import in_one_line
from foundation.base.clock import london_day
from foundation.base.errors import Conflict, NotFound
from foundation.base.files import Store, StoredFile, keep_file
from foundation.base.words import Said, say
from foundation.base.work import Work
from geo.rules.shapes import Shape

IMPORTS = "imports"
"""Who is woken where a file waits to be taken in."""

NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, and what is known of it before anybody has looked."""

    name: str
    content: bytes
    tool: Tool
    columns: tuple[Column, ...]
    given_on: date


def upload_responses(work: Work, consultation_id: UUID, store: Store, upload: Upload) -> UUID:
    """Keep a file as it came, with its digest; nothing of it is read into comments yet.

    Raises:
        NotFound: no such consultation.
    """
    own_consultation(work, consultation_id)
    name = in_one_line(upload.name)[-NAME_LENGTH:] or "responses.csv"
    kept = keep_file(
        work, store, name=name, media_type="application/octet-stream", content=upload.content
    )
    work.session.flush()
    row = ResponseImport(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        consultation_id=consultation_id,
        file_id=kept,
        name=name,
        digest=hashlib.sha256(upload.content).hexdigest(),
        tool=upload.tool,
        state=ImportState.UPLOADED,
        columns=[[column.header, column.chosen] for column in upload.columns],
        given_on=upload.given_on,
        refused=[],
        ready=0,
        before=0,
        done=0,
        added=0,
        known=0,
        made_at=work.now,
        made_by_id=work.actor.person_id,
        finished_at=None,
    )
    work.session.add(row)
    work.record(ResponsesUploaded(row.id, consultation_id))
    return row.id


def try_import(
    work: Work,
    import_id: UUID,
    columns: Sequence[Column],
    given_on: date,
    reading: Reading,
    before: int,
) -> None:
    """Keep what the columns were chosen for and what would become of the rows.

    *before* is how many of those that can be taken are here already.

    Raises:
        NotFound: no such import.
        Conflict: it has begun.
    """
    row = _own(work, import_id)
    _move(row, ImportState.TRIED)
    row.columns = [[column.header, column.chosen] for column in columns]
    row.given_on, row.before = given_on, before
    _begin_at_first(row, reading)


def start_import(work: Work, import_id: UUID) -> None:
    """Let the job take the rows in that can be taken.

    Raises:
        NotFound: no such import.
        Conflict: nobody has tried it, or it has begun.
    """
    row = _own(work, import_id)
    if row.state in {ImportState.WAITING, ImportState.RUNNING}:
        return
    if row.ready == 0:
        raise Conflict(say("There is no row in this file that can be taken in."))
    _move(row, ImportState.WAITING)
    work.wakes.add(IMPORTS)
    work.record(ImportStarted(row.id, row.consultation_id))


def begin_rows(work: Work, import_id: UUID, reading: Reading) -> int:
    """Note that the rows are being taken in; return how many are behind us.

    Where they are not those of the last time, because a day has passed or the consultation has
    moved on, it begins with the first again; what is here already is known by its key.
    """
    row = _own(work, import_id)
    is_new = row.state is ImportState.WAITING
    if is_new:
        _move(row, ImportState.RUNNING)
    if is_new or row.ready != len(reading.ready):
        _begin_at_first(row, reading)
    return row.done


def take_rows(
    work: Work,
    import_id: UUID,
    rows: Sequence[ReadyRow],
    places: Mapping[str, tuple[float, float]],
    *,
    first: int,
    secret: bytes,
) -> int:
    """Take in a batch of rows, each as a comment of its own voice; return how many are new.

    *places* says where postcodes are; one that is not there stays words. *first* rows were behind
    us: where another process was faster, nothing is done.

    Raises:
        DomainError: a row cannot be taken after all; nothing of the batch is.
    """
    row = _own(work, import_id)
    if row.state is not ImportState.RUNNING or row.done != first:
        return 0
    digests = {each.number: row_digest(secret, row.consultation_id, each.key) for each in rows}
    known = set(
        work.session.scalars(
            select(ImportedRow.key_digest).where(
                ImportedRow.consultation_id == row.consultation_id,
                ImportedRow.key_digest.in_(digests.values()),
            )
        )
    )
    fresh = [each for each in rows if digests[each.number] not in known]
    for each in fresh:
        _take(work, row, each, digests[each.number], places, secret)
    row.done += len(rows)
    row.added += len(fresh)
    row.known += len(rows) - len(fresh)
    work.session.flush()
    return len(fresh)


def refuse_row(work: Work, import_id: UUID, refused: RefusedRow, *, first: int) -> None:
    """Note that a row could not be taken after all, and go on behind it."""
    row = _own(work, import_id)
    if row.state is ImportState.RUNNING and row.done == first:
        row.refused = [*row.refused, _as_json(refused)]
        row.done += 1


def finish_import(work: Work, import_id: UUID, *, is_broken: bool = False) -> None:
    """Note that all rows are behind us, or that it broke off."""
    row = _own(work, import_id)
    if row.state not in {ImportState.WAITING, ImportState.RUNNING}:
        return
    if is_broken:
        _move(row, ImportState.FAILED)
        return
    _move(row, ImportState.DONE)
    row.finished_at = work.now
    work.record(ImportFinished(row.id, row.consultation_id, row.added, row.known, len(row.refused)))


def note_file_taken(work: Work, import_id: UUID) -> None:
    """Note that somebody takes a copy of the file as it came.

    Raises:
        NotFound: no such import.
    """
    work.record(ImportFileTaken(import_id, _own(work, import_id).consultation_id))


def forget_source(work: Work, comment_id: UUID) -> None:
    """Drop the file from which somebody's comment came: their words stand in it too.

    The row stays, without anything to read, so that no later import brings the comment back.
    """
    whence = select(ImportedRow.import_id).where(ImportedRow.item_id == comment_id)
    drop_files(work, list(work.session.scalars(whence)))


def drop_files(work: Work, import_ids: Sequence[UUID]) -> None:
    """Drop the files of imports; the digests stay. The bytes go with the next tidying."""
    files = list(
        work.session.scalars(
            select(ResponseImport.file_id).where(
                ResponseImport.id.in_(import_ids), ResponseImport.file_id.is_not(None)
            )
        )
    )
    work.session.execute(
        update(ResponseImport).where(ResponseImport.id.in_(import_ids)).values(file_id=None)
    )
    work.session.execute(delete(StoredFile).where(StoredFile.id.in_(files)))


def _begin_at_first(row: ResponseImport, reading: Reading) -> None:
    row.done = row.added = row.known = 0
    row.ready = len(reading.ready)
    row.refused = [_as_json(each) for each in reading.refused]


def _as_json(refused: RefusedRow) -> list[object]:
    sentence = refused.sentence
    if isinstance(sentence, Said):
        return [refused.number, refused.column, sentence.template, dict(sentence.facts)]
    return [refused.number, refused.column, sentence, {}]


def _own(work: Work, import_id: UUID) -> ResponseImport:
    found = work.session.scalars(
        select(ResponseImport)
        .where(
            ResponseImport.id == import_id,
            ResponseImport.authority_id == work.actor.authority_id,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such import.")
    return found


def _move(row: ResponseImport, after: ImportState) -> None:
    if after not in NEXT[row.state]:
        raise Conflict(say("This import has gone on in the meantime. Load the page again."))
    row.state = after


def _take(
    work: Work,
    row: ResponseImport,
    ready: ReadyRow,
    digest: str,
    places: Mapping[str, tuple[float, float]],
    secret: bytes,
) -> None:
    item_id = UUID(bytes=bytes.fromhex(digest)[:16], version=4)
    if ready.said:
        voice = hmac.new(secret, VOICE + item_id.bytes, hashlib.sha256).hexdigest()
        said = _placed(replace(ready.said, channel=Channel.IMPORT), ready.postcode, places)
        post_comment(
            work,
            row.consultation_id,
            said,
            voice_digest=voice,
            secret=secret,
            comment_id=item_id,
        )
    if ready.answers:
        respond(
            work,
            row.consultation_id,
            ready.answers,
            comment_id=item_id if ready.said else None,
            response_id=item_id,
            channel=Channel.IMPORT,
            said_at=ready.given_at,
        )
    work.session.add(
        ImportedRow(
            id=uuid4(),
            import_id=row.id,
            consultation_id=row.consultation_id,
            number=ready.number,
            key_digest=digest,
            item_id=item_id,
            given_on=london_day(ready.given_at),
        )
    )


def _placed(
    said: Contribution, postcode: str | None, places: Mapping[str, tuple[float, float]]
) -> Contribution:
    if postcode is None:
        return said
    found = places.get(postcode)
    if found is None:
        return replace(said, place=Place(PlaceWay.WORDS, words=postcode))
    spot = Shape(Point(*found))
    place = Place(PlaceWay.POSTCODE, shape=spot, postcode=postcode, far_is_right=True)
    return replace(said, place=place)
