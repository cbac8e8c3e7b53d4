"""The forms of giving a view, one question each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
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

from consultation.rules.marks import Mark
from consultation.web.forms.representations import SignatoryForm
from consultation.web.forms.views import CHOOSE
from consultation.web.labels import MARKS, PLACE_WAYS, TOPICS
from foundation.web.forms import TRIMMED, Form

VIEWS: dict[Mark, Any] = {
    **{mark: words for mark, words in MARKS.items() if mark is not Mark.COMMENT},
    Mark.QUESTION: _("I have a question"),
    Mark.IDEA: _("I have an idea"),
    Mark.COMMENT: _("I just want to say something"),
}


class ViewForm(Form):
    """How somebody stands to what is proposed, or that they ask or suggest something."""

    view = RadioField(
        _("What do you think of the plan?"),
        choices=[SelectChoice(mark.value, words) for mark, words in VIEWS.items()],
        invalid_choice_message=CHOOSE,
    )


class AboutForm(Form):
    """Whether there is a place to ask for."""

    about = RadioField(
        _("Is it about one place?"),
        choices=[
            SelectChoice("place", _("Yes, about one place")),
            SelectChoice("whole", _("No, about the whole proposal")),
        ],
        invalid_choice_message=CHOOSE,
    )


class PlaceForm(Form):
    """A place in one of four ways that count the same."""

    place_way = RadioField(
        _("Which place is it about?"),
        choices=[SelectChoice(way.value, words) for way, words in PLACE_WAYS.items()],
        invalid_choice_message=CHOOSE,
    )
    place = HiddenField()
    postcode = StringField(_("Postcode"), widget=GovTextInput())
    place_words = StringField(_("Where is it?"), widget=GovTextInput())
    far_is_right = BooleanField(_("Yes, that is the right place"), widget=GovCheckboxInput())


class TopicsForm(Form):
    """What it is about; none is fine."""

    topics = SelectMultipleField(
        _("What is it about?"), widget=GovCheckboxesInput(), validate_choice=False
    )

    def offer(self, own: Iterable[tuple[str, str]]) -> None:
        """Let the common topics and those of this consultation be chosen."""
        *common, other = (SelectChoice(topic.value, words) for topic, words in TOPICS.items())
        self.topics.choices = [*common, *(SelectChoice(code, said) for code, said in own), other]


class CommentForm(Form):
    """The words themselves; ``coached`` says that help stood beside them."""

    text = TextAreaField(_("Your words"), widget=GovCharacterCount())
    coached = HiddenField()


class DetailsForm(SignatoryForm):
    """The name to show, or none; for a formal comment what the law asks for, and an e-mail."""

    display_name = StringField(_("Name to show"), widget=GovTextInput())
    email = StringField(_("E-mail address"), widget=GovTextInput(), filters=TRIMMED)


class SendForm(Form):
    """What was checked: which contribution, in which state, and what of it will be published."""

    form_key = HiddenField()
    revision = HiddenField()
    promised = HiddenField()
