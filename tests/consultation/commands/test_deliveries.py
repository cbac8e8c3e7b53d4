"""What was said and what was done are two events; each reaches those who spoke."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.deliveries import deliver
from consultation.jobs.telling import tell_the_rest
from consultation.queries.deliveries import deliveries_of
from consultation.queries.outcomes import CHANGES, outcome_cards, outcome_figures
from consultation.queries.receipts import receipt_points
from consultation.rules.deliveries import Delivery, DeliveryDraft, DeliveryTold
from consultation.rules.dispositions import Disposition, Outcome, OutcomeTold
from foundation.base.actor import Actor
from foundation.base.errors import Conflict, NotFound
from foundation.base.eventlog import LoggedEvent
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.issues import an_issue, comments_of, disposed, reported
from tests.make import an_actor, an_authority

DONE = DeliveryDraft(Delivery.DONE, "The corner is built lower.", date(2026, 11, 2))
PROMISED = DeliveryDraft(Delivery.PROMISED, "It will be.", date(2027, 6, 1), "/static/plan.svg")
NO = Outcome(Disposition.NOT_MATERIAL, "Planners may not weigh the price of a house.")


def delivered(
    session: Session, actor: Actor, issue: UUID, draft: DeliveryDraft, seen: int = 0
) -> None:
    with work(session, actor, NOW) as unit:
        deliver(unit, issue, draft, seen=seen)


@pytest.fixture
def told(session: Session, actor: Actor, consultation: UUID) -> UUID:
    (mine,) = comments_of(session, actor, consultation, "Too tall.")
    issue = an_issue(session, actor, consultation, mine)
    disposed(session, actor, issue)
    reported(session, actor, consultation)
    tell_the_rest(session, NOW)
    return issue


def test_nothing_is_done_before_it_was_said(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(session, actor, consultation)
    disposed(session, actor, issue)
    with pytest.raises(Conflict, match="do not know yet"):
        delivered(session, actor, issue, DONE)


def test_saying_and_doing_are_two_events_and_authors_see_both(
    session: Session, actor: Actor, told: UUID
) -> None:
    delivered(session, actor, told, PROMISED)
    delivered(session, actor, told, DONE, seen=1)
    kinds = (OutcomeTold.kind, DeliveryTold.kind)
    logged = select(LoggedEvent.kind).where(LoggedEvent.kind.in_(kinds)).order_by(LoggedEvent.id)
    assert session.scalars(logged).all() == [OutcomeTold.kind, *[DeliveryTold.kind] * 2]
    comment = session.scalars(
        select(LoggedEvent.subject_id).where(LoggedEvent.kind == "consultation.comment.posted")
    ).first()
    assert comment
    (point,) = receipt_points(session, comment)
    assert [entry.delivery for entry in point.done] == [Delivery.PROMISED, Delivery.DONE]


def test_who_is_slower_hears_of_it_and_the_same_twice_is_once(
    session: Session, actor: Actor, told: UUID
) -> None:
    delivered(session, actor, told, PROMISED)
    delivered(session, actor, told, PROMISED)
    with pytest.raises(Conflict, match="in the meantime"):
        delivered(session, actor, told, DONE)
    assert len(deliveries_of(session, [told])[told]) == 1


def test_another_council_writes_nothing_here(session: Session, told: UUID) -> None:
    other = an_actor(an_authority(session, "solihull").id)
    with pytest.raises(NotFound):
        delivered(session, other, told, DONE)


def test_cards_and_figures_add_up_and_a_no_stands_among_them(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    issues = [an_issue(session, actor, consultation, title=f"Issue {each}") for each in range(4)]
    for issue in issues[:3]:
        disposed(session, actor, issue)
    disposed(session, actor, issues[3], NO)
    authority = actor.authority_id
    assert outcome_cards(session, authority, NOW).rows == []
    reported(session, actor, consultation)
    tell_the_rest(session, NOW)
    delivered(session, actor, issues[0], DONE)
    delivered(session, actor, issues[1], PROMISED)
    with at_most(2):
        cards = outcome_cards(session, authority, NOW, limit=3)
        figures = outcome_figures(session, authority, NOW)
    assert figures.changes == figures.done + figures.promised + figures.no_day_yet == 3
    assert (figures.done, figures.promised, figures.not_taken) == (1, 1, 1)
    rest = outcome_cards(session, authority, NOW, after=cards.next)
    titles = {card.title for card in (*cards.rows, *rest.rows)}
    assert titles == {f"Issue {each}" for each in range(4)}
    others = outcome_cards(session, authority, NOW, among=frozenset(Disposition) - CHANGES)
    assert [card.title for card in others.rows] == ["Issue 3"]
    delivered(session, actor, issues[0], DeliveryDraft(Delivery.NOT_DONE, "The wall fell."), seen=1)
    assert outcome_figures(session, authority, NOW).not_taken == 2


def test_another_council_shows_none_of_it(session: Session, told: UUID) -> None:
    assert told
    other = an_authority(session, "solihull").id
    assert outcome_cards(session, other, NOW).rows == []
    assert outcome_figures(session, other, NOW).changes == 0
