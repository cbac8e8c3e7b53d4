"""``flask demo seed``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultation.jobs import activity, sketches
from consultation.queries.consultations import consultation_id
from foundation.accounts.models.authorities import Authority
from foundation.accounts.models.people import Person, PersonRole
from foundation.base.actor import Actor
from foundation.base.audit import seal
from foundation.base.db import REACH, db
from foundation.base.engines import BEGIN
from foundation.base.errors import Conflict
from foundation.base.eventlog import SEAL, Pending
from foundation.base.outbox import drain
from foundation.base.roles import Role
from foundation.web.current import now, secret
from geo.models.wards import Ward
from programme.cli import dips, rehearsal
from townhall.seeding.checking import check
from townhall.seeding.councils import councils, set_up
from townhall.seeding.gathering import GATHERED_BEFORE, gather
from townhall.seeding.hearing import ask_people, choose
from townhall.seeding.loading import load
from townhall.seeding.meeting import meet
from townhall.seeding.plan import Planned, planned
from townhall.seeding.playing import Happening, Play
from townhall.seeding.pooling import pool_last_quarter
from townhall.seeding.postcodes import keep_postcodes
from townhall.seeding.referring import ask_teams, hold_some
from townhall.seeding.spots import middle_of

demo_cli = AppGroup("demo", help="The demonstration with invented people.")

DIPS_AT = "birmingham"
"""The council whose programme the pilot was."""

REHEARSED_AT = "westmere"
"""The invented council at which a round is open, to be tried out."""

KEPT = {SEAL: seal, sketches.READER: sketches.note}
"""Readers that have to hear what was played, and what they do with it."""


@demo_cli.command("seed")
@click.option("--if-empty", is_flag=True, help="Only where no council has been set up yet.")
@with_appcontext
def seed(*, if_empty: bool) -> None:
    """Fill the database with two councils, their consultations and about 250 invented comments.

    All or nothing; what is there already is not added again.
    """
    if if_empty and db.session().scalar(select(Authority.id).limit(1)) is not None:
        click.echo("The database is not empty; nothing was added.")
        return
    try:
        with _one_transaction() as session:
            happenings = _prepare(session, now())
            with click.progressbar(happenings, label="Playing the demo", file=sys.stderr) as bar:
                for _, happen in bar:
                    happen()
            keep_postcodes(session, now())
            added = dips.seed(session, _council(session, DIPS_AT), now()) or bool(happenings)
            there = _council(session, REHEARSED_AT)
            rehearsal.seed(session, there, dips.people_of(session, there), now())
            _close_the_books(session, now())
        ask_people(db.session(), db.engines[REACH], now())
        pool_last_quarter(db.session(), _council(db.session(), DIPS_AT), now())
    except Conflict as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo("The demo is ready." if added else "The demo is already there.")


def _council(session: Session, slug: str) -> UUID:
    return session.scalars(select(Authority.id).where(Authority.slug == slug)).one()


def _close_the_books(session: Session, at: datetime) -> None:
    """Seal what was played; nobody is mailed about it and no open page waits for it."""
    session.execute(delete(Pending).where(Pending.reader.not_in({*KEPT, activity.READER})))
    session.commit()
    drain(session, KEPT, at)
    activity.fold(session, at)


@contextmanager
def _one_transaction() -> Iterator[Session]:
    """Open a session whose commits only count once the block is through.

    It is the app's session meanwhile: a second one, which a mail reads from, would stand idle in
    its transaction until the server ends it.
    """
    own = db.session()
    own.rollback()
    with (
        db.engine.connect().execution_options(**{BEGIN: "IMMEDIATE"}) as connection,
        connection.begin(),
        Session(connection, join_transaction_mode="create_savepoint") as session,
    ):
        if connection.dialect.name == "postgresql":
            # What is computed between two statements takes long on a slow machine.
            connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        db.session.registry.set(session)  # type: ignore[arg-type]  # it needs no binds
        try:
            yield session
        finally:
            db.session.registry.set(own)


def _prepare(session: Session, at: datetime) -> list[Happening]:
    """Set up councils and drafts that are missing; return all that happens, in order."""
    public_url = current_app.extensions["settings"].public_url
    ids = {council.slug: set_up(session, council, public_url, at) for council in councils()}
    happenings: list[Happening] = []
    for plan in planned():
        authority_id = ids[plan.council]
        if consultation_id(session, authority_id, plan.slug) is None:
            officer = _staff(session, authority_id, Role.CONSULTATION_OFFICER)
            second = _staff(session, authority_id, Role.AUTHORITY_ADMIN)
            play = Play(session, (officer, second), plan, secret())
            happenings += play.prepare(_middle(session, authority_id, plan), at)
            happenings += [_gathering(session, play, at), _holding(session, play, at)]
    return sorted(happenings, key=lambda happening: happening[0])


def _gathering(session: Session, play: Play, at: datetime) -> Happening:
    def happen() -> None:
        gather(session, play.officer, play.made, play.plan.slug, at)
        check(session, play.officer, play.made, play.plan.slug, at)
        choose(session, play.officer, play.made, play.plan.slug, at)
        load(session, play.officer, play.made, play.plan.slug, at)
        meet(session, play.officer, play.made, play.plan.slug, at)
        ask_teams(session, play.officer, play.made, play.plan.slug, at)

    return at - GATHERED_BEFORE, happen


def _holding(session: Session, play: Play, at: datetime) -> Happening:
    return at, lambda: hold_some(session, play.officer, play.made, play.plan.slug, at)


def _staff(session: Session, authority_id: UUID, role: Role) -> Actor:
    wanted = (
        select(PersonRole.person_id)
        .join(Person, Person.id == PersonRole.person_id)
        .where(
            Person.authority_id == authority_id,
            Person.is_demo,
            PersonRole.role == role,
        )
    )
    return Actor(authority_id, session.scalars(wanted).one())


def _middle(session: Session, authority_id: UUID, plan: Planned) -> tuple[float, float]:
    named = (Ward.name == plan.ward) | (Ward.code == plan.ward)
    wanted = select(Ward.label_lon, Ward.label_lat).where(Ward.authority_id == authority_id, named)
    lon, lat = session.execute(wanted).one()
    return middle_of(lon, lat, *plan.place)
