"""A question about the person who answers; leaving it open is an answer too."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect
from wtforms import RadioField, SelectChoice, SelectField

from consultation.rules.reach.traits import PREFER_NOT_TO_SAY
from foundation.web.forms import Form

NOT_SAID = SelectChoice(PREFER_NOT_TO_SAY, _("Prefer not to say"))


class AboutYouForm(Form):
    """One question with few answers."""

    answer = RadioField(_("Your answer"), widget=GovRadioInput(), validate_choice=False)

    def offer(self, answers: Iterable[tuple[str, object]]) -> None:
        """Let these be chosen, and not to say."""
        self.answer.choices = [*(SelectChoice(key, said) for key, said in answers), NOT_SAID]


class WardForm(Form):
    """One question with many answers."""

    answer = SelectField(_("Your answer"), widget=GovSelect(), validate_choice=False)

    def offer(self, answers: Iterable[tuple[str, object]]) -> None:
        """Let these be chosen, and not to say."""
        empty = SelectChoice("", _("Choose a ward"))
        named = (SelectChoice(key, said) for key, said in answers)
        self.answer.choices = [empty, *named, NOT_SAID]
