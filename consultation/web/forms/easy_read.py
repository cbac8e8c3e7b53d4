"""The easy-read response form, and the table in which an officer writes the text."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovTextArea
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectChoice, TextAreaField

from consultation.rules.comments import PlaceWay
from consultation.rules.easy_read import MOST_LINES, EasyReadLine
from consultation.web.forms.views import CHOOSE, ViewForm
from consultation.web.labels import EASY_PLACE_WAYS, EASY_STANCES

EMPTY_LINES = 6


class EasyReadForm(ViewForm):
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


def easy_lines(lines: Sequence[EasyReadLine]) -> list[EasyReadLine]:
    """Return what the table holds for lines that are there, and room for more."""
    return [*lines, *[EasyReadLine("")] * EMPTY_LINES]


def typed_lines(form: MultiDict[str, str]) -> list[EasyReadLine]:
    """Return the rows of the table that was sent; empty ones are left out."""
    columns = (form.getlist(name) for name in ("words", "picture", "alt"))
    rows = [EasyReadLine(*(cell.strip() for cell in row)) for row in zip(*columns, strict=False)]
    return [row for row in rows if row.words or row.picture or row.alt][: MOST_LINES + 1]
