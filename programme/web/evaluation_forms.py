"""The form for a line of the evaluation record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovDateInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from foundation.web.days import Day
from foundation.web.forms import TRIMMED, Form
from foundation.web.words import label
from programme.rules.evaluations import Fate, FindingDraft
from programme.rules.programmes import Pain
from programme.web.cohort_labels import FATES
from programme.web.forms import CHOOSE


class FindingForm(Form):
    """What was shown, and what goes on."""

    showed = TextAreaField(_("What it showed"), widget=GovTextArea(), filters=TRIMMED)
    challenge = SelectField(
        _("Of which challenge"), widget=GovSelect(), invalid_choice_message=CHOOSE
    )
    fate = RadioField(
        _("What becomes of it"),
        widget=GovRadioInput(),
        choices=[SelectChoice(each.value, words) for each, words in FATES.items()],
        validators=[InputRequired(CHOOSE)],
    )
    kept = TextAreaField(_("What goes on"), widget=GovTextArea(), filters=TRIMMED)
    by_whom = StringField(_("By which team or role"), widget=GovTextInput(), filters=TRIMMED)
    from_on = Day(_("From which day on"), widget=GovDateInput())
    pain = SelectField(
        _("If it is given up: for which trouble"), widget=GovSelect(), invalid_choice_message=CHOOSE
    )

    def __init__(self, challenges: list[tuple[UUID, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(**kwargs)
        self.challenge.choices = [
            SelectChoice("", str(_("The whole programme"))),
            *(SelectChoice(str(id_), title) for id_, title in challenges),
        ]
        self.pain.choices = [
            SelectChoice("", str(_("None: it goes on"))),
            *(SelectChoice(each.value, label(each)) for each in Pain),
        ]


def finding_of(form: FindingForm) -> FindingDraft:
    """Return what was typed."""
    return FindingDraft(
        form.showed.data or "",
        Fate(form.fate.data),
        form.kept.data or "",
        form.by_whom.data or "",
        form.from_on.data,
        Pain(form.pain.data) if form.pain.data else None,
        UUID(form.challenge.data) if form.challenge.data else None,
    )
