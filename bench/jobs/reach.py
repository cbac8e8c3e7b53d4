"""J5: how many of whom have answered, read from counters, and what it costs to keep these."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, delete, select, text
from sqlalchemy.orm import Session

from bench.city import CITY, HOT
from bench.rounds import OURS, Contender, Job, Prepared, Reading
from bench.stage import Stage
from bench.stores import ASKED, COUNT_AGAIN, as_stored, fill
from bench.verdicts import Target
from consultation.commands.reach.answers import Intake, say_of_oneself
from consultation.models.consultations import Consultation
from consultation.models.reach.answers import (
    ReachAnswer,
    ReachChange,
    ReachSecret,
    Respondent,
)
from consultation.queries.reach.cells import cells_of
from consultation.rules.reach.traits import QUESTIONS, Trait
from foundation.base.db import REACH, db
from foundation.base.work import begin_to_write
from tests.conftest import opened

READ, SENT, CROWD = "a table of reach", "answers kept", "answers kept, 8 at once"
COUNTERS, AGAIN, PLAIN, SPREAD = "counter SQL", "GROUP BY", "without counters", "many wards"
MADE = datetime(2026, 11, 1, tzinfo=UTC)
TIMES, SENDERS, EACH = 11, 8, 15
WARDS = [f"E0599{number:04}" for number in range(72)]
COUNTER_SQL = text(
    "SELECT table_name, cell, counted_people, counted_key, added_people, added_key,"
    " removed_people, removed_key FROM reach_cell WHERE consultation_id = :consultation"
)
NOTES = (
    "The counters hold what a page may show only after a release; the page itself reads the "
    "ledger of releases. Keeping answers is one transaction of the store of answers: who answers, "
    "two answers, and a change appended for each cell they move; without counters it is the same "
    "without the changes. In one ward all senders say that they live in the same one.",
)


@contextmanager
def prepare(place: Stage) -> Iterator[Prepared]:
    """Let as many people answer as there are comments."""
    with opened(place.settings, lambda: datetime.now(UTC)) as app, app.app_context():
        ids = dict(db.session.execute(select(Consultation.slug, Consultation.id)).tuples().all())
        store = db.engines[REACH]
        fill(store, ids[CITY], place.size.comments)
        asking, sending = _Asking(store, ids[CITY]), _Sending(store, ids[HOT])
        yield Prepared(
            [
                Contender(READ, OURS, _timed(asking.ours)),
                Contender(READ, COUNTERS, _timed(asking.counters)),
                Contender(READ, AGAIN, _timed(asking.again, 1)),
                Contender(SENT, OURS, lambda: sending.alone(ours=True), sending.forget),
                Contender(SENT, PLAIN, lambda: sending.alone(ours=False), sending.forget),
                *(sending.crowds() if place.server else ()),
            ],
            asking.differs,
            NOTES,
        )


class _Asking:
    """Three ways to the same numbers."""

    def __init__(self, store: Engine, made: UUID) -> None:
        self.store, self.made = store, made
        self.known = {"consultation": as_stored(store, made)}

    def ours(self) -> dict[tuple[str, str], int]:
        """Read cells as the job of releases does."""
        with Session(self.store) as session:
            cells = cells_of(session, self.made, frozenset(ASKED), ())
            return {place: cell.added.people for place, cell in cells.items()}

    def counters(self) -> dict[tuple[str, str], int]:
        """Read the counters by plain SQL."""
        with self.store.connect() as connection:
            rows = connection.execute(COUNTER_SQL, self.known).all()
        return {(row.table_name, row.cell): int(row.added_people) for row in rows}

    def again(self) -> dict[tuple[str, str], int]:
        """Count all answers again."""
        with self.store.connect() as connection:
            if self.store.dialect.name == "postgresql":
                connection.execute(text("SET statement_timeout = 0"))
            rows = connection.execute(COUNT_AGAIN, self.known).all()
        return {(trait, category): int(found) for trait, category, found in rows}

    def differs(self) -> str | None:
        """Hold the three against each other."""
        ours, counters, again = self.ours(), self.counters(), self.again()
        if ours != counters:
            return "cells and counters differ"
        wrong = [place for place, people in again.items() if ours.get(place) != people]
        return f"{wrong[0]} was counted otherwise" if wrong or not again else None


class _Sending:
    """People who answer, one after the other or at once."""

    def __init__(self, store: Engine, made: UUID) -> None:
        self.store, self.made = store, made
        with Session(store) as session:
            if session.get(ReachSecret, made) is None:
                session.add(ReachSecret(consultation_id=made, secret=bytes(32)))
                session.commit()

    def alone(self, *, ours: bool) -> Reading:
        """Return how long one transaction takes."""
        with Session(self.store) as session:
            keep = self._ours if ours else self._plain
            return Reading(median(_ms(lambda: keep(session, WARDS[0])) for _ in range(60)))

    def crowd(self, wards: list[str]) -> Reading:
        """Return how long each of many waits who answer at the same time."""

        def send(sender: int) -> list[float]:
            with Session(self.store) as session:
                turns = [wards[(sender * EACH + turn) % len(wards)] for turn in range(EACH)]
                return [_ms(lambda ward=ward: self._ours(session, ward)) for ward in turns]  # type: ignore[misc]  # mypy wants no default

        with ThreadPoolExecutor(SENDERS) as people:
            waits = [wait for sent in people.map(send, range(SENDERS)) for wait in sent]
        return Reading(median(waits))

    def crowds(self) -> tuple[Contender, Contender]:
        """Return who sends at once; SQLite has one writer, whoever answers what."""
        return (
            Contender(CROWD, OURS, lambda: self.crowd(WARDS[:1]), self.forget),
            Contender(CROWD, SPREAD, lambda: self.crowd(WARDS), self.forget),
        )

    def forget(self) -> None:
        """Take back what was sent."""
        with Session(self.store) as session:
            sent = select(Respondent.id).where(Respondent.consultation_id == self.made)
            session.execute(delete(ReachAnswer).where(ReachAnswer.respondent_id.in_(sent)))
            session.execute(delete(ReachChange).where(ReachChange.consultation_id == self.made))
            session.execute(delete(Respondent).where(Respondent.consultation_id == self.made))
            session.commit()

    def _ours(self, session: Session, ward: str) -> None:
        self._keep(Intake(session, bytes(32), "2026-11"), ward)

    def _plain(self, session: Session, ward: str) -> None:
        self._keep(Intake(session, bytes(32), "2026-11", _Dropped()), ward)

    def _keep(self, intake: Intake, ward: str) -> None:
        begin_to_write(intake.session)
        said = {Trait.AGE: next(iter(QUESTIONS[Trait.AGE].answers)), Trait.WARD: ward}
        say_of_oneself(intake, self.made, uuid4(), said)
        intake.session.commit()


class _Dropped(list[dict[str, Any]]):
    """Leaves out what counters are added up from."""

    def append(self, _change: dict[str, Any]) -> None:
        """Forget it."""


def _timed(act: Callable[[], object], times: int = TIMES) -> Callable[[], Reading]:
    return lambda: Reading(median(_ms(act) for _ in range(times)))


def _ms(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return (perf_counter() - begun) * 1000


REACHED = Job(
    key="J5",
    title="Who has answered, from counters",
    unit="ms",
    targets=(
        Target(READ, OURS, (COUNTERS,), most=1.5),
        Target(READ, AGAIN, (OURS,), least=25),
        Target(SENT, OURS, (PLAIN,), most=1.15),
        Target(CROWD, OURS, (SPREAD,), most=1.25),
    ),
    prepare=prepare,
    curve=READ,
)
