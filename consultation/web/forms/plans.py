"""The forms of the tasks beside the words: dates, who is to be heard, publication, equality."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovDateInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import HiddenField, RadioField, SelectChoice, SelectMultipleField, StringField
from wtforms import TextAreaField as Area

from consultation.queries.consultations import ConsultationPage
from consultation.rules.moments import closing, closing_typed, opening, opening_typed, read_time
from consultation.rules.plans import Route
from consultation.web.forms.drafts import CHOOSE, MODERATING
from foundation.base.errors import Invalid
from foundation.web.days import Day

ROUTES = {
    Route.WEB: _("This website"),
    Route.DROP_IN: _("Drop-ins and street stalls"),
    Route.PAPER: _("Paper forms in libraries and centres"),
    Route.POSTER: _("Posters with a code to scan"),
    Route.LETTER: _("Letters to homes"),
    Route.PHONE: _("A phone number to call"),
    Route.SCHOOLS: _("Schools and colleges"),
    Route.GROUPS: _("Community groups who ask their members"),
    Route.SOCIAL: _("Social networks"),
}


class DatesForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """When a consultation listens, to the second."""

    seen = HiddenField()
    opens_on = Day(_("First day"), widget=GovDateInput())
    opens_time = StringField(_("Opens at"), widget=GovTextInput())
    closes_on = Day(_("Last day"), widget=GovDateInput())
    closes_time = StringField(_("Closes at"), widget=GovTextInput())
    reason = Area(_("Why it changes"), widget=GovTextArea())


class AudiencesForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Whom the council would hear from, and how it goes to them."""

    seen = HiddenField()
    audiences = Area(_("Who do you want to hear from?"), widget=GovTextArea())
    routes = SelectMultipleField(
        _("How will you reach them?"),
        widget=GovCheckboxesInput(),
        choices=[SelectChoice(route.value, words) for route, words in ROUTES.items()],
    )


class PublicationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """When others can read a comment."""

    seen = HiddenField()
    moderating = RadioField(
        _("When can everyone read a comment?"),
        widget=GovRadioInput(),
        choices=[SelectChoice(value, words) for value, words in MODERATING.items()],
        invalid_choice_message=CHOOSE,
    )


class EqualityForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What the equality duty asks the council to think of."""

    seen = HiddenField()
    equality = Area(_("Who could be affected more than others?"), widget=GovTextArea())


def period_of(form: DatesForm) -> tuple[datetime | None, datetime | None]:
    """Return when it opens and when it closes.

    Raises:
        Invalid: under the field whose time cannot be read, or does not exist in that night.
    """
    return (
        _instant(form, "opens_time", form.opens_on.data, opening),
        _instant(form, "closes_time", form.closes_on.data, closing),
    )


def typed_period(page: ConsultationPage) -> dict[str, object]:
    """Return what the form holds for a consultation that is there."""
    opens_on, opens_time = opening_typed(page.opens_at) if page.opens_at else (None, "")
    closes_on, closes_time = closing_typed(page.closes_at) if page.closes_at else (None, "")
    return {
        "opens_on": opens_on,
        "opens_time": opens_time,
        "closes_on": closes_on,
        "closes_time": closes_time,
    }


def _instant(
    form: DatesForm,
    field: str,
    day: date | None,
    instant_of: Callable[[date, time | None], datetime],
) -> datetime | None:
    typed = str(form[field].data or "")
    try:
        at = read_time(typed)
        return instant_of(day, at) if day else None
    except Invalid as wrong:
        raise Invalid(wrong.sentence, fields={field: wrong.sentence}) from None
