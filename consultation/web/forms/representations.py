"""The form that makes a comment formal."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import HiddenField, StringField, TextAreaField

from foundation.accounts.rules.correspondents import Signatory
from foundation.web.forms import Form


class SignatoryForm(Form):
    """What the law asks for: who comments, and where they live."""

    name = StringField(_("Full name"), widget=GovTextInput())
    address = TextAreaField(_("Address"), widget=GovTextArea())
    postcode = StringField(_("Postcode"), widget=GovTextInput())


class FormalForm(SignatoryForm):
    """Who comments, and what they were told of it is published."""

    promised = HiddenField()


def signatory_in(form: SignatoryForm) -> Signatory:
    """Return who *form* names, unchecked."""
    return Signatory(form.name.data or "", form.address.data or "", form.postcode.data or "")
