"""Keep the files that answers of a submission name, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from foundation.base.files import Store, StoredFile, keep_file
from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.models.submissions import SubmissionFile
from programme.rules.firm_files import MEDIA, MadeFile
from programme.rules.submission_files import REFUSALS, may_add


@dataclass(frozen=True, slots=True)
class NewFiles:
    """Files that were made anew, by the ids under which the answers name them."""

    store: Store
    made: Mapping[UUID, MadeFile] = field(default_factory=dict)


def own_files(work: Work, submission_id: UUID) -> set[UUID]:
    """Return the ids of the files of a submission that the caller holds."""
    asked = select(SubmissionFile.id).where(SubmissionFile.submission_id == submission_id)
    return set(work.session.scalars(asked))


def keep_new(work: Work, submission_id: UUID, new: NewFiles) -> None:
    """Keep files with a submission that the caller holds.

    Raises:
        Conflict: it has as many as can be.
    """
    agree(may_add(len(own_files(work, submission_id)), len(new.made)), REFUSALS)
    for row_id, made in new.made.items():
        media, _ending = MEDIA[made.kind]
        file_id = keep_file(
            work, new.store, name=made.title, media_type=media, content=made.content
        )
        work.session.flush()
        row = SubmissionFile(
            id=row_id,
            submission_id=submission_id,
            file_id=file_id,
            kind=made.kind,
            added_at=work.now,
        )
        work.session.add(row)
    work.session.flush()


def drop_files(work: Work, ids: Iterable[UUID]) -> None:
    """Take files out; what is in them is dropped with the next sweep."""
    rows = SubmissionFile.id.in_(list(ids))
    files = list(work.session.scalars(select(SubmissionFile.file_id).where(rows)))
    work.session.execute(delete(SubmissionFile).where(rows))
    work.session.execute(delete(StoredFile).where(StoredFile.id.in_(files)))


def copy_files(work: Work, names: Mapping[UUID, UUID], submission_id: UUID) -> None:
    """Give a submission files of another one, each under the new id that *names* has for it."""
    asked = (
        select(SubmissionFile, StoredFile)
        .join(StoredFile, StoredFile.id == SubmissionFile.file_id)
        .where(SubmissionFile.id.in_(list(names)))
    )
    for row, kept in work.session.execute(asked).all():
        again = StoredFile(
            id=uuid4(),
            authority_id=kept.authority_id,
            name=kept.name,
            media_type=kept.media_type,
            size=kept.size,
            digest=kept.digest,
            created_at=work.now,
        )
        work.session.add(again)
        work.session.flush()
        copied = SubmissionFile(
            id=names[row.id],
            submission_id=submission_id,
            file_id=again.id,
            kind=row.kind,
            added_at=row.added_at,
        )
        work.session.add(copied)
    work.session.flush()
