"""On PostgreSQL the database itself keeps the councils of one deployment apart.

Each table that says whose a row is has a policy: a row is there for whoever has named its authority
in this transaction, and for nobody else. Who owns the tables, or has a login that passes row
security (migrations, jobs, commands), sees all. SQLite knows nothing of it; there, as everywhere,
queries say for themselves whose rows they want, and this is the second lock behind that one.

Source: PostgreSQL 15, Row Security Policies.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, event, text
from sqlalchemy.orm import Session

AUTHORITY = "authority"
"""Key of ``session.info``: whose rows this session is kept to."""

IS_KEPT = text("SELECT bool_or(row_security_active(oid)) FROM pg_class WHERE relname = 'comment'")


class SeesTooLittle(RuntimeError):
    """What works for all councils was given a login that sees one at a time."""


def keep_to(session: Session, authority_id: UUID) -> None:
    """Show *session* the rows of one authority alone, from now until it is closed."""
    session.info[AUTHORITY] = authority_id
    if session.in_transaction():
        _name(session.connection(), authority_id)


def require_all(session: Session) -> None:
    """Make sure that this session sees every council.

    Raises:
        SeesTooLittle: its login does not; a sweep would find nothing to do, for ever.
    """
    if session.get_bind().dialect.name == "postgresql" and session.scalar(IS_KEPT):
        raise SeesTooLittle(
            "This login sees one council at a time. Jobs and commands need one with BYPASSRLS."
        )


def _name(connection: Connection, authority_id: UUID) -> None:
    if connection.dialect.name == "postgresql":
        # SET takes no parameters; a UUID prints as nothing but digits and dashes.
        connection.exec_driver_sql(f"SET LOCAL app.authority = '{UUID(int=authority_id.int)}'")


def _at_begin(session: Session, transaction: Any, connection: Connection) -> None:  # noqa: ANN401
    authority_id: UUID | None = session.info.get(AUTHORITY)
    if authority_id is not None and not transaction.nested:
        _name(connection, authority_id)


event.listen(Session, "after_begin", _at_begin)
