"""Signing in and out: residents by a link in a mail, staff by a password and a code."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.commands.links import make_link, use_link
from foundation.accounts.commands.people import add_person, plain_address
from foundation.accounts.commands.proofs import try_code
from foundation.accounts.commands.sign_in import end_sign_in, is_staff, start_sign_in
from foundation.accounts.queries.people import Credentials, credentials_at, credentials_of
from foundation.accounts.queries.sign_in import sign_in_of
from foundation.accounts.rules.links import Purpose
from foundation.accounts.rules.passwords import LONGEST, matches
from foundation.accounts.rules.tokens import digest_of
from foundation.accounts.web import half
from foundation.accounts.web.forms import CodeForm, EmailForm, PasswordForm, PlainForm
from foundation.accounts.web.here import current_council
from foundation.accounts.web.mails import link_mail, locked_mail, staff_mail
from foundation.accounts.web.signed_in import let_in, let_out, signed_in
from foundation.base.db import db
from foundation.base.errors import Invalid, NotFound, TooLarge
from foundation.base.outgoing import post
from foundation.base.roles import STAFF
from foundation.base.work import work
from foundation.web.access import anyone
from foundation.web.current import actor, now
from foundation.web.destinations import safe_next
from foundation.web.limits import limiter, per

bp = Blueprint("sign_in", __name__)

OFTEN = "20 per minute"
PER_ACCOUNT = "10 per 15 minutes"
MAILS_PER_ADDRESS = "5 per hour"


@bp.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@limiter.limit(MAILS_PER_ADDRESS, key_func=per("email"), methods=["POST"])
@anyone
def ask() -> ResponseReturnValue:
    """Ask for an address, and write to it; the answer never says whether it is known."""
    form = EmailForm()
    problems: dict[str, str] = {}
    if form.validate_on_submit():
        try:
            _write_link(plain_address(form.email.data))
        except Invalid as refused:
            problems = refused.fields
        else:
            return redirect(url_for(".sent"))
    return render_template("accounts/sign_in/ask.html", form=form, problems=problems), _status(
        form.errors or problems
    )


@bp.get("/sign-in/sent")
@anyone
def sent() -> ResponseReturnValue:
    """Tell that a mail is on its way."""
    return render_template("accounts/sign_in/sent.html")


@bp.route("/sign-in/link/<token>", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def by_link(token: str) -> ResponseReturnValue:
    """Show a button, and sign in when it is pressed: opening a link alone uses nothing up."""
    form = PlainForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in/link.html", form=form)
    with work(db.session(), actor(), now()) as unit:
        opened = use_link(unit, token, Purpose.SIGN_IN)
        person_id = opened.person_id or add_person(unit, opened.email)
        if is_staff(unit, person_id):
            raise NotFound("Your account belongs to the staff. Sign in with your password.")
        fresh = start_sign_in(unit, person_id)
    return welcome(fresh)


@bp.route("/sign-in/staff", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@limiter.limit(PER_ACCOUNT, key_func=per("email"), methods=["POST"])
@anyone
def with_password() -> ResponseReturnValue:
    """Check address and password; an unknown address costs as long and reads the same."""
    form = PasswordForm()
    problems: dict[str, str] = {}
    if form.validate_on_submit():
        found = _checked(form.email.data, form.password.data)
        if found is not None:
            return after_password(found.person_id)
        problems = {"password": _("The address or the password is not right.")}
    return render_template("accounts/sign_in/staff.html", form=form, problems=problems), _status(
        form.errors or problems
    )


@bp.route("/sign-in/code", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def with_code() -> ResponseReturnValue:
    """Check the code of somebody whose password was right."""
    person = half.needed()
    form = CodeForm()
    problems: dict[str, str] = {}
    if form.validate_on_submit():
        fresh = _try(person, form.code.data)
        if fresh is not None:
            return welcome(fresh, otherwise="/account")
        problems = {"code": _why_no_code(person.person_id)}
    return render_template("accounts/sign_in/code.html", form=form, problems=problems), _status(
        form.errors or problems
    )


@bp.post("/sign-out")
@anyone
def sign_out() -> ResponseReturnValue:
    """End this browser's sign-in, and let the browser forget what it kept."""
    held = signed_in()
    if held is not None:
        with work(db.session(), actor(), now()) as unit:
            end_sign_in(unit, held.id, held.person_id)
    let_out()
    flash(_("You are signed out."))
    answer = redirect("/")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def after_password(person_id: UUID) -> ResponseReturnValue:
    """Lead somebody whose password was just given to their second step.

    In the demo nobody needs one who has not set one up.
    """
    person = credentials_of(db.session(), current_council().id, person_id)
    if person is None:
        raise NotFound("This account cannot sign in any more.")
    if person.totp_secret is None and current_app.extensions["settings"].demo:
        with work(db.session(), actor(), now()) as unit:
            fresh = start_sign_in(unit, person.person_id)
        return welcome(fresh, otherwise="/account")
    half.remember(person.person_id, person.session_version)
    step = "sign_in.with_code" if person.totp_secret else "second_factor.enrol"
    return redirect(url_for(step, next=request.args.get("next")))


def welcome(token: str, otherwise: str = "/") -> ResponseReturnValue:
    """Let this browser in and lead it to where it wanted to go; staff begin at their desk."""
    held = sign_in_of(db.session(), current_council().id, token, now())
    is_staff = held is not None and bool(held.roles & STAFF)
    let_in(token, stays=not is_staff)
    return redirect(safe_next(request.args.get("next"), "/desk" if is_staff else otherwise))


def _write_link(email: str) -> None:
    council = current_council()
    known = credentials_at(db.session(), council.id, email)
    with work(db.session(), actor(), now()) as unit:
        if known and known.is_staff:
            post(unit, staff_mail(council, email), f"staff {uuid4()}")
            return
        token = make_link(unit, email, Purpose.SIGN_IN, known.person_id if known else None)
        wanted = request.args.get("next")
        mail = link_mail(council, email, Purpose.SIGN_IN, token, wanted)
        post(unit, mail, f"link {digest_of(token)}")


def _checked(email: str, password: str) -> Credentials | None:
    if len(password) > LONGEST:
        raise TooLarge("A password has at most 256 characters.")
    try:
        person = credentials_at(db.session(), current_council().id, plain_address(email))
    except Invalid:
        person = None
    db.session.rollback()
    return person if matches(person.password_hash if person else None, password) else None


def _try(person: Credentials, code: str) -> str | None:
    """Use up *code*; return the token of a fresh sign-in if it was right."""
    with work(db.session(), actor(), now()) as unit:
        if try_code(unit, person.person_id, code):
            return start_sign_in(unit, person.person_id)
        if unit.events:
            post(unit, locked_mail(current_council(), person.email), f"locked {uuid4()}")
    return None


def _why_no_code(person_id: UUID) -> str:
    person = credentials_of(db.session(), current_council().id, person_id)
    if person and person.locked_until and now() < person.locked_until:
        return str(
            _("Too many wrong codes. No code counts for 15 minutes; we have written to you.")
        )
    return str(_("This code is not right, or was used already. Wait for the next one."))


def _status(problems: object) -> int:
    return Invalid.status if problems else 200
