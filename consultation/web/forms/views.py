"""The form for a reply, and how a refusal is said at the field it is about."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovCharacterCount, GovTextInput
from wtforms import HiddenField, StringField, TextAreaField

from foundation.web.forms import refused
from foundation.web.visitor import new_form_key

CHOOSE = _("Choose one of these.")

__all__ = ["CHOOSE", "ReplyForm", "WordsForm", "refused"]


class WordsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What every contribution has: words, a name or none, and a key that is used once."""

    text = TextAreaField(_("Your words"), widget=GovCharacterCount())
    display_name = StringField(_("Name to show"), widget=GovTextInput())
    form_key = HiddenField(default=new_form_key)


class ReplyForm(WordsForm):
    """An answer to somebody's comment."""
