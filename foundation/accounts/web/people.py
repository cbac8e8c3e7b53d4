"""The people of a council: invite, give and take roles, reset, remove."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.commands.links import make_link
from foundation.accounts.commands.people import add_person, plain_address, remove_person
from foundation.accounts.commands.proofs import clear_proofs
from foundation.accounts.commands.roles import agree_role, ask_role, take_role
from foundation.accounts.queries.people import Entry, people_with_roles, person_entry
from foundation.accounts.rules.access import Can
from foundation.accounts.rules.links import Purpose
from foundation.accounts.rules.people import may_agree, needs_second
from foundation.accounts.rules.tokens import digest_of
from foundation.accounts.web.forms import InviteForm, RoleForm
from foundation.accounts.web.here import current_council
from foundation.accounts.web.mails import link_mail, welcome_mail
from foundation.base.db import db
from foundation.base.errors import Invalid, NotFound
from foundation.base.outgoing import post
from foundation.base.roles import Role
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("people", __name__, url_prefix="/desk/people")


@bp.get("")
@allow(Can.PEOPLE_WRITE)
def listed() -> ResponseReturnValue:
    """List everybody with a role, and first what waits for a second person."""
    people = people_with_roles(db.session(), current_council().id)
    waiting = [
        (entry, request, bool(may_agree(request, actor().person_id)))
        for entry in people
        for request in entry.waiting
    ]
    return render_template("accounts/people/list.html", people=people, waiting=waiting)


@bp.route("/invite", methods=["GET", "POST"])
@allow(Can.PEOPLE_WRITE)
def invite() -> ResponseReturnValue:
    """Invite somebody and ask for their first role."""
    form = InviteForm()
    problems: dict[str, str] = {}
    if form.validate_on_submit():
        try:
            person_id = _invite(form)
        except Invalid as refused:
            problems = refused.fields
        else:
            flash(_("The invitation is on its way."))
            return redirect(url_for(".one", person_id=person_id))
    page = render_template("accounts/people/invite.html", form=form, problems=problems)
    return page, Invalid.status if form.errors or problems else 200


@bp.get("/<uuid:person_id>")
@allow(Can.PEOPLE_WRITE)
def one(person_id: UUID) -> ResponseReturnValue:
    """Show what one person may do, and what can be done about it."""
    return render_template("accounts/people/one.html", entry=_entry(person_id), form=RoleForm())


@bp.post("/<uuid:person_id>/roles")
@allow(Can.PEOPLE_WRITE)
def ask(person_id: UUID) -> ResponseReturnValue:
    """Ask for one more role of a person."""
    form = RoleForm()
    if not form.validate_on_submit():
        raise Invalid("Choose a role from the list.", fields={"role": _("Choose a role.")})
    role = Role(form.role.data)
    with work(db.session(), actor(), now()) as unit:
        ask_role(unit, person_id, role)
    waits = needs_second(role)
    flash(_("Asked. Another administrator has to agree.") if waits else _("The role is given."))
    return redirect(url_for(".one", person_id=person_id))


@bp.post("/<uuid:person_id>/roles/<role>/agree")
@allow(Can.PEOPLE_WRITE)
def agree(person_id: UUID, role: str) -> ResponseReturnValue:
    """Agree, as the second person, to a role."""
    with work(db.session(), actor(), now()) as unit:
        agree_role(unit, person_id, _role(role))
    flash(_("Agreed. The role counts from the next sign-in."))
    return redirect(url_for(".listed"))


@bp.post("/<uuid:person_id>/roles/<role>/take")
@allow(Can.PEOPLE_WRITE)
def take(person_id: UUID, role: str) -> ResponseReturnValue:
    """Take a role away, or refuse one that was asked for."""
    with work(db.session(), actor(), now()) as unit:
        take_role(unit, person_id, _role(role))
    flash(_("The role is taken away. It ended every sign-in of this person."))
    return redirect(url_for(".one", person_id=person_id))


@bp.post("/<uuid:person_id>/reset")
@allow(Can.PEOPLE_WRITE)
def reset(person_id: UUID) -> ResponseReturnValue:
    """Forget a person's password and second factor, and invite them to set up both."""
    email = _entry(person_id).email
    with work(db.session(), actor(), now()) as unit:
        clear_proofs(unit, person_id)
        _write(unit, email, person_id)
    flash(_("A new invitation is on its way. The old password and app do not work any more."))
    return redirect(url_for(".one", person_id=person_id))


@bp.post("/<uuid:person_id>/remove")
@allow(Can.PEOPLE_WRITE)
def remove(person_id: UUID) -> ResponseReturnValue:
    """Take a person out."""
    with work(db.session(), actor(), now()) as unit:
        remove_person(unit, person_id)
    flash(_("Removed. They are signed out everywhere."))
    return redirect(url_for(".listed"))


def _invite(form: InviteForm) -> UUID:
    email, role = plain_address(form.email.data), Role(form.role.data)
    with work(db.session(), actor(), now()) as unit:
        person_id = add_person(unit, email, name=form.name.data, team=form.team.data)
        ask_role(unit, person_id, role)
        if needs_second(role):
            _write(unit, email, person_id)
        else:
            post(unit, welcome_mail(current_council(), email), f"welcome {uuid4()}")
    return person_id


def _write(unit: Work, email: str, person_id: UUID) -> None:
    token = make_link(unit, email, Purpose.INVITATION, person_id)
    mail = link_mail(current_council(), email, Purpose.INVITATION, token)
    post(unit, mail, f"link {digest_of(token)}")


def _entry(person_id: UUID) -> Entry:
    entry = person_entry(db.session(), current_council().id, person_id)
    if entry is None:
        raise NotFound("There is no such person.")
    return entry


def _role(name: str) -> Role:
    try:
        return Role(name)
    except ValueError as unknown:
        raise NotFound("There is no such role.") from unknown
