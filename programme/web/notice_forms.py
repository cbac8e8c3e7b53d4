"""The forms for notices."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovDateInput, GovTextArea, GovTextInput
from wtforms import HiddenField, StringField, TextAreaField

from foundation.base.numbers import whole_number
from foundation.web.days import Day
from foundation.web.forms import TRIMMED, Form


class DraftForm(Form):
    """What somebody adds to a draft, and the revision that they saw."""

    seen = HiddenField()
    words = TextAreaField(_("What you add to it"), widget=GovTextArea(), filters=TRIMMED)


class PublishForm(Form):
    """Where and when a notice was published."""

    reference = StringField(_("Its number there"), widget=GovTextInput(), filters=TRIMMED)
    published_on = Day(_("Day on which it was published"), widget=GovDateInput())


def seen_of(form: DraftForm) -> int:
    """Return the revision that the writer saw; 0 where it is none."""
    return whole_number(form.seen.data, 6) or 0
