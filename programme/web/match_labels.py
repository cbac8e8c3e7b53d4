"""What the states of a match and of feedback, and the ways out of a shortfall, are called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from foundation.web.words import Words
from programme.rules.feedback import FeedbackState
from programme.rules.matches import MatchState, Shortfall
from programme.rules.reroutes import RerouteState

WORDS: Words = {
    MatchState: {
        MatchState.PROPOSED: _("Not offered yet"),
        MatchState.OFFERED: _("Offered"),
        MatchState.ACCEPTED: _("Accepted"),
        MatchState.DECLINED: _("Declined"),
        MatchState.ACTIVE: _("At work"),
        MatchState.IDENTIFIED: _("Identified"),
        MatchState.NOT_SELECTED: _("Took part, not chosen"),
        MatchState.WITHDREW: _("Left"),
    },
    FeedbackState: {
        FeedbackState.DRAFT: _("Draft"),
        FeedbackState.RELEASED: _("Released"),
        FeedbackState.READ: _("Read by the firm"),
    },
    RerouteState: {
        RerouteState.ASKED: _("No answer yet"),
        RerouteState.AGREED: _("Said yes"),
        RerouteState.DECLINED: _("Said no"),
    },
    Shortfall: {
        Shortfall.EXTEND: _("Give firms more time"),
        Shortfall.REROUTE: _("Ask firms of other challenges"),
        Shortfall.PROCEED: _("Go on with fewer firms"),
    },
}
