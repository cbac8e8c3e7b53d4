"""Drop or cut loose what has been kept long enough, one council at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update

from consultation.commands.imports import drop_files
from consultation.models.comments import Comment, Receipt, Voice
from consultation.models.consultations import Consultation
from consultation.models.edits import CommentVersion
from consultation.models.imports import ResponseImport
from consultation.models.privacy import RetentionChoice, RetentionRun
from consultation.models.redactions import Original, RedactionMark
from consultation.models.representations import Representation
from consultation.models.takes import QuestionResponse
from consultation.rules.comments import Lane
from consultation.rules.privacy import KEPT, YEAR, RetentionClass, kept_for
from consultation.rules.privacy_events import RetentionChosen, RetentionSwept
from foundation.accounts.models.correspondents import Correspondent
from foundation.base.db import Model
from foundation.base.work import Work


def choose_retention(work: Work, years: Mapping[RetentionClass, int]) -> None:
    """Let the actor's council keep classes for other years; what is the same already stays."""
    chosen = _chosen(work)
    for class_, wanted in years.items():
        row = chosen.get(class_)
        if (row.years if row else KEPT[class_] // YEAR) == wanted:
            continue
        if row is None:
            row = RetentionChoice(authority_id=work.actor.authority_id, class_=class_, years=wanted)
            work.session.add(row)
        row.years = wanted
        work.record(RetentionChosen(work.actor.authority_id, class_, wanted))


def sweep(work: Work) -> dict[RetentionClass, int]:
    """Do what is due of the actor's council, and note it; return class → rows it touched."""
    done = {
        RetentionClass.INFORMAL: _informal(work),
        RetentionClass.REGISTER: _register(work),
        RetentionClass.ANSWERS: _answers(work),
    }
    _import_files(work)
    for class_, rows in done.items():
        if rows:
            note_swept(work, class_, rows)
    return done


def note_swept(
    work: Work, class_: RetentionClass, rows: int, consultation_id: UUID | None = None
) -> None:
    """Note what a sweep removed, in the log and in the ledger of sweeps.

    Of answers about people *rows* counts consultations: how many people it was would be exact.
    """
    run = RetentionRun(
        authority_id=work.actor.authority_id, class_=class_, rows=rows, ran_at=work.now
    )
    work.session.add(run)
    work.session.flush()
    work.record(RetentionSwept(run.id, class_, rows, consultation_id))


def _informal(work: Work) -> int:
    """Leave the words, and nothing that leads to who wrote them."""
    old = _comments(work, RetentionClass.INFORMAL, Lane.DIALOGUE)
    still = (Comment.voice_id.is_not(None)) | (Comment.display_name.is_not(None))
    ids = list(work.session.scalars(old.where(still)))
    _drop(work, ids, Receipt, CommentVersion, Original, RedactionMark)
    work.session.execute(
        update(Comment)
        .where(Comment.id.in_(ids))
        .values(voice_id=None, display_name=None)
        .execution_options(synchronize_session=False)
    )
    voices = select(Voice.id).where(Voice.consultation_id.in_(_old(work, RetentionClass.INFORMAL)))
    work.session.execute(update(Voice).where(Voice.id.in_(voices)).values(visitor_digest=None))
    return len(ids)


def _register(work: Work) -> int:
    """Leave the register's words, without name and address."""
    old = _comments(work, RetentionClass.REGISTER, Lane.REPRESENTATION)
    rows = work.session.execute(
        select(Representation.comment_id, Representation.correspondent_id).where(
            Representation.comment_id.in_(old)
        )
    ).all()
    people = [row.correspondent_id for row in rows]
    found = select(func.count()).where(Correspondent.id.in_(people))
    gone = work.session.scalar(found) or 0
    if not gone:
        return 0
    ids = [row.comment_id for row in rows]
    work.session.execute(delete(Correspondent).where(Correspondent.id.in_(people)))
    work.session.execute(
        update(Representation)
        .where(Representation.comment_id.in_(ids))
        .values(published_name=None, published_address=None)
    )
    _drop(work, ids, Receipt, CommentVersion, Original, RedactionMark)
    work.session.execute(
        update(Comment)
        .where(Comment.id.in_(ids))
        .values(voice_id=None, display_name=None)
        .execution_options(synchronize_session=False)
    )
    return gone


def _answers(work: Work) -> int:
    """Let nobody tell any more with which comment answers came."""
    linked = (
        QuestionResponse.consultation_id.in_(_old(work, RetentionClass.ANSWERS)),
        QuestionResponse.comment_id.is_not(None),
    )
    rows = work.session.scalar(select(func.count()).where(*linked)) or 0
    work.session.execute(update(QuestionResponse).where(*linked).values(comment_id=None))
    return rows


def _kept(work: Work) -> dict[RetentionClass, timedelta]:
    return kept_for({class_: row.years for class_, row in _chosen(work).items()})


def _chosen(work: Work) -> dict[RetentionClass, RetentionChoice]:
    here = RetentionChoice.authority_id == work.actor.authority_id
    return {row.class_: row for row in work.session.scalars(select(RetentionChoice).where(here))}


def _import_files(work: Work) -> None:
    """Drop files of other tools, which hold the words and names of informal comments too."""
    old = select(ResponseImport.id).where(
        ResponseImport.consultation_id.in_(_old(work, RetentionClass.INFORMAL)),
        ResponseImport.file_id.is_not(None),
    )
    drop_files(work, list(work.session.scalars(old)))


def _old(work: Work, class_: RetentionClass):  # type: ignore[no-untyped-def]  # noqa: ANN202  a statement
    return select(Consultation.id).where(
        Consultation.authority_id == work.actor.authority_id,
        Consultation.closes_at < work.now - _kept(work)[class_],
    )


def _comments(work: Work, class_: RetentionClass, lane: Lane):  # type: ignore[no-untyped-def]  # noqa: ANN202  a statement
    return select(Comment.id).where(
        Comment.consultation_id.in_(_old(work, class_)), Comment.lane == lane
    )


def _drop(work: Work, ids: list[UUID], *tables: type[Model]) -> None:
    for table in tables:
        work.session.execute(delete(table).where(table.comment_id.in_(ids)))  # type: ignore[attr-defined]  # each has one
