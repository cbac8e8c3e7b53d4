"""The form in which a reader reports a comment."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from wtforms import RadioField, SelectChoice, TextAreaField

from consultation.web.labels import CONCERNS


class ConcernForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """One question, and words where they help."""

    reason = RadioField(
        _("What is wrong with it?"),
        widget=GovRadioInput(),
        choices=[SelectChoice(reason.value, words) for reason, words in CONCERNS.items()],
        invalid_choice_message=_("Choose what is wrong."),
    )
    words = TextAreaField(_("Tell us more, if it helps"), widget=GovTextArea())
