"""Questions about who answers, from the page after sending to the figures that anybody can read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultation.commands.reach.answers import Intake, say_of_oneself
from consultation.commands.reach.asked import choose_traits
from consultation.jobs.reach import add_up, publish_due
from consultation.models.consultations import Consultation, Tally
from consultation.models.reach.answers import ReachAnswer, Respondent
from consultation.queries.reach.cells import cells_of
from consultation.rules.reach.traits import Trait
from foundation.base.actor import Actor
from foundation.base.db import REACH, db
from foundation.base.reach import reach_session
from foundation.base.roles import Role
from foundation.base.work import work
from tests.clock import NOW
from tests.consultation.make import a_comment, a_consultation
from tests.html import ReadingClient
from tests.make import an_authority

WHY = "To see whether young people have been heard."
MONDAY = NOW + timedelta(days=(7 - NOW.weekday()) % 7)


@pytest.fixture
def asked(session: Session) -> tuple[Actor, UUID, str]:
    """A consultation that asks for age and disability."""
    actor = Actor(an_authority(session).id)
    made = a_consultation(session, actor, closes_at=NOW + timedelta(days=60))
    with work(session, actor, NOW) as unit:
        choose_traits(unit, made, {Trait.AGE: WHY, Trait.DISABILITY: WHY})
    slug = session.scalar(select(Consultation.slug).where(Consultation.id == made))
    assert slug is not None
    return actor, made, slug


def follow(client: ReadingClient, session: Session, actor: Actor, made: UUID) -> None:
    posted = a_comment(session, actor, made)
    client.post("/follow", data={"code": posted.tracking_code})


def test_who_has_sent_nothing_is_not_asked(
    client: ReadingClient, asked: tuple[Actor, UUID, str]
) -> None:
    for path in ("", "/answers", "/age"):
        answer = client.get(f"/consultations/{asked[2]}/about-you{path}")
        assert answer.status_code == 303


def test_an_author_answers_one_question_skips_one_and_deletes_all(
    client: ReadingClient, session: Session, asked: tuple[Actor, UUID, str]
) -> None:
    actor, made, slug = asked
    follow(client, session, actor, made)
    about = f"/consultations/{slug}/about-you"
    assert WHY in client.get(about).text
    assert "How old are you?" in client.get(f"{about}/age").text
    answer = client.post(f"{about}/age", data={"answer": "16_24"})
    assert answer.location.endswith("/about-you/disability")
    answer = client.post(f"{about}/disability", data={})
    assert answer.location.endswith("/about-you/answers")
    assert "16 to 24" in client.get(f"{about}/answers").text
    with Session(db.engines[REACH]) as store:
        assert store.scalars(select(ReachAnswer.category)).all() == ["16_24"]
    client.post(f"{about}/answers")
    assert "You have said nothing about yourself" in client.get(f"{about}/answers").text
    with Session(db.engines[REACH]) as store:
        assert store.scalars(select(Respondent.id)).all() == []


@pytest.mark.parametrize(
    ("path", "said", "status"),
    [
        ("age", {"answer": "200"}, 422),
        ("age", {"answer": "'; DROP TABLE respondent"}, 422),
        ("age", {"answer": "prefer_not_to_say"}, 303),
        ("shoe-size", {"answer": "9"}, 404),
        ("religion", {"answer": "none"}, 303),
    ],
)
def test_what_cannot_be_an_answer_is_not_kept(
    client: ReadingClient,
    session: Session,
    asked: tuple[Actor, UUID, str],
    path: str,
    said: dict[str, str],
    status: int,
) -> None:
    actor, made, slug = asked
    follow(client, session, actor, made)
    answer = client.post(f"/consultations/{slug}/about-you/{path}", data=said)
    assert answer.status_code == status
    with Session(db.engines[REACH]) as store:
        assert set(store.scalars(select(ReachAnswer.category))) <= {"prefer_not_to_say"}


def test_a_code_of_another_consultation_opens_nothing(
    client: ReadingClient, session: Session, asked: tuple[Actor, UUID, str]
) -> None:
    actor, _, slug = asked
    other = a_consultation(session, actor, title="Another street")
    follow(client, session, actor, other)
    assert client.get(f"/consultations/{slug}/about-you/age").status_code == 303


def test_answers_come_out_as_figures_alone(
    app: Flask,
    client: ReadingClient,
    client_for: Callable[..., ReadingClient],
    session: Session,
    asked: tuple[Actor, UUID, str],
) -> None:
    _, made, slug = asked
    assert "There are no figures yet" in client.get(f"/consultations/{slug}/who-we-heard").text
    with reach_session(db.engines[REACH]) as store:
        intake = Intake(store, app.extensions["reach_key"], "2026-03")
        for number in range(90):
            band = "16_24" if number < 4 else "35_49" if number % 2 else "65_over"
            say_of_oneself(intake, made, uuid4(), {Trait.AGE: band})
    session.execute(update(Tally).where(Tally.consultation_id == made).values(comments=500))
    session.commit()
    add_up(db.engines[REACH])
    assert publish_due(session, db.engines[REACH], MONDAY) == 1
    page = client.get(f"/consultations/{slug}/who-we-heard").text
    assert "too few to show" in page
    assert not re.search(r"People heard\">\s*4\s*<", page)
    officer = client_for(Role.CONSULTATION_OFFICER)
    table = officer.get(f"/reach/{slug}/figures.csv")
    assert "age,16_24,too few," in table.text
    assert table.text == officer.get(f"/reach/{slug}/figures.csv").text
    assert client_for(Role.MODERATOR).get(f"/reach/{slug}").status_code == 403
    assert officer.get(f"/reach/{slug}").status_code == 200


def test_an_officer_has_to_say_why_a_question_is_asked(
    client_for: Callable[..., ReadingClient], asked: tuple[Actor, UUID, str]
) -> None:
    officer = client_for(Role.CONSULTATION_OFFICER)
    page = f"/desk/consultations/{asked[2]}/about-people"
    refused = officer.post(page, data={"trait": ["sex", "age"], "why-sex": "", "why-age": "Kept"})
    assert refused.status_code == 422
    assert "Say why you ask this" in refused.text
    assert 'value="Kept"' in refused.text
    assert officer.post(page, data={"trait": "age", "why-age": WHY}).status_code == 303
    unknown = officer.post(page, data={"trait": "age", "why-age": WHY, "ward": "E99"})
    assert unknown.status_code == 422


def test_who_lives_elsewhere_can_say_so(
    client: ReadingClient, session: Session, asked: tuple[Actor, UUID, str]
) -> None:
    actor, made, slug = asked
    with work(session, actor, NOW) as unit:
        choose_traits(unit, made, {Trait.WARD: WHY})
    follow(client, session, actor, made)
    client.post(f"/consultations/{slug}/about-you/ward", data={"answer": "elsewhere"})
    assert "Outside the council" in client.get(f"/consultations/{slug}/about-you/answers").text
    add_up(db.engines[REACH])
    with Session(db.engines[REACH]) as store:
        cells = cells_of(store, made, frozenset({Trait.WARD}), ())
    assert cells["ward", "elsewhere"].people == 1
