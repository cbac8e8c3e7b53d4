"""A person's own account: what they are called, and where they are signed in."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.commands.people import rename
from foundation.accounts.commands.sign_in import end_all, end_sign_in
from foundation.accounts.queries.people import open_sign_ins
from foundation.accounts.queries.sign_in import SignedIn
from foundation.accounts.rules.access import Can
from foundation.accounts.web.forms import NameForm
from foundation.accounts.web.signed_in import let_out, signed_in
from foundation.base.db import db
from foundation.base.errors import Invalid, SignInNeeded
from foundation.base.roles import STAFF
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("account", __name__)


@bp.route("/account", methods=["GET", "POST"])
@allow(Can.OWN_ACCOUNT)
def page() -> ResponseReturnValue:
    """Show a person their account, and change what they are called."""
    held = _held()
    form = NameForm(data={"name": held.name or "", "team": held.team or ""})
    if form.validate_on_submit():
        with work(db.session(), actor(), now()) as unit:
            rename(unit, held.person_id, form.name.data, form.team.data)
        flash(_("Saved."))
        return redirect(url_for(".page"))
    shown = render_template(
        "accounts/account/page.html",
        form=form,
        held=held,
        is_staff=bool(held.roles & STAFF),
        sign_ins=open_sign_ins(db.session(), held.person_id, held.roles, now()),
    )
    return shown, Invalid.status if form.errors else 200


@bp.post("/account/sign-ins/<uuid:sign_in_id>/end")
@allow(Can.OWN_ACCOUNT)
def end(sign_in_id: UUID) -> ResponseReturnValue:
    """Sign out one of a person's other browsers."""
    with work(db.session(), actor(), now()) as unit:
        end_sign_in(unit, sign_in_id, _held().person_id)
    flash(_("That browser is signed out."))
    return redirect(url_for(".page"))


@bp.post("/account/sign-out-everywhere")
@allow(Can.OWN_ACCOUNT)
def end_everywhere() -> ResponseReturnValue:
    """Sign out every browser of a person, this one too."""
    with work(db.session(), actor(), now()) as unit:
        end_all(unit, _held().person_id)
    let_out()
    flash(_("You are signed out everywhere."))
    answer = redirect(url_for("sign_in.ask"))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _held() -> SignedIn:
    held = signed_in()
    if held is None:
        raise SignInNeeded
    return held
