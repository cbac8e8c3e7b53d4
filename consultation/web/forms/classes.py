"""What a teacher and a pupil fill in; nobody is asked who they are."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import IntegerField, StringField

from consultation.web.forms.easy_read import EasyReadForm
from foundation.web.forms import TRIMMED, Form


class ClassForm(Form):
    """How large the class is, and whose."""

    pupils = IntegerField(_("How many pupils will answer?"), widget=GovTextInput())
    school = StringField(_("Name of the school or college"), widget=GovTextInput(), filters=TRIMMED)


class ClassCodeForm(Form):
    """A code of a class."""

    code = StringField(_("Code"), widget=GovTextInput(), filters=TRIMMED)


class PupilForm(EasyReadForm):
    """The three big questions, without a name."""

    display_name = None
