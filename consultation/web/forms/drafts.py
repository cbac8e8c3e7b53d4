"""The forms in which an officer sets a consultation up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import (
    GovDateInput,
    GovFileInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)

from consultation.queries.consultations import ConsultationPage
from consultation.rules.consultations import ConsultationKind
from consultation.rules.drafts import ConsultationDraft
from consultation.rules.moments import closing, opening
from consultation.web.labels import CONSULTATION_KINDS
from foundation.accounts.rules.authorities import Moderating
from foundation.web.days import Day

CHOOSE = _("Choose one of these.")

MODERATING = {
    Moderating.AFTER.value: _("Show comments at once, check them afterwards"),
    Moderating.BEFORE.value: _("Check comments before everyone can read them"),
}


TEMPLATE = "*"
"""Begin with what the kind usually has; no slug looks like it."""


class WordsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What a consultation says of itself."""

    seen = HiddenField()
    kind = SelectField(
        _("What people are asked about"),
        widget=GovSelect(),
        choices=[SelectChoice(kind.value, words) for kind, words in CONSULTATION_KINDS.items()],
        invalid_choice_message=CHOOSE,
    )
    title = StringField(_("Title"), widget=GovTextInput())
    question = StringField(_("Question"), widget=GovTextInput())
    summary = TextAreaField(_("Summary in plain English"), widget=GovTextArea())
    place_name = StringField(_("Place"), widget=GovTextInput())
    team = StringField(_("Team that answers"), widget=GovTextInput())
    decides = StringField(_("Who decides"), widget=GovTextInput())
    own_topics = TextAreaField(_("Topics of its own"), widget=GovTextArea())
    reason = TextAreaField(_("Why it changes"), widget=GovTextArea())


class NewForm(WordsForm):
    """What begins a consultation; all of it can be changed later."""

    begin = SelectField(_("Begin with"), widget=GovSelect(), validate_choice=False)
    opens_on = Day(_("First day"), widget=GovDateInput())
    closes_on = Day(_("Last day"), widget=GovDateInput())


class AreaForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Which land a consultation is about."""

    place_way = RadioField(
        _("How do you want to give the area?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("map", _("Draw it on the map")),
            SelectChoice("file", _("Upload or paste GeoJSON")),
            SelectChoice("ward", _("Take a ward")),
            SelectChoice("postcode", _("Around a postcode")),
            SelectChoice("none", _("It is about no place in particular")),
        ],
        invalid_choice_message=CHOOSE,
    )
    place = HiddenField()
    file = FileField(_("GeoJSON file"), widget=GovFileInput())
    text = TextAreaField(_("Or paste GeoJSON"), widget=GovTextArea())
    ward = SelectField(_("Ward"), widget=GovSelect(), validate_choice=False)
    postcode = StringField(_("Postcode"), widget=GovTextInput())
    metres = StringField(_("How many metres around it"), widget=GovTextInput(), default="500")
    seen = HiddenField()


class ApplicantForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Who speaks for the applicant."""

    email = StringField(_("E-mail address of the applicant's account"), widget=GovTextInput())


def draft_of(form: NewForm) -> ConsultationDraft:
    """Return what *form* says: open from the first day's beginning to the last one's end."""
    first, last = form.opens_on.data, form.closes_on.data
    return replace(
        _said(form, {}),
        opens_at=opening(first, None) if first else None,
        closes_at=closing(last, None) if last else None,
    )


def changed_draft(form: WordsForm, page: ConsultationPage) -> ConsultationDraft:
    """Return what *form* says of a consultation that is there; a topic keeps its code."""
    codes = {label: code for code, label in page.topics}
    return replace(_said(form, codes), opens_at=page.opens_at, closes_at=page.closes_at)


def draft_from(page: ConsultationPage) -> ConsultationDraft:
    """Return what a consultation says as it is now."""
    return ConsultationDraft(
        kind=page.kind,
        title=page.title,
        summary=page.summary,
        question=page.question,
        place_name=page.place_name,
        team=page.team,
        decides=page.decides,
        opens_at=page.opens_at,
        closes_at=page.closes_at,
        topics=page.topics,
    )


def filled(page: ConsultationPage) -> dict[str, object]:
    """Return what the form holds for a consultation that is there."""
    return {
        "kind": page.kind.value,
        "title": page.title,
        "question": page.question or "",
        "summary": page.summary,
        "place_name": page.place_name or "",
        "team": page.team or "",
        "decides": page.decides or "",
        "own_topics": "\n".join(label for _, label in page.topics),
    }


def _said(form: WordsForm, codes: Mapping[str, str]) -> ConsultationDraft:
    topics = [line.strip() for line in (form.own_topics.data or "").splitlines() if line.strip()]
    return ConsultationDraft(
        kind=ConsultationKind(form.kind.data),
        title=form.title.data or "",
        summary=form.summary.data or "",
        question=form.question.data,
        place_name=form.place_name.data,
        team=form.team.data,
        decides=form.decides.data,
        topics=tuple((codes.get(label, ""), label) for label in topics),
    )
