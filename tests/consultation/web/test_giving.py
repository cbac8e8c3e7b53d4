"""Give your view by plain form posts: what is taken, what is refused, and that nothing is lost."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from shapely.geometry import Polygon
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.places import set_area
from consultation.jobs.activity import fold
from consultation.models.comments import Comment
from consultation.queries.activity import activity
from consultation.rules.activity import Measure
from consultation.rules.comments import Moderation
from foundation.accounts.rules.authorities import Moderating
from foundation.base.actor import Actor
from foundation.base.work import work
from geo.models.postcodes import Postcode
from geo.rules.shapes import Shape
from tests.conftest import NOW, StandingClock, at_most
from tests.consultation.make import a_comment, a_consultation
from tests.consultation.web.giving import (
    BORDESLEY,
    FIELDS,
    GIVE,
    PAGE,
    answer,
    checked,
    give,
    said,
    written,
)
from tests.consultation.web.reading import code_on, hidden, text_of
from tests.html import ReadingClient
from tests.make import an_authority


def test_a_view_is_sent_shown_and_followed(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    sent = give(client, view="support", topics=["design", "light"], display_name="Jo")
    assert (sent.status_code, sent.location) == (303, f"{GIVE}/sent")
    receipt = client.get(f"{GIVE}/sent")
    code = code_on(receipt)
    assert "data:image/svg+xml" in text_of(receipt)
    page = text_of(client.get(PAGE))
    for shown in ("Plant lime trees.", "Jo", "Light", "Support", "The whole proposal"):
        assert shown in page
    followed = client.post("/follow", data={"code": code.lower().replace("-", " ")})
    assert (followed.status_code, followed.location) == (303, "/follow")
    fate = text_of(client.get("/follow"))
    assert "Plant lime trees." in fate
    assert code not in fate


def test_the_receipt_stays_for_a_reload_and_stands_in_no_address(
    client: ReadingClient, consultation: UUID
) -> None:
    sent = give(client)
    code = code_on(client.get(sent.location))
    assert code_on(client.get(sent.location)) == code
    assert code not in sent.location
    assert client.get(sent.location).headers["Cache-Control"] == "no-store"


def test_how_it_went_is_counted_without_anybody(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    phone = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36"}
    client.post(GIVE, headers=phone)
    client.post(GIVE, headers=phone)
    assert answer(client, "view", view="nonsense").status_code == 422
    checked_page = written(client)
    fold(session, NOW)
    found = activity(session, consultation)
    assert found[Measure.BEGUN] == {"phone": 1}
    assert found[Measure.ERROR] == {"view": 1}
    assert found[Measure.STEP]["view"] == found[Measure.STEP]["details"] == 1
    client.post(f"{GIVE}/check", data=checked(checked_page))
    fold(session, NOW)
    found = activity(session, consultation)
    assert found[Measure.SENT] == {"computer": 1}
    assert found[Measure.MINUTES] == {"under_2": 1}


def test_the_receipt_is_for_nobody_else(
    app: Flask, client: ReadingClient, consultation: UUID
) -> None:
    give(client)
    stranger = app.test_client()
    assert stranger.get(f"{GIVE}/sent").location == "/follow"


def test_sending_costs_few_statements_and_one_commit(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    spot = json.dumps({"type": "Point", "coordinates": BORDESLEY})
    data = checked(written(client, topics=["design", "light"], place_way="map", place=spot))
    with at_most(15):
        assert client.post(f"{GIVE}/check", data=data).location == f"{GIVE}/sent"
    posted = a_comment(session, actor, consultation)
    for _ in range(20):
        a_comment(session, actor, consultation, reply_to_ref=posted.ref)
    address = f"/comments/{posted.ref}/reply"
    key = hidden(client.get(address), "form_key")
    with at_most(14):
        assert client.post(address, data={"text": "I agree.", "form_key": key}).location


def test_a_view_sent_twice_is_taken_in_once(
    session: Session, client: ReadingClient, clock: StandingClock, consultation: UUID
) -> None:
    data = checked(written(client))
    codes = set()
    for _ in range(3):
        sent = client.post(f"{GIVE}/check", data=data)
        assert (sent.status_code, sent.location) == (303, f"{GIVE}/sent")
        codes.add(code_on(client.get(sent.location)))
    clock.forward(timedelta(days=15))
    assert client.post(f"{GIVE}/check", data=data).location == f"{GIVE}/sent"
    assert len(codes) == 1
    assert len(said(session)) == 1


def test_a_view_sent_twice_in_one_instant_is_taken_in_once(
    app: Flask, session: Session, client: ReadingClient, consultation: UUID
) -> None:
    data = checked(written(client))
    cookie = client.get_cookie("session")
    assert cookie is not None
    app.test_client_class = FlaskClient

    def send(_number: int) -> tuple[int, str | None]:
        browser = app.test_client()
        browser.set_cookie("session", cookie.value)
        sent = browser.post(f"{GIVE}/check", data=data)
        return sent.status_code, sent.location

    try:
        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(send, range(8))) == {(303, f"{GIVE}/sent")}
    finally:
        app.test_client_class = ReadingClient
    assert len(said(session)) == 1


def test_what_one_browser_has_checked_is_worth_nothing_in_another(
    app: Flask, session: Session, client: ReadingClient, consultation: UUID
) -> None:
    data = checked(written(client, "One."))
    stranger = app.test_client()
    assert stranger.post(f"{GIVE}/check", data=data).location == f"{GIVE}/check"
    assert stranger.get(f"{GIVE}/check").location == GIVE
    assert said(session) == []
    assert client.post(f"{GIVE}/check", data=data).location == f"{GIVE}/sent"


def test_answers_that_changed_since_they_were_checked_are_checked_again(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    data = checked(written(client, "One."))
    answer(client, "comment", text="Two.")
    again = client.post(f"{GIVE}/check", data=data)
    assert again.status_code == 409
    assert "changed since you checked them" in text_of(again)
    assert "Two." in text_of(again)
    assert said(session) == []
    assert client.post(f"{GIVE}/check", data=checked(again)).status_code == 303
    assert [comment.text for comment in said(session)] == ["Two."]


@pytest.mark.parametrize("early", [timedelta(milliseconds=1), timedelta(0)])
def test_a_consultation_closes_to_the_millisecond(
    session: Session,
    client: ReadingClient,
    clock: StandingClock,
    consultation: UUID,
    early: timedelta,
) -> None:
    data = checked(written(client, "Just in time?"))
    clock.shows = NOW + timedelta(days=14) - early
    sent = client.post(f"{GIVE}/check", data=data)
    assert sent.status_code == (303 if early else 409)
    assert len(said(session)) == (1 if early else 0)
    if not early:
        for page in (sent, client.get(GIVE), client.get(f"{GIVE}/topics")):
            assert "Comments are closed" in text_of(page)
            assert "Comments were open until the end of" in text_of(page)
            assert "Just in time?" in text_of(page)
        late = answer(client, "comment", text="Typed meanwhile.")
        assert late.status_code == 409
        assert "Typed meanwhile." in text_of(late)


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"text": ""}, "text", "Write a few words."),
        ({"text": " \n\t "}, "text", "Write a few words."),
        ({"text": "🌳🌳🌳"}, "text", "Write a few words."),
        ({"text": "x" * 10_001}, "text", "10,001 characters"),
        ({"text": "x\n" * 50_000}, "text", "characters"),
        ({"view": "complaint"}, "view", "Choose one of these."),
        ({"place_way": "teleport"}, "place_way", "Choose one of these."),
        ({"topics": ["nothing"]}, "topics", "no such topic"),
        ({"display_name": "Birmingham Council"}, "display_name", "could be taken for"),
        ({"display_name": "\uff22irmingham Council"}, "display_name", "could be taken for"),
        ({"display_name": "x" * 81}, "display_name", "81 characters"),
        ({"place_way": "postcode", "postcode": "nowhere"}, "postcode", "full postcode"),
        ({"place_way": "postcode", "postcode": "B9 9ZZ"}, "postcode", "do not know"),
        ({"place_way": "postcode", "postcode": "B" * 5000}, "postcode", "full postcode"),
        ({"place_way": "words", "place_words": " "}, "place_words", "Say where it is"),
        ({"place_way": "map"}, "place", "Use this spot"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_all_is_kept(
    session: Session,
    client: ReadingClient,
    consultation: UUID,
    data: dict[str, Any],
    field: str,
    sentence: str,
) -> None:
    step = next(step for step, names in FIELDS.items() if field in names)
    kept = {"place_words": "by the mosque"} if step == "place" else {}
    refused = answer(client, step, **{**kept, **data})
    page = text_of(refused)
    assert refused.status_code == 422
    assert sentence in page
    assert f'href="#{field}' in page
    for value in {**kept, **data}.values():
        if field not in {"view", "place_way", "topics"} and value.strip():
            assert value.replace("\n", "\r\n") in page or value in page
    assert said(session) == []


def test_a_postcode_puts_the_comment_on_the_map(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    lon, lat = BORDESLEY
    session.add(Postcode(postcode="B9 5QT", lon=lon, lat=lat, easting=410689, northing=286822))
    session.commit()
    assert give(client, place_way="postcode", postcode="b95qt").status_code == 303
    (point,) = client.get(f"{PAGE}/map.json").get_json()["points"]
    assert point[1:3] == pytest.approx(BORDESLEY)
    assert "Near B9 5QT" in text_of(client.get(PAGE))


def test_a_place_far_away_is_asked_about_once_and_then_taken(
    session: Session, actor: Actor, client: ReadingClient, consultation: UUID
) -> None:
    lon, lat = BORDESLEY
    site = [(lon, lat), (lon + 0.001, lat), (lon + 0.001, lat + 0.001), (lon, lat)]
    with work(session, actor, NOW) as unit:
        set_area(unit, consultation, Shape(Polygon(site)))
    far = {"place_way": "map", "place": json.dumps({"type": "Point", "coordinates": [-2.05, 52.3]})}
    asked = give(client, **far)
    assert asked.status_code == 422
    assert "miles away. Is that right?" in text_of(asked)
    assert give(client, **far, far_is_right="y").status_code == 303
    assert len(said(session)) == 1


def test_a_held_comment_waits_for_its_moderator_and_its_author_is_told(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    a_consultation(session, actor, moderating=Moderating.BEFORE)
    sent = give(client, "Look at this first.")
    assert "A person checks your comment" in text_of(client.get(sent.location))
    assert "Look at this first." not in text_of(client.get(PAGE))


def test_a_reply_stands_below_what_it_answers(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, "More trees, please.")
    address = f"/comments/{posted.ref}/reply"
    form = client.get(address)
    assert "More trees, please." in text_of(form)
    sent = client.post(address, data={"text": "Oaks!", "form_key": hidden(form, "form_key")})
    assert sent.status_code == 303
    thread = text_of(client.get(f"/comments/{posted.ref}"))
    assert "Oaks!" in thread
    assert client.post(address, data={"text": ""}).status_code == 422


def test_a_comment_of_another_council_cannot_be_read_answered_or_agreed_with(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    an_authority(session, "leeds")
    client.at = "http://leeds.localhost"
    for address in ("", "/reply", "/agree"):
        assert client.get(f"/comments/{posted.ref}{address}").status_code == 404
    assert client.post(f"/comments/{posted.ref}/agree").status_code == 404
    assert client.post(f"/comments/{posted.ref}/reply", data={"text": "Hi"}).status_code == 404


def test_one_browser_agrees_once(
    app: Flask, session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    address = f"/comments/{posted.ref}/agree"
    client.get(address)
    for _ in range(3):
        agreed = client.post(address)
        assert (agreed.status_code, agreed.location) == (303, f"/comments/{posted.ref}")
    assert session.scalars(select(Comment.agreed)).one() == 1
    another = app.test_client()
    another.get(address)
    another.post(address)
    session.rollback()
    assert session.scalars(select(Comment.agreed)).one() == 2


def test_a_hidden_comment_can_be_neither_answered_nor_agreed_with(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    session.get_one(Comment, posted.comment_id).moderation = Moderation.HIDDEN
    session.commit()
    assert client.get(f"/comments/{posted.ref}/agree").status_code == 404
    assert client.post(f"/comments/{posted.ref}/agree").status_code == 404
    assert client.get(f"/comments/{posted.ref}/reply").status_code == 404
    answer = client.post(f"/comments/{posted.ref}/reply", data={"text": "Kept words."})
    assert answer.status_code == 409
    assert "Kept words." in text_of(answer)


def test_ten_wrong_codes_an_hour_are_all(
    client: ReadingClient, clock: StandingClock, consultation: UUID
) -> None:
    code = code_on(client.get(give(client).location))
    for _ in range(3):
        assert client.post("/follow", data={"code": code}).status_code == 303
    for number in range(10):
        answer = client.post("/follow", data={"code": f"CCCC-CCCC-{number:04}"})
        assert answer.status_code == 422
        assert "We do not know this code" in text_of(answer)
    assert client.post("/follow", data={"code": code}).status_code == 429


def test_a_code_of_another_council_is_not_known(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    code = code_on(client.get(give(client).location))
    an_authority(session, "leeds")
    client.at = "http://leeds.localhost"
    assert client.post("/follow", data={"code": code}).status_code == 422


@pytest.mark.parametrize("code", ["", " ", "x" * 5000, "\x00", "' OR 1=1", "K7QD-3MXW-9TFH"])
def test_a_code_that_is_none_says_what_to_do(
    client: ReadingClient, consultation: UUID, code: str
) -> None:
    assert client.post("/follow", data={"code": code}).status_code == 422


def test_a_shared_computer_can_forget_the_code(client: ReadingClient, consultation: UUID) -> None:
    code = code_on(client.get(give(client).location))
    client.post("/follow", data={"code": code})
    assert "Plant lime trees." in text_of(client.get("/follow"))
    assert client.post("/follow/forget").location == "/follow"
    assert "Plant lime trees." not in text_of(client.get("/follow"))
    assert client.get(f"{GIVE}/sent").location == "/follow"


def test_a_stale_form_keeps_what_was_typed(
    app: Flask, session: Session, client: ReadingClient, consultation: UUID
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        refused = client.post(f"{GIVE}/comment", data={"text": "Plant lime trees."})
        form = client.get(GIVE)
        token = hidden(form, "csrf_token")
        sent = client.post(
            f"{GIVE}/comment", data={"text": "Plant lime trees.", "csrf_token": token}
        )
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert refused.status_code == 400
    assert "Plant lime trees." in text_of(refused)
    assert sent.status_code == 303
    assert "Plant lime trees." in text_of(client.get(f"{GIVE}/comment"))
