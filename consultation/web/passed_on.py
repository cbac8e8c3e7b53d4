"""A councillor's page: pass a resident's question on, and see what came of those before."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.passed_on import pass_on
from consultation.queries.consultations import consultation_cards
from consultation.queries.passed_on import passed_on_by
from consultation.rules.access import Can
from consultation.rules.comments import Channel
from consultation.rules.consultations import ConsultationStatus
from consultation.web.filters import one_of
from consultation.web.forms.passed_on import PassOnForm
from consultation.web.forms.views import refused
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now, secret
from foundation.web.visitor import new_form_key, submission_id

bp = Blueprint("passed_on", __name__, url_prefix="/desk/questions")

MOST_OFFERED = 100


@bp.get("")
@allow(Can.QUESTION_HAND_IN)
def page() -> ResponseReturnValue:
    """Show the form and the questions that were passed on."""
    return _page(PassOnForm(), {})


@bp.post("")
@allow(Can.QUESTION_HAND_IN)
def send() -> ResponseReturnValue:
    """Pass one on, once however often the form is sent."""
    form = PassOnForm()
    slug = form.slug.data or ""
    if not slug:
        return _page(form, refused(form, {"slug": "Choose what the question is about."})), 422
    made = submission_id(current_council().id, f"{slug} {form.form_key.data or new_form_key()}")
    channel = _channel(form)
    try:
        with work(db.session(), actor(), now()) as unit:
            text = form.text.data or ""
            posted = pass_on(unit, made, slug, text, channel, secret=secret())
    except Invalid as wrong:
        return _page(form, refused(form, wrong.fields)), 422
    except Conflict as over:
        return _page(form, {"slug": str(over)}), 409
    said = _(
        "The question is %(ref)s. Give the resident this code, with which they follow the answer: "
        "%(code)s",
        ref=posted.ref,
        code=posted.tracking_code,
    )
    flash(said)
    return redirect(url_for(".page"), 303)


def _channel(form: PassOnForm) -> Channel | None:
    try:
        return one_of(Channel, form.channel.data or None)
    except Malformed:
        return None


def _page(form: PassOnForm, problems: dict[str, str]) -> str:
    session, here = db.session(), current_council().id
    cards = consultation_cards(
        session, here, now(), status=ConsultationStatus.OPEN, limit=MOST_OFFERED
    )
    form.offer((card.slug, card.title) for card in cards.rows)
    person_id = actor().person_id
    return render_template(
        "consultation/passed_on/page.html",
        form=form,
        problems=problems,
        rows=passed_on_by(session, here, person_id) if person_id else [],
    )
