"""What people are written about their accounts."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import current_app, render_template
from flask_babel import gettext as _

from foundation.accounts.queries.authorities import Council, first_council_id
from foundation.accounts.rules.links import Purpose
from foundation.base.db import db
from foundation.base.mail import Mail
from foundation.web.destinations import safe_next

PAGES = {
    Purpose.SIGN_IN: "/sign-in/link/",
    Purpose.INVITATION: "/set-password/",
    Purpose.RESET: "/set-password/",
}
"""Where a link leads, before its token; the command line makes links without any request."""


def link_mail(
    council: Council, to: str, purpose: Purpose, token: str, wanted: str | None = None
) -> Mail:
    """Return the mail that brings somebody their one-time link, and back to the page *wanted*."""
    link = link_address(council, purpose, token)
    if safe_next(wanted, ""):
        link += "?" + urlencode({"next": wanted})
    text = render_template(f"mail/{purpose.value}.txt", council=council, link=link)
    return Mail(to, _subject(purpose, council), text)


def staff_mail(council: Council, to: str) -> Mail:
    """Return the mail that sends staff, who asked for a link, to their own way in."""
    link = address(council) + "/sign-in/staff"
    text = render_template("mail/staff_sign_in.txt", council=council, link=link)
    return Mail(to, _subject(Purpose.SIGN_IN, council), text)


def welcome_mail(council: Council, to: str) -> Mail:
    """Return the mail for somebody outside the council who has been given a role."""
    link = address(council) + "/sign-in"
    text = render_template("mail/welcome.txt", council=council, link=link)
    return Mail(to, _subject(Purpose.INVITATION, council), text)


def no_account_mail(council: Council, to: str) -> Mail:
    """Return the mail for a reset that was asked for an address without a staff account."""
    link = address(council) + "/sign-in"
    text = render_template("mail/no_account.txt", council=council, link=link)
    return Mail(to, _subject(Purpose.RESET, council), text)


def locked_mail(council: Council, to: str) -> Mail:
    """Return the notice that an account takes no codes for a while."""
    link = address(council) + "/sign-in/forgot"
    text = render_template("mail/locked.txt", council=council, link=link)
    return Mail(to, _("Somebody tried to sign in as you"), text)


def link_address(council: Council, purpose: Purpose, token: str) -> str:
    """Return the whole address of a one-time link."""
    return address(council) + PAGES[purpose] + token


def address(council: Council) -> str:
    """Return where the council is on the web, from its settings and never from a request.

    A deployment that was told no address is one on this machine.
    """
    settings = current_app.extensions["settings"]
    if council.public_url:
        return council.public_url.rstrip("/")
    is_first = first_council_id(db.session()) == council.id
    if is_first and settings.public_url:
        return str(settings.public_url)
    host = "127.0.0.1" if is_first else f"{council.slug}.localhost"
    return f"http://{host}:{settings.port}"


def _subject(purpose: Purpose, council: Council) -> str:
    match purpose:
        case Purpose.SIGN_IN:
            said = _("Sign in to %(council)s consultations", council=council.name)
        case Purpose.INVITATION:
            said = _("You are invited to %(council)s consultations", council=council.name)
        case Purpose.RESET:
            said = _("A new password for %(council)s consultations", council=council.name)
    return " ".join(str(said).split())
