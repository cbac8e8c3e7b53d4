"""Mails and text messages on their way: queued with the change they tell of, kept for 30 days.

A mail is claimed, sent and marked in separate steps: a crash in between sends it once more, under
the same Message-ID, and never loses it.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from socket import gaierror
from uuid import UUID, uuid4

from sqlalchemy import Index, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation.base.actor import HOUSE
from foundation.base.db import Model, key
from foundation.base.mail import Mail, Transport
from foundation.base.texts import Gateway, TextMessage
from foundation.base.work import Work, work

READER = "mail"
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
KEPT_FOR = timedelta(days=30)
AGAIN_AFTER = timedelta(seconds=10)
AWAY = (ConnectionError, TimeoutError, gaierror)
"""What says that there was no server to take the mail: the mail itself is not to blame."""

LATE_AFTER = timedelta(minutes=15)
GIVEN_UP_AFTER = timedelta(days=2)
"""A mail that no server took for so long waits for a better address, not for the server."""

log = logging.getLogger(__name__)


class OutgoingMail(Model):
    """One mail to one address, or one text message: its subject is empty.

    ``reason`` names what the mail tells of, so that whoever is told twice writes once. The
    ``message_id`` stays the same at every try.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (Index("ix_outgoing_mail_due", "sent_at", "due_at"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID]
    reason: Mapped[str] = mapped_column(unique=True)
    message_id: Mapped[str]
    recipient: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str | None]
    leave_url: Mapped[str | None]
    queued_at: Mapped[datetime] = mapped_column(index=True)
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]


def post(work: Work, mail: Mail | TextMessage, reason: str) -> None:
    """Queue *mail* with the rest of this work; do nothing if *reason* was written of before."""
    known = select(OutgoingMail.id).where(OutgoingMail.reason == reason)
    if work.session.scalar(known) is not None:
        return
    mail_id = uuid4()
    letter = mail if isinstance(mail, Mail) else None
    work.session.add(
        OutgoingMail(
            id=mail_id,
            authority_id=work.actor.authority_id,
            reason=reason,
            message_id=f"<{mail_id.hex}@heard-back.invalid>",
            recipient=mail.to,
            subject=letter.subject if letter else "",
            text=mail.text,
            html=letter.html if letter else None,
            leave_url=letter.leave_url if letter else None,
            queued_at=work.now,
            due_at=work.now,
        )
    )
    work.wakes.add(READER)


def send_due(
    session: Session, transport: Transport, now: datetime, gateway: Gateway | None = None
) -> int:
    """Send what is due; return how many mails and texts left.

    One that the server refuses waits, longer each time. Where the server itself fails, the others
    wait for the next round, as each try could last as long; so does this one where there is none.
    Texts without a gateway wait for one.
    """
    sent = 0
    waits = select(OutgoingMail.id).where(
        OutgoingMail.sent_at.is_(None), OutgoingMail.due_at <= now
    )
    if session.scalar(waits.limit(1)) is None:
        return 0
    while (claimed := _claim(session, now)) is not None:
        mail_id, mail, message_id = claimed
        try:
            if isinstance(mail, Mail):
                transport.send(mail, message_id)
            elif gateway is None:
                raise LookupError("no gateway")
            else:
                gateway.send_text(mail, message_id)
        except Exception as failed:
            log.warning("mail %s did not leave: %s", mail_id, type(failed).__name__)
            if isinstance(failed, SMTPRecipientsRefused | SMTPResponseException):
                continue
            if isinstance(failed, AWAY):
                _put_back(session, mail_id, now)
            break
        with work(session, HOUSE, now) as unit:
            unit.session.get_one(OutgoingMail, mail_id).sent_at = now
        sent += 1
    return sent


def late(session: Session, authority_id: UUID, now: datetime) -> int:
    """Return how many mails of a council should have left a quarter of an hour ago."""
    waiting = select(func.count()).where(
        OutgoingMail.sent_at.is_(None),
        OutgoingMail.authority_id == authority_id,
        OutgoingMail.queued_at.between(now - GIVEN_UP_AFTER, now - LATE_AFTER),
    )
    return session.scalar(waiting) or 0


def drop_old(session: Session, now: datetime) -> None:
    """Forget mails of more than 30 days ago."""
    is_old = OutgoingMail.queued_at < now - KEPT_FOR
    if session.scalar(select(OutgoingMail.id).where(is_old).limit(1)) is None:
        return
    with work(session, HOUSE, now) as unit:
        unit.session.execute(delete(OutgoingMail).where(is_old))


def _claim(session: Session, now: datetime) -> tuple[UUID, Mail | TextMessage, str] | None:
    """Take the next mail that is due and put off its next try, so that nobody else sends it."""
    due = (
        select(OutgoingMail)
        .where(OutgoingMail.sent_at.is_(None), OutgoingMail.due_at <= now)
        .order_by(OutgoingMail.due_at, OutgoingMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    with work(session, HOUSE, now) as unit:
        row = unit.session.scalars(due).first()
        if row is None:
            return None
        row.attempts += 1
        row.due_at = now + min(FIRST_WAIT * 2 ** min(row.attempts, 12), LONGEST_WAIT)
        return row.id, _read(row), row.message_id


def _put_back(session: Session, mail_id: UUID, now: datetime) -> None:
    """Let a mail be tried again as soon as its server may be back."""
    with work(session, HOUSE, now) as unit:
        row = unit.session.get_one(OutgoingMail, mail_id)
        row.attempts -= 1
        row.due_at = now + AGAIN_AFTER


def _read(row: OutgoingMail) -> Mail | TextMessage:
    if not row.subject:
        return TextMessage(row.recipient, row.text)
    return Mail(row.recipient, row.subject, row.text, row.html, row.leave_url)
