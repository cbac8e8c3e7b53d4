"""What the states of sealed packs and of declarations are called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from foundation.web.words import Words
from programme.rules.conflicts import Answer, ConflictState
from programme.rules.pack_seals import SealState

WORDS: Words = {
    SealState: {
        SealState.SEALED: _("Sealed, waits for procurement"),
        SealState.ACCEPTED: _("Accepted by procurement"),
        SealState.RETURNED: _("Returned"),
    },
    Answer: {
        Answer.NONE: _("No conflict"),
        Answer.POTENTIAL: _("A possible conflict"),
        Answer.PERCEIVED: _("It could look like a conflict"),
        Answer.ACTUAL: _("A conflict"),
    },
    ConflictState: {
        ConflictState.DECLARED: _("Waits for the chair"),
        ConflictState.CLEARED: _("Cleared"),
        ConflictState.BARRED: _("Kept from it"),
    },
}
