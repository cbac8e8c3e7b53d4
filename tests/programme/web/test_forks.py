"""A programme's file is fetched on a page and sets another one up; a bad file does not."""

from __future__ import annotations

import io
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.base.roles import Role
from programme.models.programmes import Programme
from tests.make import an_authority
from tests.programme.make import Crew, a_crew, a_programme
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/programme/fork"
TYPED = {"title": "Our second programme", "summary": "We try it too."}


def test_a_file_is_fetched_and_sets_a_programme_up(
    session: Session, crew: Crew, programme: UUID, as_crew: As
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    slug = session.get_one(Programme, programme).slug
    assert f"{HERE}/fork.json?programme={slug}" in manager.get(HERE).get_data(as_text=True)
    held = manager.get(f"{HERE}/fork.json?programme={slug}").data
    sent = manager.post(HERE, data=TYPED | {"file": (io.BytesIO(held), "fork.json")})
    assert sent.status_code == 303
    twice = manager.post(HERE, data=TYPED | {"file": (io.BytesIO(held), "fork.json")})
    assert twice.status_code == 409
    assert session.scalar(select(func.count()).select_from(Programme)) == 2
    assert as_crew(Role.CHALLENGE_OWNER).get(HERE).status_code == 403
    other = a_crew(session, an_authority(session, slug="leeds").id)
    a_programme(session, other.manager, title="Theirs", slug="theirs")
    assert manager.get(f"{HERE}/fork.json?programme=theirs").status_code == 404


@pytest.mark.parametrize("held", [None, b"", b"\xff\xfe\x00", b"{}", b"[" * 9000])
def test_what_is_no_file_of_a_programme_is_said_and_what_was_typed_stays(
    session: Session, programme: UUID, as_crew: As, held: bytes | None
) -> None:
    file = {} if held is None else {"file": (io.BytesIO(held), "fork.json")}
    answer = as_crew(Role.PROGRAMME_MANAGER).post(HERE, data=TYPED | file)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, TYPED["title"] in page, "error-message" in page) == (
        *(422, True, True),
    )
    assert session.scalar(select(func.count()).select_from(Programme)) == 1
