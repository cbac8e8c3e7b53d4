"""What one follower is told at a time: each piece of news once, by consultation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import Session, aliased

from consultation.models.comments import Comment, OfficialReply
from consultation.models.consultations import Consultation, Stage, StageMove
from consultation.models.following import Notice, Subscription
from consultation.queries.afterwards import told_happenings
from consultation.queries.cards import may_be_read
from consultation.queries.claims_told import told_claims
from consultation.queries.deliveries import told_issues
from consultation.queries.following import Followship, followships
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.digests import MOST_READ, Item, Section, gathered, shortened
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.following import BREATH, News, Pace, Told, merged
from foundation.accounts.queries.authorities import Council, council_of
from foundation.accounts.queries.contacts import ContactFacts, contact_of

MOST_NOTED = 20_000
"""What one statement can mark as told, and months of a busy consultation."""


@dataclass(frozen=True, slots=True)
class Digest:
    """One mail: to whom, the news, and what they follow that has led to it."""

    contact: ContactFacts
    council: Council
    pace: Pace
    sections: tuple[Section, ...]
    because: tuple[Followship, ...]


def due_contacts(session: Session, now: datetime) -> list[tuple[UUID, UUID]]:
    """Return authority and contact of everybody whose time has come.

    Who was written to in the last quarter of an hour waits, if there are only more comments.
    """
    recent, hearer = aliased(Notice), aliased(Subscription)
    just_told = (
        select(recent.id)
        .join(hearer, hearer.id == recent.subscription_id)
        .where(hearer.contact_id == Subscription.contact_id, recent.told_at > now - BREATH)
        .exists()
    )
    asked = (
        select(Subscription.authority_id, Subscription.contact_id)
        .join(Notice, Notice.subscription_id == Subscription.id)
        .where(
            Notice.told_at.is_(None),
            Notice.due_at <= now,
            or_(Notice.news != News.COMMENTED, ~just_told),
        )
        .distinct()
        .order_by(Subscription.contact_id)
    )
    return [(row.authority_id, row.contact_id) for row in session.execute(asked)]


def due_notices(
    session: Session, contact_id: UUID, now: datetime
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return what one contact is to be told now, held still until the commit, oldest first."""
    asked: Select[*tuple[Any, ...]] = (
        select(
            Notice.id,
            Notice.news,
            Notice.subject_id,
            Notice.consultation_id,
            Notice.subscription_id,
            Subscription.pace,
            Subscription.is_own,
        )
        .join(Subscription, Subscription.id == Notice.subscription_id)
        .where(
            Subscription.contact_id == contact_id, Notice.told_at.is_(None), Notice.due_at <= now
        )
        .order_by(Notice.event_id)
        .limit(MOST_NOTED)
        .with_for_update(of=Notice, skip_locked=True)
    )
    return session.execute(asked).all()


def digest_of(
    session: Session,
    authority_id: UUID,
    contact_id: UUID,
    due: Sequence[Row[*tuple[Any, ...]]],
    now: datetime,
) -> Digest | None:
    """Return what *due* comes to, or None where nothing of it can be read any more.

    Eleven statements at most, however much there is to tell.
    """
    contact = contact_of(session, authority_id, contact_id)
    council = council_of(session, authority_id)
    told = merged(Told(row.news, row.subject_id, row.consultation_id) for row in due)
    own = {row.subject_id for row in due if row.is_own}
    sections = _sections(session, authority_id, told, own, now)
    if contact is None or council is None or not sections:
        return None
    because = followships(session, authority_id, contact_id, {row.subscription_id for row in due})
    paces = [pace for pace in Pace if any(row.pace is pace for row in due)]
    return Digest(contact, council, paces[0], tuple(sections), tuple(because))


def _sections(
    session: Session, authority_id: UUID, told: list[Told], own: set[UUID], now: datetime
) -> list[Section]:
    read = told[-MOST_READ:]
    items = _items(session, authority_id, read, own)
    wanted = (
        select(
            Consultation.id,
            Consultation.slug,
            Consultation.title,
            Consultation.status,
            Consultation.closes_at,
        )
        .where(
            Consultation.id.in_({each.consultation_id for each in read}),
            Consultation.authority_id == authority_id,
            may_be_read(now),
        )
        .order_by(Consultation.title, Consultation.id)
    )
    sections = []
    for row in session.execute(wanted):
        here = (items.get(each) for each in read if each.consultation_id == row.id)
        if found := gathered(item for item in here if item):
            shown = shortened(found)
            is_short = len(shown) < len(found) or len(read) < len(told)
            sections.append(Section(*row[1:], shown, is_short))
    return sections


def _items(
    session: Session, authority_id: UUID, told: list[Told], own: set[UUID]
) -> dict[Told, Item]:
    subjects = {each.subject_id for each in told}
    comments = _comments(session, authority_id, subjects)
    stages = _stages(session, subjects)
    answered = {each.subject_id for each in told if each.news is News.ANSWERED}
    answers = _answers(session, answered)
    checked = [each.subject_id for each in told if each.news is News.CHECKED]
    claims = told_claims(session, authority_id, checked)
    ended = {News.OUTCOME, News.DELIVERED}
    issues = told_issues(
        session, authority_id, [each.subject_id for each in told if each.news in ended]
    )
    happened = told_happenings(
        session, authority_id, [each.subject_id for each in told if each.news is News.HAPPENED]
    )
    known: dict[UUID, dict[str, Any]] = {
        **{about: {"claim": claim} for about, claim in claims.items()},
        **{about: {"issue": issue} for about, issue in issues.items()},
        **{about: {"happened": told_of} for about, told_of in happened.items()},
    }
    items: dict[Told, Item] = {}
    for each in told:
        about = each.subject_id
        if each.news is News.MOVED:
            items[each] = Item(News.MOVED)
        elif each.news is News.STAGE_MOVED and about in stages:
            items[each] = Item(
                each.news,
                text=stages[about].name,
                expected_on=stages[about].expected_on,
                reason=stages[about].reason,
            )
        elif about in known:
            items[each] = Item(each.news, **known[about])
        elif about in comments:
            item = _comment_item(each.news, comments[about], answers.get(about), about in own)
            if item:
                items[each] = item
    return items


def _comment_item(
    news: News,
    row: Row[*tuple[Any, ...]],
    answer: Row[*tuple[Any, ...]] | None,
    is_own: bool,  # noqa: FBT001  one of four facts about the same comment
) -> Item | None:
    can_be_read = row.moderation is Moderation.VISIBLE and not row.is_withheld
    if not (can_be_read or is_own):
        return None
    return Item(
        news,
        ref=row.ref,
        text=row.text if can_be_read else None,
        is_own=is_own,
        status=row.feedback_status,
        moderation=row.moderation,
        answer=answer.text if answer else None,
        answered_by=(answer.team or answer.role_words) if answer else None,
        reason=row.moderation_note if is_own else None,
    )


def _comments(
    session: Session, authority_id: UUID, ids: Iterable[UUID]
) -> dict[UUID, Row[*tuple[Any, ...]]]:
    asked: Select[*tuple[Any, ...]] = select(
        Comment.id,
        Comment.ref,
        Comment.text,
        Comment.feedback_status,
        Comment.moderation,
        Comment.is_withheld,
        Comment.moderation_note,
    ).where(
        Comment.id.in_(ids),
        Comment.authority_id == authority_id,
        Comment.feedback_status != FeedbackStatus.WITHDRAWN,
    )
    return {row.id: row for row in session.execute(asked)}


def _stages(session: Session, ids: Iterable[UUID]) -> dict[UUID, Row[*tuple[Any, ...]]]:
    why = (
        select(StageMove.reason)
        .where(StageMove.stage_id == Stage.id)
        .order_by(StageMove.moved_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    asked: Select[*tuple[Any, ...]] = select(
        Stage.id, Stage.name, Stage.expected_on, why.label("reason")
    ).where(Stage.id.in_(ids))
    return {row.id: row for row in session.execute(asked)}


def _answers(session: Session, ids: Iterable[UUID]) -> dict[UUID, Row[*tuple[Any, ...]]]:
    """Return comment → its latest official answer."""
    asked: Select[*tuple[Any, ...]] = (
        select(Comment.parent_id, Comment.text, OfficialReply.role_words, OfficialReply.team)
        .join(OfficialReply, OfficialReply.comment_id == Comment.id)
        .where(
            Comment.parent_id.in_(ids),
            Comment.speaker != Speaker.PUBLIC,
            Comment.moderation == Moderation.VISIBLE,
        )
        .order_by(Comment.posted_at, Comment.id)
    )
    return {row.parent_id: row for row in session.execute(asked)}
