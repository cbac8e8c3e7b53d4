"""What the steps of firms, the ways of telling them and the ways on are called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from foundation.web.words import Words
from programme.rules.assumptions import AssumptionState, Perspective
from programme.rules.campaigns import Channel
from programme.rules.funnel import Step
from programme.rules.shortages import Advice, Moment

CHANNELS = {
    Channel.LINKEDIN: _("LinkedIn"),
    Channel.EMAIL: _("Email"),
    Channel.EVENT: _("Event"),
    Channel.NEWSLETTER: _("Newsletter"),
    Channel.PARTNER: _("Through a partner"),
    Channel.PHONE: _("Phone"),
    Channel.OTHER: _("Another way"),
    Channel.OWN: _("Came by themselves"),
}

STEPS = {
    Step.CONTACTED: _("Contacted"),
    Step.OPENED: _("Opened"),
    Step.REGISTERED: _("Registered"),
    Step.STARTED: _("Started"),
    Step.SUBMITTED: _("Submitted"),
    Step.MATCHED: _("Matched"),
    Step.IDENTIFIED: _("Identified"),
    Step.PROCURED: _("Procured"),
}

WORDS: Words = {
    Perspective: {
        Perspective.BUSINESS: _("Of the council and its work"),
        Perspective.END_USER: _("Of the people who will use it"),
    },
    AssumptionState: {
        AssumptionState.UNTESTED: _("Untested"),
        AssumptionState.SUPPORTED: _("It holds"),
        AssumptionState.REFUTED: _("It does not hold"),
    },
    Channel: CHANNELS,
    Step: STEPS,
    Moment: {
        Moment.HALFWAY: _("Half of the time over"),
        Moment.LAST_WEEK: _("A week left"),
        Moment.CLOSED: _("Closed"),
    },
    Advice: {
        Advice.EXTEND: _("Give more time"),
        Advice.OUTREACH: _("Reach out again"),
        Advice.REROUTE: _("Re-route with consent"),
        Advice.PROCEED: _("Go on with those there are"),
    },
}
