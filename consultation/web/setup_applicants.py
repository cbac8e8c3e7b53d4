"""Say who answers for the applicant."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.applicants import give_to_applicant, take_from_applicant
from consultation.queries.applicants import applicants_of
from consultation.queries.consultations import ConsultationPage
from consultation.rules.access import Can
from consultation.web.forms.drafts import ApplicantForm
from consultation.web.forms.views import refused
from consultation.web.setup import bp, staff_page
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now


@bp.get("/<slug>/applicants")
@allow(Can.CONSULTATION_WRITE)
def applicants(slug: str) -> ResponseReturnValue:
    """Show who answers for the applicant."""
    return _applicants_page(staff_page(slug), ApplicantForm(formdata=None))


@bp.post("/<slug>/applicants")
@allow(Can.CONSULTATION_WRITE)
def give(slug: str) -> ResponseReturnValue:
    """Let somebody answer for the applicant."""
    page = staff_page(slug)
    form = ApplicantForm()
    try:
        with work(db.session(), actor(), now()) as unit:
            give_to_applicant(unit, page.id, form.email.data or "")
    except Invalid as wrong:
        refused(form, wrong.fields)
        return _applicants_page(page, form), 422
    flash(_("Saved."))
    return redirect(url_for(".applicants", slug=slug), 303)


@bp.post("/<slug>/applicants/<uuid:person_id>/remove")
@allow(Can.CONSULTATION_WRITE)
def take(slug: str, person_id: UUID) -> ResponseReturnValue:
    """Let somebody answer for the applicant no more."""
    page = staff_page(slug)
    with work(db.session(), actor(), now()) as unit:
        take_from_applicant(unit, page.id, person_id)
    flash(_("Saved."))
    return redirect(url_for(".applicants", slug=slug), 303)


def _applicants_page(page: ConsultationPage, form: ApplicantForm) -> str:
    return render_template(
        "consultation/setup/applicants.html",
        consultation=page,
        form=form,
        applicants=applicants_of(db.session(), page.id),
    )
