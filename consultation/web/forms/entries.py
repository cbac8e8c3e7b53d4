"""The form with which somebody enters what another person wrote or said."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)

from consultation.queries.named import NamedConsultation
from consultation.queries.sheets import sheet_of
from consultation.rules.comments import LONGEST_PLACE_WORDS, Channel, Contribution
from consultation.rules.entries import Origin
from consultation.rules.marks import Mark
from consultation.rules.unsent import GivenPlace, meant_by
from consultation.rules.words import in_one_line
from consultation.web.forms.giving import VIEWS
from consultation.web.forms.places import read_place
from consultation.web.forms.representations import SignatoryForm, signatory_in
from consultation.web.forms.rows import read_day
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.numbers import whole_number
from foundation.base.words import say
from foundation.web.forms import TRIMMED
from foundation.web.visitor import new_form_key
from geo.rules.sheets import Square, square_at


class EntryForm(SignatoryForm):
    """One contribution, in the order of the resident's own pages."""

    view = RadioField(
        _("View"),
        widget=GovRadioInput(),
        choices=[SelectChoice(mark.value, words) for mark, words in VIEWS.items()],
        default=Mark.COMMENT.value,
        validate_choice=False,
    )
    square = StringField(_("Square on the printed map"), widget=GovTextInput(), filters=TRIMMED)
    near = StringField(_("Postcode of the place"), widget=GovTextInput(), filters=TRIMMED)
    place_words = StringField(_("Place in words"), widget=GovTextInput(), filters=TRIMMED)
    far_is_right = BooleanField(_("Yes, that is the right place"), widget=GovCheckboxInput())
    text = TextAreaField(_("Comment"), widget=GovTextArea())
    display_name = StringField(_("Name to show"), widget=GovTextInput())
    formal = BooleanField(
        _("It has a name and an address and is a formal comment"), widget=GovCheckboxInput()
    )
    came_on = StringField(_("Day on which it came"), widget=GovTextInput(), filters=TRIMMED)
    batch = StringField(_("Pile of forms or session"), widget=GovTextInput(), filters=TRIMMED)
    session = SelectField(
        _("Session at which it was said"), widget=GovSelect(), validate_choice=False
    )
    post_url = StringField(_("Address of the post"), widget=GovTextInput(), filters=TRIMMED)
    organisation = StringField(_("Your organisation"), widget=GovTextInput(), filters=TRIMMED)
    form_key = HiddenField(default=new_form_key)


def said_in(form: EntryForm, named: NamedConsultation) -> Contribution:
    """Return what was typed, unchecked but for the place and the view.

    Raises:
        Invalid: under ``view``, ``near``, ``place_words`` or ``far_is_right``.
    """
    try:
        kind, stance = meant_by(Mark(form.view.data or Mark.COMMENT))
    except ValueError:
        raise Invalid(fields={"view": "Choose one of these."}) from None
    try:
        place = read_place(db.session(), _given(form, named.id), named.area)
    except Invalid as wrong:
        fields = {"near" if name == "postcode" else name: at for name, at in wrong.fields.items()}
        raise Invalid(fields=fields) from wrong
    if form.square.data:
        place = replace(place, words=_square_words(form, _square(form, named.id)))
    return Contribution(
        form.text.data or "",
        kind=kind,
        stance=stance,
        place=place,
        display_name=form.display_name.data or None,
        formal=signatory_in(form) if form.formal.data else None,
    )


def origin_in(form: EntryForm, channel: Channel, today: date, *, for_members: bool) -> Origin:
    """Return how it came; without a day, today.

    Raises:
        Invalid: the day is none.
    """
    typed = form.came_on.data or ""
    try:
        came_on = (read_day(typed, "") if typed else None) or today
    except Invalid as wrong:
        sentence = "Write the day like 2027-03-31."
        raise Invalid(fields={"came_on": sentence}) from wrong
    return Origin(
        channel,
        came_on,
        form.batch.data or "",
        form.post_url.data or "",
        form.organisation.data or "",
        for_members,
        session=_session_number(form.session.data or ""),
    )


def _session_number(typed: str) -> int | None:
    """Return the number of a session, 0 where it is none; None where nothing was chosen."""
    return (whole_number(typed, 6) or 0) if typed else None


def _square(form: EntryForm, consultation_id: UUID) -> Square:
    """Return the square of the printed map that was written on the form.

    Raises:
        Invalid: under ``square``.
    """
    sheet = sheet_of(db.session(), consultation_id)
    try:
        if sheet is None:
            raise Invalid(say("No map with squares was printed for this consultation."))
        return square_at(sheet, form.square.data or "")
    except Invalid as wrong:
        raise Invalid(wrong.sentence, fields={"square": wrong.sentence}) from wrong


def _square_words(form: EntryForm, square: Square) -> str:
    """Return what is said of the place: which square, and how far off it can be."""
    said = f"Square {square.name} of the printed map, to within {square.within_metres} m"
    more = in_one_line(form.place_words.data or "")
    return f"{more} ({said})"[:LONGEST_PLACE_WORDS] if more else said


def _given(form: EntryForm, consultation_id: UUID) -> GivenPlace:
    more: dict[str, Any] = {"far_is_right": bool(form.far_is_right.data)}
    if form.square.data:
        square = _square(form, consultation_id)
        spot = {"type": "Point", "coordinates": [square.lon, square.lat]}
        return GivenPlace("map", drawn=json.dumps(spot), **more)
    if form.near.data:
        return GivenPlace("postcode", postcode=form.near.data, **more)
    if form.place_words.data:
        return GivenPlace("words", words=form.place_words.data, **more)
    return GivenPlace("whole", **more)
