"""What a council needs before anybody can use it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from foundation.base.errors import Invalid
from foundation.base.events import Event

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])", re.ASCII)
WANTED = "A council's slug has 2 to 40 small letters, digits and hyphens, as in birmingham."


@dataclass(frozen=True, slots=True)
class AuthorityFounded(Event):
    """A council was set up."""

    kind: ClassVar[str] = "accounts.authority.founded"


def checked_slug(slug: str) -> str:
    """Return *slug*, which will name a council in addresses.

    Raises:
        Invalid: it cannot.
    """
    if SLUG.fullmatch(slug) is None:
        raise Invalid(WANTED, fields={"slug": WANTED})
    return slug
