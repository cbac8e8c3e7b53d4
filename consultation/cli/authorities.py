"""Which council a command is for."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import click
from sqlalchemy import select

from foundation.accounts.commands.founding import NewAuthority, found_authority
from foundation.accounts.models.authorities import Authority
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.work import work
from foundation.web.current import now


def authority_called(slug: str) -> UUID:
    """Return the id of the council with *slug*.

    Raises:
        ClickException: there is none.
    """
    found = db.session().scalar(select(Authority.id).where(Authority.slug == slug))
    if found is None:
        raise click.ClickException(f"--authority: there is no council with the slug {slug!r}.")
    return found


def authority_of(organisation: str) -> UUID:
    """Return the id of the council with this organisation code, set up if it is new."""
    known = select(Authority.id).where(Authority.organisation == organisation)
    found = db.session().scalar(known)
    if found is not None:
        return found
    slug = re.sub(r"[^a-z0-9]+", "-", organisation.lower()).strip("-")
    new = NewAuthority(slug, f"Council {organisation}", organisation)
    with work(db.session(), Actor(uuid4()), now()) as unit:
        return found_authority(unit, new)
