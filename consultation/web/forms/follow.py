"""The form that takes a tracking code."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import StringField
from wtforms.validators import Length


class FollowForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """One field; how the code is typed does not matter."""

    code = StringField(
        _("Tracking code"),
        widget=GovTextInput(),
        validators=[Length(max=100, message=_("A tracking code has 12 letters and numbers."))],
    )
