"""Follow without an account: nobody is told anything before they have said yes."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from consultation.commands.following import Wish, follow
from consultation.models.following import FollowedArea, Subscription
from consultation.rules.following import MOST_WAITING, Followed, Pace
from foundation.accounts.commands.contacts import Reached
from foundation.accounts.models.contacts import Contact, ContactAsk
from foundation.accounts.rules.contacts import Medium
from foundation.base.actor import Actor
from foundation.base.outgoing import OutgoingMail
from foundation.base.work import work
from tests.conftest import NOW, StandingClock
from tests.consultation.following import MO, a_follower, mails, ways
from tests.consultation.make import a_comment
from tests.consultation.web.giving import give
from tests.consultation.web.reading import code_on, text_of
from tests.html import ReadingClient
from tests.make import an_authority
from townhall.jobs import run_once

PAGE = "/consultations/a-greener-high-street"
FOLLOW = f"{PAGE}/follow"
A_LINE = '{"type": "LineString", "coordinates": [[-1.8, 52.4], [-1.9, 52.5]]}'
ASKS = "Do you want news"


def kept(session: Session) -> list[Subscription]:
    session.rollback()
    return list(session.scalars(select(Subscription).order_by(Subscription.asked_at)))


def count(session: Session, model: type) -> int:
    session.rollback()
    return session.scalars(select(func.count()).select_from(model)).one()


def test_the_page_leads_to_a_form_and_sets_no_cookie(
    client: ReadingClient, consultation: UUID
) -> None:
    page = client.get(PAGE)
    assert f'href="{FOLLOW}"' in text_of(page)
    assert "Set-Cookie" not in page.headers
    assert "csrf_token" not in text_of(page)


def test_nothing_begins_before_the_button_in_the_message_is_pressed(
    app: Flask, session: Session, client: ReadingClient, consultation: UUID
) -> None:
    sent = client.post(FOLLOW, data={"email": " Mo@Example.org ", "pace": "instant"})
    assert (sent.status_code, sent.location) == (303, "/following/asked")
    assert client.get(sent.location).status_code == 200
    (mail,) = mails(session)
    assert (mail.recipient, mail.leave_url) == (MO, None)
    (way,) = ways(mail)
    stranger = app.test_client()
    assert "A greener high street" in text_of(stranger.get(way))
    assert kept(session)[0].confirmed_at is None
    assert stranger.post(way).status_code == 303
    (row,) = kept(session)
    assert row.confirmed_at is not None
    assert (row.about, row.pace) == (Followed.CONSULTATION, Pace.INSTANT)


def test_whoever_pressed_the_button_follows_more_without_another_mail(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    client.post(FOLLOW, data={"email": MO})
    client.post(ways(mails(session)[0])[0])
    more = client.post(f"/comments/{posted.ref}/follow", data={"email": MO})
    assert more.location == "/following/begun"
    assert client.get(more.location).status_code == 200
    assert len(mails(session)) == 1
    assert all(row.confirmed_at for row in kept(session))


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_the_answer_does_not_tell_whether_an_address_is_known(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID, *, known: bool
) -> None:
    if known:
        a_follower(session, actor, consultation_id=consultation)
    assert client.post(FOLLOW, data={"email": MO}).location == "/following/asked"
    assert len(mails(session, ASKS)) == 1


def test_five_hundred_wishes_for_somebody_elses_address_are_three_mails_a_day(
    session: Session,
    client: ReadingClient,
    actor: Actor,
    clock: StandingClock,
    consultation: UUID,
) -> None:
    refs = [a_comment(session, actor, consultation, f"Tree {at}").ref for at in range(20)]
    for ref in refs:
        client.post(f"/comments/{ref}/follow", data={"email": MO})
    assert len(mails(session)) == 3
    for at in range(480):
        with work(session, actor, NOW) as unit:
            wish = Wish(area_words=f"Area {at}", ward_code=str(at))
            asked = follow(unit, Reached(Medium.EMAIL, MO), wish, secret=b"x" * 9, proven=False)
            assert asked is None
    assert count(session, Subscription) == MOST_WAITING
    clock.forward(timedelta(days=1))
    for ref in refs:
        client.post(f"/comments/{ref}/follow", data={"email": MO})
    assert len(mails(session)) == 6


def test_being_forgotten_does_not_let_an_address_be_asked_more_often(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    for _ in range(5):
        client.post(FOLLOW, data={"email": MO})
        session.execute(delete(Subscription))
        session.execute(delete(Contact))
        session.commit()
    assert len(mails(session)) == 3


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"email": ""}, "email address"),
        ({"email": "a@b.c, x@y.zz"}, "email address"),
        ({"email": "a@example.org\r\nBcc: x@example.org"}, "email address"),
        ({"email": "a@example.org%0aBcc:x@example.org"}, "email address"),
        ({"medium": "text", "phone": "0121 496 0000"}, "mobile number"),
        ({"medium": "text", "phone": "07700 900123\nx"}, "mobile number"),
        ({"medium": "post", "lines": "Mo"}, "3 to 7 short lines"),
        ({"medium": "post", "lines": "Mo\n1 Green Lane\nBirmingham"}, "postcode alone"),
        ({"medium": "pigeon", "email": MO}, "Choose one of these"),
        ({"email": MO, "pace": "yesterday"}, "Choose one of these"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(
    session: Session, client: ReadingClient, consultation: UUID, typed: dict[str, str], says: str
) -> None:
    answer = client.post(FOLLOW, data=typed)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert count(session, OutgoingMail) == count(session, Subscription) == 0


def test_a_link_of_another_council_does_nothing(
    app: Flask, session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    client.post(FOLLOW, data={"email": MO})
    (confirm,) = ways(mails(session)[0])
    a_follower(session, actor, "jo@example.org", consultation_id=consultation, pace=Pace.INSTANT)
    a_comment(session, actor, consultation)
    run_once(app)
    before = count(session, Subscription), count(session, Contact)
    an_authority(session, "leeds")
    client.at = "http://leeds.localhost"
    for way in (confirm, *ways(mails(session, "News")[0])):
        client.get(way)
        client.post(way, data={"do": "leave-all"})
    assert (count(session, Subscription), count(session, Contact)) == before
    assert [row.confirmed_at for row in kept(session)].count(None) == 1


@pytest.mark.parametrize("way", ["confirm", "all", "leave", "leave-all"])
@pytest.mark.parametrize("token", ["x", "A" * 43, "é" * 43, "%00" * 5, "-" * 42 + "="])
def test_a_forged_link_gets_a_clear_page(
    client: ReadingClient, actor: Actor, way: str, token: str
) -> None:
    answer = client.get(f"/following/{way}/{token}")
    assert answer.status_code == 404
    assert "does not work any more" in text_of(answer)
    assert client.post(f"/following/{way}/{token}").status_code == 404


def test_a_link_is_for_one_purpose(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    client.post(FOLLOW, data={"email": MO})
    (way,) = ways(mails(session)[0])
    for other in ("all", "leave", "leave-all"):
        assert client.post(way.replace("confirm", other)).status_code == 404
    assert count(session, Subscription) == 1


def test_one_click_leaves_without_cookie_token_or_page(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    a_follower(session, actor, consultation_id=consultation, pace=Pace.INSTANT)
    a_comment(session, actor, consultation)
    run_once(app)
    (mail,) = mails(session, "News")
    assert mail.leave_url is not None
    program = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = True
    left = program.post(ways(mail.leave_url)[0], data={"List-Unsubscribe": "One-Click"})
    app.config["WTF_CSRF_ENABLED"] = False
    assert left.status_code == 200
    assert count(session, Subscription) == count(session, Contact) == 0
    assert "Stopped" in text_of(program.get(ways(mail.leave_url)[0]))


def test_opening_a_link_changes_nothing_and_a_pause_can_be_ended(
    app: Flask, session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    a_follower(session, actor, consultation_id=consultation, pace=Pace.INSTANT)
    a_comment(session, actor, consultation)
    run_once(app)
    leave, everything = ways(mails(session, "News")[0])
    assert "Pause" in text_of(client.get(leave))
    assert kept(session)[0].muted_at is None
    assert "Paused" in text_of(client.post(leave, data={"do": "mute"}))
    assert kept(session)[0].muted_at is not None
    assert "m…@example.org" in text_of(client.get(everything))
    which = kept(session)[0].id
    assert client.post(everything, data={"do": f"unmute {which}"}).status_code == 303
    assert kept(session)[0].muted_at is None
    assert client.post(everything, data={"do": f"weekly {which}"}).status_code == 303
    assert kept(session)[0].pace is Pace.WEEKLY
    assert client.post(everything, data={"do": f"dance {which}"}).status_code == 422
    assert client.post(everything, data={"do": "leave x"}).status_code == 422
    assert client.post(everything, data={"do": "leave-all"}).status_code == 303
    assert client.get(everything).status_code == 404


def test_nobody_changes_what_somebody_else_follows(
    app: Flask, session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    a_follower(session, actor, consultation_id=consultation, pace=Pace.INSTANT)
    theirs = a_follower(session, actor, "jo@example.org", consultation_id=consultation)
    a_comment(session, actor, consultation)
    run_once(app)
    everything = ways(mails(session, "News")[0])[-1]
    assert client.post(everything, data={"do": f"leave {theirs}"}).status_code == 404
    assert count(session, Subscription) == 2


def test_what_nobody_confirms_is_forgotten_after_a_week(
    app: Flask, session: Session, client: ReadingClient, clock: StandingClock, consultation: UUID
) -> None:
    client.post(FOLLOW, data={"email": MO})
    clock.forward(timedelta(days=7))
    run_once(app)
    assert count(session, Contact) == 1
    clock.forward(timedelta(seconds=1))
    run_once(app)
    gone = (Contact, Subscription, ContactAsk)
    assert [count(session, model) for model in gone] == [0, 0, 0]


def test_a_code_is_handed_to_an_address_which_the_comment_never_learns(
    app: Flask, session: Session, client: ReadingClient, consultation: UUID
) -> None:
    assert app.test_client().get("/follow/tell-me").location == "/follow"
    code = code_on(client.get(give(client).location))
    browser = app.test_client()
    browser.post("/follow", data={"code": code})
    assert "/follow/tell-me" in text_of(browser.get("/follow"))
    assert browser.get("/follow/tell-me").status_code == 200
    assert browser.post("/follow/tell-me", data={"email": MO}).status_code == 303
    (mail,) = mails(session)
    assert code not in mail.text
    assert "your comment" in mail.text
    (row,) = kept(session)
    assert (row.is_own, row.about) == (True, Followed.COMMENT)
    assert MO not in str(row.__dict__)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"way": "postcode", "postcode": "nowhere"}, "full postcode"),
        ({"way": "postcode", "postcode": "B9 5QT", "metres": "9000"}, "Not a valid choice"),
        ({"way": "ward", "ward": "E05"}, "Choose a ward"),
        ({"way": "map", "place": ""}, "Choose a spot"),
        ({"way": "map", "place": "{"}, "place"),
        (
            {
                "way": "map",
                "place": '{"type":"LineString","coordinates":[[-1.8,52.4],[-1.9,52.5]]}',
            },
            "three corners",
        ),
    ],
)
def test_an_area_that_is_none_is_refused(
    session: Session, client: ReadingClient, actor: Actor, typed: dict[str, str], says: str
) -> None:
    answer = client.post("/follow/area", data={"email": MO, **typed})
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert count(session, Subscription) == count(session, FollowedArea) == 0


def test_a_text_message_asks_as_a_mail_does(
    app: Flask, session: Session, client: ReadingClient, consultation: UUID
) -> None:
    client.post(FOLLOW, data={"medium": "text", "phone": "07700 900 123"})
    (message,) = mails(session)
    assert (message.recipient, message.subject) == ("+447700900123", "")
    folder = app.extensions["texts"].path
    before = set(folder.glob("*.txt"))
    run_once(app)
    (file,) = set(folder.glob("*.txt")) - before
    assert ways(file.read_text()) == ways(message)
    file.unlink()
    assert session.scalars(select(Contact.medium)).one() is Medium.TEXT
    assert "Text message" in text_of(client.get("/demo/mail"))
