"""The list of consultations and the page of one: what they show, cost and let a browser keep."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from consultation.commands.moderation import set_moderation
from consultation.rules.comments import Kind, Moderation, Stance
from consultation.rules.consultations import ConsultationStatus
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import NOW, StandingClock, at_most
from tests.consultation.make import a_comment, a_consultation
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.make import an_actor, an_authority

PAGE = "/consultations/a-greener-high-street"


def test_an_open_consultation_stands_on_the_front_page_and_in_the_list(
    client: ReadingClient, consultation: UUID
) -> None:
    for address in ("/", "/consultations"):
        page = text_of(client.get(address))
        assert "A greener high street" in page
        assert "14 days left" in page


@pytest.mark.parametrize(
    "until",
    [
        ConsultationStatus.DRAFT,
        ConsultationStatus.AWAITING_SIGN_OFF,
    ],
)
def test_a_draft_is_not_to_be_found(
    session: Session, client: ReadingClient, actor: Actor, until: ConsultationStatus
) -> None:
    a_consultation(session, actor, until=until)
    assert "greener" not in text_of(client.get("/consultations"))
    for address in ("", "/map.json", "/news", "/give-your-view", "/site.json"):
        assert client.get(PAGE + address).status_code == 404


def test_a_page_of_another_council_is_not_to_be_found(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    an_authority(session, "leeds")
    client.at = "http://leeds.localhost"
    for address in ("", "/map.json", "/give-your-view"):
        assert client.get(PAGE + address).status_code == 404


def test_a_visitor_gets_no_cookie_and_no_token(client: ReadingClient, consultation: UUID) -> None:
    answer = client.get(PAGE)
    assert "Set-Cookie" not in answer.headers
    assert "csrf" not in text_of(answer)
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_full_page_costs_few_statements_and_few_bytes(
    session: Session,
    client: ReadingClient,
    client_for: Callable[..., ReadingClient],
    actor: Actor,
    consultation: UUID,
) -> None:
    for number in range(30):
        posted = a_comment(
            session, actor, consultation, f"Comment {number}. " + "Plant more trees. " * 30
        )
        a_comment(session, actor, consultation, "So say I.", reply_to_ref=posted.ref)
    with at_most(16):
        answer = client.get(f"{PAGE}?words=comment&sort=agreed")
    assert len(gzip.compress(answer.get_data())) < 60_000
    resident = client_for(Role.RESIDENT)
    with at_most(16):
        resident.get(f"{PAGE}?kind=comment")


def test_an_unchanged_page_is_not_sent_again(client: ReadingClient, consultation: UUID) -> None:
    tag = client.get(PAGE).headers["ETag"]
    with at_most(3):
        answer = client.get(PAGE, headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert not answer.get_data()


def test_a_new_comment_a_new_day_and_the_closing_change_the_page(
    session: Session,
    client: ReadingClient,
    clock: StandingClock,
    actor: Actor,
    consultation: UUID,
) -> None:
    tags = [client.get(PAGE).headers["ETag"]]

    def is_new() -> bool:
        answer = client.get(PAGE, headers={"If-None-Match": tags[-1]})
        tags.append(answer.headers["ETag"])
        return answer.status_code == 200

    a_comment(session, actor, consultation)
    assert is_new()
    assert not is_new()
    clock.forward(timedelta(days=1))
    assert is_new()
    clock.shows = NOW + timedelta(days=14) - timedelta(milliseconds=1)
    assert is_new()
    clock.forward(timedelta(milliseconds=1))
    assert is_new()
    assert "Comments are closed" in text_of(client.get(PAGE))


def test_who_is_signed_in_does_not_get_the_visitors_page(
    client: ReadingClient, client_for: Callable[..., ReadingClient], consultation: UUID
) -> None:
    tag = client.get(PAGE).headers["ETag"]
    answer = client_for(Role.PLANNER).get(PAGE, headers={"If-None-Match": tag})
    assert answer.status_code == 200


def test_a_hidden_comment_is_not_shown(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, "Something rude.", display_name="Sam")
    with work(session, actor, NOW) as unit:
        set_moderation(unit, posted.comment_id, Moderation.HIDDEN)
    for address in (PAGE, f"/comments/{posted.ref}", f"{PAGE}/map.json"):
        page = text_of(client.get(address))
        assert "rude" not in page
        assert "Sam" not in page


@pytest.mark.parametrize(
    ("query", "shown", "not_shown"),
    [
        ("stance=object", "Too high", "Lovely"),
        ("kind=question", "How high", "Lovely"),
        ("topic=light", "Too high", "Lovely"),
        ("words=LOVELY", "Lovely", "Too high"),
        ("status=received", "Lovely", "nothing of the sort"),
        ("reply=yes", "No comment matches", "Lovely"),
        ("words=%25", "No comment matches", "Lovely"),
        ("sort=oldest", "Lovely", "nothing of the sort"),
    ],
)
def test_filters_narrow_the_list(
    session: Session, client: ReadingClient, actor: Actor, query: str, shown: str, not_shown: str
) -> None:
    consultation = a_consultation(session, actor)
    a_comment(session, actor, consultation, "Too high", stance=Stance.OBJECT, topics=("light",))
    a_comment(session, actor, consultation, "Lovely", stance=Stance.SUPPORT)
    a_comment(session, actor, consultation, "How high is it?", kind=Kind.QUESTION)
    page = text_of(client.get(f"{PAGE}?{query}"))
    assert shown in page
    assert not_shown not in page


@pytest.mark.parametrize(
    "query",
    [
        "sort=id;drop",
        "sort=password_hash",
        "stance=maybe",
        "status=approved",
        "kind=__class__",
        "topic=nothing",
        "after=broken",
        "after=W10",
        "part=../../etc",
        "words=" + "x" * 101,
    ],
)
def test_an_address_that_asks_for_nonsense_is_refused(
    client: ReadingClient, consultation: UUID, query: str
) -> None:
    assert client.get(f"{PAGE}?{query}").status_code == 400


def test_a_part_of_the_page_is_served_alone(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    a_comment(session, actor, consultation, "More trees, please.")
    comments = client.get(f"{PAGE}?part=comments")
    assert "More trees, please." in text_of(comments)
    assert "<html" not in text_of(comments)
    assert comments.headers["ETag"] != client.get(PAGE).headers["ETag"]
    assert "<html" not in text_of(client.get(f"{PAGE}?part=status"))


def test_a_long_list_is_paged(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    for number in range(9):
        moment = NOW + timedelta(minutes=number)
        a_comment(session, actor, consultation, f"This is number {number}.", now=moment)
    first = text_of(client.get(PAGE))
    assert "number 8." in first
    assert "number 0." not in first
    onward = first.split('rel="next"')[0].rpartition('href="')[2].partition("#")[0]
    second = text_of(client.get(onward))
    assert "number 0." in second
    assert "number 8." not in second


def test_news_says_how_far_a_page_is_behind(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    first = client.get(f"{PAGE}/news")
    seen = first.get_json()["version"]
    a_comment(session, actor, consultation)
    news = client.get(f"{PAGE}/news?since={seen}", headers={"If-None-Match": first.headers["ETag"]})
    assert news.get_json() == {"version": seen + 1, "new": 1}
    for nonsense in ("-1", "abc", "9" * 30, "٣", "1.5"):
        assert client.get(f"{PAGE}/news?since={nonsense}").status_code == 400


@pytest.mark.parametrize(
    ("query", "found"),
    [("text=greener", True), ("text=nothing", False), ("kind=place", True), ("status=open", True)],
)
def test_the_list_can_be_searched(
    client: ReadingClient, consultation: UUID, query: str, found: bool
) -> None:
    page = text_of(client.get(f"/consultations?{query}"))
    assert ("A greener high street" in page) is found


def test_twin_consultations_of_two_councils_stay_apart(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    theirs = an_actor(an_authority(session, "leeds").id)
    twin = a_consultation(session, theirs)
    a_comment(session, theirs, twin, "Said in Leeds.")
    assert "Leeds" not in text_of(client.get(PAGE))
    client.at = "http://leeds.localhost"
    assert "Said in Leeds." in text_of(client.get(PAGE))
