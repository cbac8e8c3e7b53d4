"""The form in which an author changes their words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovCharacterCount, GovCheckboxInput
from wtforms import BooleanField, TextAreaField


class EditForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """New words, and whether the earlier ones are to be taken out of sight."""

    text = TextAreaField(_("Your words"), widget=GovCharacterCount())
    hide_earlier = BooleanField(
        _("Do not show my earlier words to anybody"), widget=GovCheckboxInput()
    )
