"""What the states, answers and methods of assessment are called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from foundation.web.words import Words
from programme.rules.assessors import AssignmentState, Closed, Declined
from programme.rules.blinding import Hidden, RevealKind, Shown
from programme.rules.conflicts import Answer, ConflictState
from programme.rules.ranking import Method, TieBreak
from programme.rules.rounds import RoundState
from programme.rules.spreads import Why

WORDS: Words = {
    RoundState: {
        RoundState.SETUP: _("Being set up"),
        RoundState.FROZEN: _("Criteria frozen"),
        RoundState.OPEN: _("Scoring is open"),
        RoundState.SCORING_CLOSED: _("Scoring is closed"),
        RoundState.MODERATION: _("In moderation"),
        RoundState.AGREED: _("Scores are agreed"),
        RoundState.RELEASED: _("Released"),
    },
    AssignmentState: {
        AssignmentState.CREATED: _("Not asked yet"),
        AssignmentState.INVITED: _("Asked"),
        AssignmentState.ACCEPTED: _("Waits for the chair"),
        AssignmentState.DECLINED: _("Sent back"),
        AssignmentState.CONFLICT_CLEARED: _("Can be scored"),
        AssignmentState.SCORING: _("Being scored"),
        AssignmentState.SUBMITTED: _("Scores sent"),
        AssignmentState.RETURNED: _("Returned to look again"),
        AssignmentState.WITHDRAWN: _("Taken back"),
    },
    Declined: {
        Declined.CONFLICT_OF_INTEREST: _("I have a conflict of interest"),
        Declined.NOT_MY_EXPERTISE: _("It is not my field"),
        Declined.TOO_MANY: _("I have too many"),
    },
    Closed: {
        Closed.CONFLICT: _("Conflict of interest"),
        Closed.SENT_BACK: _("You sent it back"),
        Closed.TAKEN_BACK: _("Given to somebody else"),
        Closed.WITHDRAWN: _("The firm withdrew it"),
    },
    Answer: {
        Answer.NONE: _("No conflict"),
        Answer.POTENTIAL: _("There could come to be one"),
        Answer.PERCEIVED: _("It could look like one"),
        Answer.ACTUAL: _("There is one"),
    },
    ConflictState: {
        ConflictState.DECLARED: _("Waits for the chair"),
        ConflictState.CLEARED: _("Cleared"),
        ConflictState.BARRED: _("Kept from the submission"),
    },
    Hidden: {
        Hidden.FIRM: _("firm hidden"),
        Hidden.PERSON: _("name hidden"),
        Hidden.PLACE: _("place hidden"),
        Hidden.NUMBER: _("number hidden"),
        Hidden.LINK: _("link hidden"),
    },
    Shown: {
        Shown.AT_ONCE: _("At once"),
        Shown.AFTER_SCORING: _("After scoring"),
        Shown.AFTER_RELEASE: _("After the outcome is out"),
    },
    RevealKind: {
        RevealKind.RECOGNISED: _("Could tell who it is"),
        RevealKind.LOOKED: _("Looked behind the blind"),
    },
    Method: {
        Method.RAW: _("Raw"),
        Method.NORMALISED: _("Normalised"),
        Method.MODERATED: _("Moderated"),
    },
    TieBreak: {
        TieBreak.FAILED: _("below a least mark"),
        TieBreak.TOTAL: _("by the total"),
        TieBreak.CRITERION: _("equal totals, by a criterion"),
        TieBreak.COST: _("equal marks, by lower cost"),
        TieBreak.TIME: _("equal marks, by earlier time"),
        TieBreak.CHAIR: _("equal in all, by the chair"),
        TieBreak.OPEN: _("equal in all: the chair has to decide"),
    },
    Why: {
        Why.MARKS_APART: _("Marks lie apart"),
        Why.ABOUT_THE_LEAST: _("On both sides of the least mark"),
        Why.TOTALS_APART: _("Totals lie further apart than submissions do"),
    },
}
