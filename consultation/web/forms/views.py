"""The form in which somebody gives their view, and the one for a reply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovCharacterCount,
    GovCheckboxesInput,
    GovCheckboxInput,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from consultation.rules.comments import Kind, PlaceWay, Stance
from consultation.web.labels import KINDS, PLACE_WAYS, STANCES, TOPICS
from foundation.web.visitor import new_form_key
from foundation.web.words import translated

CHOOSE = _("Choose one of these.")


class WordsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What every contribution has: words, a name or none, and a key that is used once."""

    text = TextAreaField(_("Your words"), widget=GovCharacterCount())
    display_name = StringField(_("Name to show"), widget=GovTextInput())
    form_key = HiddenField(default=new_form_key)


class ReplyForm(WordsForm):
    """An answer to somebody's comment."""


class ViewForm(WordsForm):
    """A view on what is proposed: what sort of thing, how one stands to it, where, about what."""

    kind = RadioField(
        _("What do you want to say?"),
        choices=[SelectChoice(kind.value, words) for kind, words in KINDS.items()],
        default=Kind.COMMENT.value,
        invalid_choice_message=CHOOSE,
    )
    stance = RadioField(
        _("What do you think of the plan?"),
        choices=[SelectChoice(stance.value, words) for stance, words in STANCES.items()],
        validate_choice=False,
    )
    topics = SelectMultipleField(
        _("What is it about?"), widget=GovCheckboxesInput(), validate_choice=False
    )
    place_way = RadioField(
        _("Which place is it about?"),
        choices=[SelectChoice(way.value, words) for way, words in PLACE_WAYS.items()],
        default=PlaceWay.WHOLE.value,
        invalid_choice_message=CHOOSE,
    )
    place = HiddenField()
    postcode = StringField(_("Postcode"), widget=GovTextInput())
    place_words = StringField(_("Where is it?"), widget=GovTextInput())
    far_is_right = BooleanField(_("Yes, that is the right place"), widget=GovCheckboxInput())

    def offer_topics(self, own: Iterable[tuple[str, str]]) -> None:
        """Let the common topics and those of this consultation be chosen."""
        *common, other = (SelectChoice(topic.value, words) for topic, words in TOPICS.items())
        self.topics.choices = [*common, *(SelectChoice(code, said) for code, said in own), other]

    def validate_stance(self, field: RadioField) -> None:
        """Accept none, since one may have a question and no view."""
        if field.data and field.data not in set(Stance):
            field.errors = [*field.errors, str(CHOOSE)]


def refused(form: FlaskForm, fields: Mapping[str, str]) -> dict[str, str]:
    """Say what is wrong at each field of *form*; return what belongs to none of them."""
    left = {}
    for name, sentence in fields.items():
        if name in form:
            form[name].errors = [*form[name].errors, translated(sentence)]
        else:
            left[name] = translated(sentence)
    return left
