"""Plain builders with legal defaults; a test names only what it is about."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from foundation.accounts.models.authorities import Authority
from foundation.base.actor import Actor
from tests.conftest import NOW


def an_authority(session: Session, slug: str = "birmingham", **more: object) -> Authority:
    """Add one council."""
    given: dict[str, object] = {"name": f"{slug.title()} Council", "created_at": NOW, **more}
    authority = Authority(slug=slug, **given)
    session.add(authority)
    session.commit()
    return authority


def an_actor(authority_id: UUID, **more: object) -> Actor:
    """Return somebody who acts for one council."""
    return Actor(authority_id, **more)  # type: ignore[arg-type]  # keyword by keyword
