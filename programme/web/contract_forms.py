"""The forms for what comes after the handover."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovDateInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from foundation.web.days import Day
from foundation.web.forms import TRIMMED, Form
from programme.rules.awards import AwardDraft
from programme.rules.contract_phases import PhaseDraft, PhaseResult, Point, Verdict
from programme.rules.contracts import ContractDraft, MeasureDraft, Reading, Use
from programme.rules.outcomes import Reason, Result
from programme.rules.values import CURRENCIES
from programme.web.contract_labels import POINTS, READINGS, REASONS, RESULTS, USES, VERDICTS
from programme.web.forms import CHOOSE, pence_of

SUM = _("Worth, with VAT")


def _choices(words: dict[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(each.value, said) for each, said in words.items()]


def _radio(label: object, words: dict[Any, Any]) -> RadioField:
    return RadioField(
        label,
        widget=GovRadioInput(),
        choices=_choices(words),
        default=next(iter(words)).value,
        validators=[InputRequired(CHOOSE)],
    )


def _currency() -> SelectField:
    return SelectField(
        _("Currency"),
        widget=GovSelect(),
        choices=[SelectChoice(code, code) for code in CURRENCIES],
        validate_choice=False,
    )


class AwardForm(Form):
    """Who is to get the contract."""

    firm_id = SelectField(_("Firm"), widget=GovSelect(), invalid_choice_message=CHOOSE)
    supplier = StringField(_("Or another firm"), widget=GovTextInput(), filters=TRIMMED)
    company_number = StringField(_("Its company number"), widget=GovTextInput(), filters=TRIMMED)
    value = StringField(SUM, widget=GovTextInput(), filters=TRIMMED)
    currency = _currency()
    summaries_on = Day(_("When every assessed firm got its summary"), widget=GovDateInput())
    awarded_on = Day(_("Day of the award"), widget=GovDateInput())

    def __init__(self, firms: list[tuple[UUID, str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(**kwargs)
        self.firm_id.choices = [
            SelectChoice("", str(_("Another firm"))),
            *(SelectChoice(str(id_), name) for id_, name, _number in firms),
        ]


class ContractForm(Form):
    """The contract that was signed."""

    signed_on = Day(_("Day on which it was signed"), widget=GovDateInput())
    starts_on = Day(_("First day"), widget=GovDateInput())
    ends_on = Day(_("Last day"), widget=GovDateInput())
    value = StringField(SUM, widget=GovTextInput(), filters=TRIMMED)
    currency = _currency()
    manager = StringField(
        _("Who manages it (a role or a team)"), widget=GovTextInput(), filters=TRIMMED
    )


class PhaseForm(Form):
    """One phase as it is planned."""

    phase_title = StringField(_("Phase"), widget=GovTextInput(), filters=TRIMMED)
    phase_target = StringField(_("What is reached at its end"), widget=GovTextInput())
    due_on = Day(_("Due"), widget=GovDateInput())
    payment = StringField(_("Payment, with VAT"), widget=GovTextInput(), filters=TRIMMED)
    point = _radio(_("What may be decided after it"), POINTS)


class ResultForm(Form):
    """How a phase came out."""

    reading = _radio(_("The target was"), READINGS)
    met_on = Day(_("On which day"), widget=GovDateInput())
    paid = StringField(_("Paid, with VAT"), widget=GovTextInput(), filters=TRIMMED)
    verdict = _radio(_("What follows"), VERDICTS)
    phase_reason = StringField(_("Why"), widget=GovTextInput(), filters=TRIMMED)


class MeasureForm(Form):
    """What the contract promises."""

    words = StringField(_("What the contract promises"), widget=GovTextInput(), filters=TRIMMED)
    target = StringField(_("Number to reach"), widget=GovTextInput(), filters=TRIMMED)
    measure = SelectField(_("Measure of success behind it"), widget=GovSelect())


class ReadingForm(Form):
    """How a promise came out."""

    number = SelectField(_("Promise"), widget=GovSelect(), invalid_choice_message=CHOOSE)
    said = StringField(_("What was read"), widget=GovTextInput(), filters=TRIMMED)
    standing = _radio(_("It was"), READINGS)
    read_on = Day(_("When"), widget=GovDateInput())


class UseForm(Form):
    """Whether it is still used."""

    use = _radio(_("Is it still in use?"), USES)
    used_on = Day(_("Asked on"), widget=GovDateInput())
    use_words = TextAreaField(_("In a few words"), widget=GovTextArea(), filters=TRIMMED)


class EndForm(Form):
    """A contract that ends before its time."""

    ended_on = Day(_("When it ended"), widget=GovDateInput())
    reason = StringField(_("Why it ended"), widget=GovTextInput(), filters=TRIMMED)


class CancelForm(Form):
    """An award that falls."""

    reason = StringField(_("Why it is cancelled"), widget=GovTextInput(), filters=TRIMMED)


class OutcomeForm(Form):
    """What came of the challenge."""

    result = _radio(_("What came of it"), RESULTS)
    outcome_reason = SelectField(_("Reason"), widget=GovSelect(), choices=_choices(REASONS))
    outcome_words = TextAreaField(_("In a few words"), widget=GovTextArea(), filters=TRIMMED)


def award_of(form: AwardForm) -> AwardDraft:
    """Return the award as the form says it; sums are typed in pounds or euros."""
    return AwardDraft(
        form.supplier.data,
        form.company_number.data,
        UUID(form.firm_id.data) if form.firm_id.data else None,
        pence_of(form.value.data),
        form.currency.data or "",
        form.awarded_on.data,
        form.summaries_on.data,
    )


def contract_of(form: ContractForm) -> ContractDraft:
    """Return the contract as the form says it."""
    return ContractDraft(
        form.signed_on.data,
        form.starts_on.data,
        form.ends_on.data,
        pence_of(form.value.data),
        form.currency.data or "",
        form.manager.data,
    )


def phase_of(form: PhaseForm) -> PhaseDraft:
    """Return the phase as the form says it."""
    return PhaseDraft(
        form.phase_title.data,
        form.phase_target.data or "",
        form.due_on.data,
        pence_of(form.payment.data),
        Point(form.point.data),
    )


def result_of(form: ResultForm) -> PhaseResult:
    """Return how the phase came out as the form says it."""
    return PhaseResult(
        Reading(form.reading.data),
        form.met_on.data,
        pence_of(form.paid.data),
        Verdict(form.verdict.data),
        form.phase_reason.data,
    )


def measure_of(form: MeasureForm) -> MeasureDraft:
    """Return what the contract promises as the form says it."""
    return MeasureDraft(form.words.data, form.target.data, form.measure.data or "")


def outcome_of(form: OutcomeForm) -> tuple[Result, Reason | None, str]:
    """Return result, reason and words."""
    return Result(form.result.data), Reason(form.outcome_reason.data), form.outcome_words.data


def use_of(form: UseForm) -> Use:
    """Return whether it is used."""
    return Use(form.use.data)
