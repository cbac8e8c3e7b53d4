"""What decisions, appeals and milestones are called."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from consultation.queries.afterwards import AfterwardsRow
from consultation.rules.afterwards import Happening, Result, ToldHappening
from foundation.web.words import Words

HAPPENINGS = {
    Happening.DECIDED: _("It was decided"),
    Happening.APPEALED: _("Somebody has appealed against the decision"),
    Happening.APPEAL_DECIDED: _("The appeal was decided"),
    Happening.MILESTONE: _("Something was built, opened or done"),
}

RESULTS_SAID = {
    Result.GRANTED: _("Permission was granted"),
    Result.REFUSED: _("Permission was refused"),
    Result.WITHDRAWN: _("It was withdrawn"),
    Result.ALLOWED: _("The appeal was allowed: there is permission now"),
    Result.DISMISSED: _("The appeal was dismissed: the decision stays"),
}

WORDS: Words = {Happening: HAPPENINGS, Result: RESULTS_SAID}


def said(entry: AfterwardsRow | ToldHappening) -> str:
    """Return what happened in a sentence; words of people stand as they are."""
    if entry.result:
        return f"{RESULTS_SAID[entry.result]}."
    if entry.title:
        return entry.title
    return str(gettext("Somebody has appealed against the decision."))
