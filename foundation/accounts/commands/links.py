"""Make links that work once, and use them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update

from foundation.accounts.models.people import OneTimeLink, Person
from foundation.accounts.rules.events import LinkMade
from foundation.accounts.rules.links import LASTS, Purpose
from foundation.accounts.rules.tokens import LONGEST, digest_of, new_token
from foundation.base.errors import NotFound
from foundation.base.words import say
from foundation.base.work import Work

GONE = say(
    "This link does not work any more. It works once and for a short time. Ask for a new one."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """Whom a link was for; ``person_id`` is None where nobody has the address yet."""

    email: str
    person_id: UUID | None


def make_link(work: Work, email: str, purpose: Purpose, person_id: UUID | None) -> str:
    """Make a link for one address; return its token, which is kept nowhere."""
    token = new_token()
    work.session.add(
        OneTimeLink(
            token_digest=digest_of(token),
            purpose=purpose,
            authority_id=work.actor.authority_id,
            email=email,
            person_id=person_id,
            expires_at=work.now + LASTS[purpose],
        )
    )
    if person_id and purpose is not Purpose.SIGN_IN:
        work.record(LinkMade(person_id, purpose))
    return token


def use_link(work: Work, token: str, *purposes: Purpose) -> Opened:
    """Use up a link.

    Raises:
        NotFound: it was used, has ended, belongs to another council or purpose, or its person has
            another address by now.
    """
    if len(token) > LONGEST:
        raise NotFound(GONE)
    found = work.session.scalars(
        select(OneTimeLink)
        .where(
            OneTimeLink.token_digest == digest_of(token),
            OneTimeLink.authority_id == work.actor.authority_id,
            OneTimeLink.purpose.in_(purposes),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > work.now,
        )
        .with_for_update()
    ).first()
    if found is None or _has_moved(work, found):
        raise NotFound(GONE)
    found.used_at = work.now
    return Opened(found.email, found.person_id)


def void_links(work: Work, person: Person) -> None:
    """Let no link work that was sent to *person* before now."""
    work.session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.authority_id == person.authority_id,
            OneTimeLink.email == person.email,
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=work.now)
    )


def _has_moved(work: Work, link: OneTimeLink) -> bool:
    if link.person_id is None:
        return False
    person = work.session.get_one(Person, link.person_id)
    return person.email != link.email or not person.is_active
