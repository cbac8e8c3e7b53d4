"""Paper forms, calls, letters and posts are entered, and count like a click."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.privacy import Mine, Whose, erase
from consultation.commands.reach.asked import choose_traits
from consultation.models.comments import Comment
from consultation.models.entries import Entry
from consultation.models.reach.answers import ReachAnswer
from consultation.queries.report_figures import report_figures
from consultation.rules.comments import Channel, Stance
from consultation.rules.consultations import ConsultationKind
from consultation.rules.entries import CHANNELS, NEXT, EntryCheck, first_check, may_check
from consultation.rules.reach.traits import Trait
from foundation.base.actor import Actor
from foundation.base.db import REACH, db
from foundation.base.reach import reach_session
from foundation.base.roles import Role
from foundation.base.work import work
from tests.clock import NOW
from tests.conftest import StandingClock
from tests.consultation.make import a_consultation
from tests.consultation.web.reading import code_on, hidden, text_of
from tests.html import ReadingClient
from tests.make import an_authority
from tests.townhall.stored import tables_that_hold

HERE = "/desk/a-greener-high-street/entries"
SAID = {"text": "A bench by the bus stop.", "view": "support", "place_words": "the bus stop"}


@pytest.fixture
def officer(client_for: Callable[..., ReadingClient], consultation: UUID) -> ReadingClient:
    return client_for(Role.CONSULTATION_OFFICER)


def enters(browser: ReadingClient, channel: str, **more: str) -> str:
    """Enter one contribution and return its slip's address."""
    page = f"{HERE}/new/{channel}"
    data = {**SAID, "form_key": hidden(browser.get(page), "form_key"), **more}
    answer = browser.post(page, data=data)
    assert answer.status_code == 303, text_of(answer)
    return answer.location or ""


def test_three_paper_forms_and_a_call_count_by_channel(
    session: Session,
    officer: ReadingClient,
    client: ReadingClient,
    consultation: UUID,
) -> None:
    for text in ("One.", "Two.", "Three."):
        enters(officer, "paper", text=text, batch="Library")
    slip = enters(officer, "phone")
    figures = report_figures(session, consultation)
    assert figures.channels == {Channel.PAPER: 3, Channel.PHONE: 1}
    comment = session.scalars(select(Comment).where(Comment.channel == Channel.PHONE)).one()
    assert (comment.stance, comment.place_words) == (Stance.SUPPORT, "the bus stop")
    assert comment.due_on is not None
    client.post("/follow", data={"code": code_on(officer.get(slip))})
    assert "A bench by the bus stop." in text_of(client.get("/follow"))
    assert "3 entered" in text_of(officer.get(HERE))


def test_a_form_sent_twice_is_entered_once(session: Session, officer: ReadingClient) -> None:
    key = hidden(officer.get(f"{HERE}/new/letter"), "form_key")
    slips = {enters(officer, "letter", form_key=key) for _ in range(2)}
    assert len(slips) == 1
    assert session.scalar(select(func.count()).select_from(Entry)) == 1


@pytest.mark.parametrize(
    ("channel", "more", "said"),
    [
        ("paper", {"text": " "}, "Write a few words."),
        ("paper", {"came_on": "yesterday"}, "Write the day like 2027-03-31."),
        ("paper", {"came_on": "2099-01-01"}, "This day has not come yet."),
        ("paper", {"near": "nowhere"}, "Enter a full postcode"),
        ("paper", {"view": "nonsense"}, "Choose one of these."),
        ("social", {"post_url": "javascript:alert(1)"}, "Paste the whole address of the post."),
        ("phone", {"batch": "x" * 201}, "Use at most 200 characters."),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    session: Session, officer: ReadingClient, channel: str, more: dict[str, str], said: str
) -> None:
    answer = officer.post(f"{HERE}/new/{channel}", data={**SAID, **more})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "text" in more or SAID["text"] in text_of(answer)
    assert session.scalar(select(func.count()).select_from(Comment)) == 0


def test_the_author_of_a_post_is_answered_where_they_wrote(officer: ReadingClient) -> None:
    url = "https://social.example/post/1"
    page = text_of(officer.get(enters(officer, "social", post_url=url)))
    assert url in page
    assert "Paste this as a reply" in page


def test_erasing_the_author_of_a_post_forgets_where_they_wrote(
    session: Session, officer: ReadingClient, actor: Actor
) -> None:
    enters(officer, "social", post_url="https://social.example/canary", batch="canary hall")
    assert tables_that_hold(db.engines, "canary") == {"main entry"}
    comment = session.scalars(select(Comment)).one()
    mine = Mine(comment.id, (), is_formal=False, answer_set_id=None)
    session.rollback()
    with work(session, actor, NOW) as unit:
        erase(unit, Whose(None, None, keeps_account=False, comments=(mine,)))
    assert tables_that_hold(db.engines, "canary") == set()


def test_only_who_entered_it_sees_the_code_and_only_for_a_day(
    officer: ReadingClient,
    client: ReadingClient,
    client_for: Callable[..., ReadingClient],
    clock: StandingClock,
) -> None:
    slip = enters(officer, "paper")
    assert client_for(Role.CONSULTATION_OFFICER).get(slip).status_code == 404
    assert client.get(slip).status_code == 401
    clock.forward(timedelta(days=1))
    assert officer.get(slip).status_code in {303, 401, 404}


def test_a_second_person_looks_at_what_could_not_be_read(
    session: Session, officer: ReadingClient, client_for: Callable[..., ReadingClient]
) -> None:
    enters(officer, "paper", text="Mend the [?] first.")
    ref = session.scalars(select(Comment.ref)).one()
    check = f"{HERE}/{ref}/check"
    assert officer.post(check, data={"text": "Mend the drain first."}).status_code == 409
    colleague = client_for(Role.PLANNER)
    assert ref in text_of(colleague.get(HERE))
    assert colleague.post(check, data={"text": " "}).status_code == 422
    assert colleague.post(check, data={"text": "Mend the drain first."}).status_code == 303
    session.rollback()
    assert session.scalars(select(Comment.text)).one() == "Mend the drain first."
    assert session.scalars(select(Entry.check_state)).one() is EntryCheck.CORRECTED
    assert colleague.post(check, data={"text": "Again."}).status_code == 409


def test_one_in_four_of_a_pile_is_looked_at() -> None:
    found = [first_check("Plain.", earlier) for earlier in range(8)]
    assert found.count(EntryCheck.WAITING) == 2


@pytest.mark.parametrize("stands", list(EntryCheck))
@pytest.mark.parametrize("is_own", [True, False])
def test_a_second_look_is_given_once_and_by_somebody_else(stands: EntryCheck, is_own: bool) -> None:
    me, other = UUID(int=1), UUID(int=2)
    assert bool(may_check(stands, me if is_own else other, me)) is (
        bool(NEXT[stands]) and not is_own
    )


def test_an_organisation_enters_for_its_members_and_reads_nothing_else(
    session: Session, officer: ReadingClient, client_for: Callable[..., ReadingClient]
) -> None:
    enters(officer, "paper", text="Typed by the council.")
    hub = client_for(Role.COMMUNITY_ORGANISATION)
    nameless = hub.post(f"{HERE}/new/session", data=SAID)
    assert "Say which organisation you enter this for." in text_of(nameless)
    enters(hub, "session", organisation="The Hub", display_name="Mayor")
    shown = session.scalars(select(Comment.display_name).where(Comment.channel == "session")).one()
    assert shown == "A member of The Hub"
    assert "Typed by the council." not in text_of(hub.get(HERE))
    assert hub.post(f"{HERE}/CDFG-HJKM/check", data={"text": "x"}).status_code == 403


def test_answers_about_people_go_in_and_never_come_back(
    session: Session, officer: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    with work(session, actor, NOW) as unit:
        choose_traits(unit, consultation, {Trait.DISABILITY: "To see who is missing."})
    page = f"{HERE}/new/paper"
    assert 'name="about-disability"' in text_of(officer.get(page))
    refused = officer.post(page, data={"text": " ", "about-disability": "yes"})
    assert "selected" not in text_of(refused)
    enters(officer, "paper", **{"about-disability": "prefer_not_to_say"})
    with reach_session(db.engines[REACH]) as store:
        assert store.scalar(select(func.count()).select_from(ReachAnswer)) == 1
    enters(officer, "paper", **{"about-disability": "invented"})
    with reach_session(db.engines[REACH]) as store:
        assert store.scalar(select(func.count()).select_from(ReachAnswer)) == 1


def test_a_formal_letter_is_signed(session: Session, officer: ReadingClient, actor: Actor) -> None:
    a_consultation(session, actor, title="Ten homes", kind=ConsultationKind.PLANNING_APPLICATION)
    page = "/desk/ten-homes/entries/new/letter"
    data = {**SAID, "formal": "y", "name": "Mo Example"}
    assert officer.post(page, data=data).status_code == 422
    data |= {"address": "1 Green Lane", "postcode": "B9 5QT"}
    assert officer.post(page, data=data).status_code == 303
    row = session.scalars(select(Comment)).one()
    assert (row.lane.value, row.channel, row.display_name) == ("representation", "letter", None)


@pytest.mark.parametrize("channel", ["web", "import", "nonsense"])
def test_the_website_is_no_way_to_enter(officer: ReadingClient, channel: str) -> None:
    assert officer.get(f"{HERE}/new/{channel}").status_code in {404, 422, 400}


def test_another_council_enters_and_checks_nothing_here(
    session: Session, officer: ReadingClient, client_for: Callable[..., ReadingClient]
) -> None:
    slip = enters(officer, "paper", text="A [?].")
    there = client_for(Role.CONSULTATION_OFFICER, authority=an_authority(session, "solihull"))
    assert there.get(HERE).status_code == 404
    assert there.get(slip).status_code == 404
    ref = session.scalars(select(Comment.ref)).one()
    assert there.post(f"{HERE}/{ref}/check", data={"text": "A b."}).status_code == 404


def test_every_channel_has_a_form(officer: ReadingClient) -> None:
    assert {officer.get(f"{HERE}/new/{each}").status_code for each in CHANNELS} == {200}
