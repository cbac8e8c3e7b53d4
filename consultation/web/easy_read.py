"""A consultation in easy read, and three big questions that anybody can answer."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from consultation.queries.consultations import ConsultationPage
from consultation.queries.easy_read import easy_read_of
from consultation.rules.comments import LONGEST_TEXT
from consultation.web.comments import A_LOT, closed
from consultation.web.consultations import public_consultation, public_page
from consultation.web.easy_answers import (
    CHANGE,
    SEND,
    EasyMirror,
    easy_map,
    easy_mirror,
    easy_said,
    wanted,
)
from consultation.web.forms.easy_read import EasyReadForm
from consultation.web.forms.views import refused
from consultation.web.fresh import seen
from consultation.web.sending import is_closed, send
from consultation.web.told import shown_consultation
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.words import say
from foundation.web.access import anyone
from foundation.web.caching import fresh_while
from foundation.web.limits import limiter
from foundation.web.visitor import note_visitor

bp = Blueprint("easy_read", __name__, url_prefix="/consultations")


@bp.get("/<slug>/easy-read")
@anyone
def page(slug: str) -> ResponseReturnValue:
    """Show the consultation in short lines with pictures."""
    found = _offered(slug)
    return fresh_while(
        *seen(found.tally.version, found),
        make=lambda: render_template(
            "consultation/easy_read/page.html",
            consultation=shown_consultation(found),
            lines=easy_read_of(db.session(), found.id),
            may_comment=found.may_comment,
        ),
    )


@bp.get("/<slug>/easy-read/answer")
@anyone
def answer(slug: str) -> ResponseReturnValue:
    """Ask what somebody thinks, why, and where."""
    found = _offered(slug)
    if not found.may_comment:
        return closed(found.slug, found.title, found.may_comment)
    note_visitor()
    return _form_page(found, EasyReadForm(), {})


@bp.post("/<slug>/easy-read/answer")
@anyone
@limiter.limit(A_LOT)
def send_answer(slug: str) -> ResponseReturnValue:
    """Show the answer as everybody will see it; take it in once, however often it is sent."""
    found, named = _offered(slug), public_consultation(slug)
    form, act = EasyReadForm(), wanted()
    if not found.may_comment:
        return closed(slug, found.title, found.may_comment), 409
    if act == CHANGE:
        return _form_page(found, form, {})
    try:
        if act != SEND:
            return _form_page(found, form, {}, easy_mirror(named, form))
        send(found.id, easy_said(form, found.area_geojson), form.form_key.data)
    except Invalid as wrong:
        return _form_page(found, form, refused(form, wrong.fields)), 422
    except Conflict as over:
        return closed(slug, found.title, is_closed(over)), 409
    return redirect(url_for("giving.sent", slug=slug), 303)


def _offered(slug: str) -> ConsultationPage:
    """Return a consultation that has an easy-read text.

    Raises:
        NotFound: it has none, or is not public.
    """
    found = public_page(slug)
    if not found.has_easy_read:
        raise NotFound(say("This consultation has no easy-read page."))
    return found


def _form_page(
    found: ConsultationPage,
    form: EasyReadForm,
    problems: dict[str, str],
    mirror: EasyMirror | None = None,
) -> str:
    return render_template(
        "consultation/easy_read/answer.html",
        form=form,
        problems=problems,
        mirror=mirror,
        consultation=shown_consultation(found),
        longest=LONGEST_TEXT,
        **easy_map(public_consultation(found.slug)),
    )
