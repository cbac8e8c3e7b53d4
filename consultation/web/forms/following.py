"""The forms in which somebody says how, and of which area, they want to be told."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextArea, GovTextInput
from wtforms import (
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length

from consultation.rules.following import AreaWay, Pace
from consultation.web.following_labels import AREA_WAYS, MEDIA, PACES
from consultation.web.forms.views import CHOOSE
from foundation.accounts.commands.contacts import Reached
from foundation.accounts.commands.people import plain_address
from foundation.accounts.rules.contacts import Medium, is_postal, plain_lines, plain_phone
from foundation.base.errors import Invalid
from foundation.web.forms import TRIMMED, Form
from geo.rules.postcodes import canonical

LONGEST = [Length(max=600, message=lazy_gettext("This is too long."))]
RADII = (200, 500, 1000, 2000, 3000)


class TellMeForm(Form):
    """How somebody wants to be told, and how soon."""

    medium = RadioField(
        lazy_gettext("How should we tell you?"),
        choices=[SelectChoice(medium.value, words) for medium, words in MEDIA.items()],
        default=Medium.EMAIL.value,
        invalid_choice_message=CHOOSE,
    )
    email = StringField(
        lazy_gettext("E-mail address"), widget=GovTextInput(), filters=TRIMMED, validators=LONGEST
    )
    phone = StringField(
        lazy_gettext("Mobile number"), widget=GovTextInput(), filters=TRIMMED, validators=LONGEST
    )
    lines = TextAreaField(
        lazy_gettext("Name and postal address"), widget=GovTextArea(), validators=LONGEST
    )
    pace = RadioField(
        lazy_gettext("How soon?"),
        choices=[SelectChoice(pace.value, words) for pace, words in PACES.items()],
        default=Pace.DAILY.value,
        invalid_choice_message=CHOOSE,
    )


class AreaForm(TellMeForm):
    """Which area somebody means, in one of three ways."""

    way = RadioField(
        lazy_gettext("Which area?"),
        choices=[SelectChoice(way.value, words) for way, words in AREA_WAYS.items()],
        default=AreaWay.POSTCODE.value,
        invalid_choice_message=CHOOSE,
    )
    postcode = StringField(
        lazy_gettext("Postcode"), widget=GovTextInput(), filters=TRIMMED, validators=LONGEST
    )
    metres = SelectField(
        lazy_gettext("How far around it?"),
        widget=GovSelect(),
        choices=[SelectChoice(str(metres), f"{metres} m") for metres in RADII],
        default="500",
    )
    ward = SelectField(lazy_gettext("Ward"), widget=GovSelect(), validate_choice=False)
    place = HiddenField()


def reached(form: TellMeForm, language: str) -> Reached:
    """Return the address that *form* gives, as we write it.

    Raises:
        Invalid: under the field in which it could not be read.
    """
    medium = Medium(form.medium.data)
    match medium:
        case Medium.EMAIL:
            return Reached(medium, plain_address(form.email.data or ""), language)
        case Medium.TEXT:
            return Reached(medium, _phone(form.phone.data or ""), language)
        case Medium.POST:
            return Reached(medium, _lines(form.lines.data or ""), language)


def pace_of(form: TellMeForm) -> Pace:
    """Return how soon; a letter comes once a week."""
    return Pace.WEEKLY if form.medium.data == Medium.POST else Pace(form.pace.data)


def about(field: str, sentence: str) -> Invalid:
    """Return the error that says *sentence* at one field."""
    return Invalid(sentence, fields={field: sentence})


def _phone(typed: str) -> str:
    number = plain_phone(typed)
    if number is None:
        raise about("phone", _("Enter a mobile number, for example 07700 900123."))
    return number


def _lines(typed: str) -> str:
    lines = plain_lines(typed)
    *_rest, last = lines.split("\n")
    if not is_postal(lines):
        raise about("lines", _("Enter your name and address on 3 to 7 short lines."))
    if canonical(last) is None:
        raise about("lines", _("Write the postcode alone on the last line."))
    return lines
