"""The formal lane: what is kept where, once, and counted apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.moderation import set_moderation
from consultation.commands.representations import make_formal, note_reading
from consultation.models.comments import Comment
from consultation.models.consultations import Tally
from consultation.models.representations import Representation
from consultation.queries.comments import comment_page, thread
from consultation.queries.representations import formal_standing, signatory_of
from consultation.rules.comments import Lane, Moderation
from consultation.rules.consultations import ConsultationKind, ConsultationStatus
from consultation.rules.feedback import FeedbackStatus
from foundation.accounts.models.authorities import Authority
from foundation.accounts.models.correspondents import Correspondent
from foundation.accounts.rules.authorities import Publishing
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.actor import Actor
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.eventlog import LoggedEvent
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.make import a_comment, a_consultation
from tests.make import an_actor, an_authority

ANN = Signatory("Ann Example", "1 Invented Row\nBirmingham", "B9 5QT")
AFTER = NOW + timedelta(days=15)


@pytest.fixture
def council(session: Session) -> Authority:
    return an_authority(session)


@pytest.fixture
def actor(council: Authority) -> Actor:
    return an_actor(council.id)


@pytest.fixture
def consultation(session: Session, actor: Actor) -> UUID:
    return a_consultation(session, actor, kind=ConsultationKind.PLANNING_APPLICATION)


def policy(session: Session, council: Authority, publishing: Publishing, **more: Any) -> None:
    council.publishing = publishing
    for name, value in more.items():
        setattr(council, name, value)
    session.commit()


def rows(session: Session) -> tuple[int, int]:
    session.rollback()
    counted = (session.scalar(select(func.count()).select_from(each)) or 0 for each in STORES)
    return tuple(counted)  # type: ignore[return-value]  # there are two


STORES = (Correspondent, Representation)


def tally(session: Session, consultation: UUID) -> tuple[int, int, int]:
    session.rollback()
    found = session.scalars(select(Tally).where(Tally.consultation_id == consultation)).one()
    return found.comments, found.formal, found.withheld


def formal(session: Session, actor: Actor, comment_id: UUID, *, now: Any = NOW) -> None:
    with work(session, actor, now) as unit:
        make_formal(unit, comment_id, ANN)


@pytest.mark.parametrize("publishing", list(Publishing))
@pytest.mark.parametrize("at_once", [True, False])
def test_either_way_into_the_formal_lane_shows_what_the_policy_says(
    session: Session,
    council: Authority,
    actor: Actor,
    consultation: UUID,
    publishing: Publishing,
    at_once: bool,
) -> None:
    policy(session, council, publishing)
    more: dict[str, Any] = {"formal": ANN} if at_once else {}
    posted = a_comment(session, actor, consultation, display_name="Ann E", **more)
    if not at_once:
        formal(session, actor, posted.comment_id)
    found = thread(session, actor.authority_id, posted.ref)
    assert found is not None
    row = found.asked
    withheld = publishing is Publishing.NOTHING
    named = publishing in {Publishing.NAME_ONLY, Publishing.NAME_AND_ADDRESS}
    placed = publishing is Publishing.NAME_AND_ADDRESS
    assert (row.lane, row.is_late, row.is_withheld) == (Lane.REPRESENTATION, False, withheld)
    assert row.display_name == ("Ann Example" if named else None)
    assert row.address == ("1 Invented Row, Birmingham, B9 5QT" if placed else None)
    assert bool(row.text) is not withheld
    assert len(comment_page(session, consultation).rows) == (0 if withheld else 1)
    assert tally(session, consultation) == ((0, 0, 1) if withheld else (1, 1, 0))
    assert signatory_of(session, actor.authority_id, posted.comment_id) == ANN


def test_what_was_promised_stays_when_the_policy_changes(
    session: Session, council: Authority, actor: Actor, consultation: UUID
) -> None:
    policy(session, council, Publishing.NEITHER)
    posted = a_comment(session, actor, consultation, formal=ANN)
    policy(session, council, Publishing.NAME_AND_ADDRESS)
    (row,) = comment_page(session, consultation).rows
    assert (row.display_name, row.address) == (None, None)
    stands = formal_standing(session, actor.authority_id, posted.comment_id, NOW)
    assert stands is not None
    assert stands.publishing is Publishing.NEITHER


def test_a_comment_becomes_formal_once(session: Session, actor: Actor, consultation: UUID) -> None:
    posted = a_comment(session, actor, consultation)
    for _ in range(2):
        formal(session, actor, posted.comment_id)
    assert rows(session) == (1, 1)
    made = select(LoggedEvent).where(LoggedEvent.kind == "consultation.representation.made")
    (event,) = session.scalars(made).all()
    assert "Ann" not in str(event.facts)
    assert tally(session, consultation) == (1, 1, 0)


def test_late_ones_are_marked_where_they_are_taken_and_refused_elsewhere(
    session: Session, council: Authority, actor: Actor, consultation: UUID
) -> None:
    in_time = a_comment(session, actor, consultation)
    with pytest.raises(Conflict):
        formal(session, actor, in_time.comment_id, now=AFTER)
    policy(session, council, Publishing.NAME_ONLY, late_comments=True)
    formal(session, actor, in_time.comment_id, now=AFTER)
    a_comment(session, actor, consultation, "Late.", now=AFTER)
    a_comment(session, actor, consultation, "Late and formal.", now=AFTER, formal=ANN)
    assert all(row.is_late for row in comment_page(session, consultation).rows)
    other = a_consultation(session, actor, title="A survey")
    with pytest.raises(Conflict):
        a_comment(session, actor, other, now=AFTER)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda unit, posted: set_moderation(unit, posted, Moderation.HIDDEN), "hidden"),
        (lambda unit, posted: _withdraw(unit.session, posted), "taken_back"),
    ],
)
def test_what_is_hidden_or_taken_back_does_not_become_formal(
    session: Session,
    actor: Actor,
    consultation: UUID,
    spoil: Callable[[Any, UUID], None],
    reason: str,
) -> None:
    posted = a_comment(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        spoil(unit, posted.comment_id)
    with pytest.raises(Conflict) as refused:
        formal(session, actor, posted.comment_id)
    assert str(refused.value.facts["reason"]).startswith(reason)
    assert rows(session) == (0, 0)


def _withdraw(session: Session, comment_id: UUID) -> None:
    session.get_one(Comment, comment_id).feedback_status = FeedbackStatus.WITHDRAWN


def test_replies_and_surveys_have_no_formal_lane(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    first = a_comment(session, actor, consultation)
    with pytest.raises(Conflict):
        a_comment(session, actor, consultation, reply_to_ref=first.ref, formal=ANN)
    survey = a_consultation(session, actor, title="A survey")
    with pytest.raises(Conflict):
        a_comment(session, actor, survey, formal=ANN)
    assert rows(session) == (0, 0)


def test_a_formal_comment_without_an_address_leaves_nothing_behind(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    with pytest.raises(Invalid) as refused:
        a_comment(session, actor, consultation, formal=Signatory("", "", ""))
    assert set(refused.value.fields) == {"name", "address", "postcode"}
    assert tally(session, consultation) == (0, 0, 0)


def test_who_looks_up_a_name_is_recorded_and_other_councils_find_nobody(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, formal=ANN)
    plain = a_comment(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        note_reading(unit, posted.comment_id)
    stranger = an_actor(an_authority(session, "solihull").id)
    for who, what in ((stranger, posted), (actor, plain)):
        with pytest.raises(NotFound), work(session, who, NOW) as unit:
            note_reading(unit, what.comment_id)
    with pytest.raises(NotFound):
        formal(session, stranger, plain.comment_id)
    assert signatory_of(session, stranger.authority_id, posted.comment_id) is None
    read = select(LoggedEvent).where(LoggedEvent.kind == "consultation.representation.read")
    assert [event.subject_id for event in session.scalars(read)] == [posted.comment_id]


def test_posting_formally_asks_two_statements_more(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    with at_most(12):
        a_comment(session, actor, consultation, voice="new", topics=("noise",), formal=ANN)


def test_a_draft_takes_no_late_comments_either(
    session: Session, council: Authority, actor: Actor
) -> None:
    policy(session, council, Publishing.NEITHER, late_comments=True)
    draft = a_consultation(
        session,
        actor,
        ConsultationStatus.DRAFT,
        title="Later",
        kind=ConsultationKind.LOCAL_PLAN,
    )
    with pytest.raises(Conflict):
        a_comment(session, actor, draft, formal=ANN)
