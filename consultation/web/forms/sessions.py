"""The forms in which an officer plans a session, and somebody takes a place."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovDateInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import BooleanField, HiddenField, SelectChoice, SelectField, StringField, TextAreaField

from consultation.commands.session_places import Visitor
from consultation.queries.sessions import SessionFacts
from consultation.rules.moments import closing, opening, read_time
from consultation.rules.sessions import SessionKind, SessionPlan
from consultation.web.forms.views import CHOOSE
from consultation.web.labels import SESSION_KINDS
from foundation.accounts.commands.people import plain_address
from foundation.base.clock import LONDON
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.numbers import whole_number
from foundation.base.words import say
from foundation.web.days import Day
from foundation.web.forms import TRIMMED, Form
from foundation.web.visitor import new_form_key
from geo.queries.postcodes import postcode_place
from geo.rules.postcodes import canonical

UNKNOWN_POSTCODE = say("We do not know this postcode. Check it, or leave it empty.")
NO_NUMBER = say("Enter a whole number, or leave it empty.")


class SessionForm(Form):
    """What a session is, when and where, and who can come."""

    kind = SelectField(
        _("What it is"),
        widget=GovSelect(),
        choices=[SelectChoice(kind.value, words) for kind, words in SESSION_KINDS.items()],
        invalid_choice_message=CHOOSE,
    )
    title = StringField(_("Title"), widget=GovTextInput())
    about = TextAreaField(_("What happens there"), widget=GovTextArea())
    speaker = StringField(_("Who speaks or answers"), widget=GovTextInput())
    held_on = Day(_("Day"), widget=GovDateInput())
    starts = StringField(_("Begins"), widget=GovTextInput(), filters=TRIMMED)
    ends = StringField(_("Ends"), widget=GovTextInput(), filters=TRIMMED)
    place = StringField(_("Place"), widget=GovTextInput())
    postcode = StringField(_("Postcode"), widget=GovTextInput(), filters=TRIMMED)
    step_free = BooleanField(_("There are no steps on the way in"), widget=GovCheckboxInput())
    access = StringField(_("More about getting in and around"), widget=GovTextInput())
    link = StringField(_("Link to join online"), widget=GovTextInput(), filters=TRIMMED)
    languages = StringField(_("Languages spoken beside English"), widget=GovTextInput())
    has_bsl = BooleanField(
        _("A British Sign Language interpreter is there"), widget=GovCheckboxInput()
    )
    signs_up = BooleanField(_("People sign up before they come"), widget=GovCheckboxInput())
    capacity = StringField(_("How many places"), widget=GovTextInput(), filters=TRIMMED)
    has_waiting = BooleanField(
        _("Keep a waiting list when all are taken"), widget=GovCheckboxInput()
    )


class NotesForm(Form):
    """How many came, and what was said."""

    people = StringField(_("How many people came"), widget=GovTextInput(), filters=TRIMMED)
    notes = TextAreaField(_("What was said"), widget=GovTextArea())


class QuestionForm(Form):
    """A question that was asked, and the answer."""

    question = TextAreaField(_("Question"), widget=GovTextArea())
    answer = TextAreaField(_("Answer"), widget=GovTextArea())


class FollowUpForm(Form):
    """What those who left an address are told."""

    words = TextAreaField(_("Your message"), widget=GovTextArea())


class PlaceForm(Form):
    """Who takes a place, as far as they want to say."""

    name = StringField(_("Your name"), widget=GovTextInput(), filters=TRIMMED)
    email = StringField(_("E-mail address"), widget=GovTextInput(), filters=TRIMMED)
    form_key = HiddenField(default=new_form_key)


def plan_in(form: SessionForm) -> SessionPlan:
    """Return what *form* says.

    Raises:
        Invalid: under every field that cannot be read.
    """
    wrong: dict[str, str] = {}
    day: date | None = form.held_on.data
    if day is None:
        wrong["held_on"] = say("Enter the day of the session.")
    starts_at = _instant(form, "starts", day, wrong)
    ends_at = _instant(form, "ends", day, wrong)
    postcode, at = _postcode(form.postcode.data or "", wrong)
    capacity = read_number(form.capacity.data, "capacity", wrong)
    if wrong or day is None:
        raise Invalid(next(iter(wrong.values())), fields=wrong)
    return SessionPlan(
        kind=SessionKind(form.kind.data),
        title=form.title.data or "",
        held_on=day,
        about=form.about.data or "",
        speaker=form.speaker.data or "",
        starts_at=starts_at,
        ends_at=ends_at,
        place=form.place.data or "",
        postcode=postcode,
        lon=at[0] if at else None,
        lat=at[1] if at else None,
        step_free=bool(form.step_free.data),
        access=form.access.data or "",
        link=form.link.data or "",
        signs_up=bool(form.signs_up.data),
        capacity=capacity if form.signs_up.data else None,
        has_waiting=bool(form.has_waiting.data),
        languages=form.languages.data or "",
        has_bsl=bool(form.has_bsl.data),
    )


def filled(facts: SessionFacts) -> dict[str, Any]:
    """Return what the form holds for a session that is there."""
    same = ("title", "about", "speaker", "held_on", "place", "postcode", "step_free", "access")
    more = ("link", "languages", "has_bsl", "signs_up", "has_waiting")
    return {
        "kind": facts.kind.value,
        "starts": _clock(facts.starts_at),
        "ends": _clock(facts.ends_at),
        "capacity": str(facts.capacity or ""),
        **{name: getattr(facts, name) for name in (*same, *more)},
    }


def visitor_in(form: PlaceForm, language: str) -> Visitor:
    """Return who takes a place.

    Raises:
        Invalid: under ``email``.
    """
    typed = form.email.data or ""
    return Visitor(form.name.data or "", plain_address(typed) if typed else None, language)


def read_number(typed: str | None, name: str, wrong: dict[str, str]) -> int | None:
    """Return a whole number, or None where nothing was typed or *wrong* says why not."""
    text = (typed or "").strip()
    number = whole_number(text, 6)
    if text and number is None:
        wrong[name] = NO_NUMBER
    return number


def _instant(
    form: SessionForm, name: str, day: date | None, wrong: dict[str, str]
) -> datetime | None:
    try:
        at = read_time(form[name].data or "")
        if at is None or day is None:
            return None
        return opening(day, at) if name == "starts" else closing(day, at)
    except Invalid as refused:
        wrong[name] = refused.sentence
        return None


def _postcode(typed: str, wrong: dict[str, str]) -> tuple[str, tuple[float, float] | None]:
    if not typed:
        return "", None
    known = postcode_place(db.session(), typed)
    if known:
        return known.postcode, (known.lon, known.lat)
    if not canonical(typed):
        wrong["postcode"] = UNKNOWN_POSTCODE
    return canonical(typed) or "", None


def _clock(instant: datetime | None) -> str:
    return instant.astimezone(LONDON).strftime("%H:%M") if instant else ""
