"""The forms in which an officer sets a consultation up."""

from __future__ import annotations

from datetime import date, datetime, timedelta

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
    DateField,
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
from consultation.web.cards import last_day
from consultation.web.labels import CONSULTATION_KINDS
from foundation.accounts.rules.authorities import Moderating
from foundation.base.clock import london_day, london_instant

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2000, 2100
CHOOSE = _("Choose one of these.")
NO_DATE = _("Enter a day, a month and a year, for example 12 12 2026.")

MODERATING = {
    "": _("As the council's settings say"),
    Moderating.AFTER.value: _("Show comments at once, check them afterwards"),
    Moderating.BEFORE.value: _("Check comments before everyone can read them"),
}


class _Day(DateField):  # type: ignore[misc]  # WTForms ships no types
    """A day in three boxes; none is fine."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the boxes; all of them empty means no day."""
        self.raw_data = valuelist = [*valuelist, "", "", ""][:3]
        if not any(part.strip() for part in valuelist):
            self.data = None
            return
        try:
            day, month, year = (int(part) for part in valuelist if len(part) <= 4)  # noqa: PLR2004
            self.data = date(year, month, day)
        except ValueError:
            self.data = None
            raise ValueError(str(NO_DATE)) from None
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(str(NO_DATE))


class DraftForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What a consultation says of itself."""

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
    opens_on = _Day(_("First day"), widget=GovDateInput())
    closes_on = _Day(_("Last day"), widget=GovDateInput())
    own_topics = TextAreaField(_("Topics of its own"), widget=GovTextArea())
    moderating = RadioField(
        _("Checking comments"),
        widget=GovRadioInput(),
        choices=[SelectChoice(value, words) for value, words in MODERATING.items()],
        default="",
        invalid_choice_message=CHOOSE,
    )


class AreaForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Which land a consultation is about."""

    place_way = RadioField(
        _("How do you want to give the area?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("map", _("Draw it on the map")),
            SelectChoice("file", _("Upload or paste GeoJSON")),
            SelectChoice("ward", _("Take a ward")),
            SelectChoice("none", _("It is about no place in particular")),
        ],
        invalid_choice_message=CHOOSE,
    )
    place = HiddenField()
    file = FileField(_("GeoJSON file"), widget=GovFileInput())
    text = TextAreaField(_("Or paste GeoJSON"), widget=GovTextArea())
    ward = SelectField(_("Ward"), widget=GovSelect(), validate_choice=False)


class ApplicantForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Who speaks for the applicant."""

    email = StringField(_("E-mail address of the applicant's account"), widget=GovTextInput())


def draft_of(form: DraftForm, page: ConsultationPage | None = None) -> ConsultationDraft:
    """Return what *form* says.

    The consultation opens at the first moment of its first day and closes with its last day; a
    day that is the same as before keeps its hour, and a topic its code.
    """
    codes = {label: code for code, label in page.topics} if page else {}
    topics = [line.strip() for line in (form.own_topics.data or "").splitlines() if line.strip()]
    return ConsultationDraft(
        kind=ConsultationKind(form.kind.data),
        title=form.title.data or "",
        summary=form.summary.data or "",
        question=form.question.data,
        place_name=form.place_name.data,
        team=form.team.data,
        decides=form.decides.data,
        opens_at=_opens_at(form.opens_on.data, page),
        closes_at=_closes_at(form.closes_on.data, page),
        topics=tuple((codes.get(label, ""), label) for label in topics),
        moderating=Moderating(form.moderating.data) if form.moderating.data else None,
    )


def _opens_at(day: date | None, page: ConsultationPage | None) -> datetime | None:
    if page and page.opens_at and london_day(page.opens_at) == day:
        return page.opens_at
    return london_instant(day) if day else None


def _closes_at(day: date | None, page: ConsultationPage | None) -> datetime | None:
    if page and last_day(page.closes_at) == day:
        return page.closes_at
    return london_instant(day + ONE_DAY) if day else None


def filled(page: ConsultationPage) -> dict[str, object]:
    """Return what the form holds for a consultation that is there."""
    return {
        "kind": page.kind.value,
        "title": page.title,
        "question": page.question,
        "summary": page.summary,
        "place_name": page.place_name,
        "team": page.team,
        "decides": page.decides,
        "opens_on": london_day(page.opens_at) if page.opens_at else None,
        "closes_on": last_day(page.closes_at),
        "own_topics": "\n".join(label for _, label in page.topics),
        "moderating": "",
    }
