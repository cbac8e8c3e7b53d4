"""What followers are told: the right people, each piece of news once, in one mail at a time."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from shapely.geometry import box
from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment, move_feedback
from consultation.commands.following import mute
from consultation.commands.moderation import set_moderation
from consultation.commands.places import set_area
from consultation.commands.stages import move_stage, set_stages
from consultation.models.consultations import Stage
from consultation.models.following import FollowedArea, Notice, Subscription
from consultation.queries.followers import areas_meeting
from consultation.rules.comments import Moderation, Place, PlaceWay
from consultation.rules.drafts import StageDraft
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.following import Followed, Pace
from consultation.web.following_areas import circle
from foundation.accounts.models.contacts import Contact, Letter
from foundation.accounts.rules.contacts import Medium
from foundation.base.actor import Actor
from foundation.base.outbox import backlog
from foundation.base.work import work
from geo.rules.geojson import read_shape
from geo.rules.shapes import Shape
from geo.spatial import stored
from tests.clock import StandingClock
from tests.conftest import NOW
from tests.consultation.following import MO, a_follower, digests, mails
from tests.consultation.ground import wards_of
from tests.consultation.make import OFFICER, a_comment, a_consultation
from tests.consultation.web.giving import give
from tests.consultation.web.reading import code_on, text_of
from tests.html import ReadingClient
from tests.plans import plan_of
from townhall.jobs import run_once

HERE = (-1.8442, 52.4776)
AROUND = box(-1.85, 52.47, -1.84, 52.48)
EIGHT = NOW.replace(hour=8) + timedelta(days=1)
"""The next London morning; it is winter."""


def at(lon: float, lat: float) -> Place:
    point = {"type": "Point", "coordinates": [lon, lat]}
    return Place(PlaceWay.MAP, shape=read_shape(point))


def answer(session: Session, actor: Actor, comment: UUID, text: str = "We will.") -> None:
    with work(session, actor, NOW) as unit:
        answer_comment(unit, comment, text=text, close=True, **OFFICER)


def test_an_answer_is_shown_by_the_code_and_told_once_in_one_mail(
    app: Flask, session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    code = code_on(client.get(give(client).location))
    mine = session.scalars(select(text("id")).select_from(text("comment"))).one()
    mine = mine if isinstance(mine, UUID) else UUID(mine)
    run_once(app)
    a_follower(session, actor, comment_id=mine, is_own=True, pace=Pace.INSTANT)
    a_follower(session, actor, consultation_id=consultation, pace=Pace.INSTANT)
    answer(session, actor, mine, "Twelve limes come in March.")
    client.post("/follow", data={"code": code})
    assert "Twelve limes come in March." in text_of(client.get("/follow"))
    done = app.test_cli_runner().invoke(args=["jobs", "run", "--once"])
    assert done.exit_code == 0, done.output
    assert backlog(session) == {}
    (mail,) = mails(session, "News from")
    assert mail.sent_at == NOW
    assert mail.text.count("Twelve limes come in March.") == 1
    assert "was answered by Planning" in mail.text
    assert "Being looked into" not in mail.text
    assert len(digests(app, session)) == 1


@pytest.mark.parametrize(
    ("pace", "due"),
    [
        (Pace.INSTANT, NOW),
        (Pace.DAILY, EIGHT),
        (Pace.WEEKLY, EIGHT),  # the day after NOW is a Monday
    ],
)
def test_each_is_told_at_their_pace(
    app: Flask, session: Session, actor: Actor, consultation: UUID, pace: Pace, due: datetime
) -> None:
    clock = app.extensions["clock"]
    a_follower(session, actor, consultation_id=consultation, pace=pace)
    a_comment(session, actor, consultation)
    if due != NOW:
        assert digests(app, session) == []
        clock.shows = EIGHT - timedelta(seconds=1)
        assert digests(app, session) == []
        clock.shows = EIGHT
    assert len(digests(app, session)) == 1


def test_a_busy_evening_is_not_a_mail_a_comment(
    app: Flask, session: Session, clock: StandingClock, actor: Actor, consultation: UUID
) -> None:
    a_follower(session, actor, consultation_id=consultation, pace=Pace.INSTANT)
    for minute in range(30):
        a_comment(session, actor, consultation, f"Tree {minute}", now=clock())
        digests(app, session)
        clock.forward(timedelta(minutes=1))
    told = digests(app, session)
    assert len(told) == 3
    assert sum(mail.text.count("New comment") for mail in told) == 30


def test_two_ways_to_hear_of_the_same_are_one_piece_of_news(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    root = a_comment(session, actor, consultation)
    a_follower(session, actor, consultation_id=consultation, pace=Pace.INSTANT)
    a_follower(session, actor, comment_id=root.comment_id, pace=Pace.INSTANT)
    a_follower(session, actor, area_words="here", outline=AROUND, pace=Pace.INSTANT)
    a_comment(session, actor, consultation, "Yes!", reply_to_ref=root.ref, place=at(*HERE))
    (mail,) = digests(app, session)
    assert mail.text.count("“Yes!”") == 1
    assert mail.text.count("Pause or stop:") == 3


def test_who_is_paused_has_left_or_never_said_yes_is_told_nothing(
    app: Flask, session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    paused = a_follower(session, actor, consultation_id=consultation, pace=Pace.INSTANT)
    with work(session, actor, NOW) as unit:
        mute(unit, paused, is_muted=True)
    client.post("/consultations/a-greener-high-street/follow", data={"email": "jo@example.org"})
    a_comment(session, actor, consultation)
    assert digests(app, session) == []
    assert session.scalars(select(Notice)).all() == []


def test_what_is_hidden_before_its_time_comes_is_told_to_nobody(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    run_once(app)
    a_follower(session, actor, consultation_id=consultation, pace=Pace.DAILY)
    posted = a_comment(session, actor, consultation, "A secret.")
    run_once(app)
    with work(session, actor, NOW) as unit:
        set_moderation(unit, posted.comment_id, Moderation.HIDDEN)
    run_once(app)
    app.extensions["clock"].shows = EIGHT
    assert digests(app, session) == []


def test_steps_stages_and_decisions_are_told_in_words(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        set_stages(unit, consultation, [StageDraft("Decision", date(2027, 1, 5))])
    a_follower(session, actor, consultation_id=consultation, pace=Pace.INSTANT)
    a_follower(session, actor, comment_id=posted.comment_id, pace=Pace.INSTANT)
    stage = session.scalars(select(Stage.id)).one()
    with work(session, actor, NOW) as unit:
        move_stage(unit, stage, date(2027, 2, 1), "The survey takes longer.")
        move_feedback(unit, posted.comment_id, FeedbackStatus.BEING_CONSIDERED)
    (mail,) = digests(app, session)
    assert "“Decision” is now expected by 1 February 2027." in mail.text
    assert f"Comment {posted.ref}: Being looked into." in mail.text


def test_what_is_planned_in_a_ward_or_an_area_is_told_when_it_opens(
    app: Flask, session: Session, actor: Actor
) -> None:
    wards_of(session, actor, Green_End=AROUND, Far_Away=box(-2.0, 52.4, -1.95, 52.45))
    area: dict[str, Any] = {"area_words": "Green End ward", "ward_code": "Green_End"}
    a_follower(session, actor, "ward@example.org", pace=Pace.INSTANT, **area)
    spot: dict[str, Any] = {"area_words": "500 metres around B9 5QT", "outline": circle(*HERE, 500)}
    a_follower(session, actor, "spot@example.org", pace=Pace.INSTANT, **spot)
    far: dict[str, Any] = {"area_words": "Far Away ward", "ward_code": "Far_Away"}
    a_follower(session, actor, "far@example.org", pace=Pace.INSTANT, **far)
    made = a_consultation(session, actor, title="A new square")
    with work(session, actor, NOW) as unit:
        lon, lat = HERE
        set_area(unit, made, Shape(box(lon - 0.001, lat - 0.001, lon, lat)))
    told = digests(app, session)
    assert sorted(mail.recipient for mail in told) == ["spot@example.org", "ward@example.org"]
    assert "A new square" in told[0].text
    assert "Open for comments. The last day is" in told[0].text


def test_a_circle_reaches_as_far_as_it_says(session: Session, actor: Actor) -> None:
    lon, lat = HERE
    a_follower(session, actor, area_words="x", outline=circle(lon, lat, 500))
    north = 1 / 111_200  # degrees in a metre, northwards
    for metres, is_inside in ((495, True), (505, False)):
        spot = Shape(box(lon, lat + metres * north, lon + 1e-7, lat + (metres + 1) * north))
        found = session.execute(areas_meeting(actor.authority_id, spot.geometry)).all()
        assert bool(found) is is_inside, metres


def test_matching_asks_the_spatial_index(session: Session, actor: Actor) -> None:
    contact = Contact(
        authority_id=actor.authority_id,
        medium=Medium.EMAIL,
        address=MO,
        language="en",
        made_at=NOW,
        confirmed_at=NOW,
    )
    session.add(contact)
    session.flush()
    rows = [
        {
            "id": UUID(int=number),
            "authority_id": actor.authority_id,
            "contact_id": contact.id,
            "about": Followed.AREA,
            "area_words": str(number),
            "is_own": False,
            "pace": Pace.DAILY,
            "asked_at": NOW,
            "confirmed_at": NOW,
        }
        for number in range(2000)
    ]
    session.execute(insert(Subscription), rows)
    spots = [(-2 + at % 50 / 100, 52.3 + at // 50 / 100) for at in range(2000)]
    areas = [
        {"subscription_id": UUID(int=at), "geom": stored(box(x, y, x + 0.005, y + 0.005))}
        for at, (x, y) in enumerate(spots)
    ]
    session.execute(insert(FollowedArea), areas)
    session.commit()
    session.execute(text("ANALYZE followed_area"))
    session.execute(text("ANALYZE subscription"))
    asked = areas_meeting(actor.authority_id, box(-1.8442, 52.4776, -1.8441, 52.4777))
    plan = plan_of(session, lambda: session.execute(asked).all())
    assert "VIRTUAL TABLE INDEX" in plan or "idx_followed_area_geom" in plan, plan
    assert not re.search(r"SCAN (followed_area|subscription)|Seq Scan", plan), plan
    assert "AND rowid=?" not in plan, "each subscription would try every area that was found"


def test_letters_and_texts_carry_the_same_news(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    lines = "Mo Example\n1 Green Lane\nB9 5QT"
    for medium, address in ((Medium.POST, lines), (Medium.TEXT, "+447700900123")):
        a_follower(session, actor, address, medium, consultation_id=consultation, pace=Pace.INSTANT)
    a_comment(session, actor, consultation)
    run_once(app)
    letter = session.scalars(select(Letter)).one()
    assert "More trees, please." in letter.text
    (message,) = mails(session)
    assert "news about “A greener high street”" in message.text
    assert len(message.text) < 459  # three parts of a long text


def test_one_who_cannot_be_written_to_holds_up_nobody(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    run_once(app)
    a_follower(session, actor, consultation_id=consultation, pace=Pace.INSTANT)
    broken = Contact(
        authority_id=actor.authority_id,
        medium=Medium.EMAIL,
        address="not an address",
        language="en",
        made_at=NOW,
        confirmed_at=NOW,
    )
    session.add(broken)
    session.flush()
    session.add(
        Subscription(
            authority_id=actor.authority_id,
            contact_id=broken.id,
            about="consultation",
            consultation_id=consultation,
            pace=Pace.INSTANT,
            asked_at=NOW,
            confirmed_at=NOW,
        )
    )
    session.commit()
    a_comment(session, actor, consultation)
    assert [mail.recipient for mail in digests(app, session)] == [MO]
    left = select(func.count()).select_from(Notice).where(Notice.told_at.is_(None))
    assert session.scalars(left).one() == 1


def test_a_digest_holds_no_trace_of_another_council(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    a_follower(session, actor, consultation_id=consultation, pace=Pace.INSTANT)
    a_comment(session, actor, consultation, place=at(*HERE))
    (mail,) = digests(app, session)
    assert mail.authority_id == actor.authority_id
    assert MO not in json.dumps([mail.subject, mail.text, mail.html])
