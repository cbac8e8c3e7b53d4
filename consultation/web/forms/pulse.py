"""Sentences that somebody agrees with or does not; each may be left open, but not all."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput
from wtforms import RadioField, SelectChoice

from consultation.rules.reach.pulse import SCALE, Pulse
from foundation.web.forms import Form
from foundation.web.words import translated


def _field() -> RadioField:
    return RadioField(_("Your answer"), widget=GovRadioInput(), validate_choice=False)


class PulseForm(Form):
    """All questions; a form that asks holds those of the moment alone."""

    easy = _field()
    believable = _field()
    listened = _field()
    many_people = _field()
    our_values = _field()
    told = _field()

    @classmethod
    def asking(cls, asked: Collection[Pulse]) -> PulseForm:
        """Return a form with these questions."""
        form = cls()
        for question in Pulse:
            if question in asked:
                form[question.value].choices = [
                    SelectChoice(point, translated(said)) for point, said in SCALE.items()
                ]
            else:
                del form[question.value]
        return form

    def said(self) -> dict[Pulse, str] | None:
        """Return the answers, or None with the form saying why they cannot be taken."""
        given = {each: self[each.value].data for each in Pulse if each.value in self}
        said = {each: point for each, point in given.items() if point}
        wrong = [each for each, point in said.items() if point not in SCALE]
        for each in wrong:
            self[each.value].errors = [_("Choose one of the answers.")]
        if not said:
            first = next(iter(given))
            self[first.value].errors = [_("Choose an answer, or leave this page.")]
        return said if said and not wrong else None
