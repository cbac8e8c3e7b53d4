"""A consultation in easy read: written by an officer, read by anybody, answered in three steps."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from consultation.commands.consultations import move_consultation
from consultation.commands.documents import set_documents
from consultation.commands.easy_read import set_easy_read
from consultation.rules.comments import Channel, PlaceWay, Stance
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.drafts import DocumentDraft
from consultation.rules.easy_read import EasyReadLine
from foundation.base.actor import Actor
from foundation.base.errors import NotFound
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.make import a_consultation
from tests.consultation.web.giving import said
from tests.consultation.web.reading import hidden
from tests.html import ReadingClient
from tests.make import an_actor, an_authority

HERE = "/consultations/a-greener-high-street"
EASY = f"{HERE}/easy-read"
ANSWER = f"{EASY}/answer"
DESK = "/desk/consultations/a-greener-high-street/easy-read"
PLAN = "/static/demo/lantern-row-site-plan.svg"
SEND = {"act": "send"}
Browsers = Callable[..., ReadingClient]


@pytest.fixture
def easy(session: Session, actor: Actor, consultation: UUID) -> UUID:
    with work(session, actor, NOW) as unit:
        set_documents(unit, consultation, [DocumentDraft("Plan", PLAN, None)])
        lines = [EasyReadLine("We want more trees.", PLAN, "A plan"), EasyReadLine("Tell us.")]
        set_easy_read(unit, consultation, lines)
    return consultation


def test_it_is_offered_only_where_somebody_wrote_it(
    client: ReadingClient, consultation: UUID
) -> None:
    assert "Easy read" not in client.get(HERE).text
    assert client.get(EASY).status_code == 404
    assert client.get(ANSWER).status_code == 404
    assert client.post(ANSWER, data={"text": "Trees."}).status_code == 404


def test_it_shows_each_idea_with_its_picture_and_is_kept_by_browsers(
    client: ReadingClient, easy: UUID
) -> None:
    assert EASY in client.get(HERE).text
    with at_most(9):
        page = client.get(EASY)
    assert "We want more trees." in page.text
    assert f'<img src="{PLAN}" alt="A plan"' in page.text
    assert "Set-Cookie" not in page.headers
    assert client.get(EASY, headers={"If-None-Match": page.headers["ETag"]}).status_code == 304


def test_a_picture_that_is_no_document_any_more_is_left_out(
    session: Session, client: ReadingClient, actor: Actor, easy: UUID
) -> None:
    with work(session, actor, NOW) as unit:
        set_documents(unit, easy, [])
    page = client.get(EASY).text
    assert "We want more trees." in page
    assert PLAN not in page


@pytest.mark.parametrize(
    ("given", "stance", "way"),
    [
        ({"stance": "support"}, Stance.SUPPORT, PlaceWay.WHOLE),
        ({"stance": "neutral"}, Stance.NEUTRAL, PlaceWay.WHOLE),
        ({"stance": "object", "place_way": "whole"}, Stance.OBJECT, PlaceWay.WHOLE),
        ({"place_way": "words", "place_words": "The gate"}, None, PlaceWay.WORDS),
    ],
)
def test_three_answers_make_one_comment_and_the_usual_receipt(
    session: Session,
    client: ReadingClient,
    easy: UUID,
    given: dict[str, str],
    stance: Stance | None,
    way: PlaceWay,
) -> None:
    key = hidden(client.get(ANSWER), "form_key")
    for _twice in range(2):
        sent = client.post(ANSWER, data={"text": "More shade.", "form_key": key, **SEND, **given})
        assert (sent.status_code, sent.location) == (303, f"{HERE}/give-your-view/sent")
    (comment,) = said(session)
    assert (comment.text, comment.stance, comment.place_way) == ("More shade.", stance, way)
    assert (comment.channel, comment.display_name) == (Channel.WEB, None)
    assert comment.ref in client.get(f"{HERE}/give-your-view/sent").text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": ""}, "Write a few words."),
        ({"text": "a", "stance": "perhaps"}, "Choose one of these."),
        ({"text": "a", "place_way": "air"}, "Choose one of these."),
        ({"text": "a", "place_way": "map"}, "Move the map and press"),
        ({"text": "a", "place_way": "map", "place": "["}, "place"),
        ({"text": "a", "place_way": "words"}, "Say where it is"),
        ({"text": "a", "place_way": "postcode", "postcode": "x"}, "Enter a full postcode"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_what_was_typed(
    session: Session, client: ReadingClient, easy: UUID, given: dict[str, str], sentence: str
) -> None:
    typed = {"place_words": "", "postcode": "Kept words", **given}
    for act in ({}, SEND):
        answer = client.post(ANSWER, data={**typed, **act})
        assert answer.status_code == 422
        assert sentence in answer.text
        assert typed["postcode"] in answer.text
    assert said(session) == []


def test_everybody_sees_first_what_will_be_published(
    session: Session, client: ReadingClient, easy: UUID
) -> None:
    key = hidden(client.get(ANSWER), "form_key")
    spot = '{"type":"Point","coordinates":[-1.8442,52.4776]}'
    text = "Ring me on 07700 900123."
    typed = {"text": text, "form_key": key, "place_way": "map", "place": spot, "stance": "object"}
    look = client.post(ANSWER, data=typed)
    assert look.status_code == 200
    assert "This is exactly what everyone will see" in look.text
    assert "Your comment shows" in look.text
    assert said(session) == []
    names = ("text", "place", "place_way", "stance", "form_key")
    assert {name: hidden(look, name) for name in names} == typed
    change = client.post(ANSWER, data={**typed, "act": "change"})
    assert text in change.text
    assert hidden(change, "place") == spot
    without = client.post(ANSWER, data={**typed, "out": "text-0"})
    assert "900123" not in without.text
    assert "We took it out." in without.text
    kept = {name: hidden(without, name) for name in names}
    assert client.post(ANSWER, data={**kept, **SEND}).status_code == 303
    (comment,) = said(session)
    assert (comment.text, comment.place_way) == (
        "Ring me on (phone number removed).",
        PlaceWay.MAP,
    )


def test_after_the_end_it_can_be_read_and_not_answered(
    session: Session, client: ReadingClient, actor: Actor, easy: UUID
) -> None:
    with work(session, actor, NOW) as unit:
        move_consultation(unit, easy, ConsultationStatus.CLOSED)
    assert "We want more trees." in client.get(EASY).text
    assert client.get(ANSWER).status_code == 200
    refused = client.post(ANSWER, data={"text": "Kept for you."})
    assert refused.status_code == 409
    assert "Kept for you." in refused.text


def test_an_officer_writes_it_and_is_advised(
    client: ReadingClient, client_for: Browsers, consultation: UUID
) -> None:
    officer = client_for(Role.CONSULTATION_OFFICER)
    lines = ["The applicant wants trees.", "", "Tell us."]
    given = {"words": lines, "picture": ["", "", ""], "alt": ["", "", ""]}
    assert officer.post(DESK, data=given).status_code == 303
    page = officer.get(DESK).text
    assert "is there an easier word for this?" in page
    assert "<strong>applicant</strong>" in page
    assert "The applicant wants trees." in client.get(EASY).text
    officer.post(DESK, data={"words": [""], "picture": [""], "alt": [""]})
    assert client.get(EASY).status_code == 404


def test_a_picture_without_words_for_it_comes_back(
    session: Session, client_for: Browsers, easy: UUID
) -> None:
    officer = client_for(Role.CONSULTATION_OFFICER)
    given = {"words": ["My new line."], "picture": [PLAN], "alt": [""]}
    refused = officer.post(DESK, data=given)
    assert refused.status_code == 422
    assert "say what the picture shows" in refused.text
    assert "My new line." in refused.text


def test_another_council_cannot_write_it(session: Session, easy: UUID) -> None:
    stranger = an_actor(an_authority(session, "elsewhere").id)
    with pytest.raises(NotFound), work(session, stranger, NOW) as unit:
        set_easy_read(unit, easy, [EasyReadLine("Mine now.")])


def test_a_draft_has_no_easy_read_page_for_the_public(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    draft = a_consultation(session, actor, ConsultationStatus.DRAFT)
    with work(session, actor, NOW) as unit:
        set_easy_read(unit, draft, [EasyReadLine("Secret.")])
    assert client.get(EASY).status_code == 404
