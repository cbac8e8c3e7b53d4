"""The report as one file: HTML that a word processor opens, and a tagged PDF made of it."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask_babel import force_locale

from consultation.commands.report_gate import readiness
from consultation.queries.consultations import ConsultationPage, consultation_page
from consultation.queries.report import WaitingPaper
from consultation.rules.report import Paper, may_write
from consultation.web import heard_paper, pdf_made, printed_paper
from consultation.web.report_shown import shown_report
from foundation.accounts.queries.authorities import council_of
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.web.current import now

STYLES = ("report.css", "report_paper.css")


def document(found: ConsultationPage, council_id: UUID, council_name: str) -> str:
    """Return the whole report as a page that needs no other file; it is in English."""
    with force_locale("en"):
        return render_template(
            "consultation/report/document.html",
            report=shown_report(found, council_id, readiness(db.session(), found.id)),
            council_name=council_name,
            is_draft=may_write(found.status).reason is None,
        )


def paper_of(waiting: WaitingPaper) -> bytes:
    """Return the PDF that somebody waits for.

    Raises:
        NotFound: its consultation is gone.
    """
    session = db.session()
    found = consultation_page(session, waiting.authority_id, waiting.slug, now(), drafts=True)
    council = council_of(session, waiting.authority_id)
    if found is None or council is None:
        raise NotFound("There is no such consultation.")
    if waiting.paper in printed_paper.PAPERS:
        return printed_paper.made(found, council, waiting)
    if waiting.paper is Paper.HEARD:
        return pdf(heard_paper.document(found, council.id, council.name))
    return pdf(document(found, council.id, council.name))


def pdf(html: str) -> bytes:
    """Return *html* as a tagged PDF with our own fonts."""
    return pdf_made.pdf(html, *STYLES)
