"""Some events of an authority's chain, with what proves them and without what the others say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.audit import START, EventSeal
from foundation.base.eventlog import LoggedEvent

AT_ONCE = 500

Value = TypeVar("Value", int, UUID)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain; *content* is empty where it was made without one."""

    position: int
    content: str
    digest: str


@dataclass(frozen=True, slots=True)
class Extract:
    """Events in order, each with its place or None where it is not sealed yet.

    *links* are all from the first of their places to the last; *before* is the digest in front.
    """

    events: tuple[tuple[int | None, LoggedEvent], ...]
    links: tuple[Link, ...]
    before: str


def events_about(
    session: Session, authority_id: UUID, subjects: Collection[UUID], fact: str, named: UUID
) -> set[int]:
    """Return the ids of events on any of *subjects*, or that name *named* as the fact *fact*."""
    own = LoggedEvent.authority_id == authority_id
    found: set[int] = set()
    for some in _by(AT_ONCE, subjects):
        found |= set(
            session.scalars(select(LoggedEvent.id).where(own, LoggedEvent.subject_id.in_(some)))
        )
    says = LoggedEvent.facts[fact].as_string() == str(named)
    return found | set(session.scalars(select(LoggedEvent.id).where(own, says)))


def extract_of(session: Session, authority_id: UUID, event_ids: Collection[int]) -> Extract:
    """Return events by id, with the links from the first of them to the last."""
    events = _events(session, event_ids)
    places = [position for position, _event in events if position is not None]
    if not places:
        return Extract(tuple(events), (), START)
    asked = (
        select(EventSeal.position, EventSeal.content, EventSeal.digest)
        .where(
            EventSeal.authority_id == authority_id,
            EventSeal.position.between(min(places) - 1, max(places)),
        )
        .order_by(EventSeal.position)
    )
    links = [Link(row.position, row.content or "", row.digest) for row in session.execute(asked)]
    before = links.pop(0).digest if links[0].position < min(places) else START
    return Extract(tuple(events), tuple(links), before)


def _events(session: Session, ids: Collection[int]) -> list[tuple[int | None, LoggedEvent]]:
    found: list[tuple[int | None, LoggedEvent]] = []
    for some in _by(AT_ONCE, sorted(ids)):
        asked = (
            select(EventSeal.position, LoggedEvent)
            .select_from(LoggedEvent)
            .outerjoin(EventSeal, EventSeal.event_id == LoggedEvent.id)
            .where(LoggedEvent.id.in_(some))
        )
        found += [(row.position, row.LoggedEvent) for row in session.execute(asked)]
    return sorted(found, key=lambda each: (each[0] is None, each[0] or 0, each[1].id))


def _by(many: int, all_of_them: Iterable[Value]) -> Iterator[list[Value]]:
    rest = iter(all_of_them)
    while some := list(islice(rest, many)):
        yield some
