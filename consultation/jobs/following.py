"""Note for followers what has happened, and tell each of them in one mail."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consultation.commands.following import end_subscriptions
from consultation.commands.voices import insert_once
from consultation.jobs import news
from consultation.models.following import Notice, Subscription
from consultation.queries.digests import Digest, digest_of, due_contacts, due_notices
from consultation.queries.followers import anybody_follows
from consultation.rules.following import due_at
from foundation.accounts.commands.contacts import forget_old_asks
from foundation.accounts.commands.letters import LetterDraft, forget_old_letters, queue_letter
from foundation.accounts.queries.contacts import something_is_old
from foundation.accounts.rules.contacts import UNCONFIRMED_FOR
from foundation.base.actor import HOUSE, Actor
from foundation.base.eventlog import LoggedEvent
from foundation.base.mail import Mail
from foundation.base.outgoing import KEPT_FOR, post
from foundation.base.texts import TextMessage
from foundation.base.work import Work, work

READER = "follow"
KINDS = tuple(news.HEARD)

log = logging.getLogger(__name__)

Sent = Mail | TextMessage | LetterDraft
Write = Callable[[Digest], Sent]
"""Puts a digest into words, in its reader's language; pages know how to."""


def note(session: Session, event: LoggedEvent, now: datetime) -> None:
    """Let everybody who follows it know of *event* when their time comes."""
    if not anybody_follows(session, event.authority_id):
        return
    found = news.HEARD[event.kind](session, event)
    if found is None:
        return
    told, followers = found
    rows = [
        {
            "subscription_id": follower.id,
            "event_id": event.id,
            "news": told.news,
            "subject_id": told.subject_id,
            "consultation_id": told.consultation_id,
            "due_at": due_at(follower.pace, now),
        }
        for follower in {each.id: each for each in followers}.values()
    ]
    if rows:
        session.execute(insert_once(session, Notice), rows)


def tell(session: Session, write: Write, now: datetime) -> int:
    """Write to everybody whose time has come, once each; return to how many.

    One who cannot be written to holds up nobody else, and is tried again.
    """
    told = 0
    for authority_id, contact_id in due_contacts(session, now):
        try:
            with work(session, Actor(authority_id), now) as unit:
                told += _tell_one(unit, contact_id, write)
        except Exception:
            log.exception("contact %s could not be told", contact_id)
    return told


def sweep(session: Session, now: datetime) -> None:
    """Forget what nobody confirmed within a week, and what was told a month ago."""
    old = Subscription.confirmed_at.is_(None) & (Subscription.asked_at < now - UNCONFIRMED_FOR)
    if session.scalar(select(Subscription.id).where(old).limit(1)):
        with work(session, HOUSE, now) as unit:
            end_subscriptions(unit, unit.session.scalars(select(Subscription).where(old)).all())
    is_old = Notice.told_at < now - KEPT_FOR
    if session.scalar(select(Notice.id).where(is_old).limit(1)):
        with work(session, HOUSE, now) as unit:
            unit.session.execute(delete(Notice).where(is_old))
    if something_is_old(session, now):
        with work(session, HOUSE, now) as unit:
            forget_old_asks(unit)
            forget_old_letters(unit)


def send(unit: Work, sent: Sent, reason: str) -> None:
    """Let a mail, a text message or a letter leave with the rest of this work."""
    if isinstance(sent, LetterDraft):
        queue_letter(unit, sent, reason)
    else:
        post(unit, sent, reason)


def _tell_one(unit: Work, contact_id: UUID, write: Write) -> int:
    """Tell one contact all that is due; somebody else may have done so since we looked."""
    due = due_notices(unit.session, contact_id, unit.now)
    if not due:
        return 0
    ids = [notice.id for notice in due]
    told = update(Notice).where(Notice.id.in_(ids)).values(told_at=unit.now)
    unit.session.execute(told)
    digest = digest_of(unit.session, unit.actor.authority_id, contact_id, due, unit.now)
    if digest is None:
        return 0
    send(unit, write(digest), f"digest {contact_id} {max(ids)}")
    return 1
