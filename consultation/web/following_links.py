"""Where the links in messages lead: say yes, change what one follows, leave.

A link holds a ticket and needs no sign-in. Opening it changes nothing, because programs that look
through mails open links; a button does.
"""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.following import (
    confirm,
    leave,
    leave_all,
    mute,
    own_subscription,
    set_pace,
)
from consultation.queries.following import Followship, followship, followships
from consultation.rules.following import Pace
from consultation.web.following import FOLLOWER, OFTEN, bp
from consultation.web.following_mails import (
    CONFIRM,
    LEAVE,
    LEAVE_ALL,
    MANAGE,
    PATHS,
    followed_words,
)
from foundation.accounts.queries.contacts import ContactFacts, contact_of
from foundation.accounts.rules.contacts import masked
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid, NotFound
from foundation.base.tickets import read_ticket, ticket
from foundation.base.words import say
from foundation.base.work import Work, work
from foundation.web.access import anyone
from foundation.web.current import actor, now, secret
from foundation.web.forms import Form, csrf
from foundation.web.limits import limiter

GONE = say("This link does not work any more. Nothing is sent to you because of it.")


@bp.route(f"{PATHS[CONFIRM]}<token>", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def say_yes(token: str) -> ResponseReturnValue:
    """Show what somebody wants to follow, and begin when the button is pressed."""
    found = _followed(CONFIRM, token)
    if found is None:
        raise NotFound(GONE)
    form = Form()
    if not form.validate_on_submit():
        return render_template(
            "consultation/following/say_yes.html",
            form=form,
            name=followed_words(found),
            pace=found.pace,
        )
    with work(db.session(), actor(), now()) as unit:
        contact_id = confirm(unit, found.id)
    session[FOLLOWER] = contact_id.hex
    flash(_("Done. You follow %(what)s.", what=followed_words(found)))
    return redirect(PATHS[MANAGE] + ticket(secret(), MANAGE, contact_id), 303)


@bp.route(f"{PATHS[MANAGE]}<token>", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def everything(token: str) -> ResponseReturnValue:
    """Show all that one contact follows, and change it."""
    contact = _contact(MANAGE, token)
    form = Form()
    if form.validate_on_submit():
        with work(db.session(), actor(), now()) as unit:
            _change(unit, contact.id, request.form.get("do", ""))
        return redirect(request.path, 303)
    found = followships(db.session(), current_council().id, contact.id)
    return render_template(
        "consultation/following/everything.html",
        form=form,
        address=masked(contact.medium, contact.address),
        medium=contact.medium,
        followed=[(each, followed_words(each)) for each in found],
        paces=list(Pace),
    )


@bp.route(f"{PATHS[LEAVE]}<token>", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def leave_one(token: str) -> ResponseReturnValue:
    """Pause or stop the news of one thing."""
    subscription_id = read_ticket(secret(), LEAVE, token)
    if subscription_id is None:
        raise NotFound(GONE)
    found = _followed(LEAVE, token)
    done = None
    if request.method == "POST":
        done = "mute" if request.form.get("do") == "mute" and found else "leave"
        with work(db.session(), actor(), now()) as unit:
            if done == "mute":
                mute(unit, subscription_id, is_muted=True)
            else:
                leave(unit, subscription_id)
    return render_template(
        "consultation/following/leave.html",
        name=followed_words(found) if found else None,
        done=done,
        may_mute=True,
        manage=_manage(found.contact_id) if found else None,
    )


@bp.route(f"{PATHS[LEAVE_ALL]}<token>", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def leave_everything(token: str) -> ResponseReturnValue:
    """Stop all news to one address, and forget it."""
    contact_id = read_ticket(secret(), LEAVE_ALL, token)
    if contact_id is None:
        raise NotFound(GONE)
    if request.method == "POST":
        with work(db.session(), actor(), now()) as unit:
            leave_all(unit, contact_id)
    manage = _manage(contact_id)
    return render_template(
        "consultation/following/leave.html",
        name=_("everything you follow") if manage else None,
        done="leave" if request.method == "POST" else None,
        may_mute=False,
        manage=manage,
    )


def _manage(contact_id: UUID) -> str | None:
    """Return where a contact sees all it follows, or None if it was forgotten."""
    known = contact_of(db.session(), current_council().id, contact_id)
    return PATHS[MANAGE] + ticket(secret(), MANAGE, contact_id) if known else None


# The ticket is the proof, and a mail program's own button has no cookie (RFC 8058).
csrf.exempt(leave_one)
csrf.exempt(leave_everything)


def _followed(purpose: str, token: str) -> Followship | None:
    subscription_id = read_ticket(secret(), purpose, token)
    if subscription_id is None:
        return None
    return followship(db.session(), current_council().id, subscription_id)


def _contact(purpose: str, token: str) -> ContactFacts:
    contact_id = read_ticket(secret(), purpose, token)
    here = current_council().id
    found = contact_of(db.session(), here, contact_id) if contact_id else None
    if found is None:
        raise NotFound(GONE)
    return found


def _change(unit: Work, contact_id: UUID, said: str) -> None:
    """Do what one button says: ``leave``, ``mute``, ``unmute``, ``confirm`` or a pace, and of what.

    Raises:
        Invalid: there is no such button.
        NotFound: it is not this contact's, or not followed any more.
    """
    action, _space, which = said.partition(" ")
    if action == LEAVE_ALL:
        leave_all(unit, contact_id)
        return
    subscription_id = _own(unit, contact_id, which)
    match action:
        case "leave":
            leave(unit, subscription_id)
        case "mute" | "unmute":
            mute(unit, subscription_id, is_muted=action == "mute")
        case "confirm":
            confirm(unit, subscription_id)
        case _ if action in set(Pace):
            set_pace(unit, subscription_id, Pace(action))
        case _:
            raise Invalid("There is no such button. Open the page again.")


def _own(unit: Work, contact_id: UUID, which: str) -> UUID:
    try:
        row = own_subscription(unit, UUID(which))
    except ValueError as wrong:
        raise Invalid("There is no such button. Open the page again.") from wrong
    if row.contact_id != contact_id:
        raise NotFound(GONE)
    return row.id
