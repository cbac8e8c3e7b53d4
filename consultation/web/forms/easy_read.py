"""The easy-read response form, and the table in which an officer writes the text."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovTextArea, GovTextInput
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)

from consultation.rules.comments import PlaceWay, Stance
from consultation.rules.easy_read import MOST_LINES, EasyReadLine
from consultation.rules.unsent import GivenPlace
from consultation.web.forms.views import CHOOSE, WordsForm
from consultation.web.labels import EASY_PLACE_WAYS, EASY_STANCES

EMPTY_LINES = 6


class EasyReadForm(WordsForm):
    """Three big questions: what do you think, why, and where."""

    text = TextAreaField(_("Why?"), widget=GovTextArea())
    stance = RadioField(
        _("What do you think of the plan?"),
        choices=[SelectChoice(stance.value, words) for stance, words in EASY_STANCES.items()],
        validate_choice=False,
    )
    place_way = RadioField(
        _("Where is it about?"),
        choices=[SelectChoice(way.value, words) for way, words in EASY_PLACE_WAYS.items()],
        default=PlaceWay.WHOLE.value,
        invalid_choice_message=CHOOSE,
    )
    place = HiddenField()
    postcode = StringField(_("Postcode"), widget=GovTextInput())
    place_words = StringField(_("Where is it?"), widget=GovTextInput())
    far_is_right = BooleanField(_("Yes, that is the right place"), widget=GovCheckboxInput())

    def validate_stance(self, field: RadioField) -> None:
        """Accept none, since one may have no view."""
        if field.data and field.data not in set(Stance):
            field.errors = [*field.errors, str(CHOOSE)]

    @property
    def given_place(self) -> GivenPlace:
        """The place as it was typed."""
        return GivenPlace(
            way=self.place_way.data or "",
            drawn=self.place.data or "",
            postcode=self.postcode.data or "",
            words=self.place_words.data or "",
            far_is_right=bool(self.far_is_right.data),
        )


def easy_lines(lines: Sequence[EasyReadLine]) -> list[EasyReadLine]:
    """Return what the table holds for lines that are there, and room for more."""
    return [*lines, *[EasyReadLine("")] * EMPTY_LINES]


def typed_lines(form: MultiDict[str, str]) -> list[EasyReadLine]:
    """Return the rows of the table that was sent; empty ones are left out."""
    columns = (form.getlist(name) for name in ("words", "picture", "alt"))
    rows = [EasyReadLine(*(cell.strip() for cell in row)) for row in zip(*columns, strict=False)]
    return [row for row in rows if row.words or row.picture or row.alt][: MOST_LINES + 1]
