"""Somebody's own records: handed out whole, erased everywhere, and swept in time."""

from __future__ import annotations

import io
import logging
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.consultations import move_consultation
from consultation.commands.edits import edit_comment
from consultation.commands.feedback import answer_comment
from consultation.commands.reach.answers import Intake, say_of_oneself
from consultation.jobs.retention import forget
from consultation.models.comments import Comment, Receipt, Voice
from consultation.models.privacy import Erasure, RetentionRun
from consultation.models.reach.answers import ReachAnswer, Respondent
from consultation.models.representations import Representation
from consultation.queries.exports import exported_comments, exported_representations
from consultation.rules.comments import Place, PlaceWay
from consultation.rules.consultations import ConsultationKind, ConsultationStatus
from consultation.rules.privacy import TAKEN_OUT, identifiers, stones_in, without
from consultation.rules.reach.traits import Trait
from foundation.accounts.models.contacts import Contact
from foundation.accounts.models.correspondents import Correspondent
from foundation.accounts.models.people import Person
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.actor import Actor
from foundation.base.db import REACH, db
from foundation.base.mail import Mail
from foundation.base.outgoing import post
from foundation.base.reach import reach_session
from foundation.base.roles import Role
from foundation.base.work import work
from foundation.web.visitor import voice_digest_of
from tests.conftest import NOW
from tests.consultation.following import a_follower
from tests.consultation.make import OFFICER, a_comment, a_consultation
from tests.consultation.web.reading import text_of
from tests.databases import KINDS
from tests.html import ReadingClient
from tests.make import a_person
from tests.townhall.stored import tables_that_hold
from townhall.jobs import run_once

Browsers = Callable[..., ReadingClient]
EMAIL = "quetzal.canary@example.org"
CANARIES = (
    EMAIL,
    "Accountname Vireo",
    "Shownname Dunnock",
    "Formername Pipit",
    "informal words of a warbler",
    "earlier words of a wheatear",
    "behind the bittern shed",
    "Registername Ouzel",
    "77 Plover Street",
    "ZZ9 9CC",
    "subject of a siskin",
    "letter of a linnet",
)
HERE = "/desk/privacy"


@dataclass(frozen=True)
class Somebody:
    """Whose canaries these are, and where they spoke."""

    person: Person
    place: UUID
    planning: UUID
    formal_ref: str


@pytest.fixture
def somebody(app: Flask, session: Session, actor: Actor) -> Somebody:
    return settle(app, session, actor, Role.RESIDENT)


def settle(app: Flask, session: Session, actor: Actor, *roles: Role) -> Somebody:
    """Let somebody leave a trace in every store."""
    (email, name, shown, former, words, earlier, where, signed, street, code, about, letter) = (
        CANARIES
    )
    person = a_person(session, actor.authority_id, *roles, email=email, name=name)
    person_id = person.id
    place = a_consultation(session, actor)
    planning = a_consultation(
        session, actor, title="Homes", kind=ConsultationKind.PLANNING_APPLICATION
    )
    with app.test_request_context():
        digests = {each: voice_digest_of(person_id, each) for each in (place, planning)}
    said = a_comment(
        session,
        actor,
        place,
        earlier,
        voice=digests[place],
        display_name=shown,
        place=Place(PlaceWay.WORDS, words=where),
    )
    a_comment(session, actor, place, "Nice.", voice=digests[place], display_name=former)
    with work(session, actor, NOW + timedelta(minutes=1)) as unit:
        answer_comment(unit, said.comment_id, text="Thank you.", **OFFICER)
        edit_comment(unit, said.comment_id, words)
    formal = a_comment(
        session,
        actor,
        planning,
        f"I am {signed} of {street}, {code}. It is too tall.",
        voice=digests[planning],
        formal=Signatory(signed, street, code),
    )
    a_follower(session, actor, EMAIL, consultation_id=place)
    with work(session, actor, NOW) as unit:
        post(unit, Mail(email, about, letter), "a mail")
    voice = session.scalar(select(Voice.id).where(Voice.visitor_digest == digests[place]))
    assert voice is not None
    with reach_session(db.engines[REACH]) as store:
        intake = Intake(store, app.extensions["reach_key"], "2026-11")
        say_of_oneself(intake, place, voice, {Trait.AGE: "25-34"})
    session.rollback()
    return Somebody(person, place, planning, formal.ref)


def still_there(app: Flask) -> dict[str, set[str]]:
    """Return canary → tables and files in which it stands."""
    folder = Path(app.instance_path)
    found = {}
    for canary in CANARIES:
        where = tables_that_hold(db.engines, canary)
        where |= {
            str(file)
            for file in folder.rglob("*")
            if file.is_file() and file.suffix not in {".db", ".db-wal", ".db-shm", ".sqlite"}
            if canary.encode() in file.read_bytes()
        }
        if where:
            found[canary] = where
    return found


def test_all_that_is_kept_is_handed_out_to_be_read(
    somebody: Somebody, client_for: Browsers
) -> None:
    lead = client_for(Role.GOVERNANCE_LEAD)
    assert "3 comments" in text_of(lead.post(HERE, data={"email": EMAIL.upper()}))
    answer = lead.post(f"{HERE}/records", data={"email": EMAIL})
    packed = zipfile.ZipFile(io.BytesIO(answer.data))
    page = packed.read("your-records.html").decode()
    missing = {each for each in CANARIES if each not in page}
    assert missing == {"earlier words of a wheatear", "letter of a linnet"}


def test_after_erasure_no_canary_is_left_anywhere_and_the_register_stands(
    app: Flask,
    session: Session,
    actor: Actor,
    somebody: Somebody,
    client_for: Browsers,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert set(still_there(app)) == set(CANARIES)
    caplog.set_level(logging.DEBUG)
    lead = client_for(Role.GOVERNANCE_LEAD)
    assert lead.post(f"{HERE}/erase", data={"email": EMAIL}).status_code == 422
    done = lead.post(f"{HERE}/erase", data={"email": EMAIL, "sure": "yes"})
    assert done.status_code == 303
    run_once(app)
    assert still_there(app) == {}
    assert not [each for each in CANARIES if each in caplog.text]
    session.rollback()
    out = f"{exported_comments(session, somebody.place)}"
    out += f"{exported_representations(session, actor.authority_id, somebody.planning)}"
    assert not [each for each in CANARIES if each in out]
    formal = session.scalars(select(Comment).where(Comment.ref == somebody.formal_ref)).one()
    assert "It is too tall." in formal.text
    assert TAKEN_OUT in formal.text
    assert session.get(Representation, formal.id) is not None
    with reach_session(db.engines[REACH]) as store:
        assert store.scalar(select(func.count()).select_from(Respondent)) == 0
    assert session.scalars(select(Erasure)).one().formal == 1
    assert "Nothing is kept of them here." in text_of(lead.post(HERE, data={"email": EMAIL}))


@pytest.mark.parametrize("migrated", KINDS[:1], indirect=True, scope="session")
def test_who_was_erased_stays_erased_when_an_older_backup_is_put_back(
    app: Flask, session: Session, somebody: Somebody, client_for: Browsers, tmp_path: Path
) -> None:
    lead = client_for(Role.GOVERNANCE_LEAD)
    session.rollback()
    for store, engine in db.engines.items():
        copied(str(engine.url.database), str(tmp_path / f"{store}.db"))
    lead.post(f"{HERE}/erase", data={"email": EMAIL, "sure": "yes"})
    run_once(app)
    assert still_there(app) == {}
    db.session.remove()
    for store, engine in db.engines.items():
        engine.dispose()
        copied(str(tmp_path / f"{store}.db"), str(engine.url.database))
    assert set(still_there(app)) == set(CANARIES)
    run = app.test_cli_runner()
    for said in ("1 erased again", "0 erased again"):
        done = run.invoke(args=["privacy", "erase-again"])
        assert (done.exit_code, said in done.output) == (0, True), done.output
        assert still_there(app) == {}
    with reach_session(db.engines[REACH]) as answers:
        assert answers.scalar(select(func.count()).select_from(Respondent)) == 0
    listed = (Path(app.instance_path) / "erasures.jsonl").read_text()
    assert stones_in(listed + '\n{"id": "cut sho') == stones_in(listed)


def copied(source: str, target: str) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def test_an_officers_account_stays_while_they_work_here(
    app: Flask, session: Session, actor: Actor, client_for: Browsers
) -> None:
    officer = settle(app, session, actor, Role.RESIDENT, Role.PLANNER)
    person_id = officer.person.id
    lead = client_for(Role.GOVERNANCE_LEAD)
    assert lead.post(f"{HERE}/erase", data={"email": EMAIL, "sure": "yes"}).status_code == 303
    assert set(still_there(app)) == {EMAIL, "Accountname Vireo"}
    session.rollback()
    assert session.get_one(Person, person_id).is_active
    assert session.scalars(select(Erasure)).one().kept_account


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.PLANNER, Role.AUTHORITY_ADMIN])
def test_nobody_else_sees_or_erases_records(client_for: Browsers, actor: Actor, role: Role) -> None:
    browser = client_for(role)
    assert browser.get(HERE).status_code == 403
    for what in ("", "/records", "/erase"):
        answer = browser.post(HERE + what, data={"email": EMAIL, "sure": "yes"})
        assert answer.status_code == 403


def test_whose_records_has_to_be_said(client_for: Browsers, actor: Actor) -> None:
    lead = client_for(Role.GOVERNANCE_LEAD)
    for what in ("", "/records", "/erase"):
        assert lead.post(HERE + what, data={"email": " "}).status_code == 422


def test_eight_years_ahead_no_row_is_past_its_class(
    app: Flask, session: Session, actor: Actor, somebody: Somebody
) -> None:
    later = NOW + timedelta(days=8 * 366)
    assert forget(session, db.engines[REACH], later) > 0
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Correspondent)) == 0
    assert session.scalar(select(func.count()).select_from(Receipt)) == 0
    named = select(func.count()).where(
        Comment.voice_id.is_not(None) | Comment.display_name.is_not(None)
    )
    assert session.scalar(named) == 0
    assert session.scalars(select(Voice.visitor_digest).distinct()).all() == [None]
    with reach_session(db.engines[REACH]) as store:
        assert store.scalar(select(func.count()).select_from(ReachAnswer)) == 0
    assert set(session.scalars(select(RetentionRun.class_))) == {
        "about_people",
        "informal",
        "register",
    }
    assert forget(session, db.engines[REACH], later) == 0
    assert session.scalar(select(func.count()).select_from(Contact)) == 1


def test_nothing_is_swept_before_its_time(
    app: Flask, session: Session, actor: Actor, somebody: Somebody
) -> None:
    assert forget(session, db.engines[REACH], NOW + timedelta(days=180)) == 0
    assert forget(session, db.engines[REACH], NOW + timedelta(days=200)) == 1


def test_a_council_chooses_its_years_within_bounds_and_the_sweep_keeps_to_them(
    app: Flask, session: Session, actor: Actor, somebody: Somebody, client_for: Browsers
) -> None:
    lead = client_for(Role.GOVERNANCE_LEAD)
    years = {"informal": "5", "register": "6", "answers": "3"}
    for field, wrong in (("informal", "7"), ("register", "5"), ("answers", "-1")):
        refused = lead.post(f"{HERE}/retention", data=years | {field: wrong})
        assert refused.status_code == 422
        assert "Enter a number of years from" in text_of(refused)
    assert lead.post(f"{HERE}/retention", data=years).status_code == 303
    forget(session, db.engines[REACH], NOW + timedelta(days=4 * 366))
    session.rollback()
    assert session.scalar(select(func.count()).where(Comment.voice_id.is_not(None))) == 3
    forget(session, db.engines[REACH], NOW + timedelta(days=6 * 366 + 14))
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Correspondent)) == 0


def test_only_whole_words_of_their_author_are_taken_out() -> None:
    known = identifiers("Ann Lee", "1 Row Lane\nBirmingham", "B9 5QT")
    text = "Ann LEE lives in Row Lane near Rowan Leeds; b9 5qt."
    assert without(text, known) == (
        f"{TAKEN_OUT} lives in {TAKEN_OUT} {TAKEN_OUT} near Rowan Leeds; {TAKEN_OUT}."
    )


def test_a_closed_consultation_can_be_erased_from_too(
    app: Flask, session: Session, actor: Actor, somebody: Somebody, client_for: Browsers
) -> None:
    with work(session, actor, NOW) as unit:
        move_consultation(unit, somebody.place, ConsultationStatus.CLOSED)
    lead = client_for(Role.GOVERNANCE_LEAD)
    assert lead.post(f"{HERE}/erase", data={"email": EMAIL, "sure": "yes"}).status_code == 303
    assert still_there(app) == {}
