"""How much a consultation asks of people who are asked already, and what they have told us."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.loads import set_load
from consultation.queries.consultations import ConsultationPage
from consultation.queries.loads import own_load
from consultation.queries.told_before import ToldTopic, told_near
from consultation.rules.access import Can
from consultation.web.load_shown import (
    load_tables,
    shown_overlap,
    shown_suggestion,
    ward_names,
    weighed,
)
from consultation.web.rows import topic_words
from consultation.web.setup import bp, staff_page
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.numbers import whole_number
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now


@bp.get("/<slug>/load")
@allow(Can.CONSULTATION_WRITE)
def load(slug: str) -> ResponseReturnValue:
    """Show the load of everybody who would be asked, what is open at the same time, what to do."""
    page = staff_page(slug)
    kept = own_load(db.session(), page.id)
    return _page(page, {"minutes": str(kept.minutes), "organisations": kept.organisations}, {})


@bp.post("/<slug>/load")
@allow(Can.CONSULTATION_WRITE)
def change_load(slug: str) -> ResponseReturnValue:
    """Keep how many minutes it takes, and which organisations are asked."""
    page = staff_page(slug)
    typed = {name: request.form.get(name, "") for name in ("minutes", "organisations")}
    minutes = whole_number(typed["minutes"].strip(), 6)
    try:
        with work(db.session(), actor(), now()) as unit:
            set_load(unit, page.id, minutes, typed["organisations"])
    except Invalid as wrong:
        return _page(page, typed, dict(wrong.fields)), 422
    flash(_("Saved."))
    return redirect(url_for(".load", slug=slug), 303)


@bp.get("/<slug>/told-before")
@allow(Can.CONSULTATION_WRITE)
def told_before(slug: str) -> ResponseReturnValue:
    """Show what people already told the council near here, by topic."""
    page = staff_page(slug)
    found = told_near(db.session(), current_council().id, page.id, now())
    return render_template(
        "consultation/setup/told_before.html",
        consultation=page,
        topics=[_shown_topic(topic) for topic in found],
        has_place=bool(page.area_geojson) or bool(found),
    )


def _page(page: ConsultationPage, typed: dict[str, str], problems: dict[str, str]) -> str:
    weighing, names = weighed(page.slug), ward_names()
    return render_template(
        "consultation/setup/load.html",
        consultation=page,
        typed=typed,
        problems=problems,
        tables=load_tables(weighing.loads, names) if weighing else [],
        overlaps=[shown_overlap(each, names) for each in weighing.overlaps] if weighing else [],
        suggestions=[shown_suggestion(each) for each in weighing.suggestions] if weighing else [],
    )


def _shown_topic(topic: ToldTopic) -> dict[str, object]:
    return {
        "code": topic.topic,
        "name": topic.label or topic_words(topic.topic, {}),
        "comments": topic.comments,
        "latest": [
            {
                "ref": each.ref,
                "text": each.text,
                "on": london_day(each.posted_at),
                "consultation": each.consultation,
                "slug": each.slug,
            }
            for each in topic.latest
        ],
    }
