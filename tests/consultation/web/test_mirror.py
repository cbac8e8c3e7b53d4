"""The mirror, the coach and earlier answers on the pages of giving a view."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment
from consultation.rules.comments import Kind
from consultation.rules.consultations import ConsultationKind
from consultation.rules.material_considerations import GROUNDS
from consultation.rules.other_matters import MATTERS
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.make import OFFICER, a_comment, a_consultation
from tests.consultation.web.giving import GIVE, PAGE, answer, checked, said, written
from tests.consultation.web.reading import hidden, text_of
from tests.html import ReadingClient

RING = "More trees, please. Ring me on 07700 900123 if you want. My neighbour has dementia."
PHONE, HEALTH = "07700 900123", "dementia"


def decide(client: ReadingClient, **which: str) -> str:
    """Press one of the buttons beside what was found; return the page after it."""
    revision = hidden(client.get(f"{GIVE}/check"), "revision")
    pressed = client.post(f"{GIVE}/take-out", data={"revision": revision, **which})
    assert (pressed.status_code, pressed.location) == (303, f"{GIVE}/check#found")
    return text_of(client.get(f"{GIVE}/check"))


def test_what_may_be_personal_is_marked_where_it_stands_and_said_to_who_hears_the_page(
    client: ReadingClient, consultation: UUID
) -> None:
    page = text_of(written(client, RING))
    marked = re.findall(r'<mark class="app-found">(.*?)<span class="[^"]*"> \((.*?)\)</span>', page)
    assert (PHONE, "a phone number") in marked
    assert any(HEALTH in words for words, _ in marked)
    assert "Your comment shows a phone number" in page


def test_one_find_is_taken_out_and_its_sentence_is_shown_again(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    written(client, RING)
    page = decide(client, out="text-0")
    assert PHONE not in page
    assert "Ring me on (phone number removed) if you want." in page
    assert "Does it still say what you mean?" in page
    assert HEALTH in page
    client.post(f"{GIVE}/check", data=checked(client.get(f"{GIVE}/check")))
    assert PHONE not in said(session)[0].text


def test_all_is_taken_out_at_once_wherever_it_stands(
    client: ReadingClient, consultation: UUID
) -> None:
    written(client, RING, place_way="words", place_words="Behind me, 07700 900456")
    page = decide(client, out="all")
    assert PHONE not in page
    assert HEALTH not in page
    assert "07700 900456" not in page
    assert "Your comment shows" not in page


def test_what_is_left_in_is_asked_about_no_more_and_blocks_nothing(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    written(client, RING)
    page = decide(client, leave="text-0")
    assert "Your comment shows a phone number" not in page
    assert PHONE in page
    client.post(f"{GIVE}/check", data=checked(client.get(f"{GIVE}/check")))
    assert said(session)[0].text == RING


def test_a_button_of_an_older_page_takes_nothing_out(
    client: ReadingClient, consultation: UUID
) -> None:
    stale = hidden(written(client, RING), "revision")
    answer(client, "comment", text=f"Hello. {RING}")
    client.post(f"{GIVE}/take-out", data={"revision": stale, "out": "text-0"})
    assert PHONE in text_of(client.get(f"{GIVE}/check"))


def test_nothing_found_promises_nothing(client: ReadingClient, consultation: UUID) -> None:
    page = text_of(written(client, "Plant lime trees."))
    assert "app-found" not in page
    assert "We found nothing" not in page


def test_the_mirror_is_the_card_that_everyone_sees(
    client: ReadingClient, consultation: UUID
) -> None:
    page = written(client, "Lime\ntrees <b>here</b>.", display_name="Jo", topics=["light"])
    client.post(f"{GIVE}/check", data=checked(page))
    public = text_of(client.get(PAGE))
    for part in (r'<p class="app-card__where">.*?</p>', r'<div class="app-card__text.*?</div>'):
        mirror = re.search(part, text_of(page), re.DOTALL)
        assert mirror
        assert mirror[0] in public


def test_support_with_changes_says_what_other_systems_see(
    client: ReadingClient, consultation: UUID
) -> None:
    assert "They will see “neutral”" in text_of(written(client, view="support_with_changes"))
    answer(client, "view", view="support")
    assert "They will see “neutral”" not in text_of(client.get(f"{GIVE}/check"))


POINTS = "It would put our garden in shade. The digging may crack the party wall."


@pytest.fixture
def application(session: Session, actor: Actor) -> UUID:
    return a_consultation(session, actor, kind=ConsultationKind.PLANNING_APPLICATION)


def test_without_scripts_help_comes_once_before_the_next_question(
    client: ReadingClient, application: UUID
) -> None:
    client.post(GIVE)
    sent = answer(client, "comment", text=POINTS, coached="")
    assert sent.location == f"{GIVE}/help"
    page = text_of(client.get(sent.location))
    for shown in ("Planners can usually weigh these", "in shade", "party wall", "It stays in your"):
        assert shown in page
    assert client.post(sent.location).location == f"{GIVE}/photos"
    assert answer(client, "comment", text=POINTS, coached="").location == f"{GIVE}/photos"


def test_with_scripts_help_stands_beside_the_words_and_stores_nothing(
    session: Session, client: ReadingClient, application: UUID
) -> None:
    client.post(GIVE)
    part = client.post(f"{GIVE}/coach", data={"text": POINTS})
    assert "in shade" in text_of(part)
    assert "<html" not in text_of(part)
    assert answer(client, "comment", text=POINTS).location == f"{GIVE}/photos"


@pytest.mark.parametrize(
    "text", ["", " ", "x" * 10_001, "\x00", "🌳", "<script>alert(1)</script> sun"]
)
def test_the_coach_answers_whatever_it_is_sent(
    client: ReadingClient, application: UUID, text: str
) -> None:
    part = client.post(f"{GIVE}/coach", data={"text": text})
    assert part.status_code == 200
    assert "<script" not in part.get_data(as_text=True)


def test_every_rule_of_the_coach_is_public_with_its_source(
    client: ReadingClient, consultation: UUID
) -> None:
    page = text_of(client.get("/how-planners-decide"))
    stated = [(rule.source, rule.phrases) for rule in GROUNDS]
    stated += [(rule.source, rule.phrases) for rule in MATTERS]
    for source, phrases in stated:
        assert source.url in page
        assert " · ".join(phrases) in page


QUESTION = "Will there be a crossing by the school gate?"
REPLY = "Yes. A zebra crossing comes before the first home is let."


@pytest.fixture
def earlier(session: Session, actor: Actor, consultation: UUID) -> str:
    """A question that was answered; return its reference."""
    posted = a_comment(session, actor, consultation, QUESTION, kind=Kind.QUESTION)
    with work(session, actor, NOW) as unit:
        answer_comment(unit, posted.comment_id, text=REPLY, **OFFICER)
    return posted.ref


@pytest.mark.parametrize("is_coached", [True, False])
def test_an_earlier_answer_is_offered_and_may_be_enough(
    client: ReadingClient, earlier: str, is_coached: bool
) -> None:
    client.post(GIVE)
    for step in ("view", "about", "topics", "photos", "details"):
        answer(client, step)
    if is_coached:
        offered = client.post(f"{GIVE}/coach", data={"text": QUESTION})
        answer(client, "comment", text=QUESTION, enough=earlier)
    else:
        answer(client, "comment", text=QUESTION, coached="")
        offered = client.get(f"{GIVE}/help")
        client.post(f"{GIVE}/help", data={"enough": earlier})
    assert REPLY in text_of(offered)
    page = text_of(client.get(f"{GIVE}/check"))
    assert f"the answer to comment {earlier} is enough" in page
    assert QUESTION in page
    answer(client, "comment", text=QUESTION, ask=earlier)
    assert "is enough" not in text_of(client.get(f"{GIVE}/check"))


def test_only_an_answer_that_was_offered_can_be_enough(client: ReadingClient, earlier: str) -> None:
    written(client, "Plant lime trees.")
    for ref in (earlier, "CDFG-HJKM", "<b>", ""):
        answer(client, "comment", enough=ref)
    assert "is enough" not in text_of(client.get(f"{GIVE}/check"))
