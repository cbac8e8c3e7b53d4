"""The forms for a legal route and for the days of its steps."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovDateInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import BooleanField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from foundation.web.days import NO_DATE, Day
from foundation.web.forms import TRIMMED, Form
from programme.rules.routes import ABOUT, Route, RouteDraft
from programme.rules.step_days import Clock
from programme.rules.steps import TITLES, Step
from programme.web.forms import CHOOSE, pence_of

CLOCKS = {
    Clock.PLANNED: _("As we promised it"),
    Clock.FORECAST: _("As we expect it now"),
    Clock.DONE: _("It is done"),
}


class RouteForm(Form):
    """By which way, and what the choice rests on."""

    route = RadioField(
        _("Legal route"),
        widget=GovRadioInput(),
        choices=[SelectChoice(each.value, about.title) for each, about in ABOUT.items()],
        default=Route.BELOW_THRESHOLD.value,
        validators=[InputRequired(CHOOSE)],
    )
    value = StringField(_("Worth in pounds, with VAT"), widget=GovTextInput(), filters=TRIMMED)
    reason = TextAreaField(_("Why this route"), widget=GovTextArea(), filters=TRIMMED)
    begun_on = Day(_("When the procurement was begun"), widget=GovDateInput())
    announced_on = Day(_("When a planned procurement notice (UK3) was out"), widget=GovDateInput())
    tender_first = BooleanField(
        _("The procurement is opened before the cohort"), widget=GovCheckboxInput()
    )


class StepForm(Form):
    """One day of one step."""

    step = SelectField(
        _("Step"),
        widget=GovSelect(),
        choices=[
            SelectChoice(step.value, words)
            for step, words in TITLES.items()
            if step is not Step.STANDSTILL
        ],
        invalid_choice_message=CHOOSE,
    )
    clock = RadioField(
        _("Which of its days"),
        widget=GovRadioInput(),
        choices=[SelectChoice(clock.value, words) for clock, words in CLOCKS.items()],
        default=Clock.FORECAST.value,
        validators=[InputRequired(CHOOSE)],
    )
    day = Day(_("Day"), widget=GovDateInput(), validators=[InputRequired(NO_DATE)])


def route_of(form: RouteForm) -> RouteDraft:
    """Return the route as the form says it; the worth is typed in pounds."""
    return RouteDraft(
        Route(form.route.data),
        form.reason.data,
        form.begun_on.data,
        pence_of(form.value.data),
        form.announced_on.data,
        form.tender_first.data,
    )


def filled_route(chosen: RouteDraft | None) -> dict[str, object]:
    """Return what the form holds for a route that is chosen."""
    if chosen is None:
        return {}
    worth = chosen.value_p
    return {
        "route": chosen.route.value,
        "reason": chosen.reason,
        "begun_on": chosen.begun_on,
        "value": f"{worth / 100:.2f}".removesuffix(".00") if worth is not None else "",
        "announced_on": chosen.announced_on,
        "tender_first": chosen.tender_first,
    }
