"""The demonstration's own pages: sign in as anybody, read every mail. Only with ``DEMO=1``."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from foundation.accounts.commands.demo import demo_person
from foundation.accounts.commands.sign_in import start_sign_in
from foundation.accounts.queries.mails import mails_of
from foundation.accounts.web.forms import PlainForm
from foundation.accounts.web.here import current_council
from foundation.accounts.web.labels import WORK
from foundation.accounts.web.sign_in import welcome
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.roles import OUTSIDE, STAFF, Role
from foundation.base.work import work
from foundation.web.access import anyone
from foundation.web.current import actor, now

bp = Blueprint("demo", __name__, url_prefix="/demo")


@bp.get("")
@anyone
def page() -> ResponseReturnValue:
    """Offer one button for each role."""
    return render_template(
        "demo/page.html",
        form=PlainForm(),
        outside=[role for role in Role if role in OUTSIDE],
        staff=[role for role in Role if role in STAFF],
        work=WORK,
    )


@bp.post("/sign-in")
@anyone
def sign_in() -> ResponseReturnValue:
    """Sign in as the demo's person of one role."""
    try:
        role = Role(request.form.get("role", ""))
    except ValueError as unknown:
        raise Invalid("There is no such role. Choose one from the list.") from unknown
    with work(db.session(), actor(), now()) as unit:
        token = start_sign_in(unit, demo_person(unit, role))
    return welcome(token)


@bp.get("/mail")
@anyone
def mail() -> ResponseReturnValue:
    """Show every mail that this council has queued or sent."""
    return render_template("demo/mail.html", mails=mails_of(db.session(), current_council().id))
