"""What programs read: consultations, comments page by page, one comment, its fate."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment
from consultation.commands.moderation import set_moderation
from consultation.models.comments import Comment
from consultation.rules.comments import Moderation
from consultation.rules.consultations import ConsultationStatus
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.api.conftest import COMMENTS, HERE, SLUG, Program
from tests.consultation.make import OFFICER, a_comment, a_consultation
from tests.make import a_person, a_sign_in, an_actor, an_authority

ONE = f"/api/v1/consultations/{SLUG}"
DRAFT = "/api/v1/consultations/still-a-draft"

pytestmark = pytest.mark.usefixtures("consultation")


def answer(session: Session, actor: Actor, comment_id: UUID, text: str = "Yes, we will.") -> None:
    with work(session, actor, NOW) as unit:
        answer_comment(unit, comment_id, text=text, **OFFICER)


def test_a_posted_comment_is_in_the_list_and_on_its_own(program: Program) -> None:
    body = {
        "text": "أشجار\r\nأكثر",
        "kind": "idea",
        "stance": "support_with_changes",
        "topics": ["design", "traffic"],
        "place": HERE,
        "place_words": "by the gate",
        "display_name": "Zainab",
    }
    receipt = program.said(program.post(body), "Receipt", 201)
    assert receipt["status"] == "received"
    assert receipt["url"].endswith(f"/comments/{receipt['ref']}")
    (feature,) = program.said(program.get(), "Comments")["features"]
    alone = program.said(program.get(f"/api/v1/comments/{receipt['ref']}"), "Comment")
    assert feature == alone
    said = feature["properties"]
    assert said["text"] == "أشجار\nأكثر"
    assert (said["direction"], said["display_name"]) == ("rtl", "Zainab")
    assert (said["kind"], said["stance"]) == ("idea", "support_with_changes")
    assert said["topics"] == ["design", "traffic"]
    assert feature["geometry"] == HERE


def test_only_the_text_is_needed_and_a_place_may_be_missing(program: Program) -> None:
    program.said(program.post({"text": "Hello"}), "Receipt", 201)
    (feature,) = program.said(program.get(), "Comments")["features"]
    assert feature["geometry"] is None


def test_pages_follow_each_other_until_next_is_null(
    program: Program, session: Session, actor: Actor, consultation: UUID
) -> None:
    for number in range(7):
        a_comment(session, actor, consultation, f"Number {number}",
                  now=NOW - timedelta(minutes=number))  # fmt: skip
    seen: list[str] = []
    page = program.said(program.get(limit=3, topic=""), "Comments")
    while True:
        seen += [feature["properties"]["text"] for feature in page["features"]]
        if page["next"] is None:
            break
        assert "limit=3" in page["next"]
        page = program.said(program.client.get(page["next"]), "Comments")
    assert seen == [f"Number {number}" for number in range(7)]


def test_comments_are_filtered(
    program: Program, session: Session, actor: Actor, consultation: UUID
) -> None:
    program.post({"text": "A", "stance": "object", "topics": ["noise"], "place": HERE})
    program.post({"text": "B", "stance": "support"})
    asked = a_comment(session, actor, consultation, "C")
    answer(session, actor, asked.comment_id)

    def found(**filters: Any) -> set[str]:
        page = program.said(program.get(**filters), "Comments")
        return {feature["properties"]["text"] for feature in page["features"]}

    assert found(stance="object") == found(topic="noise") == {"A"}
    assert found(status="answered") == {"C"}
    assert found(bbox="-1.9,52.4,-1.8,52.5") == {"A"}
    assert found(bbox="-1.8,52.4,-1.7,52.5") == found(topic="nonsense") == set()
    assert found(stance="support", status="received") == {"B"}


@pytest.mark.parametrize(
    "asked",
    [
        *({"limit": limit} for limit in ("0", "-1", "101", "1e9", "abc", "\u0663", "1.5", "true")),
        {"limit": str(2**63)},
        *({"after": after} for after in ("x", "bm90aGluZw", "=" * 9, "W10", "x" * 5_000, "\u0661")),
        {"bbox": "1,2,3"},
        {"bbox": "-180,-90,180"},
        {"bbox": "a,b,c,d"},
        {"bbox": "-1.8,52.5,-1.9,52.4"},
        {"bbox": "nan,nan,nan,nan"},
        {"bbox": "-1.9,52.4,-1.8," + "5" * 400},
        {"stance": "for"},
        {"status": "lost"},
        {"sort": "id;drop"},
        {"sort": "password_hash"},
        {"filter[user.email_like]": "a%"},
        {"text": "a"},
        {"x" * 2_000: "1"},
    ],
    ids=lambda asked: str(asked)[:40],
)
@pytest.mark.usefixtures("untouched")
def test_an_address_that_asks_for_what_is_not_there_is_400(
    program: Program, asked: dict[str, str]
) -> None:
    program.refused(program.get(**asked), 400)


def test_a_parameter_that_is_there_twice_is_400(program: Program) -> None:
    program.refused(program.client.get(f"{COMMENTS}?limit=1&limit=2"), 400)


def test_a_thread_holds_replies_and_marked_answers(
    program: Program, session: Session, actor: Actor, consultation: UUID
) -> None:
    asked = a_comment(session, actor, consultation, "When?")
    program.post({"text": "I wonder too.", "reply_to": asked.ref})
    answer(session, actor, asked.comment_id, "In May.")
    said = program.said(program.get(f"/api/v1/comments/{asked.ref}"), "Comment")["properties"]
    assert said["status"] == "answered"
    assert {reply["text"] for reply in said["replies"]} == {"I wonder too.", "In May."}
    (official,) = (reply["official"] for reply in said["replies"] if reply["official"])
    assert official == {
        "role": "Planning officer",
        "team": "Planning",
        "name": None,
        "of_version": 1,
    }


@pytest.mark.parametrize("after", [Moderation.HIDDEN, Moderation.HELD])
def test_what_a_moderator_hides_is_gone_from_everywhere(
    program: Program, session: Session, actor: Actor, consultation: UUID, after: Moderation
) -> None:
    receipt = program.post({"text": "Canary", "place": HERE, "display_name": "Canary"}).get_json()
    hidden = a_comment(session, actor, consultation, "Canary")
    reply = a_comment(session, actor, consultation, "Canary reply", reply_to_ref=receipt["ref"])
    with work(session, actor, NOW) as unit:
        for comment_id in (hidden.comment_id, reply.comment_id):
            set_moderation(unit, comment_id, after)
    assert "Canary reply" not in program.get().get_data(as_text=True)
    refs = [feature["id"] for feature in program.get().get_json()["features"]]
    assert refs == [receipt["ref"]]
    alone = program.get(f"/api/v1/comments/{hidden.ref}")
    assert "Canary" not in alone.get_data(as_text=True)


def test_the_fate_tells_every_step(
    program: Program, session: Session, actor: Actor, consultation: UUID
) -> None:
    receipt = program.post({"text": "When?"}).get_json()
    (feature,) = program.get().get_json()["features"]

    comment_id = session.scalars(select(Comment.id).where(Comment.ref == feature["id"])).one()
    answer(session, actor, comment_id, "In May.")
    code = receipt["tracking_code"].lower().replace("-", " ")
    fate = program.said(program.post({"tracking_code": code}, "/api/v1/follow"), "Fate")
    assert fate["ref"] == receipt["ref"]
    taken = [step["status"] for step in fate["steps"]]
    assert taken == ["received", "being_considered", "answered"]
    assert fate["steps"][-1]["answer"]["text"] == "In May."


def test_wrong_codes_can_be_tried_ten_times_an_hour(program: Program) -> None:
    statuses = [
        program.client.post("/api/v1/follow", json={"tracking_code": "CCCC-CCCC-CCCC"}).status_code
        for _ in range(12)
    ]
    assert statuses == [404] * 10 + [429] * 2


def test_consultations_are_listed_and_read(
    program: Program, session: Session, actor: Actor
) -> None:
    a_consultation(session, actor, ConsultationStatus.DRAFT, title="Still a draft")
    a_consultation(session, actor, title="Another street")
    page = program.said(program.get("/api/v1/consultations", limit=1), "Consultations")
    assert [card["slug"] for card in page["consultations"]] == [SLUG]
    rest = program.said(program.client.get(page["next"]), "Consultations")
    assert [card["slug"] for card in rest["consultations"]] == ["another-street"]
    one = program.said(program.get(ONE), "Consultation")
    assert (one["title"], one["is_open"]) == ("A greener high street", True)


def test_a_draft_is_read_by_staff_with_a_token_and_by_nobody_else(
    program: Program, session: Session, actor: Actor
) -> None:
    a_consultation(session, actor, ConsultationStatus.DRAFT, title="Still a draft")
    a_person(session, actor.authority_id, Role.PLANNER, email="planner@example.org")
    a_person(session, actor.authority_id, Role.RESIDENT, email="resident@example.org")
    program.refused(program.get(DRAFT), 404)
    program.refused(program.get(f"{DRAFT}/comments"), 404)
    program.refused(program.post({"text": "a"}, f"{DRAFT}/comments"), 404)
    for email, status in (("planner@example.org", 200), ("resident@example.org", 404)):
        token = made(program, email)
        read = program.client.get(DRAFT, headers={"Authorization": f"Bearer {token}"})
        assert read.status_code == status


def made(program: Program, email: str, *options: str) -> str:
    app = program.client.application
    arguments = ["accounts", "token", email, "--authority", "birmingham", *options]
    result = app.test_cli_runner().invoke(args=arguments)
    assert result.exit_code == 0, result.output
    return str(result.output).strip()


@pytest.mark.parametrize("said", ["Bearer x", "Bearer", "Basic eDp4", "Bearer " + "x" * 500, "ü"])
def test_a_token_that_does_not_hold_is_401(program: Program, said: str) -> None:
    program.refused(program.client.get(ONE, headers={"Authorization": said}), 401)


def test_a_token_ends_with_the_person_or_when_it_is_taken_away(
    program: Program, session: Session, actor: Actor
) -> None:
    officer = a_person(session, actor.authority_id, Role.PLANNER, email="planner@example.org")
    token = made(program, "planner@example.org")
    headers = {"Authorization": f"Bearer {token}"}
    assert program.client.get(ONE, headers=headers).status_code == 200
    officer.session_version += 1
    session.commit()
    assert program.client.get(ONE, headers=headers).status_code == 401
    token = made(program, "planner@example.org")
    made(program, "planner@example.org", "--end")
    headers = {"Authorization": f"Bearer {token}"}
    assert program.client.get(ONE, headers=headers).status_code == 401


def test_a_cookie_says_nothing_here(program: Program, session: Session, actor: Actor) -> None:
    officer = a_person(session, actor.authority_id, Role.PLANNER)
    token = a_sign_in(session, officer.id)
    a_consultation(session, actor, ConsultationStatus.DRAFT, title="Still a draft")
    with program.client.session_transaction() as kept:
        kept["_user_id"] = token
    program.refused(program.get(DRAFT), 404)
    assert "Set-Cookie" not in program.post({"text": "a"}).headers


def test_one_council_finds_nothing_of_another(program: Program, session: Session) -> None:
    other = an_actor(an_authority(session, "elsewhere").id)
    theirs = a_consultation(session, other, title="Canary street")
    posted = a_comment(session, other, theirs, "Canary")
    for path in (
        "/api/v1/consultations",
        "/api/v1/consultations/canary-street",
        "/api/v1/consultations/canary-street/comments",
        f"/api/v1/comments/{posted.ref}",
        COMMENTS,
    ):
        assert "Canary" not in program.get(path).get_data(as_text=True)
    code = {"tracking_code": posted.tracking_code}
    program.refused(program.post(code, "/api/v1/follow"), 404)
    program.refused(program.post({"text": "a", "reply_to": posted.ref}), 404)


def test_a_page_of_comments_asks_little_of_the_database(program: Program, session: Session) -> None:
    for number in range(30):
        program.post({"text": f"Number {number}", "place": HERE, "topics": ["design"]})
    with at_most(8):
        program.get(limit=30)


def test_the_document_names_every_route_and_no_other(program: Program) -> None:
    document = program.get("/api/v1/openapi.json").get_json()
    assert document["openapi"].startswith("3.1")
    described = {
        (f"/api/v1{path}", method.upper())
        for path, methods in document["paths"].items()
        for method in methods
    }
    served = {
        (rule.rule.replace("<", "{").replace(">", "}"), method)
        for rule in program.client.application.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/")
    }
    assert described == served
