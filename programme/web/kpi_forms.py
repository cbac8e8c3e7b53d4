"""The form for a reading."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovDateInput, GovRadioInput, GovTextInput
from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired

from foundation.web.days import Day
from foundation.web.forms import TRIMMED, Form
from programme.rules.kpis.facts import ReadingKind
from programme.rules.kpis.readings import ReadingDraft
from programme.web.forms import CHOOSE
from programme.web.kpi_words import WORDS


class ReadingForm(Form):
    """What was read, on which day, and where."""

    kind = RadioField(
        _("What it is"),
        widget=GovRadioInput(),
        choices=[SelectChoice(each.value, WORDS[ReadingKind][each]) for each in ReadingKind],
        default=ReadingKind.ACTIVITY.value,
        validators=[InputRequired(CHOOSE)],
    )
    words = StringField(
        _("What was counted, or which firm of which city"), widget=GovTextInput(), filters=TRIMMED
    )
    value = StringField(_("Value; none for a firm"), widget=GovTextInput(), filters=TRIMMED)
    read_on = Day(_("Day it is true of"), widget=GovDateInput())
    source = StringField(_("Source"), widget=GovTextInput(), filters=TRIMMED)


def reading_of(form: ReadingForm) -> ReadingDraft:
    """Return what was typed."""
    return ReadingDraft(
        ReadingKind(form.kind.data),
        form.read_on.data,
        form.words.data or "",
        form.value.data or "",
        form.source.data or "",
    )
