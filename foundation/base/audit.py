"""A chain over the event log of each authority that shows every later change.

Each link's digest covers the event and the link before it. Who changes, removes or reorders a
sealed event breaks every digest after it; who cuts off the end is found out by a head that was
noted elsewhere.

Source: Crosby and Wallach, Efficient Data Structures for Tamper-Evident Logging, USENIX Security
2009 (a log is tamper-evident when somebody else holds its head).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Select, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation.base.chain_check import content_of, early_link_of, link_of
from foundation.base.db import Counting, Model
from foundation.base.eventlog import SEAL, LoggedEvent, Pending

START = "0" * 64
AT_ONCE = 1000


class EventSeal(Model):
    """One link: the place of an event in its authority's chain, and the digest up to it.

    *content* is the digest of what the event says, so that a chain can be checked by somebody who
    may not read all of it; links made before there was such a digest have none.
    """

    __tablename__ = "event_seal"
    __table_args__ = (UniqueConstraint("authority_id", "position"),)

    event_id: Mapped[int] = mapped_column(
        Counting, ForeignKey("logged_event.id"), primary_key=True, autoincrement=False
    )
    authority_id: Mapped[UUID]
    position: Mapped[int]
    digest: Mapped[str]
    content: Mapped[str | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking one authority's chain found.

    Args:
        sealed: links checked; ``unsealed``: events that still wait for their link.
        broken_at: position of the first link that does not hold, or None.
        head: digest of the last link that holds.
    """

    authority_id: UUID
    sealed: int
    unsealed: int
    head: str
    broken_at: int | None = None


def seal(session: Session, event: LoggedEvent, _now: datetime) -> None:
    """Link *event* into its authority's chain; do nothing if it is linked already."""
    if session.get(EventSeal, event.id) is not None:
        return
    last = session.scalars(
        select(EventSeal)
        .where(EventSeal.authority_id == event.authority_id)
        .order_by(EventSeal.position.desc())
        .limit(1)
    ).first()
    position, before = (last.position + 1, last.digest) if last else (1, START)
    content = content_of(said_by(event))
    session.add(
        EventSeal(
            event_id=event.id,
            authority_id=event.authority_id,
            position=position,
            digest=link_of(before, position, content),
            content=content,
        )
    )


def said_by(event: LoggedEvent) -> list[Any]:
    """Return what an event says, in the order in which it is digested."""
    return [
        event.id,
        str(event.authority_id),
        event.kind,
        str(event.subject_id),
        str(event.actor_id) if event.actor_id else None,
        event.happened_at.isoformat(),
        event.facts,
    ]


def verify(session: Session, heads: frozenset[str] = frozenset()) -> list[Verdict]:
    """Check every authority's chain from its first link.

    Each of *heads*, digests noted elsewhere, must occur in some chain, or the first chain counts
    as cut off.
    """
    authorities = session.scalars(select(LoggedEvent.authority_id).distinct()).all()
    missing = set(heads)
    verdicts = [_check(session, authority_id, missing) for authority_id in sorted(authorities)]
    orphans = session.scalar(_seals_without_event())
    if (missing or orphans) and verdicts:
        first = verdicts[0]
        verdicts[0] = Verdict(
            first.authority_id, first.sealed, first.unsealed, first.head, first.sealed + 1
        )
    return verdicts


def _check(session: Session, authority_id: UUID, missing: set[str]) -> Verdict:
    head, checked, broken = START, 0, None
    for position, (link, event) in enumerate(_links(session, authority_id), start=1):
        if link.position != position or not _holds(link, event, head):
            broken = position
            break
        head, checked = link.digest, position
        missing.discard(head)
    unsealed = select(func.count()).select_from(LoggedEvent).outerjoin(EventSeal)
    waiting = session.scalar(
        unsealed.where(LoggedEvent.authority_id == authority_id, EventSeal.event_id.is_(None))
    )
    silent = session.scalar(_unsealed_and_not_pending(authority_id))
    if silent and broken is None:
        broken = checked + 1
    return Verdict(authority_id, checked, waiting or 0, head, broken)


def _holds(link: EventSeal, event: LoggedEvent, before: str) -> bool:
    said = said_by(event)
    if link.content is None:
        return link.digest == early_link_of(before, link.position, said)
    content = content_of(said)
    return link.content == content and link.digest == link_of(before, link.position, content)


def _links(session: Session, authority_id: UUID) -> Iterator[tuple[EventSeal, LoggedEvent]]:
    reached = 0
    while True:
        linked = (
            select(EventSeal, LoggedEvent)
            .join(LoggedEvent, LoggedEvent.id == EventSeal.event_id)
            .where(EventSeal.authority_id == authority_id, EventSeal.position > reached)
            .order_by(EventSeal.position)
            .limit(AT_ONCE)
        )
        rows = session.execute(linked).all()
        if not rows:
            return
        yield from ((link, event) for link, event in rows)
        reached = rows[-1][0].position


def _seals_without_event() -> Select[int]:
    return (
        select(func.count())
        .select_from(EventSeal)
        .outerjoin(LoggedEvent, LoggedEvent.id == EventSeal.event_id)
        .where(LoggedEvent.id.is_(None))
    )


def _unsealed_and_not_pending(authority_id: UUID) -> Select[int]:
    """Count events that slipped in behind the outbox: neither sealed nor waiting to be."""
    return (
        select(func.count())
        .select_from(LoggedEvent)
        .outerjoin(EventSeal, EventSeal.event_id == LoggedEvent.id)
        .outerjoin(Pending, (Pending.event_id == LoggedEvent.id) & (Pending.reader == SEAL))
        .where(
            LoggedEvent.authority_id == authority_id,
            EventSeal.event_id.is_(None),
            Pending.event_id.is_(None),
        )
    )
