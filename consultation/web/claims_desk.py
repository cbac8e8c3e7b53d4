"""The desk's side of the facts: what was heard, what is drafted, which comments say it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from consultation.commands.claim_citations import cite, uncite
from consultation.commands.claims import ask_second_look, begin_claim, publish_claim, write_claim
from consultation.queries.claims_desk import DeskClaim, desk_claim, desk_claims
from consultation.queries.issues import DeskConsultation
from consultation.rules.access import Can
from consultation.rules.claims import ClaimState, may_publish
from consultation.web.claim_labels import SIGNS
from consultation.web.forms.claims import ClaimForm, filled, source_rows
from consultation.web.forms.issues import number as as_number
from consultation.web.forms.views import refused
from consultation.web.issues import own
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.visitor import new_form_key, submission_id

bp = Blueprint("claims_desk", __name__, url_prefix="/desk/<slug>/facts")

PUBLISH, APPROVE = "publish", "approve"


@bp.get("")
@allow(Can.CLAIM_WRITE)
def every(slug: str) -> ResponseReturnValue:
    """List what was heard and what was checked."""
    consultation = own(slug)
    return render_template(
        "consultation/claims/desk.html",
        consultation=consultation,
        claims=desk_claims(db.session(), consultation.id),
        signs=SIGNS,
    )


@bp.get("/new")
@allow(Can.CLAIM_WRITE)
def new(slug: str) -> ResponseReturnValue:
    """Show the form for something that the desk has heard itself."""
    return _page(own(slug), None, ClaimForm(), {})


@bp.post("/new")
@allow(Can.CLAIM_WRITE)
def begin(slug: str) -> ResponseReturnValue:
    """Draft it."""
    consultation, form = own(slug), ClaimForm()
    made = submission_id(consultation.id, form.form_key.data or new_form_key())
    try:
        with work(db.session(), actor(), now()) as unit:
            number = begin_claim(unit, made, consultation.id, form.finding())
            said = _sent(unit, made)
    except Invalid as wrong:
        return _page(consultation, None, form, refused(form, wrong.fields)), 422
    flash(said)
    return redirect(url_for(".page", slug=slug, number=number), 303)


@bp.get("/<int:number>")
@allow(Can.CLAIM_WRITE)
def page(slug: str, number: int) -> ResponseReturnValue:
    """Show one claim with its draft and the comments beside it."""
    consultation = own(slug)
    found = _found(consultation, number)
    return _page(consultation, found, ClaimForm(data=filled(found.version, found.heard)), {})


@bp.post("/<int:number>")
@allow(Can.CLAIM_WRITE)
def save(slug: str, number: int) -> ResponseReturnValue:
    """Save what is known, ask for a second look, or publish it."""
    consultation, form = own(slug), ClaimForm()
    found = _found(consultation, number)
    try:
        with work(db.session(), actor(), now()) as unit:
            if request.form.get("do") != APPROVE:
                write_claim(unit, found.id, form.finding(), seen=as_number(form.seen.data))
            said = _sent(unit, found.id)
    except Invalid as wrong:
        return _page(consultation, found, form, refused(form, wrong.fields)), 422
    except Conflict as quicker:
        now_there = _found(consultation, number)
        is_late = quicker.facts.get("reason") == "changed_meanwhile"
        if is_late and now_there.version:
            form.seen.data = str(now_there.version.revision)
        problems = {"claim": str(quicker)}
        return _page(consultation, now_there, form, problems, shows_theirs=is_late), 409
    flash(said)
    return redirect(url_for(".page", slug=slug, number=number), 303)


@bp.post("/<int:number>/comments")
@allow(Can.CLAIM_WRITE)
def beside(slug: str, number: int) -> ResponseReturnValue:
    """Put comments beside a claim, or take them away."""
    consultation = own(slug)
    found = _found(consultation, number)
    refs = [*request.form.getlist("chosen"), request.form.get("ref", "")]
    try:
        with work(db.session(), actor(), now()) as unit:
            if request.form.get("do") == "remove":
                gone = uncite(unit, found.id, refs)
                said = ngettext(
                    "%(num)s comment was taken away.", "%(num)s comments were taken away.", gone
                )
            else:
                came = cite(unit, found.id, refs)
                said = ngettext("%(num)s comment was added.", "%(num)s comments were added.", came)
    except (Invalid, NotFound) as wrong:
        form = ClaimForm(formdata=None, data=filled(found.version, found.heard))
        return _page(consultation, found, form, {"ref": str(wrong)}), 422
    flash(str(said))
    return redirect(url_for(".page", slug=slug, number=number) + "#comments", 303)


def _sent(unit: Any, claim_id: UUID) -> str:  # noqa: ANN401  a unit of work
    """Do what the button says with what is saved; return what to tell."""
    do = request.form.get("do")
    if do not in {PUBLISH, APPROVE}:
        return str(_("The draft is saved."))
    if do == PUBLISH and current_council().second_look:
        ask_second_look(unit, claim_id)
        return str(_("Somebody else looks at it before everybody can read it."))
    publish_claim(unit, claim_id)
    return str(_("Everybody can read it now."))


def _found(consultation: DeskConsultation, number: int) -> DeskClaim:
    found = desk_claim(db.session(), consultation.id, number)
    if found is None:
        raise NotFound("There is no such claim.")
    return found


def _page(
    consultation: DeskConsultation,
    found: DeskClaim | None,
    form: ClaimForm,
    problems: dict[str, str],
    *,
    shows_theirs: bool = False,
) -> str:
    version = found.version if found else None
    return render_template(
        "consultation/claims/desk_claim.html",
        consultation=consultation,
        claim=found,
        version=version,
        theirs=version if shows_theirs else None,
        sources=source_rows(version),
        form=form,
        problems=problems,
        sending=_sending(found),
        ticked=set(request.form.getlist("chosen")),
        typed_ref=request.form.get("ref", ""),
    )


def _sending(found: DeskClaim | None) -> dict[str, Any]:
    """Return what the buttons do: publish, ask for a second look, or approve."""
    version, second_look = found.version if found else None, current_council().second_look
    state = version.state if version else ClaimState.DRAFT
    person_id = actor().person_id
    is_mine = bool(version) and str(person_id) in (version.writers if version else ())
    writers = {person_id} if is_mine and person_id else set()
    return {
        "second_look": second_look,
        "state": state,
        "may_approve": state is ClaimState.WAITING
        and bool(may_publish(state, writers, person_id, second_look=second_look)),
        "is_correction": state is ClaimState.PUBLISHED
        or (version is not None and version.number > 1),
    }
