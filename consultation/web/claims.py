"""What people are saying, and what the council knows: the board of facts, and each on a page."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.claims import ask_to_check
from consultation.queries.claims import PublicClaim, citing_comments, public_claim, public_claims
from consultation.queries.named import NamedConsultation
from consultation.rules.claims import Verdict
from consultation.web.claim_labels import SIGNS, VERDICTS
from consultation.web.consultations import public_consultation
from consultation.web.filters import one_of
from consultation.web.forms.claims import HeardForm
from consultation.web.forms.views import refused
from consultation.web.fresh import seen
from foundation.base.db import db
from foundation.base.errors import Invalid, NotFound
from foundation.base.work import work
from foundation.web.access import anyone
from foundation.web.caching import fresh_while
from foundation.web.current import actor, now
from foundation.web.limits import limiter
from foundation.web.visitor import new_form_key, note_visitor, submission_id

bp = Blueprint("claims", __name__, url_prefix="/consultations/<slug>/facts")

A_FEW = "20 per hour"


@bp.get("")
@anyone
def board(slug: str) -> ResponseReturnValue:
    """Show every claim that was checked, or those of one verdict."""
    named = public_consultation(slug)
    note_visitor()
    return _board(named, HeardForm(), {})


@bp.post("")
@anyone
@limiter.limit(A_FEW)
def ask(slug: str) -> ResponseReturnValue:
    """Take in what somebody has heard, for the desk to check."""
    named, form = public_consultation(slug), HeardForm()
    if not named.may_comment:
        return _board(
            named, form, {"claim": _("Comments are closed, so we cannot check more.")}
        ), 409
    note_visitor()
    made = submission_id(named.id, form.form_key.data or new_form_key())
    try:
        with work(db.session(), actor(), now()) as unit:
            ask_to_check(unit, made, named.id, form.claim.data or "")
    except Invalid as wrong:
        return _board(named, form, refused(form, wrong.fields)), 422
    flash(_("Thank you. We will check it, and show here what we find."))
    return redirect(url_for(".board", slug=slug), 303)


@bp.get("/<int:number>")
@anyone
def fact(slug: str, number: int) -> ResponseReturnValue:
    """Show one claim on a page of its own, which takes no side."""
    named = public_consultation(slug)
    found = public_claim(db.session(), named.id, number)
    if found is None:
        raise NotFound("There is no such page.")
    return fresh_while(
        *seen(named.version, named),
        make=lambda: render_template(
            "consultation/claims/fact.html",
            claim=found,
            signs=SIGNS,
            comments=citing_comments(db.session(), found.id),
            consultation={"slug": named.slug, "title": named.title},
        ),
    )


def _board(named: NamedConsultation, form: HeardForm, problems: dict[str, str]) -> str:
    verdict = one_of(Verdict, request.args.get("show"))
    claims = public_claims(db.session(), named.id)
    return render_template(
        "consultation/claims/board.html",
        claims=[each for each in claims if verdict in {None, each.verdict}],
        signs=SIGNS,
        chips=_chips(named.slug, claims, verdict),
        corrected=sum(each.version > 1 for each in claims),
        consultation={"slug": named.slug, "title": named.title},
        may_ask=bool(named.may_comment),
        form=form,
        problems=problems,
    )


def _chips(slug: str, claims: list[PublicClaim], shown: Verdict | None) -> list[dict[str, object]]:
    every = [(None, _("All"), len(claims))] + [
        (verdict, str(words), sum(each.verdict is verdict for each in claims))
        for verdict, words in VERDICTS.items()
    ]
    return [
        {
            "text": text,
            "url": url_for(".board", slug=slug, show=verdict.value if verdict else None),
            "is_on": verdict is shown,
            "count": count,
        }
        for verdict, text, count in every
        if count or verdict is None or verdict is shown
    ]
