"""Set up a council."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from foundation.accounts.models.authorities import Authority
from foundation.accounts.rules.founding import AuthorityFounded, checked_slug
from foundation.base.errors import Conflict
from foundation.base.guards import guarded_by
from foundation.base.work import Work

TAKEN = "There is a council with this slug, host name or organisation code."


@dataclass(frozen=True, slots=True)
class NewAuthority:
    """What is known of a council when it is set up; the rest is on its settings page.

    Args:
        organisation: the code that planning systems use for it.
        host: the name that residents type; without one it answers at ``SLUG.localhost``.
    """

    slug: str
    name: str
    organisation: str | None = None
    host: str | None = None
    public_url: str | None = None
    is_demo: bool = False


def found_authority(work: Work, new: NewAuthority) -> UUID:
    """Set up the council that *work* acts for, under its actor's authority id.

    Raises:
        Invalid: the slug cannot stand in an address.
        Conflict: another council has the slug, the host name or the code.
    """
    constraints = ("authority_slug", "authority_host", "authority_organisation")
    broken = {f"uq_{name}": Conflict(TAKEN) for name in constraints}
    broken |= {name.replace("_", ".", 1): Conflict(TAKEN) for name in constraints}
    work.session.add(
        Authority(
            id=work.actor.authority_id,
            slug=checked_slug(new.slug),
            name=new.name,
            organisation=new.organisation,
            host=new.host,
            public_url=new.public_url,
            is_demo=new.is_demo,
            created_at=work.now,
        )
    )
    with guarded_by(broken):
        work.session.flush()
    work.record(AuthorityFounded(work.actor.authority_id))
    return work.actor.authority_id
