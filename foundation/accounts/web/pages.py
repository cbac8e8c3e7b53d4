"""Every page of this feature, for the shell to hang up."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from foundation.accounts.rules.access import Can
from foundation.accounts.web import account, passwords, people, second_factor, settings, sign_in
from foundation.web.desk import DeskLink

DESK = (
    DeskLink(
        Can.PEOPLE_WRITE,
        "people.listed",
        _("People"),
        _("Invite colleagues, give roles and take them back."),
    ),
    DeskLink(
        Can.SETTINGS_WRITE,
        "settings.page",
        _("Settings"),
        _("The council's name, colours, contact and rules."),
    ),
    DeskLink(
        Can.OWN_ACCOUNT,
        "account.page",
        _("Your account"),
        _("Your name, how you sign in, and signing out."),
    ),
)
"""What this feature offers on the desk."""

BLUEPRINTS = (
    account.bp,
    passwords.bp,
    people.bp,
    second_factor.bp,
    settings.bp,
    sign_in.bp,
)
