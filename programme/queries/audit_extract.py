"""Every event of a challenge and of its things, with what proves them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from foundation.base.audit_extract import Extract, events_about, extract_of
from foundation.base.db import Model
from programme.models.campaigns import OutreachContact
from programme.models.challenges import Challenge

AT_ONCE = 500


def audit_extract(session: Session, authority_id: UUID, challenge_id: UUID) -> Extract:
    """Return the events of a challenge that the caller has asked for by its own authority."""
    subjects = _things_of(session, challenge_id)
    found = events_about(session, authority_id, subjects, "challenge_id", challenge_id)
    return extract_of(session, authority_id, found)


def _things_of(session: Session, challenge_id: UUID) -> set[UUID]:
    """Return the ids of a challenge and of all that hangs on it, table by table.

    A row hangs on a challenge if it refers to it, or to a row that does. Firms, people, cohorts
    and the programme do not: they are shared.
    """
    ids, reached = {challenge_id}, {Challenge.__tablename__}
    for table in _tables():
        columns = [
            key.parent
            for key in table.foreign_keys
            if key.column.table.name in reached and table.name != key.column.table.name
        ]
        if not columns:
            continue
        reached.add(table.name)
        if "id" not in table.c:
            continue
        known = sorted(ids)
        for start in range(0, len(known), AT_ONCE):
            some = known[start : start + AT_ONCE]
            hangs = or_(*(column.in_(some) for column in columns))
            ids |= set(session.scalars(select(table.c.id).where(hangs)))
    return ids


def _tables() -> list[Table]:
    ours = {
        mapper.local_table
        for mapper in Model.registry.mappers
        if mapper.class_.__module__.startswith("programme.")
    } - {OutreachContact.__table__}
    return [table for table in Model.metadata.sorted_tables if table in ours]
