"""Formal comments by the interface: only where they are meant, and no name beyond the policy."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.rules.comments import Lane
from consultation.rules.consultations import ConsultationKind
from foundation.accounts.models.authorities import Authority
from foundation.accounts.models.correspondents import Correspondent
from foundation.accounts.rules.authorities import Publishing
from foundation.base.actor import Actor
from tests.conftest import at_most
from tests.consultation.api.conftest import COMMENTS, HERE, SLUG, Program
from tests.consultation.make import a_consultation

ANN = {"name": "Ann Example", "address": "1 Invented Row\nBirmingham", "postcode": "B9 5QT"}


@pytest.fixture
def consultation(session: Session, actor: Actor) -> UUID:
    return a_consultation(session, actor, kind=ConsultationKind.PLANNING_APPLICATION)


@pytest.fixture(autouse=True)
def used(consultation: UUID) -> None:
    """Each of these tests is about a planning application."""


def lanes(session: Session) -> list[Lane]:
    session.rollback()
    return list(session.scalars(select(Comment.lane)))


def test_what_names_nobody_is_informal_also_on_a_planning_application(
    session: Session, program: Program
) -> None:
    for body in ({"text": "Trees!"}, {"text": "Benches!", "display_name": "Ann"}):
        assert program.post(body).status_code == 201
    assert lanes(session) == [Lane.DIALOGUE, Lane.DIALOGUE]
    assert session.scalars(select(Correspondent)).all() == []


@pytest.mark.parametrize(
    "formal", [None, {}, {"name": "Ann"}, "Ann", {**ANN, "email": "a@b.example"}]
)
def test_half_a_signature_is_refused_and_makes_nothing(
    session: Session, program: Program, formal: object
) -> None:
    program.refused(program.post({"text": "Trees!", "formal": formal}), 400, 422)
    assert lanes(session) == []


def test_a_lane_cannot_be_claimed(session: Session, program: Program) -> None:
    program.refused(program.post({"text": "Trees!", "lane": "representation"}), 422)
    assert lanes(session) == []


@pytest.mark.parametrize("publishing", list(Publishing))
def test_no_answer_tells_more_of_a_signature_than_the_policy_publishes(
    session: Session, program: Program, publishing: Publishing
) -> None:
    session.scalars(select(Authority)).one().publishing = publishing
    session.commit()
    with at_most(16):
        posted = program.post({"text": "Trees!", "place": HERE, "formal": ANN})
    ref = program.said(posted, "Receipt", 201)["ref"]
    code = posted.get_json()["tracking_code"]
    answers = [
        posted,
        program.post({"tracking_code": code}, "/api/v1/follow"),
        *(program.get(path) for path in (COMMENTS, f"/api/v1/comments/{ref}")),
        *(program.get(f"/api/v1/consultations{rest}") for rest in ("", f"/{SLUG}")),
    ]
    told = json.dumps([answer.get_json() for answer in answers])
    with_name = publishing in {Publishing.NAME_ONLY, Publishing.NAME_AND_ADDRESS}
    assert ("Ann Example" in told) is with_name
    assert ("Invented Row" in told) is (publishing is Publishing.NAME_AND_ADDRESS)


def test_a_formal_comment_sent_again_is_one_with_one_signature(
    session: Session, program: Program
) -> None:
    body, key = {"text": "Trees!", "formal": ANN}, str(uuid4())
    refs = {program.post(body, Idempotency_Key=key).get_json()["ref"] for _ in range(3)}
    assert len(refs) == 1
    assert lanes(session) == [Lane.REPRESENTATION]
    assert len(session.scalars(select(Correspondent)).all()) == 1
