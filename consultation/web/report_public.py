"""The officer's report for everybody, once it is published."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from consultation.commands.report_gate import readiness
from consultation.rules.consultations import ConsultationStatus
from consultation.web.consultations import public_page
from consultation.web.fresh import seen
from consultation.web.report_shown import shown_report
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.words import say
from foundation.web.access import anyone
from foundation.web.caching import fresh_while

bp = Blueprint("reports", __name__, url_prefix="/consultations")

HAVE_REPORT = frozenset({ConsultationStatus.REPORTED, ConsultationStatus.DECIDED})


@bp.get("/<slug>/report")
@anyone
def page(slug: str) -> ResponseReturnValue:
    """Show the report of a consultation that has one."""
    found = public_page(slug)
    if found.status not in HAVE_REPORT:
        raise NotFound(say("The report is not out yet. This page shows it when it is."))

    def made() -> str:
        return render_template(
            "consultation/report/page.html",
            consultation=found,
            report=shown_report(found, current_council().id, readiness(db.session(), found.id)),
            is_draft=False,
            back=url_for("consultations.page", slug=slug),
        )

    return fresh_while(*seen(found.tally.version, found), make=made)
