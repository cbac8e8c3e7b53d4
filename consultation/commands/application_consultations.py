"""Keep the consultation about a planning application where the council's own system says it is."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from consultation.commands.consultations import make_consultation
from consultation.commands.documents import set_documents
from consultation.commands.own import own_consultation, touch
from consultation.commands.places import set_area
from consultation.models.applications import Application
from consultation.models.consultations import Consultation, Document
from consultation.rules.applications import ApplicationSheet, may_follow, standing
from consultation.rules.consultations import ConsultationKind, ConsultationMoved
from consultation.rules.drafts import ConsultationDraft, DocumentDraft
from foundation.base.work import Work


def follow_application(
    work: Work, application: Application, sheet: ApplicationSheet | None
) -> str | None:
    """Make or move the consultation about *application* as *sheet* says; return its slug.

    Where *sheet* is None, since the file says nothing new, nothing is changed.
    """
    known = work.session.scalars(
        select(Consultation.slug).where(Consultation.application_id == application.id)
    ).one_or_none()
    if sheet is None or (known is None and not sheet.has_consultation):
        return known
    slug = known or make_consultation(work, _draft(application, sheet))
    consultation = own_consultation(work, slug)
    _set_period(consultation, sheet)
    _move(work, consultation, sheet)
    if sheet.site and known is None:
        set_area(work, consultation.id, sheet.site)
    _add_documents(work, consultation.id, sheet)
    touch(work, consultation.id)
    return slug


def _draft(application: Application, sheet: ApplicationSheet) -> ConsultationDraft:
    """Return a first draft; an officer's own words are never overwritten later."""
    about = f"Planning application {sheet.reference}"
    return ConsultationDraft(
        kind=ConsultationKind.PLANNING_APPLICATION,
        title=(sheet.title or about)[:200],
        summary=(sheet.description or about)[:5_000],
        application_id=application.id,
    )


def _set_period(consultation: Consultation, sheet: ApplicationSheet) -> None:
    if sheet.opens_at and sheet.closes_at:
        consultation.opens_at = sheet.opens_at
        consultation.closes_at = sheet.closes_at


def _move(work: Work, consultation: Consultation, sheet: ApplicationSheet) -> None:
    before, after = consultation.status, standing(sheet, work.now)
    if may_follow(before, after):
        consultation.status = after
        work.record(ConsultationMoved(consultation.id, before, after))


def _add_documents(work: Work, consultation_id: UUID, sheet: ApplicationSheet) -> None:
    """Add what is new behind what is there."""
    there = [
        DocumentDraft(known.title, known.url, known.kind, known.alt)
        for known in work.session.scalars(
            select(Document)
            .where(Document.consultation_id == consultation_id)
            .order_by(Document.position)
        )
    ]
    urls = {document.url for document in there}
    new = [DocumentDraft(each.title, each.url, each.kind) for each in sheet.documents]
    new = [document for document in new if document.url not in urls]
    if new:
        set_documents(work, consultation_id, [*there, *new])
