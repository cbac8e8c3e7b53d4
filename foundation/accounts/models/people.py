"""The identity store: who people are, how they sign in, and what they may be.

Nothing a resident says and no answer about a person is ever kept here.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.accounts.rules.links import Purpose
from foundation.base.db import Model, key, one_of
from foundation.base.roles import Role


class Person(Model):
    """Somebody who can sign in to one authority.

    ``email`` is stored lower-cased. ``session_version`` grows with each password, role or
    second-factor change and with "sign out everywhere": older sessions end at once. A demo person
    has no secrets and can sign in only where the demo is on.
    """

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("authority_id", "email"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    email: Mapped[str]
    name: Mapped[str | None]
    team: Mapped[str | None]
    password_hash: Mapped[str | None]
    totp_secret: Mapped[str | None]
    totp_last_step: Mapped[int | None]
    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    session_version: Mapped[int] = mapped_column(default=1)
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class PersonRole(Model):
    """One role of one person; it counts from ``agreed_at`` on.

    A staff role is agreed by another person than the one who asked. Where ``asked_by`` or
    ``agreed_by`` is empty, it was the command line.
    """

    __tablename__ = "person_role"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(one_of(Role), primary_key=True)
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    agreed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    agreed_at: Mapped[datetime | None]


class OneTimeLink(Model):
    """A link that works once and soon ends; only the digest of its token is kept.

    It is bound to the address it was sent to: who has another address by then, or comes to another
    council's host, cannot use it. ``person_id`` is empty where nobody has that address yet.
    """

    __tablename__ = "one_time_link"
    __table_args__ = (Index("ix_one_time_link_address", "authority_id", "email"),)

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(one_of(Purpose))
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    email: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignIn(Model):
    """One browser that is signed in; the cookie holds a random token, this row its digest.

    ``id`` names the row on the account page; ``proved_at`` is when a password, code or link was
    last given.
    """

    __tablename__ = "sign_in"
    __table_args__ = (Index("ix_sign_in_person", "person_id"),)

    id: Mapped[UUID] = key()
    token_digest: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    session_version: Mapped[int]
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    proved_at: Mapped[datetime]
