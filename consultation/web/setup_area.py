"""Say which land a consultation is about."""

from __future__ import annotations

import json

from flask import render_template
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from consultation.commands.places import set_area
from consultation.commands.plans import finish_task
from consultation.queries.consultations import ConsultationPage
from consultation.rules.access import Can
from consultation.rules.plans import Task
from consultation.web.areas import read_area
from consultation.web.forms.drafts import AreaForm
from consultation.web.forms.views import refused
from consultation.web.map import bounds_of
from consultation.web.setup import bp, saved, staff_page
from consultation.web.setup_held import Overtaken, held, seen_as
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
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
            held(unit, slug, form.seen.data, _drawn)
            set_area(unit, page.id, land)
            finish_task(unit, page.id, Task.AREA)
    except Invalid as wrong:
        return _area_page(page, form, refused(form, wrong.fields)), 422
    except Overtaken as wrong:
        problems = refused(form, {"place_way": translated(wrong.sentence)})
        return _area_page(staff_page(slug), form, problems, is_overtaken=True), wrong.status
    return saved(slug)


def _drawn(page: ConsultationPage) -> object:
    return page.area_geojson


def _area_page(
    page: ConsultationPage, form: AreaForm, problems: dict[str, str], *, is_overtaken: bool = False
) -> str:
    form.seen.data = seen_as(page, _drawn)
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
        theirs=(page.area_geojson or {}) if is_overtaken else None,
    )
