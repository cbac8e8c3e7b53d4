"""What an administrator fills in about their council."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovFileInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange

from foundation.accounts.web.labels import MODERATING, PUBLISHING
from foundation.web.forms import TRIMMED, Form

DAYS = [
    SelectChoice("1", _("Monday")),
    SelectChoice("2", _("Tuesday")),
    SelectChoice("3", _("Wednesday")),
    SelectChoice("4", _("Thursday")),
    SelectChoice("5", _("Friday")),
    SelectChoice("6", _("Saturday")),
    SelectChoice("7", _("Sunday")),
]


def _text(label: str, longest: int, *needed: InputRequired) -> StringField:
    return StringField(
        label, widget=GovTextInput(), filters=TRIMMED, validators=[*needed, Length(max=longest)]
    )


def _days(label: str) -> IntegerField:
    wrong = _("Enter a number of working days from 1 to 60.")
    checks = [InputRequired(wrong), NumberRange(1, 60, wrong)]
    return IntegerField(label, widget=GovTextInput(), validators=checks)


class SettingsForm(Form):
    """Everything of a council but its logo."""

    name = _text(_("Name of the council"), 120, InputRequired(_("Enter the council's name.")))
    brand_colour = _text(_("Main colour"), 7)
    accent_colour = _text(_("Second colour"), 7)
    contact_email = _text(_("Email address for residents"), 254)
    contact_phone = _text(_("Telephone"), 60)
    contact_address = TextAreaField(
        _("Postal address"), widget=GovTextArea(), filters=TRIMMED, validators=[Length(max=500)]
    )
    working_days = SelectMultipleField(
        _("Days on which answers are given"), widget=GovCheckboxesInput(), choices=DAYS
    )
    question_days = _days(_("Working days to answer a question"))
    comment_days = _days(_("Working days to answer a comment"))
    idea_days = _days(_("Working days to answer an idea"))
    publishing = RadioField(
        _("What is published of a formal comment"),
        widget=GovRadioInput(),
        choices=[SelectChoice(choice.value, said) for choice, said in PUBLISHING.items()],
    )
    late_comments = RadioField(
        _("Late comments accepted until the decision"),
        widget=GovRadioInput(),
        choices=[SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))],
        default="no",
    )
    moderating = RadioField(
        _("When a moderator looks at a comment"),
        widget=GovRadioInput(),
        choices=[SelectChoice(choice.value, said) for choice, said in MODERATING.items()],
    )
    files_first = BooleanField(
        _("Look at pictures and documents before they are shown"), widget=GovCheckboxInput()
    )
    second_look = BooleanField(
        _("A second person looks at every answer before it is sent"), widget=GovCheckboxInput()
    )

    embed_hosts = TextAreaField(
        _("Other websites that may show a card of a consultation"),
        widget=GovTextArea(),
        filters=TRIMMED,
        validators=[Length(max=6000)],
    )


class LogoForm(Form):
    """A picture."""

    logo = FileField(
        _("Logo"), widget=GovFileInput(), validators=[FileRequired(_("Choose a picture."))]
    )
