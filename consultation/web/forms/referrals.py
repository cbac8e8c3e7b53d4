"""The forms in which a team is asked for facts, and answers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCharacterCount,
    GovCheckboxInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional

from foundation.web.forms import TRIMMED, Form


class ReferForm(Form):
    """What a team is asked, and by when."""

    team = SelectField(_("Who can answer it"), widget=GovSelect(), validate_choice=False)
    question = TextAreaField(_("What do you need to know?"), widget=GovTextArea())
    due_on = DateField(
        _("Answer needed by"), widget=GovTextInput(input_type="date"), validators=[Optional()]
    )


class DraftForm(Form):
    """What a team answers; ``seen`` is the revision that was on the page."""

    text = TextAreaField(_("Your answer"), widget=GovCharacterCount())
    source = StringField(_("Where the facts come from"), widget=GovTextInput(), filters=TRIMMED)
    seen = HiddenField(default="0")


class TeamForm(Form):
    """A team, or a body outside the council."""

    name = StringField(_("Name"), widget=GovTextInput(), filters=TRIMMED)
    is_outside = BooleanField(_("It is not part of the council"), widget=GovCheckboxInput())
