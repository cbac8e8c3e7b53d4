"""What firms and guests are written: what changes for all of them, and to what they are asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from foundation.accounts.queries.authorities import Council
from foundation.accounts.web.mails import address
from foundation.base.mail import Mail
from programme.queries.challenges import ChallengePage
from programme.queries.workshops import WorkshopRow

Writer = Callable[[str], Mail]


def extension_mail(
    council: Council, challenge: ChallengePage, after: datetime, reason: str
) -> Writer:
    """Return who writes to one address that all firms have more time, and why."""
    subject = _("More time: %(title)s", title=challenge.title)
    return _written("deadline_extended", subject, council, challenge, after=after, reason=reason)


def amendment_mail(council: Council, challenge: ChallengePage, version: int) -> Writer:
    """Return who writes to one address that the brief has a new version."""
    subject = _("The brief has changed: %(title)s", title=challenge.title)
    return _written("brief_amended", subject, council, challenge, version=version)


def workshop_mail(council: Council, workshop: WorkshopRow) -> Writer:
    """Return who writes to one address that it is asked to a workshop, and where to answer."""
    subject = _("You are asked to a workshop: %(title)s", title=workshop.title)
    text = render_template(
        "mail/workshop.txt",
        council=council,
        workshop=workshop,
        link=f"{address(council)}/programme/part",
    )
    return lambda to: Mail(to, subject, text)


def _written(
    name: str,
    subject: str,
    council: Council,
    challenge: ChallengePage,
    **more: Any,  # noqa: ANN401  whatever the text needs
) -> Writer:
    link = f"{address(council)}/challenges/{challenge.slug}"
    text = render_template(
        f"mail/{name}.txt", council=council, title=challenge.title, link=link, **more
    )
    return lambda to: Mail(to, subject, text)
