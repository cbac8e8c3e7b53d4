"""A session to find who is missing says what it is expected to do, and afterwards what it did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from shapely.geometry import MultiPolygon, box
from sqlalchemy.orm import Session

from consultation.commands.reach.answers import Intake, say_of_oneself
from consultation.commands.reach.asked import choose_traits
from consultation.commands.reach.benchmarks import Source, load_benchmarks
from consultation.commands.reach.releases import publish_figures
from consultation.jobs.reach import add_up
from consultation.rules.reach.census import CensusRow
from consultation.rules.reach.findings import compare
from consultation.rules.reach.next_steps import Way
from consultation.rules.reach.sessions import Effect, effect, expected, people_by
from consultation.rules.reach.sessions import Session as Held
from consultation.rules.reach.snapshots import EVERYBODY, Snapshot
from consultation.rules.reach.traits import Trait
from foundation.base.actor import Actor
from foundation.base.db import REACH, db
from foundation.base.reach import reach_session
from foundation.base.roles import Role
from foundation.base.work import work
from geo.commands.wards import keep_wards
from geo.rules.wards import WardRecord
from tests.clock import NOW
from tests.consultation.make import a_consultation
from tests.html import ReadingClient
from tests.make import an_authority

DAY = date(2026, 3, 10)
AGES = ("under_16", "16_24", "25_34", "35_49", "50_64", "65_over")


def snapshot(young: int | None) -> Snapshot:
    figures: dict[tuple[str, str], int | None] = {EVERYBODY: 200, ("age", ""): 200}
    figures |= {("age", age): 40 for age in AGES}
    return Snapshot({**figures, ("age", "16_24"): young}, {}, 300)


@pytest.mark.parametrize(
    ("before", "after", "people"), [(15, 40, 25), (None, 20, 20), (20, 20, 0), (20, None, 0)]
)
def test_what_a_session_did_is_how_far_the_figure_moved(
    before: int | None, after: int | None, people: int
) -> None:
    held = Held(Trait.AGE, "16_24", Way.COLLEGES, DAY)
    released = [(DAY, snapshot(before)), (DAY + timedelta(days=7), snapshot(after))]
    found = effect(held, released)
    assert found == Effect(before, after)
    assert found.people == people
    assert effect(held, released[:1]) is None


def test_a_session_is_expected_to_do_what_those_of_its_kind_did() -> None:
    done = [(Way.COLLEGES, Effect(15, 40)), (Way.COLLEGES, Effect(40, 45))]
    assert people_by(Way.COLLEGES, done) == 15
    assert people_by(Way.COLLEGES, [(Way.COLLEGES, Effect(20, 20))]) == 5
    assert people_by(Way.DROP_IN, done) == 10


def test_what_is_expected_is_said_as_a_share_and_as_who_is_missing_then() -> None:
    compared = compare({"young": 20, "old": 180}, {"young": 300, "old": 700}, 200)
    hoped = expected(compared, "young", 25)
    assert hoped.share_before == pytest.approx(0.1)
    assert hoped.share_after == pytest.approx(0.2)
    assert 0 < hoped.needed_after < compared.under_heard[0].needed
    assert expected(compared, "young", 100).needed_after == 0


def test_an_officer_plans_a_session_and_reads_what_it_did(
    session: Session, client_for: Callable[..., ReadingClient]
) -> None:
    actor = Actor(an_authority(session).id)
    made = a_consultation(session, actor)
    with work(session, actor, NOW) as unit:
        outline = MultiPolygon([box(-1.86, 52.46, -1.84, 52.48)])
        keep_wards(
            unit,
            [WardRecord("E1", "Amsel Ward", outline, (-1.85, 52.47), residents=5000)],
            source="Drawn",
            approximate=True,
        )
        rows = tuple(CensusRow("E1", "Amsel Ward", Trait.AGE, age, 500) for age in AGES)
        load_benchmarks(unit, rows, Source("Census", 2021, is_best_fit=False))
        choose_traits(unit, made, {Trait.AGE: "To see whether young people have been heard."})
        publish_figures(unit, made, 1, snapshot(15))
    officer = client_for(Role.CONSULTATION_OFFICER)
    page = "/reach/a-greener-high-street/sessions"
    assert "16 to 24" in officer.get(page).text
    assert "Give a school or a youth group a code" in officer.get(page).text
    for task, held_on, status in (("age-16_24", "soon", 422), ("age-no", "2026-03-10", 400)):
        given = {"task": task, "held_on": held_on}
        assert officer.post(page, data=given).status_code == status
    held_on = NOW.date().isoformat()
    planned = officer.post(page, data={"task": "age-16_24", "held_on": held_on})
    assert planned.status_code == 303
    assert "Session for: 16 to 24" in officer.get(planned.location).text
    assert "Known once figures come out after it." in officer.get(page).text
    table = officer.get("/reach/a-greener-high-street/figures.csv").data
    _somebody_answers(made)
    assert officer.get("/reach/a-greener-high-street/figures.csv").data == table
    with work(session, actor, NOW + timedelta(days=8)) as unit:
        publish_figures(unit, made, 2, snapshot(30))
    assert "15 to 30" in officer.get(page).text
    assert officer.get("/reach/a-greener-high-street/figures.csv").data != table
    assert client_for(Role.PLANNER).get(page).status_code == 403
    theirs = client_for(Role.CONSULTATION_OFFICER, authority=an_authority(session, "other"))
    assert theirs.get(page).status_code == 404


def _somebody_answers(consultation_id: UUID) -> None:
    with reach_session(db.engines[REACH]) as store:
        intake = Intake(store, b"a root key for tests only", "2026-03")
        say_of_oneself(intake, consultation_id, uuid4(), {Trait.AGE: "16_24"})
    add_up(db.engines[REACH])
