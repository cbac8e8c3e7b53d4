"""Files that nobody sends and content that nobody names do not stay for ever."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.attachments import (
    Whose,
    keep_attachment,
    send_attachments,
    take_back_attachment,
)
from consultation.commands.withdrawals import withdraw
from consultation.jobs.attachments import drop_unnamed, sweep
from consultation.models.attachments import Attachment
from consultation.rules.attachments import AttachmentKind, AttachmentMoved, AttachmentState
from foundation.base.actor import Actor
from foundation.base.eventlog import LoggedEvent
from foundation.base.files import FolderStore, keep_file
from foundation.base.uploads.parts import Part
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.make import a_comment

OLD = timedelta(days=2)


def kept(session: Session, actor: Actor, whose: Whose, store: FolderStore, said: bytes) -> UUID:
    with work(session, actor, NOW) as unit:
        parts = [Part(said + b" whole", 4, 3), Part(said + b" small", 4, 3)]
        return keep_attachment(unit, store, whose, AttachmentKind.PICTURE, parts, "A tree")


def contents(folder: Path) -> set[bytes]:
    return {path.read_bytes() for path in folder.glob("??/*")}


def test_what_was_not_sent_for_a_month_is_forgotten(
    session: Session, actor: Actor, consultation: UUID, tmp_path: Path
) -> None:
    whose = Whose(consultation, "somebody")
    kept(session, actor, whose, FolderStore(tmp_path), b"tree")
    for days, left in ((29, 1), (31, 0)):
        sweep(session, NOW + timedelta(days=days))
        session.rollback()
        assert len(session.scalars(select(Attachment)).all()) == left


def test_content_is_dropped_once_no_row_names_it(
    session: Session, actor: Actor, consultation: UUID, tmp_path: Path
) -> None:
    store, whose = FolderStore(tmp_path), Whose(consultation, "somebody")
    gone = kept(session, actor, whose, store, b"gone")
    kept(session, actor, whose, store, b"stays")
    with work(session, actor, NOW) as unit:
        keep_file(unit, store, name="logo", media_type="image/png", content=b"logo")
        take_back_attachment(unit, whose, gone)
    now = datetime.now(UTC)
    assert drop_unnamed(session, store, now) == 0
    for path in tmp_path.glob("??/*"):
        os.utime(path, ((now - OLD).timestamp(),) * 2)
    assert drop_unnamed(session, store, now) == 2
    assert contents(tmp_path) == {b"stays whole", b"stays small", b"logo"}


def test_content_that_is_put_again_meanwhile_stays(tmp_path: Path) -> None:
    store, now = FolderStore(tmp_path), datetime.now(UTC)
    digest = store.put(b"a tree")
    os.utime(tmp_path / digest[:2] / digest, ((now - OLD).timestamp(),) * 2)
    assert list(store.old(now - OLD / 2)) == [digest]
    store.put(b"a tree")
    store.drop_old(digest, now - OLD / 2)
    assert contents(tmp_path) == {b"a tree"}


def test_a_comment_that_is_taken_back_takes_its_files_along(
    session: Session, actor: Actor, consultation: UUID, tmp_path: Path
) -> None:
    store, whose = FolderStore(tmp_path), Whose(consultation, "somebody")
    kept(session, actor, whose, store, b"gone")
    posted = a_comment(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        send_attachments(unit, whose, posted.comment_id)
    with work(session, actor, NOW) as unit:
        withdraw(unit, posted.comment_id)
    session.rollback()
    (gone,) = session.scalars(select(Attachment))
    assert (gone.state, gone.digest, gone.alt) == (AttachmentState.REMOVED, None, "")
    told = select(LoggedEvent.facts).where(LoggedEvent.kind == AttachmentMoved.kind)
    assert [each["after"] for each in session.scalars(told.order_by(LoggedEvent.id))] == [
        "shown",
        "removed",
    ]
    for path in tmp_path.glob("??/*"):
        os.utime(path, ((datetime.now(UTC) - OLD).timestamp(),) * 2)
    assert drop_unnamed(session, store, datetime.now(UTC)) == 2
    assert contents(tmp_path) == set()
