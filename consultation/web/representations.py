"""Make an informal comment formal without writing it again."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from consultation.commands.representations import make_formal
from consultation.queries.comments import Fate
from consultation.web.cards import last_day
from consultation.web.filters import one_of
from consultation.web.follow import bp
from consultation.web.forms.representations import FormalForm, signatory_in
from consultation.web.forms.views import refused
from consultation.web.labels import PUBLISHED
from consultation.web.lanes import JUST_SENT, lane_of
from consultation.web.sending import FOLLOWS, SENT, fate_of
from foundation.accounts.rules.authorities import Publishing
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.access import anyone
from foundation.web.current import actor, now
from foundation.web.limits import limiter
from foundation.web.words import translated

IS_FORMAL = _("Your comment is a formal comment now. It counts when the council decides.")


@bp.get("/follow/make-formal")
@anyone
def formal() -> ResponseReturnValue:
    """Ask for what the law asks for."""
    found = _own()
    if found is None:
        return redirect(url_for(".ask"), 303)
    return _form_page(found, FormalForm(), {})


@bp.post("/follow/make-formal")
@anyone
@limiter.limit("60 per hour")
def send_formal() -> ResponseReturnValue:
    """Make it formal, once however often it is sent."""
    found = _own()
    if found is None:
        return redirect(url_for(".ask"), 303)
    form = FormalForm()
    promised = one_of(Publishing, form.promised.data)
    try:
        with work(db.session(), actor(), now()) as unit:
            make_formal(unit, found.comment.id, signatory_in(form), promised)
    except Invalid as wrong:
        return _form_page(found, form, refused(form, wrong.fields)), 422
    except Conflict as no:
        return _form_page(found, form, {}, no.sentence), 409
    flash(str(IS_FORMAL))
    return redirect(_back(found), 303)


def _own() -> Fate | None:
    """Return the comment that this browser has just sent, or whose code was given."""
    kept = session.get(SENT if JUST_SENT in request.args else FOLLOWS)
    return fate_of(UUID(kept)) if kept else None


def _back(found: Fate) -> str:
    if JUST_SENT in request.args:
        return url_for("giving.sent", slug=found.consultation.slug)
    return url_for("follow.ask")


def _form_page(
    found: Fate, form: FormalForm, problems: dict[str, str], why_not: str | None = None
) -> str:
    stands = lane_of(found.comment.id)
    form.promised.data = stands.publishing.value
    return render_template(
        "consultation/representations/make_formal.html",
        form=form,
        problems=problems,
        comment=found.comment,
        consultation=found.consultation,
        stands=stands,
        changed=translated(why_not) if why_not and stands.may_become else None,
        published=PUBLISHED[stands.publishing],
        closes_on=last_day(stands.closes_at),
        back_url=_back(found),
    )
