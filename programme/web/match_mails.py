"""What a firm is written about its result: an offer, its answer, time that ran out, feedback."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from foundation.accounts.queries.authorities import Council, council_of
from foundation.accounts.web.mails import address
from foundation.base.db import db
from foundation.base.mail import Mail
from programme.commands.offers import Lapsed, Write


def offer_mail(council: Council, title: str, match_id: UUID, until: date | None) -> Write:
    """Return who writes to one address that a firm is offered a place, until 5pm of a day."""
    subject = _("A place for your firm: %(title)s", title=title)
    return _written("match_offered", subject, council, title, match_id, until=until)


def answer_mail(council: Council, title: str, match_id: UUID, *, accepts: bool) -> Write:
    """Return who writes to one address what a colleague has answered."""
    subject = _("Your firm has answered: %(title)s", title=title)
    return _written("match_answered", subject, council, title, match_id, accepts=accepts)


def feedback_mail(council: Council, title: str, feedback_id: UUID) -> Write:
    """Return who writes to one address that feedback is there to be read."""
    subject = _("Feedback on your submission: %(title)s", title=title)
    return _written("match_feedback", subject, council, title, feedback_id, at="feedback")


def reroute_mail(council: Council, title: str, reroute_id: UUID) -> Write:
    """Return who asks at one address whether a submission may stand for another challenge."""
    subject = _("Does your idea fit here too? %(title)s", title=title)
    return _written("match_reroute", subject, council, title, reroute_id, at="re-routing")


def lapsed_mail(lapsed: Lapsed) -> Write:
    """Return who writes to one address that no answer came in time."""
    council = council_of(db.session(), lapsed.authority_id)
    assert council is not None  # noqa: S101  its match names it
    with force_locale("en"):
        subject = _("Your place has gone to another firm: %(title)s", title=lapsed.challenge)
        return _written("match_lapsed", subject, council, lapsed.challenge, lapsed.match_id)


def _written(
    name: str,
    subject: str,
    council: Council,
    title: str,
    thing_id: UUID,
    *,
    at: str = "offers",
    **more: Any,  # noqa: ANN401  whatever the text needs
) -> Write:
    link = f"{address(council)}/firm/{at}/{thing_id}"
    text = render_template(f"mail/{name}.txt", council=council, title=title, link=link, **more)
    return lambda to: Mail(to, subject, text)
