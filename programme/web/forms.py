"""The forms in which a challenge is set up."""

from __future__ import annotations

from datetime import date, datetime, time
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

from consultation import evidence
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day, london_instant
from foundation.base.db import db
from foundation.base.roles import Role
from foundation.web.days import Day
from foundation.web.forms import Form
from programme.queries.challenges import ChallengePage, departments_of, people_in
from programme.rules.challenges import BudgetState, Engagement, Regime
from programme.rules.drafts import BudgetDraft, ChallengeDraft, WindowDraft
from programme.web.labels import ENGAGEMENTS
from programme.web.public_labels import BUDGETS, REGIMES

CHOOSE = _("Choose one of these.")
NOBODY = ("", _("Nobody yet"))
NOON, FIVE = time(12), time(17)


class WordsForm(Form):
    """What a challenge says of itself."""

    title = StringField(_("Short title"), widget=GovTextInput())
    question = StringField(_("Question"), widget=GovTextInput())
    summary = TextAreaField(_("Summary in plain English"), widget=GovTextArea())
    department_id = SelectField(_("Department"), widget=GovSelect(), invalid_choice_message=CHOOSE)
    consultation = StringField(_("Consultation it can cite"), widget=GovTextInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as WTForms has it
        super().__init__(*args, **kwargs)
        found = departments_of(db.session(), current_council().id)
        self.department_id.choices = [
            SelectChoice("", str(_("Not known yet"))),
            *(SelectChoice(str(id_), name) for id_, name in found),
        ]


class PeopleForm(Form):
    """Who stands behind a challenge."""

    owner_id = SelectField(_("Challenge owner"), widget=GovSelect(), invalid_choice_message=CHOOSE)
    sponsor_id = SelectField(
        _("Executive sponsor"), widget=GovSelect(), invalid_choice_message=CHOOSE
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as WTForms has it
        super().__init__(*args, **kwargs)
        for field, role in (
            (self.owner_id, Role.CHALLENGE_OWNER),
            (self.sponsor_id, Role.EXECUTIVE_SPONSOR),
        ):
            found = people_in(db.session(), current_council().id, role)
            field.choices = [
                SelectChoice(*NOBODY),
                *(SelectChoice(str(id_), name) for id_, name in found),
            ]


class TermsForm(Form):
    """What is known of the money, and under which rules it would be spent."""

    state = RadioField(
        _("How sure is the money?"),
        widget=GovRadioInput(),
        choices=[SelectChoice(state.value, words) for state, words in BUDGETS.items()],
        validate_choice=False,
    )
    lowest = StringField(_("At least, in pounds"), widget=GovTextInput())
    highest = StringField(_("At most, in pounds"), widget=GovTextInput())
    holder = StringField(_("Who holds the budget"), widget=GovTextInput())
    decision_on = Day(_("When they decide"), widget=GovDateInput())
    regime = SelectField(
        _("How the council would buy"),
        widget=GovSelect(),
        choices=[SelectChoice(each.value, words) for each, words in REGIMES.items()],
        invalid_choice_message=CHOOSE,
    )
    engagement = RadioField(
        _("Preliminary market engagement notice"),
        widget=GovRadioInput(),
        choices=[SelectChoice(each.value, words) for each, words in ENGAGEMENTS.items()],
        default=Engagement.UNDECIDED.value,
        invalid_choice_message=CHOOSE,
    )
    engagement_reason = TextAreaField(_("Why"), widget=GovTextArea())


class WindowForm(Form):
    """When firms may answer and ask."""

    opens_on = Day(_("First day"), widget=GovDateInput())
    questions_on = Day(_("Last day for questions"), widget=GovDateInput())
    closes_on = Day(_("Last day for submissions"), widget=GovDateInput())


def challenge_of(form: WordsForm) -> ChallengeDraft:
    """Return what the form says of a challenge."""
    department = form.department_id.data
    return ChallengeDraft(
        title=form.title.data or "",
        question=form.question.data or "",
        summary=form.summary.data or "",
        department_id=UUID(department) if department else None,
    )


def filled_words(found: ChallengePage) -> dict[str, object]:
    """Return what the form holds for a challenge that is there."""
    return {
        "title": found.title,
        "question": found.question,
        "summary": found.summary,
        "department_id": str(found.department_id or ""),
        "consultation": evidence.slug_of(db.session(), current_council().id, found.consultation_id),
    }


def people_of(form: PeopleForm) -> tuple[UUID | None, UUID | None]:
    """Return the owner and the sponsor that were chosen."""
    owner, sponsor = form.owner_id.data, form.sponsor_id.data
    return UUID(owner) if owner else None, UUID(sponsor) if sponsor else None


def filled_people(found: ChallengePage) -> dict[str, object]:
    """Return who is chosen now."""
    return {"owner_id": str(found.owner_id or ""), "sponsor_id": str(found.sponsor_id or "")}


def budget_of(form: TermsForm) -> BudgetDraft:
    """Return what the form says of the money; sums are typed in pounds."""
    return BudgetDraft(
        state=BudgetState(form.state.data) if form.state.data in set(BudgetState) else None,
        min_p=pence_of(form.lowest.data),
        max_p=pence_of(form.highest.data),
        holder=form.holder.data or "",
        decision_on=form.decision_on.data,
        regime=Regime(form.regime.data),
        engagement=Engagement(form.engagement.data),
        engagement_reason=form.engagement_reason.data or "",
    )


def filled_terms(found: ChallengePage) -> dict[str, object]:
    """Return what is known of the money now."""
    return {
        "state": found.budget_state.value if found.budget_state else None,
        "lowest": _pounds(found.budget_min_p),
        "highest": _pounds(found.budget_max_p),
        "holder": found.budget_holder,
        "decision_on": found.budget_decision_on,
        "regime": found.regime.value,
        "engagement": found.engagement.value,
        "engagement_reason": found.engagement_reason,
    }


def pence_of(typed: str | None) -> int | None:
    """Return a sum as whole pence; -1, which no sum can be, where it cannot be read."""
    plain = (typed or "").replace("£", "").replace(",", "").strip()
    if not plain:
        return None
    whole, _dot, rest = plain.partition(".")
    if not (whole.isascii() and whole.isdigit() and len(whole) <= 10):  # noqa: PLR2004
        return -1
    if rest and not (rest.isascii() and rest.isdigit() and len(rest) <= 2):  # noqa: PLR2004
        return -1
    return int(whole) * 100 + int(rest.ljust(2, "0") or 0)


def window_of(form: WindowForm) -> WindowDraft:
    """Return the window: it opens with its first day; questions end at 5pm, submissions at noon."""
    return WindowDraft(
        _at(form.opens_on.data, time(0)),
        _at(form.questions_on.data, FIVE),
        _at(form.closes_on.data, NOON),
    )


def filled_window(found: ChallengePage) -> dict[str, object]:
    """Return the days of the window now."""
    return {
        "opens_on": _day(found.opens_at),
        "questions_on": _day(found.questions_close_at),
        "closes_on": _day(found.closes_at),
    }


def _at(day: date | None, at: time) -> datetime | None:
    return london_instant(day, at) if day else None


def _day(at: datetime | None) -> date | None:
    return london_day(at) if at else None


def _pounds(pence: int | None) -> str:
    return f"{pence / 100:.2f}".removesuffix(".00") if pence is not None else ""
