"""What people can do in a consultation: say something, answer its questions, or both."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from foundation.base.words import say
from questions.rules.forms import Owner


class Takes(StrEnum):
    """What a consultation takes in."""

    DIALOGUE = "dialogue"
    QUESTIONS = "questions"
    BOTH = "both"

    @property
    def has_dialogue(self) -> bool:
        """Tell whether people can comment, and read each other's comments."""
        return self is not Takes.QUESTIONS

    @property
    def has_questions(self) -> bool:
        """Tell whether people answer questions of this consultation's own."""
        return self is not Takes.DIALOGUE


FORMS_OF = "consultation"
"""The word under which the questions of a consultation are known to ``questions``."""

NO_QUESTIONS = say("People are to answer questions here, and there is none yet. Add one first.")
FIXED = say("People can take part already, so this stays as it is.")


def form_owner(consultation_id: UUID) -> Owner:
    """Return whose form the questions of a consultation are."""
    return Owner(FORMS_OF, consultation_id)
