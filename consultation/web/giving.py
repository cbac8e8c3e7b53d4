"""Give your view: the form, and the receipt for what was sent."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from consultation.queries.consultations import ConsultationPage
from consultation.rules.comments import LONGEST_TEXT, Contribution, Kind, Stance
from consultation.web.cards import last_day
from consultation.web.comments import A_LOT, bp, closed
from consultation.web.consultations import public_consultation, public_page
from consultation.web.forms.places import read_place
from consultation.web.forms.views import ViewForm, refused
from consultation.web.map import bounds_of
from consultation.web.sending import is_closed, send, sent_page
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.web.access import anyone
from foundation.web.limits import limiter
from foundation.web.visitor import note_visitor
from geo.web.basemaps import basemap


@bp.get("/consultations/<slug>/give-your-view")
@anyone
def give_view(slug: str) -> ResponseReturnValue:
    """Show the form."""
    page = public_page(slug)
    if not page.may_comment:
        return closed(page.slug, page.title, page.may_comment)
    note_visitor()
    return _view_form(page, ViewForm(), {})


@bp.post("/consultations/<slug>/give-your-view")
@anyone
@limiter.limit(A_LOT)
def send_view(slug: str) -> ResponseReturnValue:
    """Take the view in, once however often it is sent."""
    named = public_consultation(slug)
    form = ViewForm()
    try:
        send(named.id, _said(form, named.area), form.form_key.data)
    except Invalid as wrong:
        page = public_page(slug)
        return _view_form(page, form, refused(form, wrong.fields)), 422
    except Conflict as over:
        return closed(slug, named.title, is_closed(over)), 409
    return redirect(url_for(".sent", slug=slug), 303)


@bp.get("/consultations/<slug>/give-your-view/sent")
@anyone
def sent(slug: str) -> ResponseReturnValue:
    """Show what the author takes home; the code is in the page and in no address."""
    return sent_page(public_consultation(slug).slug)


def _said(form: ViewForm, area: dict[str, Any] | None) -> Contribution:
    """Return what *form* says.

    Raises:
        Invalid: a choice that is not offered, or a place that cannot be read or is far away.
    """
    if not form.validate():
        raise Invalid
    place = read_place(db.session(), form, area)
    return Contribution(
        text=form.text.data or "",
        kind=Kind(form.kind.data),
        stance=Stance(form.stance.data) if form.stance.data else None,
        topics=tuple(form.topics.data or ()),
        place=place,
        display_name=form.display_name.data,
    )


def _view_form(page: ConsultationPage, form: ViewForm, problems: dict[str, str]) -> str:
    form.offer_topics(page.topics)
    has_area = page.area_geojson is not None
    return render_template(
        "consultation/comments/give_view.html",
        form=form,
        problems=problems,
        consultation={
            "slug": page.slug,
            "title": page.title,
            "closes_on": last_day(page.closes_at),
            "site_url": url_for("map.site", slug=page.slug) if has_area else None,
        },
        basemap=basemap(),
        bounds=bounds_of(page.area_geojson),
        longest=LONGEST_TEXT,
    )
