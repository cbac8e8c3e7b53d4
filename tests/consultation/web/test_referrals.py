"""A question goes to a team and comes back; the team never reads who asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultation.commands.comments import Posted
from consultation.commands.referrals import refer
from consultation.commands.teams import add_team, close_team, join_team
from consultation.models.comments import Comment
from consultation.models.referrals import Referral
from consultation.models.teams import Team
from consultation.rules.comments import Kind
from consultation.rules.consultations import ConsultationKind
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.referrals import ReferralState
from foundation.accounts.models.people import Person
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.actor import Actor
from foundation.base.eventlog import LoggedEvent
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.make import a_comment, a_consultation
from tests.consultation.web.reading import hidden, words_of
from tests.html import ReadingClient
from tests.make import an_actor, an_authority

Browsers = Callable[..., ReadingClient]
DESK = "/desk/referrals"
CANARY = "Zebedee Quillfeather"


@dataclass(frozen=True)
class Sent:
    """A comment that is with a team, and the browser of a member of it."""

    posted: Posted
    team: UUID
    referral: UUID
    responder: ReadingClient


@pytest.fixture
def sent(session: Session, actor: Actor, client_for: Browsers, consultation: UUID) -> Sent:
    posted = a_comment(session, actor, consultation, "How wide?", display_name=CANARY)
    responder = client_for(Role.RESPONDER)
    email = session.scalars(select(Person.email)).one()
    with work(session, actor, NOW) as unit:
        team = add_team(unit, "transport", is_outside=False)
        join_team(unit, team, email)
        due = NOW.date() + timedelta(days=5)
        refer(unit, {consultation: [posted.comment_id]}, team, "What is the width?", due)
    referral = session.scalars(select(Referral.id)).one()
    return Sent(posted, team, referral, responder)


def state(session: Session) -> ReferralState:
    session.rollback()
    return session.scalars(select(Referral.state)).one()


def test_a_planner_sends_what_was_ticked_to_a_team(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    posted = [a_comment(session, actor, consultation, f"How {each}?") for each in range(2)]
    with work(session, actor, NOW) as unit:
        team = add_team(unit, "transport", is_outside=False)
    planner = client_for(Role.PLANNER)
    refs = [each.ref for each in posted]
    page = planner.post("/desk/comments?kind=comment", data={"do": "refer", "chosen": refs})
    assert "transport" in words_of(page)
    assert 'value="2026-11-27"' in page.text  # five working days
    data = {"chosen": refs, "team": str(team), "question": "The width?", "due_on": "2026-12-01"}
    done = planner.post(f"{DESK}/send", data={**data, "queue": hidden(page, "queue")})
    assert (done.status_code, done.location) == (303, "/desk/comments?kind=comment")
    found = session.scalars(select(Referral)).all()
    assert {each.comment_id for each in found} == {each.comment_id for each in posted}
    states = session.scalars(select(Comment.feedback_status)).all()
    assert set(states) == {FeedbackStatus.BEING_CONSIDERED}
    assert "With the transport team since 22 Nov." in words_of(planner.get("/desk/comments"))
    events = session.scalars(
        select(LoggedEvent).where(LoggedEvent.kind == "consultation.referral.moved")
    ).all()
    assert [event.facts["after"] for event in events] == ["asked", "asked"]
    assert "width" not in str([event.facts for event in events])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"team": ""}, "Choose who can answer it."),
        ({"team": "no-team"}, "Choose who can answer it."),
        ({"question": ""}, "Say what you need to know"),
        ({"due_on": "2026-11-21"}, "has not passed"),
        ({"due_on": ""}, "Enter the day"),
        ({"due_on": "soon"}, "Enter the day"),
    ],
)
def test_what_cannot_be_sent_comes_back_with_its_words(
    session: Session, client_for: Browsers, sent: Sent, change: dict[str, str], said: str
) -> None:
    planner = client_for(Role.PLANNER)
    data = {"chosen": sent.posted.ref, "team": str(sent.team), "queue": ""}
    data |= {"question": "How deep?", "due_on": "2026-12-01", **change}
    answer = planner.post(f"{DESK}/send", data=data)
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert data["question"] in answer.text


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (lambda unit, sent: None, "has the comment already"),
        (lambda unit, sent: close_team(unit, sent.team, is_closed=True), "Choose who"),
        (
            lambda unit, sent: unit.session.execute(
                update(Comment).values(feedback_status=FeedbackStatus.WITHDRAWN)
            ),
            "withdrawn by its author",
        ),
    ],
)
def test_what_may_not_go_to_a_team_is_refused_with_a_reason(
    session: Session,
    client_for: Browsers,
    actor: Actor,
    sent: Sent,
    happens: Callable[..., object],
    said: str,
) -> None:
    with work(session, actor, NOW) as unit:
        happens(unit, sent)
    data = {"chosen": sent.posted.ref, "team": str(sent.team), "queue": ""}
    data |= {"question": "How deep?", "due_on": "2026-12-01"}
    answer = client_for(Role.PLANNER).post(f"{DESK}/send", data=data)
    assert answer.status_code in {409, 422}
    assert said in words_of(answer)


def test_everybody_reads_with_whom_it_is_and_when_it_is_late(
    session: Session, client: ReadingClient, sent: Sent
) -> None:
    page = client.get(f"/comments/{sent.posted.ref}")
    assert "With the transport team since 22 November 2026." in words_of(page)
    followed = client.post(
        "/follow", data={"code": sent.posted.tracking_code}, follow_redirects=True
    )
    assert "With the transport team since 22 November 2026." in words_of(followed)
    session.execute(update(Referral).values(due_on=NOW.date() - timedelta(days=8)))
    session.commit()
    assert "Their answer is 8 days late." in words_of(client.get("/follow"))
    session.execute(update(Team).values(name="Rea Valley Water", is_outside=True))
    session.commit()
    assert "With Rea Valley Water since" in words_of(client.get("/follow"))


def test_a_draft_comes_back_and_becomes_the_answer(
    session: Session, client: ReadingClient, client_for: Browsers, sent: Sent
) -> None:
    address = f"{DESK}/{sent.referral}"
    assert "What is the width?" in words_of(sent.responder.get(DESK))
    page = sent.responder.get(address)
    data = {"text": "Two metres.", "source": "Survey, page 4", "seen": hidden(page, "seen")}
    assert sent.responder.post(address, data=data).status_code == 303
    assert state(session) is ReferralState.ASKED
    data["seen"] = hidden(sent.responder.get(address), "seen")
    assert sent.responder.post(address, data={**data, "do": "give_back"}).status_code == 303
    assert state(session) is ReferralState.RETURNED
    assert "With the transport" not in words_of(client.get(f"/comments/{sent.posted.ref}"))

    planner, desk = client_for(Role.PLANNER), f"/desk/comments/{sent.posted.ref}"
    assert "Draft is back from transport" in words_of(planner.get("/desk/comments"))
    answer = planner.get(f"{desk}?draft={sent.referral}")
    assert "Two metres." in answer.text
    final = {"text": "It is two metres wide.", "status": "answered", "source": "Survey, page 4"}
    final |= {name: hidden(answer, name) for name in ("seen", "draft")} | {"do": "send"}
    assert planner.post(desk, data=final).status_code == 303
    assert state(session) is ReferralState.USED
    assert "It is two metres wide." in words_of(client.get(f"/comments/{sent.posted.ref}"))
    assert sent.responder.get(address).status_code == 404


def test_a_planner_asks_again_or_takes_it_back(
    session: Session, client_for: Browsers, sent: Sent
) -> None:
    planner, address = client_for(Role.PLANNER), f"{DESK}/{sent.referral}"
    again = {"question": "And how long?", "due_on": "2026-12-02", "queue": ""}
    assert planner.post(f"{address}/again", data=again).status_code == 409
    sent.responder.post(address, data={"text": "Two.", "seen": "0", "do": "give_back"})
    assert planner.post(f"{address}/again", data=again).status_code == 303
    page = sent.responder.get(address)
    assert "And how long?" in words_of(page)
    assert "Two." in page.text
    assert planner.post(f"{address}/recall", data={"queue": ""}).status_code == 303
    assert state(session) is ReferralState.RECALLED
    assert planner.post(f"{address}/recall", data={"queue": ""}).status_code == 409
    assert sent.responder.get(address).status_code == 404
    late = sent.responder.post(address, data={"text": "Two.", "seen": "0"})
    assert late.status_code == 404


def test_of_two_writers_the_second_reads_both_texts_and_loses_nothing(
    session: Session, sent: Sent
) -> None:
    address = f"{DESK}/{sent.referral}"
    sent.responder.post(address, data={"text": "First.", "seen": "0"})
    late = sent.responder.post(address, data={"text": "Second.", "seen": "0"})
    assert late.status_code == 409
    assert "First." in words_of(late)
    assert "Second." in late.text
    again = {"text": "Both.", "seen": hidden(late, "seen")}
    assert sent.responder.post(address, data=again).status_code == 303


@pytest.mark.parametrize("is_formal", [False, True])
def test_nobody_in_a_team_reads_a_name(
    session: Session, actor: Actor, client_for: Browsers, sent: Sent, is_formal: bool
) -> None:
    signed = Signatory(CANARY, f"1 {CANARY} Road", "B9 5AA")
    more: dict[str, Any] = {"formal": signed} if is_formal else {"display_name": CANARY}
    kind = ConsultationKind.PLANNING_APPLICATION if is_formal else ConsultationKind.PLACE
    about = a_consultation(session, actor, kind=kind)
    text = "My name is Mrs Quillfeather, ring me on 0121 496 0123 or mail zq@example.org."
    said = a_comment(session, actor, about, text, kind=Kind.QUESTION, **more)
    with work(session, actor, NOW) as unit:
        refer(unit, {about: [said.comment_id]}, sent.team, "What is it?", NOW.date())
    asked = select(Referral.id).where(Referral.comment_id == said.comment_id)
    pages = [DESK, f"{DESK}/{session.scalars(asked).one()}", f"{DESK}/{sent.referral}", "/desk"]
    for page in pages:
        read = sent.responder.get(page)
        assert read.status_code == 200
        for secret in ("Quillfeather", "Zebedee", "496 0123", "zq@example", said.ref):
            assert secret not in read.text, f"{secret} on {page}"


def test_who_is_not_in_the_team_or_the_council_finds_nothing(
    session: Session, client_for: Browsers, sent: Sent
) -> None:
    address, data = f"{DESK}/{sent.referral}", {"text": "Mine.", "seen": "0", "do": "give_back"}
    outsiders = [client_for(Role.RESPONDER)]
    outsiders.append(client_for(Role.RESPONDER, authority=an_authority(session, "leeds")))
    for outsider in outsiders:
        assert "What is the width?" not in words_of(outsider.get(DESK))
        assert outsider.get(address).status_code == 404
        assert outsider.post(address, data=data).status_code == 404
    planner = client_for(Role.PLANNER)
    assert planner.get(address).status_code == 403
    assert sent.responder.get("/desk/comments").status_code == 403
    assert sent.responder.get(f"/desk/comments/{sent.posted.ref}").status_code == 403
    assert sent.responder.post(f"{address}/recall", data={"queue": ""}).status_code == 403
    assert state(session) is ReferralState.ASKED


def test_another_councils_questions_cannot_be_moved(
    session: Session, client_for: Browsers, sent: Sent
) -> None:
    theirs = an_authority(session, "leeds")
    planner, address = client_for(Role.PLANNER, authority=theirs), f"{DESK}/{sent.referral}"
    for deed in ("recall", "again"):
        data = {"question": "What?", "due_on": "2026-12-02", "queue": ""}
        assert planner.post(f"{address}/{deed}", data=data).status_code == 404
    with work(session, an_actor(theirs.id), NOW) as unit:
        other = add_team(unit, "transport", is_outside=False)
    data = {"chosen": sent.posted.ref, "team": str(other), "queue": ""}
    data |= {"question": "What?", "due_on": "2026-12-02"}
    assert client_for(Role.PLANNER).post(f"{DESK}/send", data=data).status_code == 422
    assert state(session) is ReferralState.ASKED


def test_an_administrator_adds_teams_and_who_answers_for_them(
    session: Session, client_for: Browsers, actor: Actor
) -> None:
    responder = client_for(Role.RESPONDER)
    email = session.scalars(select(Person.email)).one()
    admin = client_for(Role.AUTHORITY_ADMIN)
    assert admin.post("/desk/teams", data={"name": "housing"}).status_code == 303
    assert admin.post("/desk/teams", data={"name": "housing"}).status_code == 422
    team = session.scalars(select(Team.id)).one()
    wrong = admin.post(f"/desk/teams/{team}/members", data={"email": "nobody@example.org"})
    assert wrong.status_code == 422
    assert "nobody@example.org" in wrong.text
    assert admin.post(f"/desk/teams/{team}/members", data={"email": email}).status_code == 303
    assert email in words_of(admin.get("/desk/teams"))
    person = session.scalars(select(Person.id).where(Person.email == email)).one()
    assert admin.post(f"/desk/teams/{team}/members/{person}/remove").status_code == 303
    assert admin.post(f"/desk/teams/{team}/close", data={"closed": "yes"}).status_code == 303
    assert "Takes no questions" in words_of(admin.get("/desk/teams"))
    assert responder.get("/desk/teams").status_code == 403
