"""Keep the addresses of people who want to be told, and forget them in time."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from foundation.accounts.models.contacts import Contact, ContactAsk
from foundation.accounts.rules.contacts import ASKS_KEPT_FOR, MAILS_A_DAY, Medium
from foundation.base.clock import london_day
from foundation.base.work import Work


@dataclass(frozen=True, slots=True)
class Reached:
    """How somebody wants to be told: an address as ``rules.contacts`` writes it."""

    medium: Medium
    address: str
    language: str = "en"


def contact_at(work: Work, reached: Reached) -> Contact:
    """Return the contact with this address, made if it is not there yet."""
    here = (
        Contact.authority_id == work.actor.authority_id,
        Contact.medium == reached.medium,
        Contact.address == reached.address,
    )
    insert = _insert(work.session)(Contact).values(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        medium=reached.medium,
        address=reached.address,
        language=reached.language,
        made_at=work.now,
    )
    work.session.execute(insert.on_conflict_do_nothing())
    return work.session.scalars(select(Contact).where(*here)).one()


def may_ask(work: Work, reached: Reached, secret: bytes) -> bool:
    """Count one more question to this address today; tell whether it may still be asked."""
    said = f"contact {reached.medium} {reached.address}".encode("utf-8", "surrogatepass")
    asked = _insert(work.session)(ContactAsk).values(
        authority_id=work.actor.authority_id,
        address_digest=hmac.new(secret, said, hashlib.sha256).hexdigest(),
        day=london_day(work.now),
        asks=1,
    )
    again = asked.on_conflict_do_update(
        index_elements=["authority_id", "address_digest", "day"],
        set_={"asks": ContactAsk.asks + 1},
    )
    asks = work.session.scalars(again.returning(ContactAsk.asks)).one()
    return asks <= MAILS_A_DAY


def confirm_contact(work: Work, contact_id: UUID) -> None:
    """Note that the owner of an address has said yes."""
    contact = work.session.get_one(Contact, contact_id)
    contact.confirmed_at = contact.confirmed_at or work.now


def forget_contact(work: Work, contact_id: UUID) -> None:
    """Forget an address at which nobody is told anything any more."""
    work.session.execute(delete(Contact).where(Contact.id == contact_id))


def forget_old_asks(work: Work) -> None:
    """Forget how often addresses were asked on days that are over."""
    over = ContactAsk.day < london_day(work.now - ASKS_KEPT_FOR)
    work.session.execute(delete(ContactAsk).where(over))


def _insert(session: Session) -> type[postgresql.Insert] | type[sqlite.Insert]:
    is_postgres = session.get_bind().dialect.name == "postgresql"
    return postgresql.Insert if is_postgres else sqlite.Insert
