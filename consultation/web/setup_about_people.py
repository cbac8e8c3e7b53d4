"""Choose which questions about people a consultation asks, and whose residents it is about."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.plans import finish_task
from consultation.commands.reach.asked import choose_catchment, choose_traits
from consultation.queries.consultations import ConsultationPage
from consultation.queries.reach.asked import asked_traits, catchment
from consultation.rules.access import Can
from consultation.rules.plans import Task
from consultation.rules.reach.asked import USUAL
from consultation.rules.reach.traits import QUESTIONS, SPECIAL, Trait
from consultation.web.heard_labels import TRAITS
from consultation.web.setup import bp, staff_page
from consultation.web.setup_held import Overtaken, held, seen_as
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from geo.queries.wards import wards_of


@bp.get("/<slug>/about-people")
@allow(Can.CONSULTATION_WRITE)
def about_people(slug: str) -> ResponseReturnValue:
    """Show the questions that can be asked, and the wards."""
    page = staff_page(slug)
    chosen = {trait.value: why for trait, why in asked_traits(db.session(), page.id).items()}
    wards = {ward.code for ward in catchment(db.session(), page.id)}
    return _choices(page, chosen, wards, {})


@bp.post("/<slug>/about-people")
@allow(Can.CONSULTATION_WRITE)
def change_about_people(slug: str) -> ResponseReturnValue:
    """Keep the choice; whoever ticks a question says why it is asked."""
    page = staff_page(slug)
    known = {trait.value for trait in Trait}
    ticked = [key for key in request.form.getlist("trait") if key in known]
    chosen = {key: request.form.get(f"why-{key}", "") for key in ticked}
    wards = set(request.form.getlist("ward"))
    try:
        with work(db.session(), actor(), now()) as unit:
            held(unit, slug, request.form.get("seen"), _chosen)
            choose_traits(unit, page.id, {Trait(key): why for key, why in chosen.items()})
            choose_catchment(unit, page.id, wards)
            finish_task(unit, page.id, Task.ABOUT_PEOPLE)
    except Invalid as wrong:
        return _choices(page, chosen, wards, dict(wrong.fields)), 422
    except Overtaken as wrong:
        problems = {"wards": translated(wrong.sentence)}
        return _choices(page, chosen, wards, problems, is_overtaken=True), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".about_people", slug=slug), 303)


def _chosen(page: ConsultationPage) -> tuple[dict[Trait, str], list[str]]:
    wards = catchment(db.session(), page.id)
    return asked_traits(db.session(), page.id), sorted(ward.name for ward in wards)


def _theirs(page: ConsultationPage) -> list[tuple[object, str]]:
    traits, wards = _chosen(page)
    asked = [(TRAITS[trait], why) for trait, why in traits.items()]
    return [*asked, (_("Wards"), ", ".join(wards))]


def _choices(
    page: ConsultationPage,
    chosen: dict[str, str],
    wards: set[str],
    problems: dict[str, str],
    *,
    is_overtaken: bool = False,
) -> str:
    return render_template(
        "consultation/setup/about_people.html",
        consultation=page,
        traits=[
            {
                "key": trait.value,
                "name": TRAITS[trait],
                "asks": QUESTIONS[trait].asks,
                "is_on": trait.value in chosen,
                "why": chosen.get(trait.value, USUAL.get(trait, "")),
                "is_special": trait in SPECIAL,
            }
            for trait in Trait
        ],
        wards=[
            (ward.code, ward.name, ward.code in wards)
            for ward in wards_of(db.session(), current_council().id)
        ],
        problems=problems,
        theirs=_theirs(page) if is_overtaken else None,
        seen=seen_as(page, _chosen),
    )
