"""Choosing a password: by invitation, after forgetting, or because it is time."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.commands.links import make_link, use_link
from foundation.accounts.commands.people import plain_address
from foundation.accounts.commands.proofs import set_password
from foundation.accounts.commands.sign_in import start_sign_in
from foundation.accounts.queries.people import credentials_at, credentials_of
from foundation.accounts.rules.access import Can
from foundation.accounts.rules.links import Purpose
from foundation.accounts.rules.passwords import WhyWeak, hashed, matches, may_protect
from foundation.accounts.rules.tokens import digest_of
from foundation.accounts.web.forms import ChangePasswordForm, EmailForm, NewPasswordForm
from foundation.accounts.web.here import current_council
from foundation.accounts.web.labels import WEAK
from foundation.accounts.web.mails import link_mail, no_account_mail
from foundation.accounts.web.sign_in import MAILS_PER_ADDRESS, OFTEN, after_password
from foundation.accounts.web.signed_in import let_in
from foundation.base.db import db
from foundation.base.errors import Invalid, NotFound
from foundation.base.outgoing import post
from foundation.base.work import work
from foundation.web.access import allow, anyone
from foundation.web.current import actor, now
from foundation.web.limits import limiter, per

bp = Blueprint("passwords", __name__)


@bp.route("/sign-in/forgot", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@limiter.limit(MAILS_PER_ADDRESS, key_func=per("email"), methods=["POST"])
@anyone
def forgot() -> ResponseReturnValue:
    """Write to an address how to set a new password; the answer is the same for every address."""
    form = EmailForm()
    problems: dict[str, str] = {}
    if form.validate_on_submit():
        try:
            _write_reset(plain_address(form.email.data))
        except Invalid as refused:
            problems = refused.fields
        else:
            return redirect(url_for("sign_in.sent"))
    page = render_template("accounts/passwords/forgot.html", form=form, problems=problems)
    return page, Invalid.status if form.errors or problems else 200


@bp.route("/set-password/<token>", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def choose(token: str) -> ResponseReturnValue:
    """Set a password by invitation or after a reset; the link is used up with it."""
    form = NewPasswordForm()
    problems: dict[str, str] = {}
    if form.validate_on_submit():
        try:
            person_id = _set_by_link(token, form.password.data)
        except Invalid as refused:
            problems = refused.fields
        else:
            return after_password(person_id)
    page = render_template("accounts/passwords/choose.html", form=form, problems=problems)
    return page, Invalid.status if form.errors or problems else 200


@bp.route("/account/password", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@allow(Can.OWN_ACCOUNT)
def change() -> ResponseReturnValue:
    """Change the password of somebody who gives their present one; only this browser stays in."""
    form = ChangePasswordForm()
    problems: dict[str, str] = {}
    if form.validate_on_submit():
        try:
            token = _set_by_password(form.current.data, form.password.data)
        except Invalid as refused:
            problems = refused.fields
        else:
            let_in(token, stays=False)
            flash(_("Your password has changed. All other browsers are signed out."))
            return redirect(url_for("account.page"))
    page = render_template("accounts/passwords/change.html", form=form, problems=problems)
    return page, Invalid.status if form.errors or problems else 200


def require_password(person_id: UUID | None, password: str) -> str:
    """Return the address of a person who has given their right password.

    Raises:
        Invalid: it is not theirs.
    """
    person = credentials_of(db.session(), current_council().id, person_id) if person_id else None
    db.session.rollback()
    if person is None or not matches(person.password_hash, password):
        raise Invalid(fields={"current": _("This is not your password.")})
    return person.email


def _write_reset(email: str) -> None:
    council = current_council()
    known = credentials_at(db.session(), council.id, email)
    with work(db.session(), actor(), now()) as unit:
        if known is None or not known.is_staff or known.password_hash is None:
            post(unit, no_account_mail(council, email), f"no account {uuid4()}")
            return
        token = make_link(unit, email, Purpose.RESET, known.person_id)
        post(unit, link_mail(council, email, Purpose.RESET, token), f"link {digest_of(token)}")


def _set_by_link(token: str, password: str) -> UUID:
    _refuse_weak(password)
    stored = hashed(password)
    with work(db.session(), actor(), now()) as unit:
        opened = use_link(unit, token, Purpose.INVITATION, Purpose.RESET)
        if opened.person_id is None:
            raise NotFound("There is no account for this link.")
        _refuse_weak(password, opened.email)
        set_password(unit, opened.person_id, stored)
    return opened.person_id


def _set_by_password(current: str, password: str) -> str:
    person_id = actor().person_id
    email = require_password(person_id, current)
    _refuse_weak(password, email)
    stored = hashed(password)
    with work(db.session(), actor(), now()) as unit:
        assert person_id is not None  # noqa: S101  whoever has a password is somebody
        set_password(unit, person_id, stored)
        return start_sign_in(unit, person_id)


def _refuse_weak(password: str, *about: str) -> None:
    decision = may_protect(password, [current_council().name, *about])
    if isinstance(decision.reason, WhyWeak):
        raise Invalid(fields={"password": str(WEAK[decision.reason])})
