"""The forms around pictures and documents."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovSelect, GovTextInput
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import Length

from consultation.rules.attachments import LONGEST_ALT
from consultation.web.attachment_labels import REFUSED_FOR
from foundation.web.forms import TRIMMED, Form

TOO_LONG = _("Describe it in at most %(most)s characters.", most=LONGEST_ALT)


class AltForm(Form):
    """What a file shows, in words."""

    alt = StringField(
        _("What does it show?"),
        widget=GovTextInput(),
        filters=TRIMMED,
        validators=[Length(max=LONGEST_ALT, message=TOO_LONG)],
    )


class AttachmentForm(AltForm):
    """One file and its description."""

    file = FileField(_("Choose a photo or a PDF"), widget=GovFileInput())


class RefusalForm(Form):
    """Why a file is not shown."""

    refused_for = SelectField(
        _("Why not?"),
        widget=GovSelect(),
        choices=[
            SelectChoice("", _("Choose a reason")),
            *(SelectChoice(why.value, words) for why, words in REFUSED_FOR.items()),
        ],
    )
