"""What tests of following share: somebody follows, the jobs run, and the post is read."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.following import Wish, follow
from foundation.accounts.commands.contacts import Reached
from foundation.accounts.rules.contacts import Medium
from foundation.base.actor import Actor
from foundation.base.outgoing import OutgoingMail
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.make import SECRET
from townhall.jobs import run_once

MO = "mo@example.org"
TICKET = re.compile(r"/following/(?:all|confirm|leave|leave-all)/[\w-]{43}")


def a_follower(
    session: Session, actor: Actor, email: str = MO, medium: Medium = Medium.EMAIL, **wanted: Any
) -> UUID:
    """Let the owner of an address follow something, their yes included."""
    with work(session, actor, NOW) as unit:
        reached = Reached(medium, email)
        asked = follow(unit, reached, Wish(**wanted), secret=SECRET, proven=True)
        assert asked is not None
    return asked.subscription_id


def mails(session: Session, about: str = "") -> list[OutgoingMail]:
    """Return the mails whose subject begins so, the oldest first."""
    session.rollback()
    wanted = select(OutgoingMail).where(OutgoingMail.subject.startswith(about))
    return list(session.scalars(wanted.order_by(OutgoingMail.queued_at, OutgoingMail.id)))


def digests(app: Flask, session: Session) -> list[OutgoingMail]:
    """Run all that is due; return the digests that were ever written."""
    run_once(app)
    return mails(session, "News from")


def ways(mail: OutgoingMail | str) -> list[str]:
    """Return the paths of all links with a ticket."""
    return TICKET.findall(mail if isinstance(mail, str) else mail.text)
