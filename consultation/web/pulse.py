"""How it was to be asked: for who has sent or follows a comment, once, and beside no comment."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.reach.pulse import give_pulse
from consultation.queries.named import NamedConsultation
from consultation.queries.reach.pulse import has_given, standing_of
from consultation.queries.voices import Voiced, voice_of
from consultation.rules.reach.pulse import QUESTIONS, Pulse, asked_at
from consultation.web.consultations import public_consultation
from consultation.web.forms.pulse import PulseForm
from consultation.web.reach_intake import intake, root_key
from consultation.web.sending import FOLLOWS, SENT
from foundation.accounts.web.here import current_council
from foundation.base.db import REACH, db
from foundation.base.errors import NotFound
from foundation.base.reach import reach_session
from foundation.web.access import anyone
from foundation.web.limits import limiter

bp = Blueprint("pulse", __name__, url_prefix="/consultations/<slug>/pulse")


@bp.get("")
@anyone
def ask(slug: str) -> ResponseReturnValue:
    """Ask what there is to ask now."""
    named, asked = _asked(slug)
    voice_id = _voice(named)
    if voice_id is None:
        return redirect(url_for("follow.ask"), 303)
    with reach_session(db.engines[REACH]) as store:
        is_given = has_given(store, root_key(), named.id, voice_id, asked)
    return _page(named, PulseForm.asking(asked), is_given=is_given)


@bp.post("")
@anyone
@limiter.limit("60 per hour")
def give(slug: str) -> ResponseReturnValue:
    """Count what was answered."""
    named, asked = _asked(slug)
    voice_id = _voice(named)
    if voice_id is None:
        return redirect(url_for("follow.ask"), 303)
    form = PulseForm.asking(asked)
    said = form.said() if form.validate() else None
    if said is None:
        return _page(named, form, is_given=False), 422
    with intake() as store:
        is_first = give_pulse(store, named.id, voice_id, said)
    flash(_("Thank you.") if is_first else _("You have answered before; that stands."))
    return redirect(url_for("consultations.page", slug=slug), 303)


def _asked(slug: str) -> tuple[NamedConsultation, tuple[Pulse, ...]]:
    """Return what is asked now.

    Raises:
        NotFound: no such consultation, or it asks nothing any more.
    """
    named = public_consultation(slug)
    asked = asked_at(standing_of(db.session(), named.id)[1])
    if not asked:
        raise NotFound(_("There is nothing to answer here."))
    return named, asked


def _voice(named: NamedConsultation) -> UUID | None:
    found = _known(session.get(SENT)) or _known(session.get(FOLLOWS))
    return found.voice_id if found and found.consultation_id == named.id else None


def _known(kept: str | None) -> Voiced | None:
    return voice_of(db.session(), current_council().id, UUID(kept)) if kept else None


def _page(named: NamedConsultation, form: PulseForm, *, is_given: bool) -> str:
    return render_template(
        "consultation/pulse.html",
        consultation=named,
        form=form,
        is_given=is_given,
        questions=[(form[each.value], QUESTIONS[each]) for each in Pulse if each.value in form],
    )
