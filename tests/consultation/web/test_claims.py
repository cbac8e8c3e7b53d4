"""The board of facts: planners write it, residents read it and ask, nothing runs in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.models.claims import Citation, Claim, ClaimVersion
from consultation.rules.claims import Source, Verdict
from foundation.accounts.models.authorities import Authority
from foundation.base.actor import Actor
from foundation.base.roles import Role
from tests.consultation.claims import BOARD, DESK, FINDING, FORM, a_claim, cited, published
from tests.consultation.make import a_comment, a_consultation
from tests.consultation.web.reading import hidden, text_of
from tests.html import ReadingClient
from tests.make import an_actor, an_authority

Browsers = Callable[..., ReadingClient]
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def planner(client_for: Browsers, consultation: UUID) -> ReadingClient:
    return client_for(Role.PLANNER)


def test_a_planner_writes_publishes_and_corrects_what_everybody_reads(
    planner: ReadingClient, client: ReadingClient
) -> None:
    assert "Nothing was heard or checked yet." in text_of(planner.get(DESK))
    assert planner.get(f"{DESK}/new").status_code == 200
    done = planner.post(f"{DESK}/new", data={**FORM, "do": "save"})
    assert done.location == f"{DESK}/1"
    assert client.get(f"{BOARD}/1").status_code == 404
    seen = hidden(planner.get(f"{DESK}/1"), "seen")
    sent = planner.post(f"{DESK}/1", data={**FORM, "seen": seen, "do": "publish"})
    assert "Everybody can read it now." in text_of(planner.get(sent.location))
    for address in (BOARD, f"{BOARD}/1"):
        page = text_of(client.get(address))
        for words in ("Not correct", "The limes will be cut down.", "Tree survey, page 8"):
            assert words in page
        assert "Checked by Tree team" in page
    assert "What people say, and what we know" in text_of(client.get(BOARD.removesuffix("/facts")))
    seen = hidden(planner.get(f"{DESK}/1"), "seen")
    partly = {**FORM, "verdict": "partly", "seen": seen, "do": "publish"}
    assert planner.post(f"{DESK}/1", data=partly).status_code == 303
    page = text_of(client.get(f"{BOARD}/1"))
    assert "Partly correct" in page
    assert "What we said before" in page
    assert "We have corrected 1 of these." in text_of(client.get(BOARD))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"verdict": ""}, "Choose what the check came to."),
        ({"source": ["", "", ""], "url": ["", "", ""]}, "Give at least one source"),
        ({"url": ["javascript:alert(1)", "", ""]}, "Give an address that begins with https://"),
        ({"claim": ""}, "Write what people say"),
        ({"due_on": "soon"}, "Enter the day as year-month-day"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    session: Session, planner: ReadingClient, more: dict[str, object], said: str
) -> None:
    answer = planner.post(f"{DESK}/new", data={**FORM, **more, "do": "publish"})
    assert answer.status_code == 422
    page = text_of(answer)
    assert said in page
    assert FINDING.fact in page
    assert "javascript:alert" not in page or 'value="javascript:alert(1)"' in page
    assert session.scalar(select(func.count(Claim.id))) == 0


def test_nothing_that_is_typed_runs_anywhere(
    session: Session,
    planner: ReadingClient,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
) -> None:
    evil = {**FORM, "claim": SCRIPT, "fact": SCRIPT, "checked_by": SCRIPT, "source": [SCRIPT, ""]}
    assert planner.post(f"{DESK}/new", data={**evil, "do": "publish"}).status_code == 303
    said = a_comment(session, actor, consultation, SCRIPT)
    cited(session, actor, session.scalars(select(Claim.id)).one(), said.ref)
    pages = [client.get(each) for each in (BOARD, f"{BOARD}/1", f"/comments/{said.ref}")]
    for page in (*pages, planner.get(DESK), planner.get(f"{DESK}/1")):
        assert page.status_code == 200
        assert SCRIPT not in page.get_data(as_text=True)


def test_the_second_planner_sees_both_texts_and_loses_nothing(
    session: Session,
    planner: ReadingClient,
    client_for: Browsers,
    actor: Actor,
    consultation: UUID,
) -> None:
    a_claim(session, actor, consultation)
    other = client_for(Role.CONSULTATION_OFFICER)
    seen = hidden(other.get(f"{DESK}/1"), "seen")
    planner.post(f"{DESK}/1", data={**FORM, "fact": "First words.", "seen": seen, "do": "save"})
    late = {**FORM, "fact": "Second words.", "seen": seen, "do": "publish"}
    answer = other.post(f"{DESK}/1", data=late)
    assert answer.status_code == 409
    page = text_of(answer)
    assert "First words." in page
    assert "Second words." in page
    again = {**late, "fact": "Both words.", "seen": hidden(answer, "seen")}
    assert other.post(f"{DESK}/1", data=again).status_code == 303


def test_somebody_else_approves_where_a_second_look_is_wanted(
    session: Session,
    planner: ReadingClient,
    client_for: Browsers,
    client: ReadingClient,
    actor: Actor,
) -> None:
    session.get_one(Authority, actor.authority_id).second_look = True
    session.commit()
    planner.post(f"{DESK}/new", data={**FORM, "do": "publish"})
    assert client.get(f"{BOARD}/1").status_code == 404
    assert "I have looked at it" not in text_of(planner.get(f"{DESK}/1"))
    assert planner.post(f"{DESK}/1", data={"do": "approve"}).status_code == 409
    other = client_for(Role.CONSULTATION_OFFICER)
    assert "I have looked at it" in text_of(other.get(f"{DESK}/1"))
    assert other.post(f"{DESK}/1", data={"do": "approve"}).status_code == 303
    assert client.get(f"{BOARD}/1").status_code == 200


def test_a_note_stands_beside_each_comment_that_says_it(
    session: Session,
    planner: ReadingClient,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
) -> None:
    said = a_comment(session, actor, consultation, "I heard the limes will be cut down.")
    claim = a_claim(session, actor, consultation)
    published(session, actor, claim)
    page = text_of(planner.get(f"{DESK}/1"))
    assert "These may say it too." in page
    sent = planner.post(f"{DESK}/1/comments", data={"chosen": said.ref, "do": "add"})
    assert sent.status_code == 303
    note = "We checked: “The limes will be cut down.”"
    client.post("/follow", data={"code": said.tracking_code})
    for address in (f"/comments/{said.ref}", BOARD.removesuffix("/facts"), "/follow"):
        page = text_of(client.get(address))
        assert note in page
        assert "Not correct." in page
    assert said.ref in text_of(client.get(f"{BOARD}/1"))
    planner.post(f"{DESK}/1/comments", data={"chosen": said.ref, "do": "remove"})
    assert note not in text_of(client.get(f"/comments/{said.ref}"))
    wrong = planner.post(f"{DESK}/1/comments", data={"ref": "no such", "do": "add"})
    assert wrong.status_code == 422
    assert "no such" in text_of(wrong)
    assert session.scalar(select(func.count()).select_from(Citation)) == 0


def test_a_resident_asks_once_and_only_the_desk_reads_it(
    session: Session, planner: ReadingClient, client: ReadingClient
) -> None:
    key = hidden(client.get(BOARD), "form_key")
    for _ in range(2):
        sent = client.post(BOARD, data={"claim": "The school closes.", "form_key": key})
        assert sent.status_code == 303
    assert session.scalars(select(Claim.heard)).all() == ["The school closes."]
    assert "The school closes." not in text_of(client.get(BOARD))
    assert "The school closes." in text_of(planner.get(DESK))
    assert "The school closes." in text_of(planner.get(f"{DESK}/1"))
    empty = client.post(BOARD, data={"claim": " "})
    assert empty.status_code == 422
    assert "Write what people say" in text_of(empty)


def test_the_coach_offers_what_was_checked(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    published(session, actor, a_claim(session, actor, consultation))
    there = f"{BOARD.removesuffix('/facts')}/give-your-view/coach"
    said = client.post(there, data={"text": "They say the limes will be cut down!"})
    assert "We have checked this" in text_of(said)
    assert "We have checked this" not in text_of(client.post(there, data={"text": "A bench?"}))


def test_the_page_of_a_fact_is_the_same_until_something_changes(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    claim = a_claim(session, actor, consultation)
    published(session, actor, claim)
    first = client.get(f"{BOARD}/1")
    assert "Set-Cookie" not in first.headers
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"{BOARD}/1", headers=known).status_code == 304
    cited(session, actor, claim, a_comment(session, actor, consultation).ref)
    assert client.get(f"{BOARD}/1", headers=known).status_code == 200


def test_a_council_reads_and_writes_its_own_facts_alone(
    session: Session, planner: ReadingClient, client: ReadingClient, consultation: UUID
) -> None:
    twin = an_actor(an_authority(session, "coventry").id)
    there = a_consultation(session, twin, title="Another street")
    published(session, twin, a_claim(session, twin, there, replace(FINDING, claim="Canary.")))
    for address in ("/consultations/another-street/facts", "/consultations/another-street/facts/1"):
        assert client.get(address).status_code == 404
    theirs = "/desk/another-street/facts"
    assert planner.get(theirs).status_code == 404
    assert planner.get(f"{theirs}/1").status_code == 404
    for address in (f"{theirs}/1", f"{theirs}/new"):
        assert planner.post(address, data={**FORM, "do": "publish"}).status_code == 404
    assert session.scalar(select(func.count(ClaimVersion.id))) == 1


@pytest.mark.parametrize("number", ["0", "99"])
def test_a_number_that_is_none_is_not_found(
    planner: ReadingClient, client: ReadingClient, number: str
) -> None:
    assert client.get(f"{BOARD}/{number}").status_code == 404
    assert planner.get(f"{DESK}/{number}").status_code == 404


def test_a_filter_shows_one_verdict_and_counts_all(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    source = (Source("Housing statement, page 3"),)
    yes = replace(FINDING, claim="17 homes are social.", verdict=Verdict.CORRECT, sources=source)
    for finding in (FINDING, yes):
        published(session, actor, a_claim(session, actor, consultation, finding))
    page = text_of(client.get(f"{BOARD}?show=correct"))
    assert "17 homes are social." in page
    assert "The limes" not in page
    assert client.get(f"{BOARD}?show=nonsense").status_code == 400
