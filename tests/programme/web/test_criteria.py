"""Criteria are written, add up to the last basis point, and stand still once they are frozen."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.criteria import freeze_criteria, remove_criterion, write_criterion
from programme.models.challenges import Challenge
from programme.models.criteria import ScoredCriterion
from programme.queries.criteria import criteria_page
from programme.rules.criteria import MOST_CRITERIA, Criterion
from tests.clock import NOW
from tests.make import an_authority
from tests.programme.make import Crew, a_crew
from tests.programme.rules.scores import ANCHORS, CRITERIA
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/programme/challenges/town-planning-consultation/criteria"
TYPED = {"title": "Fit", "weight": "40", "anchors": "\n".join(ANCHORS), "least": "2"}


def _write(session: Session, crew: Crew, challenge: UUID, draft: Criterion) -> str:
    with work(session, crew.manager, NOW) as unit:
        return write_criterion(unit, challenge, draft)


def _all(session: Session, crew: Crew, challenge: UUID) -> None:
    for each in CRITERIA:
        _write(session, crew, challenge, Criterion("", each.title, each.weight, each.anchors))


def test_criteria_are_kept_in_order_and_changed_in_place(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    _all(session, crew, challenge)
    _write(session, crew, challenge, Criterion("c2", "Newness", 2_500, ANCHORS, least=1))
    page = criteria_page(session, challenge, NOW)
    assert [each.title for each in page.criteria][:2] == ["Fit to the challenge", "Newness"]
    assert page.are_whole
    assert page.weight == 10_000


def test_weights_that_do_not_add_up_are_not_frozen_and_frozen_ones_stay(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    _all(session, crew, challenge)
    _write(session, crew, challenge, Criterion("c1", "Fit", 4_001, ANCHORS))
    with (
        pytest.raises(Invalid, match="add up to 10,001"),
        work(session, crew.manager, NOW) as unit,
    ):
        freeze_criteria(unit, challenge)
    _write(session, crew, challenge, Criterion("c1", "Fit", 4_000, ANCHORS))
    with work(session, crew.manager, NOW) as unit:
        freeze_criteria(unit, challenge)
    assert session.get_one(Challenge, challenge).criteria_frozen_at == NOW
    with pytest.raises(Conflict, match="frozen"):
        _write(session, crew, challenge, Criterion("c1", "Fit", 3_000, ANCHORS))
    with pytest.raises(Conflict, match="frozen"), work(session, crew.manager, NOW) as unit:
        remove_criterion(unit, challenge, "c1")


def test_nothing_changes_once_firms_can_answer(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    session.get_one(Challenge, challenge).opens_at = NOW - timedelta(days=1)
    session.commit()
    with pytest.raises(Conflict, match="can answer"):
        _write(session, crew, challenge, Criterion("", "Fit", 4_000, ANCHORS))


def test_what_is_not_there_or_of_another_council_is_not_found(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    with pytest.raises(NotFound):
        _write(session, crew, challenge, Criterion("c9", "Fit", 4_000, ANCHORS))
    stranger = a_crew(session, an_authority(session, slug="leeds").id)
    with pytest.raises(NotFound):
        _write(session, stranger, challenge, Criterion("", "Fit", 4_000, ANCHORS))


def test_a_thirteenth_criterion_is_refused(session: Session, crew: Crew, challenge: UUID) -> None:
    for _ in range(MOST_CRITERIA):
        _write(session, crew, challenge, Criterion("", "Any", 100, ANCHORS))
    with pytest.raises(Conflict, match="twelve"):
        _write(session, crew, challenge, Criterion("", "Any", 100, ANCHORS))


def test_the_database_refuses_a_weight_that_is_no_share(session: Session, challenge: UUID) -> None:
    session.add(
        ScoredCriterion(
            challenge_id=challenge,
            code="c1",
            position=1,
            title="Fit",
            weight=10_001,
            top_mark=5,
            least=0,
            anchors=list(ANCHORS),
        )
    )
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"weight": "much"}, "Enter a weight in percent"),
        ({"weight": "0"}, "above 0%"),
        ({"weight": "101"}, "at most 100%"),
        ({"title": " "}, "Name the criterion"),
        ({"anchors": "Only one"}, "between 1 and 10"),
        ({"anchors": ""}, "between 1 and 10"),
        ({"least": "6"}, "on the scale"),
        ({"least": "few"}, "on the scale"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(
    challenge: UUID, as_crew: As, typed: dict[str, str], sentence: str
) -> None:
    answer = as_crew(Role.PROGRAMME_MANAGER).post(HERE, data=TYPED | typed | {"code": ""})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert sentence in page
    assert ("Fit" in page) is ("title" not in typed)


def test_criteria_are_written_changed_removed_and_frozen_on_a_page(
    challenge: UUID, as_crew: As
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    assert "There is no criterion yet." in manager.get(HERE).get_data(as_text=True)
    assert manager.post(f"{HERE}/freeze").status_code == 422
    assert manager.post(HERE, data=TYPED).status_code == 303
    assert manager.post(HERE, data=TYPED | {"title": "New", "weight": "12.5"}).status_code == 303
    page = manager.get(HERE).get_data(as_text=True)
    assert "Together: 52.5%." in page
    assert "Freeze the criteria" not in page
    assert 'value="12.5"' in manager.get(f"{HERE}?change=c2").get_data(as_text=True)
    assert manager.post(f"{HERE}/remove", data={"code": "c2"}).status_code == 303
    assert manager.post(HERE, data=TYPED | {"code": "c1", "weight": "100"}).status_code == 303
    assert "Freeze the criteria" in manager.get(HERE).get_data(as_text=True)
    assert manager.post(f"{HERE}/freeze").status_code == 303
    assert "Nobody can change it any more." in manager.get(HERE).get_data(as_text=True)
    for path, typed in (("", TYPED), ("/remove", {"code": "c1"}), ("/freeze", {})):
        answer = manager.post(f"{HERE}{path}", data=typed)
        assert answer.status_code == 409
        assert "frozen" in answer.get_data(as_text=True)


@pytest.mark.parametrize("role", [Role.EXECUTIVE_SPONSOR, Role.ASSESSMENT_CHAIR])
def test_nobody_else_writes_criteria(challenge: UUID, as_crew: As, role: Role) -> None:
    browser = as_crew(role)
    assert browser.get(HERE).status_code == 403
    assert browser.post(f"{HERE}/freeze").status_code == 403
