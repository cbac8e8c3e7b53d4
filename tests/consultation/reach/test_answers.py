"""Answers about people live in a store of their own and come out as figures alone."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, inspect, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from consultation.commands.reach.answers import Intake, say_of_oneself, take_back
from consultation.commands.reach.asked import choose_traits
from consultation.jobs.reach import add_up, publish_due
from consultation.models.consultations import Consultation, Tally
from consultation.models.reach.answers import ReachAnswer, ReachChange, Respondent
from consultation.queries.reach.answers import own_answers
from consultation.queries.reach.cells import cells_of
from consultation.queries.reach.releases import latest, ledger
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.reach.snapshots import EVERYBODY
from consultation.rules.reach.traits import PREFER_NOT_TO_SAY, Trait
from foundation.base.actor import Actor
from foundation.base.db import REACH, db
from foundation.base.reach import reach_session
from foundation.base.work import work
from tests.clock import NOW
from tests.consultation.make import a_consultation
from tests.make import an_authority

ROOT = b"a root key for tests only"
MONDAY = NOW + timedelta(days=(7 - NOW.weekday()) % 7)
ASKED = frozenset({Trait.SEX})


def say(consultation_id: UUID, voice_id: UUID, **said: str) -> None:
    with reach_session(db.engines[REACH]) as session:
        answers = {Trait(trait): category for trait, category in said.items()}
        say_of_oneself(Intake(session, ROOT, "2026-03"), consultation_id, voice_id, answers)


def leave(consultation_id: UUID, voice_id: UUID) -> None:
    with reach_session(db.engines[REACH]) as session:
        take_back(Intake(session, ROOT, "2026-03"), consultation_id, voice_id)


def people(consultation_id: UUID, table: str, cell: str) -> int:
    add_up(db.engines[REACH])
    with Session(db.engines[REACH]) as session:
        return cells_of(session, consultation_id, ASKED, ())[table, cell].people


def read_back(consultation_id: UUID, voice_id: UUID) -> dict[Trait, str]:
    with Session(db.engines[REACH]) as session:
        return own_answers(session, ROOT, consultation_id, voice_id)


@pytest.fixture
def asked(session: Session) -> tuple[Actor, UUID]:
    """A consultation that asks for the sex of people, and has many comments."""
    actor = Actor(an_authority(session).id)
    made = a_consultation(session, actor, closes_at=NOW + timedelta(days=60))
    with work(session, actor, NOW) as unit:
        choose_traits(unit, made, {Trait.SEX: "To see whether women have been heard."})
        unit.session.execute(
            update(Tally).where(Tally.consultation_id == made).values(comments=1_000)
        )
    return actor, made


def test_an_answer_is_counted_once_changed_and_taken_back(asked: tuple[Actor, UUID]) -> None:
    _, made = asked
    voice = uuid4()
    for _ in range(3):
        say(made, voice, sex="female")
    assert people(made, "sex", "female") == people(made, "sex", "") == 1
    assert read_back(made, voice) == {Trait.SEX: "female"}
    say(made, voice, sex="male")
    assert (people(made, "sex", "female"), people(made, "sex", "male")) == (0, 1)
    say(made, voice, sex=PREFER_NOT_TO_SAY)
    assert people(made, "sex", "") == 0
    assert people(made, *EVERYBODY) == 1
    leave(made, voice)
    leave(made, voice)
    assert people(made, *EVERYBODY) == 0
    assert read_back(made, voice) == {}


def test_one_voice_in_two_consultations_has_two_keys(
    session: Session, asked: tuple[Actor, UUID]
) -> None:
    actor, made = asked
    other, voice = a_consultation(session, actor, title="Another street"), uuid4()
    say(made, voice, sex="female")
    say(other, voice, sex="female")
    with Session(db.engines[REACH]) as reach:
        keys = reach.scalars(select(Respondent.person_key)).all()
        assert len(set(keys)) == 2
        assert all(voice.hex not in key and str(voice) not in key for key in keys if key)


def test_figures_come_out_on_mondays_alone_and_for_a_batch(
    session: Session, asked: tuple[Actor, UUID]
) -> None:
    actor, made = asked
    reach = db.engines[REACH]
    for number in range(60):
        say(made, uuid4(), sex="female" if number % 2 else "male")
    add_up(reach)
    assert publish_due(session, reach, MONDAY + timedelta(days=1)) == 0
    assert publish_due(session, reach, MONDAY) == 1
    assert publish_due(session, reach, MONDAY) == 0
    first = latest(session, actor.authority_id, made)
    assert first is not None
    assert first.snapshot.figures["sex", "female"] in {30, 35, 25}
    for _ in range(9):
        say(made, uuid4(), sex="female")
    add_up(reach)
    assert publish_due(session, reach, MONDAY + timedelta(days=7)) == 0
    for _ in range(9):
        say(made, uuid4(), sex="female")
    add_up(reach)
    publish_due(session, reach, MONDAY + timedelta(days=14))
    second = latest(session, actor.authority_id, made)
    assert second is not None
    assert second.snapshot.figures["sex", "male"] == first.snapshot.figures["sex", "male"]


def test_who_leaves_is_taken_out_of_figures_with_a_batch_of_others(
    session: Session, asked: tuple[Actor, UUID]
) -> None:
    actor, made = asked
    reach, voices = db.engines[REACH], [uuid4() for _ in range(60)]
    for voice in voices:
        say(made, voice, sex="female" if voice.int % 2 else "male")
    add_up(reach)
    publish_due(session, reach, MONDAY)
    for voice in voices[:3]:
        leave(made, voice)
    add_up(reach)
    assert publish_due(session, reach, MONDAY + timedelta(days=7)) == 0
    with Session(reach) as answers:
        assert answers.scalar(select(func.count()).select_from(Respondent)) == 57
    assert people(made, *EVERYBODY) == 57
    assert len(ledger(session, actor.authority_id, made)) == 1


def test_after_the_report_nobody_can_be_found_again(
    session: Session, asked: tuple[Actor, UUID]
) -> None:
    actor, made = asked
    reach, voice = db.engines[REACH], uuid4()
    say(made, voice, sex="female")
    for _ in range(50):
        say(made, uuid4(), sex="male")
    add_up(reach)
    session.execute(
        update(Consultation)
        .where(Consultation.id == made)
        .values(status=ConsultationStatus.REPORTED)
    )
    session.commit()
    assert publish_due(session, reach, NOW) == 1
    final = latest(session, actor.authority_id, made)
    assert final is not None
    assert final.snapshot.is_final
    publish_due(session, reach, NOW)
    assert read_back(made, voice) == {}
    with Session(reach) as answers:
        assert set(answers.scalars(select(Respondent.person_key))) == {None}


def test_a_consultation_of_three_publishes_nothing(
    session: Session, asked: tuple[Actor, UUID]
) -> None:
    actor, made = asked
    for _ in range(3):
        say(made, uuid4(), sex="female")
    add_up(db.engines[REACH])
    assert publish_due(session, db.engines[REACH], MONDAY) == 0
    assert ledger(session, actor.authority_id, made) == ()


def test_nothing_in_the_store_of_answers_says_when_or_leads_elsewhere(app: Flask) -> None:
    found = inspect(db.engines[REACH])
    own = {"reach_secret", "respondent", "reach_answer", "reach_change", "reach_cell"}
    for table in own:
        for column in found.get_columns(table):
            assert "DATE" not in str(column["type"]).upper()
            assert "TIME" not in str(column["type"]).upper()
        assert {key["referred_table"] for key in found.get_foreign_keys(table)} <= own


def test_neither_store_can_be_read_through_the_other(asked: tuple[Actor, UUID]) -> None:
    _, made = asked
    say(made, uuid4(), sex="female")
    with db.engines[REACH].connect() as answers, pytest.raises(DBAPIError):
        answers.execute(text("SELECT count(*) FROM public.comment"))
    with db.engine.connect() as voices, pytest.raises(DBAPIError):
        voices.execute(text("SELECT count(*) FROM reach_answer"))


def test_the_auditor_says_what_it_thinks_of_all_that_was_released(
    app: Flask, session: Session, asked: tuple[Actor, UUID]
) -> None:
    _, made = asked
    for number in range(60):
        say(made, uuid4(), sex="female" if number % 2 else "male")
    add_up(db.engines[REACH])
    publish_due(session, db.engines[REACH], MONDAY)
    slug = session.scalar(select(Consultation.slug).where(Consultation.id == made))
    result = app.test_cli_runner().invoke(args=["reach", "audit", str(slug)])
    assert result.exit_code == 0, result.output
    assert "release 1: 4 figures, 0 too few to show" in result.output
    assert "nothing can be told" in result.output
    assert app.test_cli_runner().invoke(args=["reach", "audit", "no-such"]).exit_code == 1
    assert session.scalar(select(func.count()).select_from(ReachChange)) == 0
    assert session.scalar(select(func.count()).select_from(ReachAnswer)) == 60
