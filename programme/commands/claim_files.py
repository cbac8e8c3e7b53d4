"""Add files to what a prototype claims, and take them out, while its firm writes."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import delete, func, select

from foundation.base.errors import NotFound
from foundation.base.files import Store, StoredFile, keep_file
from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.commands.own_prototype import writable
from programme.models.prototypes import ClaimFile, PrototypeClaim
from programme.rules.claim_files import REFUSALS, may_add
from programme.rules.firm_files import MEDIA, MadeFile, checked_title


def add_file(work: Work, store: Store, seat_id: UUID, claim_id: UUID, made: MadeFile) -> UUID:
    """Keep a file that was made anew as evidence of a claim; return its id.

    Raises:
        NotFound: the actor does not write for such a seat, or it has no such claim.
        Invalid: it is not said what the file shows.
        Conflict: it was handed in, or the claim has as many files as can be.
    """
    found, title = writable(work, seat_id), checked_title(made.title)
    claim = work.session.get(PrototypeClaim, claim_id)
    if claim is None or claim.prototype_id != found.id:
        raise NotFound("There is no such claim.")
    held = select(func.count()).where(ClaimFile.claim_id == claim.id)
    agree(may_add(work.session.scalar(held) or 0), REFUSALS)
    media, _ending = MEDIA[made.kind]
    file_id = keep_file(work, store, name=title, media_type=media, content=made.content)
    work.session.flush()
    row = ClaimFile(
        id=uuid4(), claim_id=claim.id, file_id=file_id, kind=made.kind, added_at=work.now
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def remove_file(work: Work, seat_id: UUID, row_id: UUID) -> None:
    """Take a file out again; what is in it is dropped with the next sweep.

    Raises:
        NotFound: the prototype has no such file.
        Conflict: it was handed in.
    """
    found = writable(work, seat_id)
    row = work.session.get(ClaimFile, row_id)
    claim = work.session.get(PrototypeClaim, row.claim_id) if row else None
    if row is None or claim is None or claim.prototype_id != found.id:
        raise NotFound("There is no such file.")
    work.session.delete(row)
    work.session.flush()
    work.session.execute(delete(StoredFile).where(StoredFile.id == row.file_id))


def drop_files(work: Work, claim_id: UUID) -> None:
    """Take every file of a claim out, before the claim goes itself."""
    files = select(ClaimFile.file_id).where(ClaimFile.claim_id == claim_id)
    going = list(work.session.scalars(files))
    work.session.execute(delete(ClaimFile).where(ClaimFile.claim_id == claim_id))
    work.session.execute(delete(StoredFile).where(StoredFile.id.in_(going)))
