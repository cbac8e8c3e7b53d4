"""A settled quarter is pooled once, read by everybody, and its parts say nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from consultation.commands.reach.answers import Intake, say_of_oneself
from consultation.commands.reach.asked import choose_traits
from consultation.jobs.reach import publish_due
from consultation.jobs.reach_pools import pool_quarters
from consultation.jobs.retention import forget
from consultation.models.consultations import Consultation, Tally
from consultation.models.privacy import RetentionRun
from consultation.models.reach.answers import ReachAnswer, ReachCell, ReachSecret, Respondent
from consultation.models.reach.pools import PooledConsultation, ReachPool
from consultation.models.reach.releases import ReachRelease
from consultation.queries.reach.pools import pools_in
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.reach.pools import EVERYTHING
from consultation.rules.reach.traits import Trait
from foundation.base.actor import Actor
from foundation.base.db import REACH, Model, db
from foundation.base.reach import reach_session
from foundation.base.roles import Role
from foundation.base.work import work
from tests.consultation.make import a_consultation
from tests.html import ReadingClient
from tests.make import an_authority

ENDED = datetime(2026, 2, 10, tzinfo=UTC)
EARLY, SETTLED = datetime(2026, 4, 27, 4, tzinfo=UTC), datetime(2026, 4, 28, 4, tzinfo=UTC)
PEOPLE = 12


@pytest.fixture
def council(session: Session) -> Actor:
    """Four consultations that ended in one quarter, each of which twelve people answered."""
    actor = Actor(an_authority(session).id)
    for number in range(4):
        made = a_consultation(session, actor, title=f"Street {number}")
        with work(session, actor, ENDED) as unit:
            choose_traits(unit, made, {Trait.SEX: "To see whether women have been heard."})
            unit.session.execute(
                update(Consultation)
                .where(Consultation.id == made)
                .values(
                    closes_at=ENDED,
                    opens_at=ENDED.replace(month=1),
                    status=ConsultationStatus.CLOSED,
                )
            )
            unit.session.execute(
                update(Tally).where(Tally.consultation_id == made).values(comments=40)
            )
        _say(made)
    return actor


def _say(consultation_id: UUID) -> None:
    with reach_session(db.engines[REACH]) as store:
        intake = Intake(store, b"a root key for tests only", "2026-02")
        for number in range(PEOPLE):
            sex = "female" if number % 2 else "male"
            say_of_oneself(intake, consultation_id, uuid4(), {Trait.SEX: sex})


def test_a_quarter_is_pooled_once_and_its_consultations_publish_nothing_more(
    session: Session,
    council: Actor,
    client: ReadingClient,
    client_for: Callable[..., ReadingClient],
) -> None:
    reach = db.engines[REACH]
    assert publish_due(session, reach, EARLY) == 0
    assert pool_quarters(session, reach, EARLY) == 0
    assert pool_quarters(session, reach, SETTLED) == 1
    assert pool_quarters(session, reach, SETTLED) == 0
    (row,) = pools_in(session, council.authority_id, "2026-Q1")
    assert (row.pool, row.consultations) == (EVERYTHING, 4)
    assert row.people in {45, 50, None}, "withheld where, as it was rounded, it would tell too much"
    assert session.scalar(select(func.count()).select_from(PooledConsultation)) == 4
    for one in session.scalars(select(Consultation.id)):
        _say(one)
        _say(one)
    assert publish_due(session, reach, SETTLED) == 0
    assert session.scalar(select(func.count()).select_from(ReachRelease)) == 0
    _read(client, client_for(Role.CONSULTATION_OFFICER))


def _read(client: ReadingClient, officer: ReadingClient) -> None:
    before = client.get("/who-we-heard/figures.csv").data
    assert b"2026-Q1,council,,4,sex,female," in before
    assert client.get("/who-we-heard/figures.csv").data == before
    page = client.get("/who-we-heard?quarter=2026-Q1&of=council")
    assert "January to March 2026" in page.text
    assert "They answered 4 consultations." in page.text
    assert client.get("/who-we-heard?of=ward:E1").status_code == 404
    assert client.get("/who-we-heard?quarter=%27").status_code == 404
    assert officer.get("/reach/pooled").status_code == 200
    assert client.get("/reach/pooled").status_code in {302, 303, 401}


def test_after_the_report_answers_are_destroyed_by_night_and_still_count_in_the_pool(
    session: Session, council: Actor
) -> None:
    reach = db.engines[REACH]
    session.execute(update(Consultation).values(status=ConsultationStatus.REPORTED))
    session.commit()
    assert forget(session, reach, EARLY) == 4
    assert _rows(Respondent) == _rows(ReachAnswer) == _rows(ReachSecret) == 0
    assert forget(session, reach, EARLY) == 0
    lines = session.scalars(select(RetentionRun.rows)).all()
    assert lines == [1, 1, 1, 1], "of people only the blurred number is told"
    assert pool_quarters(session, reach, SETTLED) == 1
    (row,) = pools_in(session, council.authority_id, "2026-Q1")
    assert row.people in {45, 50, None}, "withheld where, as it was rounded, it would tell too much"
    forget(session, reach, SETTLED)
    assert _rows(ReachCell) == 0


def _rows(table: type[Model]) -> int:
    with reach_session(db.engines[REACH]) as store:
        return store.scalar(select(func.count()).select_from(table)) or 0


def test_another_council_reads_nothing_of_it(
    session: Session, council: Actor, client: ReadingClient
) -> None:
    pool_quarters(session, db.engines[REACH], SETTLED)
    assert session.scalar(select(func.count()).select_from(ReachPool)) == 1
    client.at = f"http://{an_authority(session, 'other').slug}.localhost"
    assert "There are no figures yet" in client.get("/who-we-heard").text
