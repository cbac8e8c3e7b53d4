"""What people type about their accounts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovSelect, GovTextInput
from wtforms import PasswordField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length

from foundation.accounts.web.labels import ROLES
from foundation.base.roles import Role
from foundation.web.forms import TRIMMED, Form

LONGEST_NAME = 80

EMAIL_NEEDED = InputRequired(_("Enter your email address."))
PASSWORD_NEEDED = InputRequired(_("Enter a password."))
CODE_NEEDED = InputRequired(_("Enter the six digits that your app shows."))


class EmailForm(Form):
    """An address, and nothing else."""

    email = StringField(
        _("Email address"), widget=GovTextInput(), filters=TRIMMED, validators=[EMAIL_NEEDED]
    )


class PasswordForm(EmailForm):
    """The first step of staff."""

    password = PasswordField(_("Password"), widget=GovPasswordInput(), validators=[PASSWORD_NEEDED])


class CodeForm(Form):
    """The second step of staff."""

    code = StringField(_("Code"), widget=GovTextInput(), filters=TRIMMED, validators=[CODE_NEEDED])


class NewPasswordForm(Form):
    """A password that is to be."""

    password = PasswordField(
        _("New password"), widget=GovPasswordInput(), validators=[PASSWORD_NEEDED]
    )


class ChangePasswordForm(NewPasswordForm):
    """A password that is to be, and the one that is."""

    current = PasswordField(
        _("Your password now"), widget=GovPasswordInput(), validators=[PASSWORD_NEEDED]
    )


class ReplaceCodeForm(CodeForm):
    """Another authenticator app, proved by the password."""

    current = PasswordField(
        _("Your password"), widget=GovPasswordInput(), validators=[PASSWORD_NEEDED]
    )


class NameForm(Form):
    """What a person is called."""

    name = StringField(
        _("Name"), widget=GovTextInput(), filters=TRIMMED, validators=[Length(max=LONGEST_NAME)]
    )
    team = StringField(
        _("Team"), widget=GovTextInput(), filters=TRIMMED, validators=[Length(max=LONGEST_NAME)]
    )


ROLE_CHOICES = [
    SelectChoice(role.value, said) for role, said in ROLES.items() if role is not Role.RESIDENT
]


class RoleForm(Form):
    """One role out of all that an administrator may ask for."""

    role = SelectField(_("Role"), widget=GovSelect(), choices=ROLE_CHOICES)


class InviteForm(RoleForm):
    """Somebody who is to have an account."""

    email = StringField(
        _("Email address"),
        widget=GovTextInput(),
        filters=TRIMMED,
        validators=[InputRequired(_("Enter their email address."))],
    )
    name = NameForm.name
    team = NameForm.team


class PlainForm(Form):
    """A button that does one thing."""
