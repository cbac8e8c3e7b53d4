"""What came of a check, in words that take no side, and the drawing that stands with each."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from consultation.rules.claims import ClaimState, Verdict
from foundation.web.words import Words

VERDICTS = {
    Verdict.CORRECT: _("Correct"),
    Verdict.PARTLY: _("Partly correct"),
    Verdict.INCORRECT: _("Not correct"),
    Verdict.NOT_YET_KNOWN: _("Not yet known"),
}

SIGNS = {
    Verdict.CORRECT: "changed",
    Verdict.PARTLY: "partly",
    Verdict.INCORRECT: "wrong",
    Verdict.NOT_YET_KNOWN: "waiting",
}
"""Verdict → name of its drawing."""

WORDS: Words = {
    Verdict: VERDICTS,
    ClaimState: {
        ClaimState.DRAFT: _("Draft"),
        ClaimState.WAITING: _("Waits for a second look"),
        ClaimState.PUBLISHED: _("Public"),
    },
}
