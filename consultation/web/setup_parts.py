"""The parts of a consultation that are set up one by one: area, stages, documents, applicants."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import SelectChoice

from consultation.commands.applicants import give_to_applicant, take_from_applicant
from consultation.commands.consultations import move_stage, set_documents, set_stages
from consultation.commands.places import set_area
from consultation.queries.applicants import applicants_of
from consultation.queries.consultations import ConsultationPage
from consultation.rules.access import Can
from consultation.rules.consultations import PUBLIC
from consultation.rules.drafts import StageDraft
from consultation.web.areas import read_area
from consultation.web.forms.drafts import ApplicantForm, AreaForm
from consultation.web.forms.rows import (
    DocumentLine,
    StageLine,
    document_lines,
    drafted,
    read_day,
    stage_lines,
    typed_documents,
    typed_stages,
)
from consultation.web.forms.views import refused
from consultation.web.map import bounds_of
from consultation.web.setup import bp, staff_page
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from geo.queries.wards import wards_of
from geo.web.basemaps import basemap


@bp.get("/<slug>/area")
@allow(Can.CONSULTATION_WRITE)
def area(slug: str) -> ResponseReturnValue:
    """Show the ways to give an area."""
    page = staff_page(slug)
    drawn = page.area_geojson
    kept = json.dumps(drawn) if drawn and drawn["type"] == "Polygon" else ""
    return _area_page(page, AreaForm(data={"place_way": "map", "place": kept}), {})


@bp.post("/<slug>/area")
@allow(Can.CONSULTATION_WRITE)
def change_area(slug: str) -> ResponseReturnValue:
    """Keep the area that was given."""
    page = staff_page(slug)
    form = AreaForm()
    try:
        if not form.validate():
            raise Invalid
        land = read_area(db.session(), current_council(), form)
        with work(db.session(), actor(), now()) as unit:
            set_area(unit, page.id, land)
    except Invalid as wrong:
        return _area_page(page, form, refused(form, wrong.fields)), 422
    return _saved(slug)


@bp.get("/<slug>/stages")
@allow(Can.CONSULTATION_WRITE)
def stages(slug: str) -> ResponseReturnValue:
    """Show the stages, each with its day."""
    page = staff_page(slug)
    return _stages_page(page, stage_lines(page.stages), {})


@bp.post("/<slug>/stages")
@allow(Can.CONSULTATION_WRITE)
def change_stages(slug: str) -> ResponseReturnValue:
    """Keep the stages; a promised day that moves needs its reason."""
    page = staff_page(slug)
    lines = typed_stages(request.form)
    try:
        drafts = [
            StageDraft(
                line.name, read_day(line.expected_on, line.name), read_day(line.done_on, line.name)
            )
            for line in lines
        ]
        with work(db.session(), actor(), now()) as unit:
            if page.status in PUBLIC:
                _move_promises(unit, page, lines, drafts)
            set_stages(unit, page.id, drafts)
    except Invalid as wrong:
        shown = [*lines, StageLine(), StageLine()]
        return _stages_page(page, shown, {"stages": str(wrong)}), 422
    return _saved(slug)


@bp.get("/<slug>/documents")
@allow(Can.CONSULTATION_WRITE)
def documents(slug: str) -> ResponseReturnValue:
    """Show the documents."""
    page = staff_page(slug)
    return _documents_page(page, document_lines(page.documents), {})


@bp.post("/<slug>/documents")
@allow(Can.CONSULTATION_WRITE)
def change_documents(slug: str) -> ResponseReturnValue:
    """Keep the documents."""
    page = staff_page(slug)
    lines = typed_documents(request.form)
    try:
        with work(db.session(), actor(), now()) as unit:
            set_documents(unit, page.id, drafted(lines))
    except Invalid as wrong:
        shown = [*lines, DocumentLine(), DocumentLine()]
        return _documents_page(page, shown, wrong.fields or {"documents": str(wrong)}), 422
    return _saved(slug)


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


def _move_promises(
    unit: Work, page: ConsultationPage, lines: Sequence[StageLine], drafts: Sequence[StageDraft]
) -> None:
    """Move every stage whose promised day is another one now.

    Raises:
        Invalid: a day moves without a reason.
    """
    promised = {stage.name: stage for stage in page.stages}
    for line, draft in zip(lines, drafts, strict=True):
        stage = promised.get(" ".join(draft.name.split()))
        if stage and _moves(stage.expected_on, draft.expected_on):
            try:
                move_stage(unit, stage.id, draft.expected_on, line.reason)
            except Invalid as wrong:
                raise Invalid(f"{stage.name}: {wrong}") from None


def _moves(before: date | None, after: date | None) -> bool:
    return before is not None and before != after


def _saved(slug: str) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for(".overview", slug=slug), 303)


def _area_page(page: ConsultationPage, form: AreaForm, problems: dict[str, str]) -> str:
    wards = wards_of(db.session(), current_council().id)
    form.ward.choices = [SelectChoice(ward.code, ward.name) for ward in wards]
    return render_template(
        "consultation/setup/area.html",
        consultation=page,
        form=form,
        problems=problems,
        has_wards=bool(wards),
        basemap=basemap(),
        bounds=bounds_of(page.area_geojson),
    )


def _stages_page(
    page: ConsultationPage, lines: Sequence[StageLine], problems: dict[str, str]
) -> str:
    return render_template(
        "consultation/setup/stages.html",
        consultation=page,
        lines=lines,
        problems=problems,
        is_promised=page.status in PUBLIC,
    )


def _documents_page(
    page: ConsultationPage, lines: Sequence[DocumentLine], problems: dict[str, str]
) -> str:
    return render_template(
        "consultation/setup/documents.html", consultation=page, lines=lines, problems=problems
    )


def _applicants_page(page: ConsultationPage, form: ApplicantForm) -> str:
    return render_template(
        "consultation/setup/applicants.html",
        consultation=page,
        form=form,
        applicants=applicants_of(db.session(), page.id),
    )
