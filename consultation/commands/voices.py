"""A contributor's random id in one consultation."""

from __future__ import annotations

from functools import cache
from typing import cast
from uuid import UUID, uuid4

from sqlalchemy import Insert, Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from consultation.models.comments import Voice
from foundation.base.db import Model


def insert_once(session: Session, model: type[Model]) -> Insert:
    """Return an insert into *model* that does nothing where the row is there already."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(model).on_conflict_do_nothing()
    return sqlite.insert(model).on_conflict_do_nothing()


@cache
def new_once(model: type[Model], dialect: str) -> Insert:
    """Return an insert, kept, that tells the id of a new row and nothing of one that was there."""
    table = cast(Table, model.__table__)
    made = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return made.on_conflict_do_nothing().returning(table.c.id)


def voice_of(session: Session, consultation_id: UUID, digest: str) -> UUID:
    """Return the id behind *digest*, made if it is not there; two at once get the same one."""
    new = (
        insert_once(session, Voice)
        .values(id=uuid4(), consultation_id=consultation_id, visitor_digest=digest)
        .returning(Voice.id)
    )
    made: UUID | None = session.scalar(new)
    if made is not None:
        return made
    return session.scalars(
        select(Voice.id).where(
            Voice.consultation_id == consultation_id, Voice.visitor_digest == digest
        )
    ).one()
