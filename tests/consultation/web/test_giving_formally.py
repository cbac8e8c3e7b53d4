"""Giving a view in the formal lane: what is asked, shown and sent, one tap from the other lane."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.following import Subscription
from consultation.models.representations import Representation
from consultation.models.unsent import UnsentView
from consultation.queries.representations import signatory_of
from consultation.rules.comments import Lane
from consultation.rules.consultations import ConsultationKind
from foundation.accounts.models.authorities import Authority
from foundation.accounts.models.contacts import Contact
from foundation.accounts.rules.authorities import Publishing
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.actor import Actor
from tests.conftest import StandingClock, at_most
from tests.consultation.make import a_consultation
from tests.consultation.web.giving import GIVE, PAGE, STEPS, answer, checked, give, said, written
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient

ANN = {"name": "Ann Example", "address": "1 Invented Row\r\nBirmingham", "postcode": "b95qt"}
STORED = Signatory("Ann Example", "1 Invented Row\nBirmingham", "B9 5QT")
SHOWN_ADDRESS = "1 Invented Row, Birmingham, B9 5QT"
INFORMAL, FORMAL = {"lane": "dialogue"}, {"lane": "representation"}


@pytest.fixture(autouse=True)
def application(session: Session, actor: Actor) -> UUID:
    return a_consultation(session, actor, kind=ConsultationKind.PLANNING_APPLICATION)


def policy(session: Session, publishing: Publishing, *, late_comments: bool = False) -> None:
    council = session.scalars(select(Authority)).one()
    council.publishing, council.late_comments = publishing, late_comments
    session.commit()


def test_a_planning_application_begins_formal_and_one_send_stores_all(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    policy(session, Publishing.NAME_ONLY)
    assert "It is a formal comment" in text_of(client.get(GIVE))
    data = checked(written(client, **ANN))
    with at_most(16):
        assert client.post(f"{GIVE}/check", data=data).location == f"{GIVE}/sent"
    assert client.post(f"{GIVE}/check", data=data).location == f"{GIVE}/sent"
    (comment,) = said(session)
    assert (comment.lane, comment.is_late, comment.display_name) == (
        Lane.REPRESENTATION,
        False,
        None,
    )
    assert signatory_of(session, actor.authority_id, comment.id) == STORED
    assert session.scalars(select(Representation.publishing)).one() is Publishing.NAME_ONLY
    assert session.scalars(select(UnsentView)).all() == []
    receipt = text_of(client.get(f"{GIVE}/sent"))
    assert "This is a formal comment." in receipt
    public = text_of(client.get(PAGE))
    assert "Ann Example" in public
    assert "Invented Row" not in public


@pytest.mark.parametrize("publishing", list(Publishing))
def test_the_check_shows_exactly_what_of_name_and_address_everybody_will_read(
    session: Session, client: ReadingClient, publishing: Publishing
) -> None:
    policy(session, publishing)
    page = written(client, view="support_with_changes", email="Ann@Example.org", **ANN)
    html = text_of(page)
    mirror = html.split('<section class="app-mirror"')[1].split("</section>")[0]
    with_name = publishing in {Publishing.NAME_ONLY, Publishing.NAME_AND_ADDRESS}
    assert ("Ann Example" in mirror) is with_name
    assert (SHOWN_ADDRESS in mirror) is (publishing is Publishing.NAME_AND_ADDRESS)
    assert "ann@example.org" in html
    assert "ann@example.org" not in mirror
    assert ("what the council will read" in mirror) is (publishing is Publishing.NOTHING)
    assert "They will see “neutral”" in html
    client.post(f"{GIVE}/check", data=checked(page))
    public = text_of(client.get(PAGE))
    assert ("Ann Example" in public) is with_name
    assert (SHOWN_ADDRESS in public) is (publishing is Publishing.NAME_AND_ADDRESS)
    assert ("Plant lime trees." in public) is (publishing is not Publishing.NOTHING)


def test_going_over_to_the_other_lane_and_back_keeps_all_that_was_typed(
    client: ReadingClient,
) -> None:
    client.post(GIVE)
    answer(client, "comment", text="Too tall by far.")
    half = {"name": "Ann", "address": "1 Invented", "postcode": "B9", "email": "ann@"}
    over = client.post(f"{GIVE}/lane", data={**half, **INFORMAL})
    assert (over.status_code, over.location) == (303, f"{GIVE}/details")
    page = text_of(client.get(over.location))
    assert "Which name shall we show?" in page
    assert "This is not yet a formal comment." in page
    client.post(f"{GIVE}/lane", data={"display_name": "Birmingham Council", **FORMAL})
    page = text_of(client.get(f"{GIVE}/details"))
    for typed in half.values():
        assert f'value="{typed}"' in page or f">\r\n{typed}</textarea>" in page or typed in page
    client.post(f"{GIVE}/lane", data=INFORMAL)
    assert "Birmingham Council" in text_of(client.get(f"{GIVE}/details"))
    assert "Too tall by far." in text_of(client.get(f"{GIVE}/comment"))


def test_a_lane_that_was_changed_on_the_check_page_comes_back_to_it(
    session: Session, client: ReadingClient
) -> None:
    written(client, **ANN)
    over = client.post(f"{GIVE}/lane?change=1", data=INFORMAL)
    assert over.location == f"{GIVE}/details?change=1"
    assert client.get(f"{GIVE}/check").location == f"{GIVE}/details"
    assert client.post(over.location, data={"display_name": "Jo"}).location == f"{GIVE}/check"
    client.post(f"{GIVE}/check", data=checked(client.get(f"{GIVE}/check")))
    (comment,) = said(session)
    assert (comment.lane, comment.display_name) == (Lane.DIALOGUE, "Jo")
    receipt = text_of(client.get(f"{GIVE}/sent"))
    assert "This is not yet a formal comment." in receipt
    assert "/follow/make-formal?sent=1" in receipt
    assert session.scalars(select(Representation)).all() == []


def test_who_starts_informally_is_asked_for_no_address(
    session: Session, client: ReadingClient
) -> None:
    client.post(GIVE, data={"informal": "1"})
    for step in ("view", "about", "topics", "comment", "photos"):
        answer(client, step)
    assert "Which name shall we show?" in text_of(client.get(f"{GIVE}/details"))
    answer(client, "details")
    client.post(f"{GIVE}/check", data=checked(client.get(f"{GIVE}/check")))
    assert said(session)[0].lane is Lane.DIALOGUE


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Enter your full name."),
        ({"name": "x" * 81}, "at most 80 characters"),
        ({"name": "Birmingham Council"}, "the council's own name"),
        ({"address": ""}, "Enter your address"),
        ({"address": "x" * 251}, "at most 250 characters"),
        ({"postcode": "B9"}, "Enter a full UK postcode"),
        ({"email": "ann@\r\nBcc: all@example.org"}, "Enter an email address"),
        ({"email": "ann"}, "Enter an email address"),
    ],
)
def test_what_the_law_asks_for_is_asked_for_at_its_field_and_nothing_typed_is_lost(
    session: Session, client: ReadingClient, wrong: dict[str, str], sentence: str
) -> None:
    refused = written(client, **{**ANN, **wrong})
    assert refused.status_code == 422
    assert sentence in text_of(refused)
    assert f'href="#{next(iter(wrong))}' in text_of(refused)
    kept = {**ANN, **wrong}
    assert all(kept[name].strip() in text_of(refused) for name in ("name", "postcode"))
    assert client.get(f"{GIVE}/check").location == f"{GIVE}/details"
    assert said(session) == []


def test_all_that_is_wrong_is_said_at_once(client: ReadingClient) -> None:
    page = text_of(written(client, name="", address="", postcode="", email="ann"))
    for sentence in ("Enter your full name.", "Enter your address", "UK postcode", "an email"):
        assert sentence in page


def test_a_council_that_changes_its_policy_meanwhile_is_no_trap(
    session: Session, client: ReadingClient
) -> None:
    policy(session, Publishing.NEITHER)
    data = checked(written(client, **ANN))
    policy(session, Publishing.NAME_AND_ADDRESS)
    again = client.post(f"{GIVE}/check", data=data)
    assert again.status_code == 409
    assert "has changed what it publishes" in text_of(again)
    assert SHOWN_ADDRESS in text_of(again)
    assert said(session) == []
    assert client.post(f"{GIVE}/check", data=checked(again)).status_code == 303
    assert "Ann Example" in text_of(client.get(PAGE))


def test_a_late_comment_is_said_to_be_late_before_and_after(
    session: Session, client: ReadingClient, clock: StandingClock
) -> None:
    policy(session, Publishing.NEITHER, late_comments=True)
    clock.forward(timedelta(days=15))
    assert "The last day for comments has passed." in text_of(client.get(GIVE))
    page = written(client, **ANN)
    assert "It will be marked late." in text_of(page)
    client.post(f"{GIVE}/check", data=checked(page))
    (comment,) = said(session)
    assert (comment.lane, comment.is_late) == (Lane.REPRESENTATION, True)
    assert "It came after the last day and is marked late." in text_of(client.get(f"{GIVE}/sent"))


def test_an_e_mail_address_is_asked_whether_it_means_it_and_is_published_nowhere(
    session: Session, client: ReadingClient
) -> None:
    policy(session, Publishing.NAME_AND_ADDRESS)
    give(client, email="ann@example.org", **ANN)
    for _reload in range(2):
        assert "We have written to your e-mail address." in text_of(client.get(f"{GIVE}/sent"))
    session.rollback()
    (wish,) = session.scalars(select(Subscription)).all()
    assert (wish.comment_id, wish.is_own, wish.confirmed_at) == (said(session)[0].id, True, None)
    assert session.scalars(select(Contact.address)).one() == "ann@example.org"
    assert "ann@example.org" not in text_of(client.get(PAGE))


def test_no_address_is_written_to_where_none_was_given(
    session: Session, client: ReadingClient
) -> None:
    give(client, **ANN)
    assert "We have written" not in text_of(client.get(f"{GIVE}/sent"))
    assert session.scalars(select(Contact)).all() == []


@pytest.mark.parametrize(
    "kind", [kind for kind in ConsultationKind if kind is not ConsultationKind.PLANNING_APPLICATION]
)
def test_other_kinds_stay_informal_whatever_is_sent(
    session: Session, client: ReadingClient, actor: Actor, kind: ConsultationKind
) -> None:
    a_consultation(session, actor, kind=kind, title="Another matter")
    other = "/consultations/another-matter/give-your-view"
    assert "formal comment" not in text_of(client.get(other))
    client.post(other)
    client.post(f"{other}/lane", data={**ANN, **FORMAL})
    page = text_of(client.get(f"{other}/details"))
    assert "Which name shall we show?" in page
    assert "Full name" not in page


@pytest.mark.parametrize("data", [{}, {"lane": "x"}, {"lane": ""}, {"lane": "representation\x00"}])
def test_a_lane_that_is_none_changes_nothing(client: ReadingClient, data: dict[str, Any]) -> None:
    written(client, **ANN)
    assert client.post(f"{GIVE}/lane", data={**data, "name": "Eve"}).status_code in {303, 400}
    assert "Ann Example" in text_of(client.get(f"{GIVE}/check"))


def test_the_lane_of_a_closed_consultation_stays_with_all_its_words(
    client: ReadingClient, clock: StandingClock
) -> None:
    written(client, "Just in time?", **ANN)
    clock.forward(timedelta(days=15))
    over = client.post(f"{GIVE}/lane", data=INFORMAL)
    assert over.status_code == 409
    assert "Just in time?" in text_of(over)


def test_every_question_of_the_formal_lane_costs_little_and_is_stored_nowhere(
    client: ReadingClient,
) -> None:
    written(client, **ANN)
    for page in ("", *(f"/{step}" for step in STEPS), "/check"):
        with at_most(8):
            shown = client.get(f"{GIVE}{page}")
        assert (shown.status_code, shown.headers["Cache-Control"]) == (200, "no-store"), page
