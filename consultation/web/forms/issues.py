"""The forms of the issues' pages."""

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
    HiddenField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)

from consultation.queries.issue_page import IssuePage
from consultation.queries.issues import DeskConsultation
from consultation.rules.dispositions import Disposition, Outcome, Proof
from consultation.web.disposition_labels import PROOFS
from foundation.base.errors import Invalid
from foundation.base.numbers import whole_number
from foundation.web.forms import TRIMMED, Form
from foundation.web.visitor import new_form_key


class GatherForm(Form):
    """What belongs together, and which issue it is; ``into`` is the number of one that is there."""

    title = StringField(_("New issue"), widget=GovTextInput(), filters=TRIMMED)
    into = SelectField(_("Add to an issue"), widget=GovSelect(), validate_choice=False)
    form_key = HiddenField(default=new_form_key)


class IssueForm(Form):
    """An answer and an outcome; ``seen_…`` say what stood there when the page was made."""

    text = TextAreaField(_("Answer"), widget=GovCharacterCount())
    source = StringField(_("Where the facts come from"), widget=GovTextInput(), filters=TRIMMED)
    is_material = BooleanField(
        _("Tell everybody who was told the old answer"), widget=GovCheckboxInput()
    )
    disposition = StringField(filters=TRIMMED)
    reason = TextAreaField(_("In one or two sentences"), widget=GovTextArea(), filters=TRIMMED)
    proof = SelectField(
        _("What proves it"),
        widget=GovSelect(),
        choices=[
            SelectChoice("", _("Choose")),
            *(SelectChoice(proof.value, words) for proof, words in PROOFS.items()),
        ],
        validate_choice=False,
    )
    proof_words = StringField(_("Where people can see it"), widget=GovTextInput(), filters=TRIMMED)
    proof_url = SelectField(_("In which document"), widget=GovSelect(), validate_choice=False)
    seen_answer = HiddenField(default="0")
    seen_outcome = HiddenField(default="0")

    def offer_documents(self, consultation: DeskConsultation) -> None:
        """Let the documents of a consultation be chosen."""
        self.proof_url.choices = [
            SelectChoice("", _("None of these")),
            *(SelectChoice(url, title) for url, title in consultation.documents),
        ]

    def outcome(self) -> Outcome | None:
        """Return what was chosen, or None where nothing was.

        Raises:
            Invalid: something that is not offered.
        """
        chosen = self.disposition.data or ""
        if not chosen:
            return None
        urls = {choice.value for choice in self.proof_url.choices}
        if chosen not in set(Disposition) or (self.proof_url.data or "") not in urls:
            raise Invalid(fields={"disposition": "Choose one of these outcomes."})
        proof = self.proof.data or ""
        return Outcome(
            Disposition(chosen),
            self.reason.data or "",
            Proof(proof) if proof in set(Proof) else None,
            self.proof_words.data or "",
            self.proof_url.data or None,
        )


MOST_DIGITS = 8
"""Of a number that a column holds."""


def number(typed: str | None) -> int:
    """Return a number that one of our own hidden fields holds; what is none is nought."""
    return whole_number(typed, MOST_DIGITS) or 0


def filled(page: IssuePage) -> dict[str, str]:
    """Return what the form holds for an issue as it stands."""
    version, outcome = page.version, page.outcome
    held = {
        "seen_answer": str(version.revision if version else 0),
        "seen_outcome": str(outcome.number if outcome else 0),
    }
    if version:
        held |= {"text": version.text, "source": version.source or ""}
    if outcome:
        held |= {
            "disposition": outcome.disposition.value,
            "reason": outcome.reason,
            "proof": outcome.proof.value if outcome.proof else "",
            "proof_words": outcome.proof_words or "",
            "proof_url": outcome.proof_url or "",
        }
    return held
