"""What those who come to a session are written."""

from __future__ import annotations

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from consultation.queries.session_tellings import SessionNews, ToTell
from consultation.rules.sessions import SeatState, Telling
from consultation.rules.words import in_one_line
from consultation.web.session_calendar import where
from foundation.accounts.queries.authorities import council_of
from foundation.accounts.web.mails import address
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.mail import Mail
from foundation.base.tickets import ticket

PLACE = "session place"
PATH = "/sessions/place/"
"""Where the link in a mail leads, before its ticket."""


def session_mail(news: SessionNews, person: ToTell) -> Mail:
    """Return the mail that tells one person of a session.

    Raises:
        NotFound: the council is gone.
    """
    council = council_of(db.session(), news.authority_id)
    if council is None:
        raise NotFound("There is no such council.")
    secret = str(current_app.secret_key).encode()
    with force_locale(person.language):
        text = render_template(
            "mail/session.txt",
            council=council,
            session=news.session,
            where=where(news.session),
            opening=_opening(news, person),
            words=news.words,
            page=f"{address(council)}/consultations/{news.session.slug}"
            f"/sessions/{news.session.number}",
            place=address(council) + PATH + ticket(secret, PLACE, person.seat_id),
            is_on=news.telling not in {Telling.CALLED_OFF, Telling.FOLLOW_UP},
        )
        subject = f"{_subject(news.telling)}: {in_one_line(news.session.title)}"
        return Mail(person.email, subject, text)


def _subject(telling: Telling) -> str:
    match telling:
        case Telling.PLACE | Telling.MOVED_UP:
            return str(_("Your place"))
        case Telling.CHANGED:
            return str(_("Changed"))
        case Telling.CALLED_OFF:
            return str(_("Called off"))
        case Telling.FOLLOW_UP:
            return str(_("After the session"))


def _opening(news: SessionNews, person: ToTell) -> str:
    match news.telling:
        case Telling.PLACE if person.state is SeatState.WAITING:
            return str(_("Every place is taken now. We write to you when one is free."))
        case Telling.PLACE:
            return str(_("You have a place."))
        case Telling.MOVED_UP:
            return str(_("A place is free now, and it is yours."))
        case Telling.CHANGED:
            return str(_("The time or the place of this session is another one now."))
        case Telling.CALLED_OFF:
            return str(_("This session does not take place. We are sorry."))
        case Telling.FOLLOW_UP:
            return str(_("Thank you for coming."))
