"""On PostGIS a council's rows are not there for another, whatever a query forgets to ask."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, func, make_url, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from foundation.base.db import db
from foundation.base.row_security import SeesTooLittle, keep_to, require_all
from tests.databases import WEB_ROLE
from tests.make import a_person, an_authority

LOGIN = "heard_back_login_test"
POLICIES = "SELECT tablename FROM pg_policies WHERE schemaname = 'public'"
PEOPLE = text("SELECT authority_id FROM person")
NOBODY_ELSES = text("SELECT count(*) FROM person WHERE authority_id <> :own")
MOVE = text("UPDATE person SET authority_id = :other")


@pytest.fixture
def web(session: Session) -> Iterator[Engine]:
    """The same database under a login that owns nothing and cannot pass row security."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite knows no row security")
    known = session.scalar(text(f"SELECT 1 FROM pg_roles WHERE rolname = '{LOGIN}'"))
    if not known:
        session.execute(text(f"CREATE ROLE {LOGIN} LOGIN PASSWORD 'web' IN ROLE {WEB_ROLE}"))
    session.commit()
    engine = create_engine(make_url(db.engine.url).set(username=LOGIN, password="web"))
    yield engine
    engine.dispose()


@pytest.fixture
def councils(session: Session) -> tuple[UUID, UUID]:
    """Two councils with one person each."""
    ids = an_authority(session).id, an_authority(session, "leeds").id
    for authority_id in ids:
        a_person(session, authority_id)
    session.commit()
    return ids


def test_a_query_that_forgets_the_council_sees_no_row_of_another(
    councils: tuple[UUID, UUID], web: Engine
) -> None:
    for own in councils:
        with Session(web) as session:
            keep_to(session, own)
            assert session.scalars(PEOPLE).all() == [own]
            assert session.scalar(NOBODY_ELSES, {"own": own}) == 0
            session.commit()
            assert session.scalars(PEOPLE).all() == [own]


def test_who_names_no_council_sees_nothing(councils: tuple[UUID, UUID], web: Engine) -> None:
    with Session(web) as session:
        keep_to(session, councils[0])
        session.scalars(PEOPLE).all()
    with Session(web) as session:
        assert session.scalars(PEOPLE).all() == []


def test_the_council_is_named_in_a_transaction_that_has_begun_and_in_savepoints(
    councils: tuple[UUID, UUID], web: Engine
) -> None:
    with Session(web) as session:
        assert session.scalars(PEOPLE).all() == []
        keep_to(session, councils[1])
        assert session.scalars(PEOPLE).all() == [councils[1]]
        with session.begin_nested():
            assert session.scalars(PEOPLE).all() == [councils[1]]


def test_no_row_is_given_to_another_council(councils: tuple[UUID, UUID], web: Engine) -> None:
    with Session(web) as session:
        keep_to(session, councils[0])
        with pytest.raises(DBAPIError, match="row-level security"):
            session.execute(MOVE, {"other": councils[1]})


def test_every_table_that_says_whose_a_row_is_has_a_policy(app: Flask, session: Session) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite knows no row security")
    tables = db.metadatas[None].tables.values()
    assert set(session.scalars(text(POLICIES))) == {
        table.name for table in tables if "authority_id" in table.c
    }


def test_jobs_refuse_a_login_that_sees_one_council_at_a_time(
    councils: tuple[UUID, UUID], session: Session, web: Engine
) -> None:
    require_all(session)
    with Session(web) as narrow, pytest.raises(SeesTooLittle):
        require_all(narrow)


def test_the_app_itself_runs_its_requests_so(
    councils: tuple[UUID, UUID], app: Flask, session: Session
) -> None:
    """A view that asks for everybody gets its own council's people alone, on PostGIS."""
    everybody = select(func.count()).select_from(text("person"))

    def count() -> dict[str, int | None]:
        return {"people": db.session().scalar(everybody)}

    seen = 1 if db.engine.dialect.name == "postgresql" else len(councils)
    with app.test_request_context("/"):
        app.preprocess_request()
        assert count() == {"people": seen}
    assert count() == {"people": len(councils)}
