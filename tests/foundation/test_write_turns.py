"""Who writes to a SQLite file waits for a turn, and whoever has had it gives it back."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from foundation.base.engines import BEGIN, options, prepare
from foundation.base.work import begin_to_write
from foundation.base.write_turns import Line

WRITERS, EACH = 12, 20


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path}/said.db"
    engine = create_engine(url, **options(url))
    prepare(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE said (words TEXT NOT NULL)"))
    yield engine
    engine.dispose()


def writing(engine: Engine) -> Connection:
    return engine.connect().execution_options(**{BEGIN: "IMMEDIATE"})


def say(connection: Connection) -> None:
    connection.execute(text("INSERT INTO said VALUES ('Here.')"))


def count(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM said")).scalar_one())


def test_all_who_write_at_once_have_their_turn(engine: Engine) -> None:
    def write(_writer: int) -> None:
        with Session(engine) as session:
            for _ in range(EACH):
                begin_to_write(session)
                say(session.connection())
                session.commit()

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, range(WRITERS)))
    assert count(engine) == WRITERS * EACH


def ends_well(engine: Engine) -> None:
    with writing(engine) as connection, connection.begin():
        say(connection)


def takes_it_back(engine: Engine) -> None:
    with writing(engine) as connection:
        say(connection)
        connection.rollback()


def fails(engine: Engine) -> None:
    with pytest.raises(OperationalError), writing(engine) as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (1)"))


def is_cut_off(engine: Engine) -> None:
    with writing(engine) as connection:
        say(connection)
        connection.invalidate()


def goes_away(engine: Engine) -> None:
    with writing(engine) as connection:
        say(connection)
        connection.detach()


@pytest.mark.parametrize("before", [ends_well, takes_it_back, fails, is_cut_off, goes_away])
def test_the_turn_is_free_however_the_one_before_ended(engine: Engine, before: object) -> None:
    assert callable(before)
    before(engine)
    with ThreadPoolExecutor(1) as other:
        other.submit(ends_well, engine).result(timeout=10)
    assert count(engine) >= 1


def test_turns_are_handed_on_in_the_order_in_which_they_were_asked_for() -> None:
    line = Line()
    went: list[int] = []
    assert line.take(0)

    def go(number: int) -> None:
        assert line.take(10)
        went.append(number)
        line.give_back()

    threads = []
    for number in range(5):
        threads.append(Thread(target=go, args=(number,)))
        threads[-1].start()
        while line.waiting <= number:
            sleep(0.001)
    line.give_back()
    for thread in threads:
        thread.join(10)
    assert went == [0, 1, 2, 3, 4]
    assert line.take(0)


def test_who_has_no_patience_leaves_the_line_for_the_others() -> None:
    line = Line()
    assert line.take(0)
    assert not line.take(0.01)
    assert line.waiting == 0
    line.give_back()
    assert line.take(0)


def test_readers_wait_for_nobody(engine: Engine) -> None:
    with writing(engine) as connection:
        say(connection)
        assert count(engine) == 0
