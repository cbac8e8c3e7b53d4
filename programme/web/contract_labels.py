"""What results, phases and readings of a contract are called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from foundation.web.words import Words
from programme.rules.contract_phases import Point, Verdict
from programme.rules.contracts import ContractState, Reading, Use
from programme.rules.outcomes import Reason, Result

RESULTS = {
    Result.PROCURED: _("Bought"),
    Result.NOT_PROCURED: _("Not bought"),
    Result.WITHDRAWN: _("Withdrawn"),
    Result.UNSUCCESSFUL: _("No tender could win"),
    Result.SUPERSEDED: _("Something else took its place"),
}

REASONS = {
    Reason.BEST_TENDER: _("The best of several tenders"),
    Reason.ONLY_TENDER: _("The only tender, and good enough"),
    Reason.CALLED_OFF: _("Called off from a framework"),
    Reason.NO_BUDGET: _("No money for it"),
    Reason.NO_CASE: _("The business case did not hold"),
    Reason.CANNOT_INTEGRATE: _("It does not work with our systems"),
    Reason.NEED_CHANGED: _("The need has changed"),
    Reason.MET_OTHERWISE: _("The need is met in another way"),
    Reason.NO_SPONSOR: _("Nobody stands behind it any more"),
    Reason.LEGAL_RISK: _("It could not be bought lawfully"),
    Reason.NO_TENDERS: _("No tenders came"),
    Reason.NONE_SUITABLE: _("No tender was good enough"),
    Reason.TOO_EXPENSIVE: _("Every tender cost too much"),
    Reason.OTHER_CONTRACT: _("Another contract covers it"),
    Reason.OTHER_CHALLENGE: _("Another challenge covers it"),
}

POINTS = {
    Point.NONE: _("Nothing: it goes on"),
    Point.REDUCE: _("It may shrink"),
    Point.STOP: _("It may shrink or stop"),
}

VERDICTS = {
    Verdict.GO_ON: _("It goes on"),
    Verdict.REDUCE: _("It shrinks"),
    Verdict.STOP: _("It stops here"),
}

READINGS = {
    Reading.MET: _("Met"),
    Reading.PARTLY: _("Partly met"),
    Reading.MISSED: _("Missed"),
}

USES = {
    Use.IN_USE: _("Yes, in use"),
    Use.PARTLY: _("Partly in use"),
    Use.NOT_IN_USE: _("No longer in use"),
}

WORDS: Words = {
    Result: RESULTS,
    Reason: REASONS,
    Point: POINTS,
    Verdict: VERDICTS,
    Reading: READINGS,
    Use: USES,
    ContractState: {
        ContractState.ACTIVE: _("Runs"),
        ContractState.TERMINATED: _("Ended"),
    },
}
