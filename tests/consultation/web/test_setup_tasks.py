"""The list of tasks: start from something, leave and come back, two officers on one page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from shapely.geometry import box, mapping
from sqlalchemy.orm import Session

from consultation.queries.consultations import ConsultationPage, consultation_page
from foundation.base.actor import Actor
from foundation.base.roles import Role
from tests.conftest import NOW
from tests.consultation.ground import a_postcode, wards_of
from tests.consultation.web.reading import hidden, text_of, words_of
from tests.consultation.web.setting_up import ANSWERS, HERE, WORDS, finish_all
from tests.html import ReadingClient

Browsers = Callable[..., ReadingClient]
COPY = "/desk/consultations/a-greener-lane"
PICTURE = {"title": ["Drawing"], "url": ["/files/park.png"], "kind": ["picture"]}


@pytest.fixture
def officer(actor: Actor, client_for: Browsers) -> ReadingClient:
    return client_for(Role.CONSULTATION_OFFICER)


@pytest.fixture
def drafted(officer: ReadingClient) -> ReadingClient:
    assert officer.post("/desk/consultations/new", data=WORDS).status_code == 303
    return officer


def page(session: Session, actor: Actor, slug: str = "a-greener-high-street") -> ConsultationPage:
    session.rollback()
    found = consultation_page(session, actor.authority_id, slug, NOW, drafts=True)
    assert found is not None
    return found


def test_a_template_brings_steps_questions_and_groups_that_have_to_be_looked_at(
    session: Session, officer: ReadingClient, actor: Actor
) -> None:
    new = {**WORDS, "begin": "*", "own_topics": ""}
    assert officer.post("/desk/consultations/new", data=new).status_code == 303
    listed = words_of(officer.get(HERE))
    assert listed.count("Check this") >= 4
    assert "5 questions" in listed
    assert "Started from the template of its kind." in listed
    made = page(session, actor)
    assert made.stages[0].name == "Comments close"
    assert "Play" in dict(made.topics).values()
    assert "Which spot needs most work?" in text_of(officer.get(f"{HERE}/questions"))


def test_a_copy_takes_questions_documents_and_area_along_and_no_days(
    session: Session, officer: ReadingClient, actor: Actor
) -> None:
    officer.post("/desk/consultations/new", data={**WORDS, "begin": "*"})
    officer.post(f"{HERE}/documents", data={**PICTURE, "alt": ["A park with swings"]})
    land = json.dumps(mapping(box(-1.85, 52.47, -1.84, 52.48)))
    officer.post(f"{HERE}/area", data={"place_way": "file", "text": land})
    officer.post(f"{HERE}/equality", data=ANSWERS["equality"])
    new = {
        "kind": "policy",
        "title": "A greener lane",
        "begin": "a-greener-high-street",
        "opens_on": ["", "", ""],
        "closes_on": ["", "", ""],
    }
    assert officer.post("/desk/consultations/new", data=new).status_code == 303
    made, before = page(session, actor, "a-greener-lane"), page(session, actor)
    assert made.summary == before.summary
    assert made.kind == before.kind
    assert made.topics == before.topics
    assert [each.alt for each in made.documents] == ["A park with swings"]
    assert made.area_geojson == before.area_geojson
    assert made.area_geojson is not None
    assert (made.opens_at, made.stages[0].expected_on) == (None, None)
    assert "Which spot needs most work?" in text_of(officer.get(f"{COPY}/questions"))
    assert "Started from a copy of" in words_of(officer.get(COPY))
    assert ANSWERS["equality"]["equality"] not in text_of(officer.get(f"{COPY}/equality"))
    assert officer.post(f"{COPY}/tasks/questions").status_code == 303


def test_a_copy_of_what_is_not_ours_is_refused(officer: ReadingClient) -> None:
    answer = officer.post("/desk/consultations/new", data={**WORDS, "begin": "their-park"})
    assert answer.status_code == 404


def test_a_picture_has_to_be_described_before_the_check_is_done(drafted: ReadingClient) -> None:
    assert drafted.post(f"{HERE}/documents", data=PICTURE).status_code == 303
    assert "Fix 1 thing" in words_of(drafted.get(HERE))
    assert "This picture has no description." in text_of(drafted.get(f"{HERE}/accessibility"))
    assert drafted.post(f"{HERE}/tasks/accessibility").status_code == 409
    drafted.post(f"{HERE}/documents", data={**PICTURE, "alt": ["A park with swings"]})
    assert drafted.post(f"{HERE}/tasks/accessibility").status_code == 303
    assert "Fix 1 thing" not in words_of(drafted.get(HERE))


def test_new_words_ask_for_a_new_check(drafted: ReadingClient) -> None:
    finish_all(drafted)
    assert "Go to the next task" not in words_of(drafted.get(HERE))
    assert drafted.post(f"{HERE}/words", data=WORDS).status_code == 303
    assert "Next: Accessibility check." in words_of(drafted.get(HERE))


@pytest.mark.parametrize("task", ["words", "equality", "nonsense"])
def test_what_ends_by_saving_cannot_be_ticked_off(drafted: ReadingClient, task: str) -> None:
    assert drafted.post(f"{HERE}/tasks/{task}").status_code in {400, 409}


@pytest.mark.parametrize(
    ("part", "first", "second", "texts"),
    [
        ("words", {"summary": "Trees."}, {"summary": "Benches."}, ("Trees.", "Benches.")),
        ("equality", {"equality": "Ramps."}, {"equality": "Signs."}, ("Ramps.", "Signs.")),
        (
            "audiences",
            {"audiences": "Carers", "routes": ["paper"]},
            {"audiences": "Drivers", "routes": ["paper"]},
            ("Carers", "Drivers"),
        ),
        (
            "stages",
            {"name": ["Vote"], "expected_on": ["2027-02-16"], "done_on": [""]},
            {"name": ["Debate"], "expected_on": ["2027-02-17"], "done_on": [""]},
            ("Vote", "Debate"),
        ),
        (
            "documents",
            {"title": ["Plan"], "url": ["https://example.org/a"], "kind": [""]},
            {"title": ["Report"], "url": ["https://example.org/b"], "kind": [""]},
            ("Plan", "Report"),
        ),
        (
            "easy-read",
            {"words": ["Trees help."], "picture": [""], "alt": [""]},
            {"words": ["Seats help."], "picture": [""], "alt": [""]},
            ("Trees help.", "Seats help."),
        ),
        (
            "about-people",
            {"trait": "age", "why-age": "To hear the young."},
            {"trait": "age", "why-age": "To hear the old."},
            ("To hear the young.", "To hear the old."),
        ),
        (
            "area",
            {"place_way": "file", "text": json.dumps(mapping(box(-1.85, 52.47, -1.84, 52.48)))},
            {"place_way": "file", "text": json.dumps(mapping(box(-1.86, 52.47, -1.85, 52.48)))},
            ("-1.84", "-1.86"),
        ),
    ],
)
def test_two_officers_on_one_page_lose_nothing(
    drafted: ReadingClient,
    client_for: Browsers,
    part: str,
    first: dict[str, Any],
    second: dict[str, Any],
    texts: tuple[str, str],
) -> None:
    base = WORDS if part == "words" else {}
    colleague = client_for(Role.CONSULTATION_OFFICER)
    seen = hidden(drafted.get(f"{HERE}/{part}"), "seen")
    quick = {**base, **first, "seen": hidden(colleague.get(f"{HERE}/{part}"), "seen")}
    assert colleague.post(f"{HERE}/{part}", data=quick).status_code == 303
    slow = drafted.post(f"{HERE}/{part}", data={**base, **second, "seen": seen})
    assert slow.status_code == 409
    assert all(text in text_of(slow) for text in texts)
    again = {**base, **second, "seen": hidden(slow, "seen")}
    assert drafted.post(f"{HERE}/{part}", data=again).status_code == 303
    assert texts[1] in text_of(drafted.get(f"{HERE}/{part}"))


def test_who_wrote_some_of_it_may_not_sign_it_off(
    drafted: ReadingClient, client_for: Browsers
) -> None:
    finish_all(drafted)
    writer, reader = (client_for(Role.CONSULTATION_OFFICER) for _ in range(2))
    assert writer.post(f"{HERE}/words", data=WORDS).status_code == 303
    drafted.post(f"{HERE}/tasks/accessibility")
    move = f"{HERE}/move"
    assert drafted.post(move, data={"after": "awaiting_sign_off"}).status_code == 303
    for browser, code in ((drafted, 403), (writer, 403), (reader, 303)):
        assert browser.post(move, data={"after": "scheduled"}).status_code == code


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"opens_time": "25:00"}, "opens_time"),
        ({"closes_time": "teatime"}, "closes_time"),
        ({"opens_on": ["28", "3", "2027"], "opens_time": "1:30"}, "opens_time"),
        (
            {"opens_on": ["24", "12", "2026"], "opens_time": "17:00", "closes_time": "17:00"},
            "closes_on",
        ),
        ({"closes_on": ["30", "11", "2026"]}, "closes_on"),
    ],
)
def test_days_and_times_that_cannot_be_are_said_at_their_field(
    drafted: ReadingClient, wrong: dict[str, Any], field: str
) -> None:
    days = {"opens_on": ["1", "12", "2026"], "closes_on": ["24", "12", "2026"]}
    answer = drafted.post(f"{HERE}/dates", data={**days, **wrong})
    assert answer.status_code == 422
    assert f'href="#{field}' in text_of(answer)


def test_it_closes_to_the_second_and_bank_holidays_are_named(
    session: Session, drafted: ReadingClient, actor: Actor
) -> None:
    days = {"opens_on": ["1", "12", "2026"], "closes_on": ["4", "1", "2027"]}
    times = {"opens_time": "9am", "closes_time": "23:59:59"}
    assert drafted.post(f"{HERE}/dates", data={**days, **times}).status_code == 303
    made = page(session, actor)
    assert made.opens_at is not None
    assert made.closes_at is not None
    assert made.opens_at.isoformat() == "2026-12-01T09:00:00+00:00"
    assert made.closes_at.isoformat() == "2027-01-04T23:59:59+00:00"
    shown = words_of(drafted.get(f"{HERE}/dates"))
    assert "3 bank holidays" in shown
    assert "Christmas Day" in shown


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"postcode": "B9 5AA", "metres": "300"}, 303),
        ({"postcode": "b95aa", "metres": "1,000 m"}, 422),
        ({"postcode": "B9 5AA", "metres": "20"}, 422),
        ({"postcode": "B9 5AA", "metres": "far"}, 422),
        ({"postcode": "B9 5ZZ", "metres": "300"}, 422),
        ({"postcode": "", "metres": "300"}, 422),
    ],
)
def test_the_area_is_a_circle_around_a_postcode_inside_the_council(
    session: Session, drafted: ReadingClient, actor: Actor, data: dict[str, str], code: int
) -> None:
    wards_of(session, actor, Bordesley_Green=box(-1.857, 52.465, -1.843, 52.475))
    a_postcode(session, "B9 5AA", (-1.85, 52.47))
    answer = drafted.post(f"{HERE}/area", data={"place_way": "postcode", **data})
    assert answer.status_code == code
    assert (page(session, actor).area_geojson is not None) == (code == 303)


def test_land_outside_the_council_is_refused(
    session: Session, drafted: ReadingClient, actor: Actor
) -> None:
    wards_of(session, actor, Bordesley_Green=box(-1.85, 52.47, -1.84, 52.48))
    leeds = '{"type":"Polygon","coordinates":[[[-1.5,53.8],[-1.4,53.8],[-1.4,53.9],[-1.5,53.8]]]}'
    answer = drafted.post(f"{HERE}/area", data={"place_way": "file", "text": leeds})
    assert answer.status_code == 422
    assert "is outside" in text_of(answer)


@pytest.mark.parametrize("code", ["en", "ur", "bn"])
def test_a_draft_is_looked_at_as_a_resident_in_each_language(
    drafted: ReadingClient, client: ReadingClient, code: str
) -> None:
    assert drafted.get(f"{HERE}/preview").status_code == 200
    shown = text_of(drafted.get(f"{HERE}/preview/{code}"))
    assert f'lang="{code}"' in shown
    assert "A greener high street" in shown
    assert client.get(f"{HERE}/preview/{code}").status_code != 200
    assert drafted.get(f"{HERE}/preview/xx").status_code == 404


def test_somebody_has_to_be_reached_without_the_internet(drafted: ReadingClient) -> None:
    for routes in ([], ["web"], ["web", "social"], ["pigeon"]):
        answer = drafted.post(f"{HERE}/audiences", data={"audiences": "All", "routes": routes})
        assert answer.status_code == 422
