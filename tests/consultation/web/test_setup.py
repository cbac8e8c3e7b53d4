"""Officers set a consultation up, part by part, and take it through its states."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from shapely.geometry import box, mapping
from sqlalchemy.orm import Session

from consultation.queries.consultations import ConsultationPage, consultation_page
from consultation.rules.consultations import ConsultationStatus
from foundation.base.actor import Actor
from foundation.base.roles import Role
from tests.conftest import NOW
from tests.consultation.ground import wards_of
from tests.consultation.make import a_consultation
from tests.consultation.web.reading import text_of
from tests.consultation.web.setting_up import HERE, WORDS, finish_all
from tests.html import ReadingClient
from tests.make import a_person, an_authority

Browsers = Callable[..., ReadingClient]

LAND = mapping(box(-1.85, 52.47, -1.84, 52.48))


@pytest.fixture
def officer(actor: Actor, client_for: Browsers) -> ReadingClient:
    return client_for(Role.CONSULTATION_OFFICER)


def page(session: Session, actor: Actor) -> ConsultationPage:
    session.rollback()
    found = consultation_page(
        session, actor.authority_id, "a-greener-high-street", NOW, drafts=True
    )
    assert found is not None
    return found


def test_a_consultation_is_drafted_signed_off_by_a_second_person_and_public_from_its_first_day(
    session: Session, officer: ReadingClient, client_for: Browsers, actor: Actor
) -> None:
    made = officer.post("/desk/consultations/new", data=WORDS)
    assert (made.status_code, made.location) == (303, HERE)
    assert "A greener high street" in text_of(officer.get(HERE))
    drafted = page(session, actor)
    assert drafted.opens_at is not None
    assert drafted.closes_at is not None
    assert drafted.closes_at.isoformat() == "2026-12-25T00:00:00+00:00"
    assert [label for _, label in drafted.topics] == ["Benches", "Trees"]
    move = f"{HERE}/move"
    unfinished = officer.post(move, data={"after": "awaiting_sign_off"})
    assert unfinished.status_code == 409
    assert "7 tasks are not done yet" in text_of(unfinished)
    finish_all(officer)
    assert "You can send it" not in text_of(officer.get(HERE))
    assert officer.post(move, data={"after": "awaiting_sign_off"}).status_code == 303
    assert officer.post(move, data={"after": "scheduled"}).status_code == 403
    second = client_for(Role.PLANNER)
    assert "Sign it off" in text_of(second.get(HERE))
    assert second.post(move, data={"after": "scheduled"}).status_code == 303
    assert page(session, actor).status is ConsultationStatus.SCHEDULED
    assert second.post(move, data={"after": "withdrawn"}).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"summary": " "}, "summary"),
        ({"kind": "referendum"}, "kind"),
        ({"opens_on": ["31", "2", "2026"]}, "opens_on"),
        ({"opens_on": ["", "12", "2026"]}, "opens_on"),
        ({"opens_on": ["1", "12"]}, "opens_on"),
        ({"opens_on": ["1", "12", "99999"]}, "opens_on"),
        ({"closes_on": ["31", "12", "9999"]}, "closes_on"),
        ({"closes_on": ["1", "11", "2026"]}, "closes_on"),
        ({"closes_on": ["\u0663", "x", "9" * 5000]}, "closes_on"),
        ({"own_topics": "Trees\nTrees"}, "own_topics"),
        ({"own_topics": "\n".join(map(str, range(50)))}, "own_topics"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    officer: ReadingClient, wrong: dict[str, Any], field: str
) -> None:
    answer = officer.post("/desk/consultations/new", data={**WORDS, **wrong})
    assert answer.status_code == 422
    assert f'href="#{field}' in text_of(answer)
    if "question" not in wrong:
        assert "What would make it better?" in text_of(answer)


def test_its_words_can_be_changed_and_own_topics_keep_their_codes(
    session: Session, officer: ReadingClient, actor: Actor
) -> None:
    officer.post("/desk/consultations/new", data=WORDS)
    before = dict(page(session, actor).topics)
    form = text_of(officer.get(f"{HERE}/words"))
    assert "Trees, benches and wider pavements." in form
    more = {**WORDS, "title": "A greener street", "own_topics": "Benches\nTrees\nBins"}
    assert officer.post(f"{HERE}/words", data=more).status_code == 303
    changed = page(session, actor)
    assert changed.title == "A greener street"
    assert before.items() <= dict(changed.topics).items()


def test_days_that_stay_keep_their_hours(
    session: Session, officer: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    before = page(session, actor)
    days = {"opens_on": ["15", "11", "2026"], "closes_on": ["6", "12", "2026"]}
    assert before.opens_at is not None
    at = before.opens_at.strftime("%H:%M:%S")
    times = {"opens_time": at, "closes_time": at}
    assert officer.post(f"{HERE}/dates", data={**days, **times}).status_code == 303
    after = page(session, actor)
    assert (after.opens_at, after.closes_at) == (before.opens_at, before.closes_at)


def test_an_open_consultation_keeps_its_dates(officer: ReadingClient, consultation: UUID) -> None:
    none = {"opens_on": ["", "", ""], "closes_on": ["", "", ""]}
    answer = officer.post(f"{HERE}/dates", data=none)
    assert answer.status_code == 409
    assert "opens and closes" in text_of(answer)


@pytest.mark.parametrize(
    "data",
    [
        {"place_way": "map", "place": json.dumps(LAND)},
        {"place_way": "file", "text": json.dumps(LAND)},
        {"place_way": "file", "text": json.dumps({"type": "Feature", "geometry": LAND})},
        {
            "place_way": "file",
            "text": json.dumps({"type": "FeatureCollection", "features": [{"geometry": LAND}]}),
        },
        {"place_way": "ward", "ward": "Bordesley_Green"},
    ],
)
def test_the_area_can_be_given_in_several_ways(
    session: Session, officer: ReadingClient, actor: Actor, data: dict[str, str]
) -> None:
    a_consultation(session, actor)
    wards_of(session, actor, Bordesley_Green=box(-1.85, 52.47, -1.84, 52.48))
    assert officer.post(f"{HERE}/area", data=data).status_code == 303
    assert page(session, actor).area_geojson is not None
    assert officer.post(f"{HERE}/area", data={"place_way": "none"}).status_code == 303
    assert page(session, actor).area_geojson is None


def test_the_area_can_be_uploaded(
    session: Session, officer: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    content = io.BytesIO(b"\xef\xbb\xbf" + json.dumps(LAND).encode())
    data = {"place_way": "file", "file": (content, "../../site.geojson")}
    assert officer.post(f"{HERE}/area", data=data).status_code == 303
    assert page(session, actor).area_geojson is not None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"place_way": "map"},
        {"place_way": "map", "place": '{"type":"Point","coordinates":[-1.8,52.4]}'},
        {"place_way": "file"},
        {"place_way": "file", "text": "[" * 50_000},
        {"place_way": "file", "text": "null"},
        {"place_way": "file", "text": '"POLYGON((0 0))"'},
        {"place_way": "file", "text": "[]"},
        {"place_way": "file", "text": '{"type":"FeatureCollection","features":[]}'},
        {"place_way": "file", "text": '{"type":"Feature","geometry":null}'},
        {"place_way": "file", "text": '{"type":"Polygon","coordinates":[[[52.4,-1.8]]]}'},
        {"place_way": "file", "text": '{"type":"Polygon","crs":7,"coordinates":[]}'},
        {"place_way": "ward", "ward": "nowhere"},
        {"place_way": "satellite"},
    ],
)
def test_an_area_that_cannot_be_read_is_refused(
    officer: ReadingClient, consultation: UUID, data: dict[str, str]
) -> None:
    assert officer.post(f"{HERE}/area", data=data).status_code == 422


def test_a_file_that_is_no_text_is_refused(officer: ReadingClient, consultation: UUID) -> None:
    data = {"place_way": "file", "file": (io.BytesIO(b"\xff\xd8\xff\xe0"), "photo.jpg")}
    assert officer.post(f"{HERE}/area", data=data).status_code == 422


def stages(*rows: tuple[str, str, str, str]) -> dict[str, list[str]]:
    names = ("name", "expected_on", "done_on", "reason")
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


def test_a_promised_day_moves_only_with_a_reason_that_everybody_reads(
    session: Session, client: ReadingClient, officer: ReadingClient, consultation: UUID
) -> None:
    first = stages(("Comments open", "2026-12-06", "", ""), ("Committee", "2027-01-29", "", ""))
    assert officer.post(f"{HERE}/stages", data=first).status_code == 303
    moved = stages(("Comments open", "2026-12-06", "", ""), ("Committee", "2027-02-26", "", ""))
    refused = officer.post(f"{HERE}/stages", data=moved)
    assert refused.status_code == 422
    assert "Committee: Say why the date moves." in text_of(refused)
    assert "2027-02-26" in text_of(refused)
    moved["reason"][1] = "The committee meets later."
    assert officer.post(f"{HERE}/stages", data=moved).status_code == 303
    public = text_of(client.get("/consultations/a-greener-high-street"))
    assert "Moved: The committee meets later." in public
    assert "by 26 Feb" in public
    for nonsense in ("tomorrow", "2026-13-40", "9999-12-31", "\x00"):
        wrong = stages(("Committee", nonsense, "", ""))
        assert officer.post(f"{HERE}/stages", data=wrong).status_code == 422


def test_documents_are_kept_in_their_order_and_bad_addresses_refused(
    client: ReadingClient, officer: ReadingClient, consultation: UUID
) -> None:
    rows = {
        "title": ["Site plan", "", "Report"],
        "url": ["https://example.org/plan.pdf", "", "https://example.org/report.pdf"],
        "kind": ["plan", "", ""],
    }
    assert officer.post(f"{HERE}/documents", data=rows).status_code == 303
    public = text_of(client.get("/consultations/a-greener-high-street"))
    assert public.index("Site plan") < public.index("Report")
    for address in ("javascript:alert(1)", "//evil.example", "", "data:text/html,x"):
        bad = {"title": ["Bad"], "url": [address], "kind": [""]}
        answer = officer.post(f"{HERE}/documents", data=bad)
        assert answer.status_code == 422
        assert "Bad" in text_of(answer)


def test_an_applicant_is_added_by_e_mail_and_removed(
    session: Session, officer: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    a_person(session, actor.authority_id, Role.APPLICANT, email="agent@example.org")
    a_person(session, actor.authority_id, Role.RESIDENT, email="resident@example.org")
    for email, code in [
        ("Agent@example.org ", 303),
        ("agent@example.org", 303),
        ("resident@example.org", 422),
        ("", 422),
    ]:
        answer = officer.post(f"{HERE}/applicants", data={"email": email})
        assert answer.status_code == code
    listed = text_of(officer.get(f"{HERE}/applicants"))
    assert listed.count("agent@example.org") == 1
    remove = listed.split("/remove")[0].rpartition('action="')[2] + "/remove"
    assert officer.post(remove).status_code == 303
    assert "agent@example.org" not in text_of(officer.get(f"{HERE}/applicants"))


@pytest.mark.parametrize("after", ["decided", "draft", "open sesame", ""])
def test_a_step_that_does_not_follow_is_refused(
    officer: ReadingClient, consultation: UUID, after: str
) -> None:
    assert officer.post(f"{HERE}/move", data={"after": after}).status_code in {400, 409}


PARTS = ("", "/words", "/area", "/stages", "/documents", "/applicants")


@pytest.mark.parametrize("part", PARTS)
def test_only_consultation_officers_of_this_council_set_up(
    session: Session,
    officer: ReadingClient,
    client_for: Browsers,
    consultation: UUID,
    part: str,
) -> None:
    assert officer.get(HERE + part).status_code == 200
    for role in (Role.APPLICANT, Role.MODERATOR, Role.RESIDENT):
        assert client_for(role).get(HERE + part).status_code == 403
    assert client_for(Role.PLANNER).get(HERE + part).status_code == (403 if part else 200)
    theirs = client_for(Role.CONSULTATION_OFFICER, authority=an_authority(session, "leeds"))
    assert theirs.get(HERE + part).status_code == 404


def test_the_list_shows_drafts_to_officers(
    session: Session, officer: ReadingClient, actor: Actor
) -> None:
    a_consultation(session, actor, until=ConsultationStatus.DRAFT)
    assert "Draft" in text_of(officer.get("/desk/consultations"))
