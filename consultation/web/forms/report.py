"""The forms of an officer's report."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovCharacterCount, GovTextArea
from wtforms import HiddenField, TextAreaField

from foundation.web.forms import TRIMMED, Form


class PartForm(Form):
    """One part of a report; ``seen`` is the revision that stood there when the page was made."""

    text = TextAreaField(_("In your own words"), widget=GovCharacterCount(), filters=TRIMMED)
    seen = HiddenField(default="0")


class LeftOpenForm(Form):
    """Why an issue has no outcome yet."""

    reason = TextAreaField(_("Why it is still open"), widget=GovTextArea(), filters=TRIMMED)
