"""Follow something, say yes to it, hear less of it, and leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from shapely.geometry import Polygon
from sqlalchemy import delete, func, select, update

from consultation.models.following import FollowedArea, Notice, Subscription
from consultation.rules.following import (
    MOST_FOLLOWED,
    MOST_WAITING,
    Followed,
    FollowingConfirmed,
    FollowingEnded,
    Pace,
    due_at,
)
from foundation.accounts.commands.contacts import (
    Reached,
    confirm_contact,
    contact_at,
    forget_contact,
    may_ask,
)
from foundation.base.errors import Conflict, NotFound
from foundation.base.words import say
from foundation.base.work import Work
from geo.spatial import stored

GONE = say("This is not followed any more.")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to follow: exactly one of consultation, comment and area words.

    Args:
        outline: the area in degrees; None for a ward, which *ward_code* names.
        is_own: they have shown the tracking code of the comment.
    """

    pace: Pace = Pace.DAILY
    consultation_id: UUID | None = None
    comment_id: UUID | None = None
    area_words: str | None = None
    ward_code: str | None = None
    outline: Polygon | None = None
    is_own: bool = False

    @property
    def about(self) -> Followed:
        """What kind of thing it is."""
        if self.consultation_id:
            return Followed.CONSULTATION
        return Followed.COMMENT if self.comment_id else Followed.AREA


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a wish; whoever typed the address learns nothing of it.

    Args:
        is_confirmed: it is followed from now on, or was already.
        may_write: the address may be asked whether its owner means it.
    """

    subscription_id: UUID
    contact_id: UUID
    is_confirmed: bool
    may_write: bool


def follow(
    work: Work, reached: Reached, wish: Wish, *, secret: bytes, proven: bool
) -> Asked | None:
    """Let somebody follow something, from their yes on; return None if nothing came of it.

    *proven* says that whoever asks has shown that the address is theirs. Anybody else can at most
    let its owner be asked three times a day.

    Raises:
        Conflict: the owner of the address follows as much already as one address can.
    """
    contact = contact_at(work, reached)
    known = _known(work, contact.id, wish)
    if known is None and not _has_room(work, contact.id, proven=proven):
        return None
    row = known or _new(work, contact.id, wish)
    if proven:
        _change_pace(work, row, wish.pace)
        _confirm(work, row)
    elif row.confirmed_at is None:
        row.pace, row.asked_at = wish.pace, work.now
    if proven or row.confirmed_at is None:
        row.is_own = row.is_own or wish.is_own
    work.session.flush()
    may_write = not proven and may_ask(work, reached, secret)
    return Asked(row.id, contact.id, row.confirmed_at is not None, may_write)


def confirm(work: Work, subscription_id: UUID) -> UUID:
    """Let the owner of an address say yes; return the contact's id.

    Raises:
        NotFound: nobody confirmed it in time, or it was left since.
    """
    row = own_subscription(work, subscription_id)
    _confirm(work, row)
    return row.contact_id


def set_pace(work: Work, subscription_id: UUID, pace: Pace) -> None:
    """Tell somebody sooner or later; what waits moves as well."""
    _change_pace(work, own_subscription(work, subscription_id), pace)


def mute(work: Work, subscription_id: UUID, *, is_muted: bool) -> None:
    """Tell somebody nothing of this until they want it again."""
    row = own_subscription(work, subscription_id)
    row.muted_at = (row.muted_at or work.now) if is_muted else None
    if is_muted:
        work.session.execute(
            delete(Notice).where(Notice.subscription_id == row.id, Notice.told_at.is_(None))
        )


def leave(work: Work, subscription_id: UUID) -> None:
    """Stop telling somebody of this; an address that follows nothing more is forgotten."""
    row = work.session.get(Subscription, subscription_id)
    if row is None or row.authority_id != work.actor.authority_id:
        return
    end_subscriptions(work, [row])


def leave_all(work: Work, contact_id: UUID) -> None:
    """Stop telling somebody anything, and forget their address."""
    rows = select(Subscription).where(
        Subscription.contact_id == contact_id,
        Subscription.authority_id == work.actor.authority_id,
    )
    end_subscriptions(work, work.session.scalars(rows).all())


def end_subscriptions(work: Work, rows: Sequence[Subscription]) -> None:
    """Delete subscriptions with all that hangs on them."""
    for row in rows:
        if row.confirmed_at:
            work.record(FollowingEnded(row.id, row.about))
    ids = [row.id for row in rows]
    work.session.execute(delete(Notice).where(Notice.subscription_id.in_(ids)))
    work.session.execute(delete(FollowedArea).where(FollowedArea.subscription_id.in_(ids)))
    contacts = {row.contact_id for row in rows}
    work.session.execute(delete(Subscription).where(Subscription.id.in_(ids)))
    left = select(Subscription.contact_id).where(Subscription.contact_id.in_(contacts))
    for contact_id in contacts - set(work.session.scalars(left)):
        forget_contact(work, contact_id)


def own_subscription(work: Work, subscription_id: UUID) -> Subscription:
    """Return a subscription of the actor's own authority.

    Raises:
        NotFound: there is none.
    """
    row = work.session.get(Subscription, subscription_id)
    if row is None or row.authority_id != work.actor.authority_id:
        raise NotFound(GONE)
    return row


def _known(work: Work, contact_id: UUID, wish: Wish) -> Subscription | None:
    match wish.about:
        case Followed.CONSULTATION:
            same = Subscription.consultation_id == wish.consultation_id
        case Followed.COMMENT:
            same = Subscription.comment_id == wish.comment_id
        case Followed.AREA:
            same = Subscription.area_words == wish.area_words
    asked = select(Subscription).where(Subscription.contact_id == contact_id, same)
    return work.session.scalars(asked).first()


def _has_room(work: Work, contact_id: UUID, *, proven: bool) -> bool:
    asked = select(func.count()).where(Subscription.contact_id == contact_id)
    if not proven:
        waiting = asked.where(Subscription.confirmed_at.is_(None))
        return work.session.scalars(waiting).one() < MOST_WAITING
    if work.session.scalars(asked).one() >= MOST_FOLLOWED:
        raise Conflict(
            say(
                "You follow {most} things already. Stop following one of them first.",
                most=MOST_FOLLOWED,
            )
        )
    return True


def _new(work: Work, contact_id: UUID, wish: Wish) -> Subscription:
    row = Subscription(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        contact_id=contact_id,
        about=wish.about,
        consultation_id=wish.consultation_id,
        comment_id=wish.comment_id,
        area_words=wish.area_words,
        ward_code=wish.ward_code,
        is_own=wish.is_own,
        pace=wish.pace,
        asked_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    if wish.outline is not None:
        work.session.add(FollowedArea(subscription_id=row.id, geom=stored(wish.outline)))
    return row


def _confirm(work: Work, row: Subscription) -> None:
    if row.confirmed_at is None:
        row.confirmed_at = work.now
        work.record(FollowingConfirmed(row.id, row.about, row.pace))
    confirm_contact(work, row.contact_id)


def _change_pace(work: Work, row: Subscription, pace: Pace) -> None:
    row.pace = pace
    work.session.execute(
        update(Notice)
        .where(Notice.subscription_id == row.id, Notice.told_at.is_(None))
        .values(due_at=due_at(pace, work.now))
    )
