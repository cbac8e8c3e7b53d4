"""The form with which a councillor passes a question on."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea
from wtforms import HiddenField, RadioField, SelectChoice, SelectField, TextAreaField

from consultation.rules.passed_on import CHANNELS
from consultation.web.labels import WORDS
from foundation.web.forms import TRIMMED, Form
from foundation.web.visitor import new_form_key


class PassOnForm(Form):
    """Where the question belongs, what it is, and how it came."""

    slug = SelectField(_("What it is about"), widget=GovSelect(), validate_choice=False)
    text = TextAreaField(_("The question"), widget=GovTextArea(), filters=TRIMMED)
    channel = RadioField(
        _("How it reached you"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(channel.value, WORDS[type(channel)][channel]) for channel in CHANNELS
        ],
        validate_choice=False,
    )
    form_key = HiddenField(default=new_form_key)

    def offer(self, consultations: Iterable[tuple[str, str]]) -> None:
        """Let one of these consultations, slug and title, be chosen."""
        self.slug.choices = [
            SelectChoice("", _("Choose")),
            *(SelectChoice(slug, title) for slug, title in consultations),
        ]
