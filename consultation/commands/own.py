"""A consultation of the actor's own authority, and how its pages learn that it changed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from consultation.commands.search import index_consultation
from consultation.commands.tallies import count
from consultation.models.consultations import Consultation
from consultation.rules.events import ConsultationChanged
from foundation.base.errors import NotFound
from foundation.base.work import Work


def own_consultation(work: Work, wanted: UUID | str) -> Consultation:
    """Return the consultation with this id or slug, held still until the commit.

    Raises:
        NotFound: the actor's authority has none.
    """
    named = Consultation.id == wanted if isinstance(wanted, UUID) else Consultation.slug == wanted
    ours = select(Consultation).where(named, Consultation.authority_id == work.actor.authority_id)
    found = work.session.scalars(ours.with_for_update(key_share=True)).one_or_none()
    if found is None:
        raise NotFound("There is no such consultation.")
    return found


def touch(work: Work, consultation_id: UUID) -> None:
    """Let every page of a consultation know that it has changed, and the search what it says."""
    work.session.flush()
    count(work.session, consultation_id)
    index_consultation(work.session, consultation_id)
    work.record(ConsultationChanged(consultation_id, consultation_id=consultation_id))
