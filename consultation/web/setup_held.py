"""Two officers on one page: who saves later gets both texts, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from consultation.commands.own import own_consultation
from consultation.queries.consultations import ConsultationPage
from consultation.web.setup import staff_page
from foundation.base.errors import Conflict
from foundation.base.words import say
from foundation.base.work import Work

Marks = Callable[[ConsultationPage], Any]
"""What a page shows of a consultation; equal while nobody has changed that part."""


class Overtaken(Conflict):
    """Somebody else has saved the same page since it was opened."""


def seen_as(page: ConsultationPage, marks: Marks) -> str:
    """Return what a form carries along to know later whether its part has changed."""
    return sha256(repr(marks(page)).encode()).hexdigest()[:16]


def held(unit: Work, slug: str, seen: str | None, marks: Marks) -> ConsultationPage:
    """Return the consultation, held still, if its part is as *seen*; a form without it is trusted.

    Raises:
        Overtaken: it is not.
    """
    own_consultation(unit, slug)
    page = staff_page(slug)
    if seen and seen != seen_as(page, marks):
        raise Overtaken(
            say("Somebody else has saved this page since you opened it. Compare, then save again.")
        )
    return page
