"""Invented answers about people, made by the database itself: a million in seconds."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Engine, insert, text
from sqlalchemy.orm import Session

from consultation.models.reach.answers import ReachAnswer, ReachCell, Respondent
from consultation.queries.reach.cells import cells_of
from consultation.rules.reach.traits import QUESTIONS, Trait

ASKED = (Trait.AGE, Trait.ETHNIC_GROUP, Trait.DISABILITY)

COUNT_AGAIN = text(
    "SELECT a.trait, a.category, count(*) FROM reach_answer a"
    " JOIN respondent r ON r.id = a.respondent_id"
    " WHERE r.consultation_id = :consultation GROUP BY a.trait, a.category"
)
"""What a dashboard without counters asks each time it is opened."""

_PEOPLE = {
    "sqlite": (
        "INSERT INTO respondent (id, consultation_id, noise_key, month, is_counted)"
        " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :people)"
        " SELECT lower(hex(randomblob(16))), :consultation, abs(random() % 4294967296),"
        " '2026-11', 0 FROM n"
    ),
    "postgresql": (
        "INSERT INTO respondent (id, consultation_id, noise_key, month, is_counted)"
        " SELECT gen_random_uuid(), :consultation, floor(random() * 4294967296),"
        " '2026-11', false FROM generate_series(1, :people)"
    ),
}
"""Dialect → so many people, with keys as if drawn."""

_ANSWERS = (
    "INSERT INTO reach_answer (respondent_id, trait, category, is_counted, is_in_total)"
    " SELECT id, :trait, CASE (noise_key / :spread) % :answers {cases} END, {no}, {no}"
    " FROM respondent WHERE consultation_id = :consultation ORDER BY id"
)
"""In the order of their key: rows in any other order are written all over its index."""


def fill(store: Engine, consultation_id: UUID, people: int) -> None:
    """Let so many *people* answer each question, and count them as the job would have."""
    known = as_stored(store, consultation_id)
    with Session(store) as session:
        if store.dialect.name == "postgresql":
            session.execute(text("SET LOCAL statement_timeout = 0"))
        session.execute(
            text(_PEOPLE[store.dialect.name]), {"people": people, "consultation": known}
        )
        for number, trait in enumerate(ASKED):
            answers = tuple(QUESTIONS[trait].answers)
            session.execute(
                text(_answers_of(answers, store)),
                {
                    "trait": trait.value,
                    "spread": 7**number,
                    "answers": len(answers),
                    "consultation": known,
                },
            )
        _count(session, consultation_id, known)
        session.commit()
    with store.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def clear(store: Engine) -> None:
    """Forget everybody."""
    with Session(store) as session:
        for model in (ReachAnswer, Respondent, ReachCell):
            session.query(model).delete()
        session.commit()


def as_stored(store: Engine, consultation_id: UUID) -> str | UUID:
    """Return an id as plain SQL has to name it."""
    return consultation_id.hex if store.dialect.name == "sqlite" else consultation_id


def _answers_of(answers: tuple[str, ...], store: Engine) -> str:
    cases = " ".join(f"WHEN {number} THEN '{name}'" for number, name in enumerate(answers))
    return _ANSWERS.format(cases=cases, no="0" if store.dialect.name == "sqlite" else "false")


def _count(session: Session, consultation_id: UUID, known: str | UUID) -> None:
    people: dict[tuple[str, str], int] = {}
    for trait, category, found in session.execute(COUNT_AGAIN, {"consultation": known}):
        people[trait, category] = found
        people[trait, ""] = people.get((trait, ""), 0) + found
    people["everybody", ""] = max(people.values())
    rows = [
        {
            "consultation_id": consultation_id,
            "table_name": table,
            "cell": cell,
            "added_people": people.get((table, cell), 0),
            "added_key": people.get((table, cell), 0) * 2_654_435_761 % 2**32,
        }
        for table, cell in cells_of(session, consultation_id, frozenset(ASKED), ())
    ]
    session.execute(insert(ReachCell), rows)
