"""The forms of a business case."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import BooleanField, HiddenField, SelectChoice, SelectField, StringField, TextAreaField

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.roles import Role
from foundation.web.forms import TRIMMED, Form
from programme.queries.cases import funding_lines_of
from programme.queries.challenges import ChallengePage, people_in
from programme.rules.cases import BenefitDraft, OptionDraft
from programme.rules.money import pounds
from programme.web.forms import CHOOSE, NOBODY, pence_of

APPROVERS = (Role.EXECUTIVE_SPONSOR, Role.FINANCE_OFFICER)


class TextForm(Form):
    """One of the five cases."""

    part = HiddenField()
    seen = HiddenField()
    words = TextAreaField(_("What it says"), widget=GovTextArea(), filters=TRIMMED)


class OptionForm(Form):
    """One option that is compared."""

    title = StringField(_("Option"), widget=GovTextInput(), filters=TRIMMED)
    words = TextAreaField(_("Benefit for residents"), widget=GovTextArea(), filters=TRIMMED)
    one_off = StringField(_("Cost to start, in pounds"), widget=GovTextInput(), filters=TRIMMED)
    yearly = StringField(_("Cost each year, in pounds"), widget=GovTextInput(), filters=TRIMMED)
    is_nothing = BooleanField(_("This is doing nothing"), widget=GovCheckboxInput())


class BenefitForm(Form):
    """One benefit, with the measure that shows it."""

    benefit = StringField(_("Benefit"), widget=GovTextInput(), filters=TRIMMED)
    measure = SelectField(
        _("Measure of success"), widget=GovSelect(), invalid_choice_message=CHOOSE
    )


class SettleForm(Form):
    """Who approves, what pays, for how many."""

    approver_id = SelectField(_("Who approves"), widget=GovSelect(), invalid_choice_message=CHOOSE)
    funding_line_id = SelectField(
        _("What pays for it"), widget=GovSelect(), invalid_choice_message=CHOOSE
    )
    residents = StringField(_("Residents it is for"), widget=GovTextInput(), filters=TRIMMED)

    def __init__(self, found: ChallengePage, **kwargs: Any) -> None:  # noqa: ANN401  as WTForms
        super().__init__(**kwargs)
        people = {
            each: name
            for role in APPROVERS
            for each, name in people_in(db.session(), current_council().id, role)
        }
        self.approver_id.choices = [
            SelectChoice(*NOBODY),
            *(SelectChoice(str(each), name) for each, name in people.items()),
        ]
        self.funding_line_id.choices = [
            SelectChoice("", str(_("Not known yet"))),
            *(
                SelectChoice(str(each), f"{source}, {pounds(pence)}")
                for each, source, pence in funding_lines_of(db.session(), found.programme_id)
            ),
        ]


def option_of(form: OptionForm) -> OptionDraft:
    """Return the option as the form says it."""
    return OptionDraft(
        form.title.data,
        form.words.data,
        pence_of(form.one_off.data),
        pence_of(form.yearly.data),
        form.is_nothing.data,
    )


def benefit_of(form: BenefitForm) -> BenefitDraft:
    """Return the benefit as the form says it."""
    return BenefitDraft(form.benefit.data, form.measure.data or "")


def settled_of(form: SettleForm) -> dict[str, Any]:
    """Return what the form settles; -1 residents, which no council has, where it is no number."""
    approver, line = form.approver_id.data, form.funding_line_id.data
    typed = form.residents.data.replace(",", "")
    is_number = re.fullmatch(r"[0-9]{1,9}", typed, re.ASCII)
    return {
        "approver_id": UUID(approver) if approver else None,
        "funding_line_id": UUID(line) if line else None,
        "residents": (int(typed) if is_number else -1) if typed else None,
    }
