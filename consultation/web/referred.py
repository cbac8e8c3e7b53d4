"""The desk of a team that is asked for facts: what was said, and never who said it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.referrals import Draft, save_draft
from consultation.queries.referrals import ReferredRow, referred, referred_to
from consultation.rules.access import Can
from consultation.rules.languages import UNKNOWN_LANGUAGE
from consultation.rules.marks import mark_of
from consultation.rules.personal_data import PersonalDatum, without_any
from consultation.rules.referrals import ReferralState
from consultation.web.forms.issues import number
from consultation.web.forms.referrals import DraftForm
from consultation.web.forms.views import refused
from consultation.web.mirror_labels import TAKEN_OUT
from consultation.web.rows import where_words
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("referred", __name__, url_prefix="/desk/referrals")

GIVE_BACK = "give_back"


@bp.get("")
@allow(Can.REFERRAL_ANSWER)
def every() -> ResponseReturnValue:
    """List what this person's teams are asked, the first due first."""
    after, who = request.args.get("after"), actor().person_id
    if who is None:
        raise NotFound("There is no such page.")
    found = referred_to(db.session(), current_council().id, who, after)
    return render_template(
        "consultation/referrals/desk.html",
        rows=[_shown(row) for row in found.rows],
        next_url=url_for(".every", after=found.next) if found.next else None,
        first_url=url_for(".every") if after else None,
    )


@bp.get("/<uuid:referral_id>")
@allow(Can.REFERRAL_ANSWER)
def page(referral_id: UUID) -> ResponseReturnValue:
    """Show one question with the form to answer it."""
    asked = _asked(referral_id)
    return _page(asked, DraftForm(data=_filled(asked)), {})


@bp.post("/<uuid:referral_id>")
@allow(Can.REFERRAL_ANSWER)
def answer(referral_id: UUID) -> ResponseReturnValue:
    """Keep the draft, or give it back to the planner; what was typed is never lost."""
    asked, form = _asked(referral_id), DraftForm()
    draft = Draft(form.text.data or "", form.source.data or "", number(form.seen.data))
    gives_back = request.form.get("do") == GIVE_BACK
    try:
        with work(db.session(), actor(), now()) as unit:
            save_draft(unit, referral_id, draft, gives_back=gives_back)
    except Invalid as wrong:
        return _page(asked, form, refused(form, wrong.fields)), 422
    except Conflict as quicker:
        fresh = _asked(referral_id)
        form.seen.data = str(fresh.revision)
        form.seen.raw_data = [str(fresh.revision)]
        return _page(fresh, form, {"text": quicker.sentence}, theirs=fresh.draft), 409
    if not gives_back:
        flash(_("The draft is saved."))
        return redirect(url_for(".page", referral_id=referral_id), 303)
    flash(_("Thank you. The planner has your answer."))
    return redirect(url_for(".every"), 303)


def _asked(referral_id: UUID) -> ReferredRow:
    who = actor().person_id
    found = referred(db.session(), current_council().id, who, referral_id) if who else None
    if found is None:
        raise NotFound("There is no such question.")
    return found


def _filled(asked: ReferredRow) -> dict[str, str]:
    return {"text": asked.draft or "", "source": asked.source or "", "seen": str(asked.revision)}


def _page(
    asked: ReferredRow, form: DraftForm, problems: dict[str, str], theirs: str | None = None
) -> str:
    return render_template(
        "consultation/referrals/answer.html",
        asked=_shown(asked),
        form=form,
        problems=problems,
        theirs=theirs,
    )


def _shown(row: ReferredRow) -> dict[str, Any]:
    """Return a question for the page; what names or finds somebody is taken out of the words."""
    today, place = london_day(now()), row.place_words
    late = max(0, (today - row.due_on).days)
    return {
        "id": row.id,
        "team": row.team,
        "question": row.question,
        "due_on": row.due_on,
        "days_late": late,
        "asked_at": row.asked_at,
        "consultation": row.consultation,
        "mark": mark_of(row.kind, row.stance),
        "text": without_any(row.text, _marker),
        "language": row.language if row.language != UNKNOWN_LANGUAGE else None,
        "place": where_words(
            row.place_way, without_any(place, _marker) if place else None, row.ward_name
        ),
        "has_draft": bool(row.draft),
        "is_back": row.state is ReferralState.RETURNED,
    }


def _marker(kind: PersonalDatum) -> str:
    return str(TAKEN_OUT[kind])
