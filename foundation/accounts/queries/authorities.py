"""Which council a request is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Row, Select, String, Table, bindparam, select
from sqlalchemy.orm import Session

from foundation.accounts.models.authorities import Authority
from foundation.accounts.rules.authorities import Moderating, Publishing

T = TypeVar("T")

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Council:
    """One authority as pages and rules see it."""

    id: UUID
    slug: str
    name: str
    organisation: str | None
    public_url: str | None
    brand_colour: str
    accent_colour: str
    logo_file_id: UUID | None
    contact_email: str | None
    contact_phone: str | None
    contact_address: str | None
    working_days: frozenset[int]
    comment_days: int
    question_days: int
    idea_days: int
    publishing: Publishing
    moderating: Moderating
    second_look: bool
    files_first: bool
    late_comments: bool
    is_demo: bool
    embed_hosts: tuple[str, ...] = ()


def council_at(session: Session, host: str) -> Council | None:
    """Return the council that answers at *host* (a name without port), or None.

    ``SLUG.localhost`` names a council by its slug; the bare loopback names mean the one that was
    set up first.
    """
    name = host.lower().rstrip(".")
    if name in LOOPBACK:
        wanted, named = _FIRST, {}
    elif name.endswith(".localhost"):
        wanted, named = _CALLED, {"name": name.removesuffix(".localhost")}
    else:
        wanted, named = _HOSTED, {"name": name}
    row = session.connection().execute(wanted, named).first()
    return _council(row) if row else None


def first_council_id(session: Session) -> UUID | None:
    """Return the id of the council that was set up first."""
    return session.scalar(_in_order(select(Authority.id)).limit(1))


def council_called(session: Session, slug: str) -> Council | None:
    """Return the council with *slug*, or None."""
    row = session.scalars(select(Authority).where(Authority.slug == slug)).first()
    return _council(row) if row else None


def council_of(session: Session, authority_id: UUID) -> Council | None:
    """Return the council with *authority_id*, or None."""
    row = session.get(Authority, authority_id)
    return _council(row) if row else None


def _in_order(wanted: Select[T]) -> Select[T]:
    return wanted.order_by(Authority.created_at, Authority.slug)


_EVERY = select(cast(Table, Authority.__table__))
_FIRST = _in_order(_EVERY).limit(1)
_CALLED = _EVERY.where(Authority.slug == bindparam("name", type_=String()))
_HOSTED = _EVERY.where(Authority.host == bindparam("name", type_=String()))
"""Each request asks one of these, so they are built once."""


def _council(row: Authority | Row[Any]) -> Council:
    return Council(
        id=row.id,
        slug=row.slug,
        name=row.name,
        organisation=row.organisation,
        public_url=row.public_url,
        brand_colour=row.brand_colour,
        accent_colour=row.accent_colour,
        logo_file_id=row.logo_file_id,
        contact_email=row.contact_email,
        contact_phone=row.contact_phone,
        contact_address=row.contact_address,
        working_days=frozenset(int(day) for day in row.working_days),
        comment_days=row.comment_days,
        question_days=row.question_days,
        idea_days=row.idea_days,
        publishing=row.publishing,
        moderating=row.moderating,
        second_look=row.second_look,
        files_first=row.files_first,
        late_comments=row.late_comments,
        is_demo=row.is_demo,
        embed_hosts=tuple((row.embed_hosts or "").split()),
    )
