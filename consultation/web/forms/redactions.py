"""The form with which words are taken out of a comment."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovTextArea
from wtforms import HiddenField, TextAreaField

from consultation.rules.redaction_marks import Mark, marks_of
from consultation.rules.redactions import RedactionReason
from foundation.base.errors import Invalid
from foundation.web.forms import TRIMMED, Form

ROWS = 3
"""Words that can be typed at a time, each with a reason."""

LONGEST_OFFSET = 6


class RedactionForm(Form):
    """Why, for the author of the comment; ``seen`` is the text that stood on the page."""

    note = TextAreaField(_("Your reason, for its author"), widget=GovTextArea(), filters=TRIMMED)
    seen = HiddenField()

    def seen_text(self) -> str:
        """Return the text with the line ends that it had."""
        return (self.seen.data or "").replace("\r\n", "\n").replace("\r", "\n")


def typed_rows() -> list[tuple[str, str]]:
    """Return the words and reasons that were sent, and room for more."""
    sent = list(zip(request.form.getlist("words"), request.form.getlist("reason"), strict=False))
    return (sent + [("", "")] * ROWS)[: max(ROWS, min(len(sent), 20))]


def marks_in(text: str) -> list[Mark]:
    """Return what was ticked and typed as places in *text*.

    Raises:
        Invalid: a reason is missing, or words are not in the text.
    """
    marks = [_ticked(each) for each in request.form.getlist("found")]
    for words, reason in typed_rows():
        if not words.strip():
            continue
        if reason not in set(RedactionReason):
            raise _wrong("Say for each why it is taken out.")
        places = marks_of(text, words, RedactionReason(reason))
        if not places:
            raise _wrong("These words are not in the text. Copy them from it.")
        marks += places
    return marks


def _ticked(value: str) -> Mark:
    """Return the place that a tick names: start, end and reason."""
    start, end, reason = [*value.split(":"), "", ""][:3]
    is_place = all(
        each.isascii() and each.isdigit() and len(each) < LONGEST_OFFSET for each in (start, end)
    )
    if not is_place or reason not in set(RedactionReason):
        raise _wrong("Mark the words again.")
    return Mark(int(start), int(end), RedactionReason(reason))


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"words": sentence})
