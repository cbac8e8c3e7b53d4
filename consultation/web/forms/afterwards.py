"""The form in which an officer writes down what was decided or done."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovDateInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import HiddenField, RadioField, StringField, TextAreaField

from consultation.rules.afterwards import Happening, HappeningDraft, Result
from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.web.days import Day
from foundation.web.forms import TRIMMED, Form

CHOOSE = say("Choose one of these.")


class AfterwardsForm(Form):
    """What happened, when and why."""

    seen = HiddenField(default="0")
    happening = RadioField(
        _("What happened?"), widget=GovRadioInput(), validate_choice=False, choices=[]
    )
    result = RadioField(
        _("How was it decided?"), widget=GovRadioInput(), validate_choice=False, choices=[]
    )
    day = Day(_("On which day?"), widget=GovDateInput())
    title = StringField(_("In a few words"), widget=GovTextInput(), filters=TRIMMED)
    reasons = TextAreaField(_("Why, in plain words"), widget=GovTextArea())
    conditions = TextAreaField(_("Conditions"), widget=GovTextArea())
    url = StringField(_("Address of a notice, a photo or a page"), widget=GovTextInput())

    def draft(self) -> HappeningDraft:
        """Return what was typed, unchecked.

        Raises:
            Invalid: what happened was not chosen, or the day is none.
        """
        if self.day.errors or not self.day.validate(self):
            raise Invalid
        try:
            happening = Happening(self.happening.data or "")
        except ValueError:
            raise Invalid(CHOOSE, fields={"happening": CHOOSE}) from None
        try:
            result = Result(self.result.data) if self.result.data else None
        except ValueError:
            raise Invalid(CHOOSE, fields={"result": CHOOSE}) from None
        return HappeningDraft(
            happening,
            self.title.data or "",
            self.day.data,
            result,
            self.reasons.data or "",
            tuple((self.conditions.data or "").splitlines()),
            self.url.data or "",
        )
