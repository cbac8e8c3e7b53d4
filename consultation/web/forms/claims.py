"""The forms of the board of facts: what somebody has heard, and what is known of it."""

from __future__ import annotations

from datetime import date

from flask import request
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
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

from consultation.queries.claims_desk import DraftedClaim
from consultation.rules.claims import MOST_SOURCES, Finding, Source, Verdict
from consultation.web.claim_labels import VERDICTS
from foundation.base.errors import Invalid
from foundation.web.forms import TRIMMED, Form
from foundation.web.visitor import new_form_key

ROWS = 3
"""Sources that a form has room for, unless there are more already."""


class HeardForm(Form):
    """What somebody has heard."""

    claim = TextAreaField(_("What did you hear?"), widget=GovTextArea(), filters=TRIMMED)
    form_key = HiddenField(default=new_form_key)


class ClaimForm(Form):
    """What is known of a claim; ``seen`` is the revision that stood there."""

    claim = StringField(_("What people say"), widget=GovTextInput(), filters=TRIMMED)
    verdict = RadioField(
        _("What we found"),
        widget=GovRadioInput(),
        choices=[SelectChoice(verdict.value, words) for verdict, words in VERDICTS.items()],
        validate_choice=False,
    )
    fact = TextAreaField(_("What we know"), widget=GovTextArea(), filters=TRIMMED)
    checked_by = StringField(_("Who checked it"), widget=GovTextInput(), filters=TRIMMED)
    due_on = StringField(_("When we expect to know"), widget=GovTextInput(), filters=TRIMMED)
    is_material = BooleanField(_("Tell everybody who was told before"), widget=GovCheckboxInput())
    seen = HiddenField(default="0")
    form_key = HiddenField(default=new_form_key)

    def finding(self) -> Finding:
        """Return what was written.

        Raises:
            Invalid: no verdict was chosen, or the day is none.
        """
        chosen = self.verdict.data or ""
        if chosen not in set(Verdict):
            raise Invalid(fields={"verdict": "Choose what the check came to."})
        return Finding(
            self.claim.data or "",
            Verdict(chosen),
            self.fact.data or "",
            self.checked_by.data or "",
            tuple(typed_sources()),
            _day(self.due_on.data or ""),
            bool(self.is_material.data),
        )


def typed_sources() -> list[Source]:
    """Return the rows of sources that were sent, empty ones included."""
    words, urls = request.form.getlist("source"), request.form.getlist("url")
    return [Source(*row) for row in zip(words, urls, strict=False)][:MOST_SOURCES]


def source_rows(version: DraftedClaim | None) -> list[Source]:
    """Return what the rows of sources hold: what was typed or is kept, and room for more."""
    there = typed_sources() or list(version.sources if version else ())
    return [*there, *[Source("")] * max(0, ROWS - len(there))]


def filled(version: DraftedClaim | None, heard: str | None) -> dict[str, object]:
    """Return what the form holds for a claim as it stands."""
    if version is None:
        return {"claim": heard or "", "seen": "0"}
    return {
        "claim": version.claim,
        "verdict": version.verdict.value,
        "fact": version.fact,
        "checked_by": version.checked_by,
        "due_on": version.due_on.isoformat() if version.due_on else "",
        "is_material": version.is_material,
        "seen": str(version.revision),
    }


def _day(typed: str) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        sentence = "Enter the day as year-month-day, for example 2026-12-12."
        raise Invalid(sentence, fields={"due_on": sentence}) from None
