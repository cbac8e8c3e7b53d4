"""Setting up an authenticator app: at the first sign-in of staff, or for a new phone."""

from __future__ import annotations

from uuid import UUID

import segno
from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.commands.proofs import set_second_factor
from foundation.accounts.commands.sign_in import start_sign_in
from foundation.accounts.rules.access import Can
from foundation.accounts.rules.codes import address, new_secret, step_of
from foundation.accounts.web import half
from foundation.accounts.web.forms import CodeForm, ReplaceCodeForm
from foundation.accounts.web.here import current_council
from foundation.accounts.web.passwords import require_password
from foundation.accounts.web.sign_in import OFTEN, welcome
from foundation.accounts.web.signed_in import let_in, signed_in
from foundation.base.db import db
from foundation.base.errors import Invalid, SignInNeeded
from foundation.base.work import work
from foundation.web.access import allow, anyone
from foundation.web.current import actor, now
from foundation.web.limits import limiter

bp = Blueprint("second_factor", __name__)

KEPT_AS = "enrolling"


@bp.route("/sign-in/second-step", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def enrol() -> ResponseReturnValue:
    """Set up the app of somebody who has just given a right password, then let them in."""
    person = half.needed()
    if person.totp_secret is not None:
        return redirect(url_for("sign_in.with_code", next=request.args.get("next")))
    form = CodeForm()
    problems: dict[str, str] = {}
    if form.validate_on_submit():
        try:
            token = _enrol(person.person_id, form.code.data)
        except Invalid as refused:
            problems = refused.fields
        else:
            return welcome(token, otherwise="/account")
    return _page(form, problems, person.email)


@bp.route("/account/second-step", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@allow(Can.OWN_ACCOUNT)
def replace() -> ResponseReturnValue:
    """Set up another app for somebody who gives their password; only this browser stays in."""
    held = signed_in()
    if held is None:
        raise SignInNeeded
    form = ReplaceCodeForm()
    problems: dict[str, str] = {}
    if form.validate_on_submit():
        try:
            require_password(held.person_id, form.current.data)
            token = _enrol(held.person_id, form.code.data)
        except Invalid as refused:
            problems = refused.fields
        else:
            let_in(token, stays=False)
            flash(_("Your new app is set up. All other browsers are signed out."))
            return redirect(url_for("account.page"))
    return _page(form, problems, held.email)


def _enrol(person_id: UUID, code: str) -> str:
    secret = _secret()
    step = step_of(secret, code, now(), after=None)
    if step is None:
        raise Invalid(fields={"code": _("This code is not right. Wait for the next one.")})
    with work(db.session(), actor(), now()) as unit:
        set_second_factor(unit, person_id, secret, step)
        return start_sign_in(unit, person_id)


def _page(form: CodeForm, problems: dict[str, str], email: str) -> ResponseReturnValue:
    secret = _secret()
    page = render_template(
        "accounts/second_factor/enrol.html",
        form=form,
        problems=problems,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        picture=_picture(address(secret, email=email, council=current_council().name)),
    )
    return page, Invalid.status if form.errors or problems else 200


def _secret() -> str:
    """Return the secret that this browser is setting up; it stays the same until it is proved."""
    if KEPT_AS not in session:
        session[KEPT_AS] = new_secret()
    return str(session[KEPT_AS])


def _picture(text: str) -> str:
    """Return a QR code of *text* as the address of a picture that holds itself."""
    drawn = segno.make_qr(text, error="m")
    return str(drawn.png_data_uri(scale=5, border=4))
