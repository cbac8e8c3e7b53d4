"""The form in which the council or the applicant answers a comment."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovCharacterCount,
    GovCheckboxInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)

from consultation.rules.feedback import FeedbackStatus
from foundation.web.forms import TRIMMED

STATES = {
    FeedbackStatus.BEING_CONSIDERED: _("Being looked into: there is no answer yet"),
    FeedbackStatus.ANSWERED: _("Answered: we may still do more"),
    FeedbackStatus.CLOSED: _("Closed: nothing more will follow"),
}


class AnswerForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What is answered, where the comment is now, and who signs.

    ``seen`` is how the comment stood when the page was made, ``seen_answer`` the revision of the
    answer; ``point`` is the id of the point that is answered, empty for the whole comment;
    ``draft`` the question to a team of whose draft the answer is made.
    """

    text = TextAreaField(_("Public reply"), widget=GovCharacterCount())
    source = StringField(_("Where the facts come from"), widget=GovTextInput(), filters=TRIMMED)
    status = RadioField(
        _("Where the comment is now"),
        widget=GovRadioInput(),
        choices=[SelectChoice(status.value, words) for status, words in STATES.items()],
        default=FeedbackStatus.ANSWERED.value,
        invalid_choice_message=_("Choose one of these."),
    )
    note = TextAreaField(_("What came of it"), widget=GovTextArea())
    team = StringField(_("Team that answers"), widget=GovTextInput())
    show_name = BooleanField(_("Show my name with the reply"), widget=GovCheckboxInput())
    is_material = BooleanField(
        _("Tell everybody who was told the old answer"), widget=GovCheckboxInput()
    )
    seen = HiddenField()
    seen_answer = HiddenField(default="0")
    point = HiddenField()
    draft = HiddenField()
