"""The demonstration is whole, plays through the real commands, and is added once."""

from __future__ import annotations

from datetime import time, timedelta
from random import Random

import pytest
from flask import Flask
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment, CommentTopic
from consultation.models.consultations import Consultation, OwnTopic, Tally
from consultation.models.representations import Representation
from consultation.queries.consultations import consultation_id, open_consultations
from consultation.queries.reach.heard import heard_in
from consultation.rules.comments import Kind, Moderation, Speaker, Topic
from consultation.rules.consultations import ConsultationStatus as Stands
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.reach.next_steps import next_conversations
from consultation.rules.reach.traits import Trait
from foundation.accounts.models.authorities import Authority
from foundation.accounts.models.correspondents import Correspondent
from foundation.base.eventlog import LoggedEvent, Pending
from geo.models.wards import Ward
from tests.conftest import NOW
from tests.html import ReadingClient
from tests.make import an_authority
from townhall.seeding.councils import birmingham_wards
from townhall.seeding.days import timed
from townhall.seeding.plan import planned
from townhall.seeding.reading import Act
from townhall.seeding.setting import day_instant


def seed(app: Flask, *options: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["demo", "seed", *options])
    return result.exit_code, result.output


def birmingham(session: Session) -> Authority:
    return session.scalars(select(Authority).where(Authority.slug == "birmingham")).one()


def test_the_texts_are_distinct_and_many() -> None:
    (main,) = (plan for plan in planned() if plan.slug == "lantern-row")
    replies = [line.text for said in main.texts for line in said.below if line.act is Act.REPLY]
    texts = [said.text for said in main.texts]
    assert 240 <= len(texts) + len(replies) <= 280
    assert len(set(texts)) == len(texts)
    assert {said.language for said in main.texts} >= {
        *("en", "ur", "bn", "pa", "so", "ar", "pl", "ro"),
    }


def test_the_wards_are_the_sixty_nine_of_birmingham() -> None:
    wards = birmingham_wards()
    assert len(wards) == len({ward.code for ward in wards}) == 69
    assert sum(ward.residents for ward in wards) == pytest.approx(1_145_000, rel=0.01)


def test_the_demo_is_played_once_and_its_counters_are_right(
    app: Flask, session: Session, client: ReadingClient
) -> None:
    assert seed(app, "--if-empty")[0] == 0
    before = session.scalar(select(func.count()).select_from(LoggedEvent))
    assert seed(app)[0] == 0
    assert seed(app, "--if-empty")[0] == 0
    assert session.scalar(select(func.count()).select_from(LoggedEvent)) == before

    council = birmingham(session)
    assert council.is_demo
    assert session.scalar(select(func.count()).where(Ward.authority_id == council.id)) == 69
    slugs = [card.slug for card in open_consultations(session, council.id, NOW)]
    assert slugs == ["chestnut-fields", "library-hours", "lantern-row"]
    assert_tallies_hold(session)
    assert_nothing_is_in_the_future(session)
    assert_everybody_has_been_told(session)
    assert_words_are_known(session)
    assert_some_comment_formally_and_some_late(session)
    assert client.get("/api/v1/consultations/lantern-row/comments").get_json()["next"]
    assert_young_people_and_one_ward_are_missing(session, council)


def assert_young_people_and_one_ward_are_missing(session: Session, council: Authority) -> None:
    """The figures say so of them and of nobody else, and how many people are to be found."""
    made = consultation_id(session, council.id, "lantern-row")
    assert made is not None
    heard = heard_in(session, council.id, made)
    compared = [(table.trait, table.compared) for table in heard.tables if table.compared]
    missed = {(task.trait, task.group.name) for task in next_conversations(compared)}
    alum_rock = "E05011120"
    assert missed == {(Trait.AGE, "16_24"), (Trait.WARD, alum_rock)}


def assert_tallies_hold(session: Session) -> None:
    begun = (Comment.depth == 0) & (Comment.speaker == Speaker.PUBLIC)
    heard = Comment.feedback_status

    def number(condition: object) -> object:
        return func.sum(case((condition, 1), else_=0))  # type: ignore[arg-type]  # a condition

    counted = session.execute(
        select(  # type: ignore[call-overload]  # columns made by a function
            Comment.consultation_id,
            number(begun),
            number(Comment.depth > 0),
            number(begun & (Comment.kind == Kind.QUESTION)),
            number(begun & (heard == FeedbackStatus.ANSWERED)),
            number(begun & (heard == FeedbackStatus.CLOSED)),
        )
        .where(Comment.moderation == Moderation.VISIBLE)
        .group_by(Comment.consultation_id)
    ).all()
    assert len(counted) == 9
    for row in counted:
        tally = session.get_one(Tally, row[0])
        kept = (tally.comments, tally.replies, tally.questions, tally.answered, tally.closed)
        assert kept == tuple(row[1:])


def assert_nothing_is_in_the_future(session: Session) -> None:
    assert session.scalar(select(func.max(Comment.posted_at))) < NOW  # type: ignore[operator]
    assert session.scalar(select(func.max(LoggedEvent.happened_at))) <= NOW  # type: ignore[operator]


def assert_everybody_has_been_told(session: Session) -> None:
    assert session.scalar(select(func.count()).select_from(Pending)) == 0


def assert_some_comment_formally_and_some_late(session: Session) -> None:
    """Behind each of them stands one person, whom no page of comments knows."""
    formal = session.scalars(select(Representation)).all()
    assert {each.is_late for each in formal} == {False, True}
    people = set(session.scalars(select(Correspondent.id)))
    assert people == {each.correspondent_id for each in formal}


def assert_words_are_known(session: Session) -> None:
    known = {topic.value for topic in Topic} | set(session.scalars(select(OwnTopic.code)))
    assert set(session.scalars(select(CommentTopic.topic).distinct())) <= known
    assert set(session.scalars(select(Consultation.status))) == {
        *(Stands.DRAFT, Stands.SCHEDULED, Stands.OPEN, Stands.CLOSED),
        *(Stands.CONSIDERING, Stands.REPORTED, Stands.DECIDED),
    }


@pytest.mark.parametrize("days", range(0, 366, 7))
def test_on_any_day_of_the_year_everything_happens_in_order(days: int) -> None:
    now = NOW + timedelta(days=days, hours=days % 24)
    for plan in planned():
        opens = day_instant(now, plan.opens, time(9))
        closes = day_instant(now, plan.closes, time(0))
        if opens is None or closes is None or not plan.texts:
            continue
        rng = Random(plan.slug)  # noqa: S311  chance that only looks natural
        played = timed(rng, plan.texts, opens, closes, now)
        assert len(played) == len(plan.texts)
        for one in played:
            moments = [one.at, *(at for at, _ in one.below)]
            assert moments == sorted(moments)
            assert opens <= one.at < min(closes, now)
            assert moments[-1] <= now
            public = [at for at, line in one.below if line.act in {Act.REPLY, Act.REPLY_TO_REPLY}]
            assert all(at < closes for at in public)


def test_a_real_council_is_never_mixed_with_the_demo(app: Flask, session: Session) -> None:
    an_authority(session)
    assert seed(app, "--if-empty")[0] == 0
    code, said = seed(app)
    assert code != 0
    assert "real council" in said
    assert session.scalars(select(Authority.slug)).all() == ["birmingham"]
