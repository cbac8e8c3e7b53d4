"""Words for how people took part."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from consultation.rules.activity import Move
from consultation.rules.journey import BEGUN, SENT, Carrier, Device, Minutes
from consultation.rules.unsent import Step

MOVES = {
    Move.TOWARDS.value: _("Closer to the plan than before"),
    Move.SAME.value: _("The same as before"),
    Move.AWAY.value: _("Further from the plan than before"),
}

STEPS = {
    BEGUN: _("Began"),
    Step.VIEW: _("What they think"),
    Step.ABOUT: _("Is it about a place?"),
    Step.PLACE: _("The place"),
    Step.TOPICS: _("Topics"),
    Step.COMMENT: _("Their words"),
    Step.HELP: _("Help with their words"),
    Step.PHOTOS: _("Photos"),
    Step.QUESTIONS: _("Questions of the council"),
    Step.DETAILS: _("Name"),
    Step.CHECK: _("Check"),
    SENT: _("Sent"),
}

DEVICES = {
    Device.PHONE: _("Phone"),
    Device.TABLET: _("Tablet"),
    Device.COMPUTER: _("Computer"),
}

MINUTES = {
    Minutes.UNDER_2: _("Under 2 minutes"),
    Minutes.TO_5: _("2 to 5 minutes"),
    Minutes.TO_10: _("5 to 10 minutes"),
    Minutes.TO_30: _("10 to 30 minutes"),
    Minutes.OVER_30: _("Over half an hour"),
}

CARRIERS = {
    Carrier.POSTER: _("Poster"),
    Carrier.SESSION: _("Poster of a session"),
    Carrier.LETTER: _("Letter"),
    Carrier.NEWSLETTER: _("Newsletter"),
    Carrier.FORM: _("Comment form"),
    Carrier.MAP: _("Printed map"),
}
