"""The form that says what was done about an issue."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import HiddenField, RadioField, SelectChoice, StringField, TextAreaField

from consultation.rules.deliveries import Delivery, DeliveryDraft
from consultation.web.forms.rows import read_day
from foundation.base.errors import Invalid
from foundation.web.forms import TRIMMED, Form


class DeliveryForm(Form):
    """How far the doing is; ``seen`` is the entry that stood there when the page was made."""

    delivery = RadioField(
        _("How far is it?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(Delivery.PROMISED.value, _("Promised, by a day")),
            SelectChoice(Delivery.DONE.value, _("Done, since a day")),
            SelectChoice(Delivery.NOT_DONE.value, _("Not done after all")),
        ],
        validate_choice=False,
    )
    day = StringField(_("Which day"), widget=GovTextInput(), filters=TRIMMED)
    words = TextAreaField(_("In one sentence"), widget=GovTextArea(), filters=TRIMMED)
    url = StringField(_("Where people can see it"), widget=GovTextInput(), filters=TRIMMED)
    seen = HiddenField(default="0")

    def draft(self) -> DeliveryDraft:
        """Return what was typed.

        Raises:
            Invalid: nothing was chosen, or the day is none.
        """
        chosen = self.delivery.data or ""
        if chosen not in set(Delivery):
            raise Invalid(fields={"delivery": "Choose how far it is."})
        try:
            day = read_day(self.day.data or "", "")
        except Invalid as wrong:
            raise Invalid(fields={"day": "Write the day like 2027-03-31."}) from wrong
        return DeliveryDraft(Delivery(chosen), self.words.data or "", day, self.url.data or None)
