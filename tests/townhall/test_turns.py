"""Several processes take turns at a job; on SQLite there is one, and it always has it."""

from __future__ import annotations

from flask import Flask

from foundation.base.db import db
from townhall.turns import turn


def test_one_at_a_time_has_a_turn_and_others_go_on_without(app: Flask) -> None:
    alone = db.engine.dialect.name == "postgresql"
    with (
        turn(db.engine, "papers", waits=True) as first,
        turn(db.engine, "papers", waits=False) as second,
        turn(db.engine, "mails", waits=False) as other,
    ):
        assert (first, second, other) == (True, not alone, True)
    with turn(db.engine, "papers", waits=False) as afterwards:
        assert afterwards


def test_a_turn_leaves_the_limits_of_its_connection_as_they_were(app: Flask) -> None:
    if db.engine.dialect.name == "postgresql":
        with turn(db.engine, "papers", waits=True):
            pass
        with db.engine.connect() as connection:
            limit = connection.exec_driver_sql("SHOW statement_timeout").scalar()
            assert limit == "5s"
