"""Why words are taken out, and how far that has come, as the desk reads it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from consultation.rules.personal_data import PersonalDatum
from consultation.rules.redactions import RedactionReason, RedactionState
from foundation.web.words import Words

_R = RedactionReason
_P = PersonalDatum

REASONS = {
    _R.NAME: _("Name of a person"),
    _R.ADDRESS: _("Address of somebody"),
    _R.CONTACT: _("Phone number, e-mail or web page of somebody"),
    _R.DESCRIPTION: _("What somebody looks like, their work or where they live"),
    _R.ETHNIC_ORIGIN: _("Special category: race or ethnic origin"),
    _R.POLITICS: _("Special category: politics"),
    _R.BELIEF: _("Special category: religion or belief"),
    _R.UNION: _("Special category: union membership"),
    _R.HEALTH: _("Special category: health"),
    _R.SEX_LIFE: _("Special category: sex life or orientation"),
    _R.DISCRIMINATORY: _("Discriminatory"),
    _R.DEFAMATORY: _("May be defamatory"),
}

LIKELY = {
    _P.ADDRESS: _R.ADDRESS,
    _P.HEALTH: _R.HEALTH,
    _P.NAME: _R.NAME,
    _P.PHONE: _R.CONTACT,
    _P.EMAIL: _R.CONTACT,
    _P.HANDLE: _R.CONTACT,
    _P.PROFILE: _R.CONTACT,
}
"""What was found in a text → the reason that is offered first; anything else describes somebody."""

WORDS: Words = {
    RedactionReason: REASONS,
    RedactionState: {
        RedactionState.MARKED: _("Waits for a second person"),
        RedactionState.TAKEN_OUT: _("Words are taken out"),
        RedactionState.RELEASING: _("Somebody asks to put the words back"),
        RedactionState.RELEASED: _("The whole text is shown again"),
    },
}
