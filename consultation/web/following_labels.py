"""What people who follow something are told, and the words of its enums."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from consultation.rules.following import AreaWay, Followed, Pace
from foundation.accounts.rules.contacts import Medium
from foundation.web.words import Words

MEDIA = {
    Medium.EMAIL: _("E-mail"),
    Medium.TEXT: _("Text message"),
    Medium.POST: _("Letter"),
}

PACES = {
    Pace.INSTANT: _("As soon as it happens"),
    Pace.DAILY: _("Once a day, at 8 in the morning"),
    Pace.WEEKLY: _("Once a week, on Monday morning"),
}

AREA_WAYS = {
    AreaWay.POSTCODE: _("Around a postcode"),
    AreaWay.WARD: _("A ward"),
    AreaWay.MAP: _("I will show it on a map"),
}

FOLLOWED = {
    Followed.CONSULTATION: _("Consultation"),
    Followed.COMMENT: _("Comment"),
    Followed.AREA: _("Area"),
}

WORDS: Words = {Medium: MEDIA, Pace: PACES, AreaWay: AREA_WAYS, Followed: FOLLOWED}
