"""How much one request that says something asks of the database, at its fullest."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from consultation.commands.consultations import set_area
from foundation.base.actor import Actor
from foundation.base.work import work
from geo.rules.geojson import read_shape
from tests.conftest import NOW, at_most
from tests.consultation.make import a_comment
from tests.html import ReadingClient

AREA = {
    "type": "Polygon",
    "coordinates": [[[-1.85, 52.47], [-1.84, 52.47], [-1.84, 52.48], [-1.85, 52.47]]],
}
HERE = {"type": "Point", "coordinates": [-1.845, 52.475]}


@pytest.mark.parametrize("replies_before", [0, 25])
def test_saying_everything_at_once_asks_fourteen_statements(
    session: Session,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
    replies_before: int,
) -> None:
    with work(session, actor, NOW) as unit:
        set_area(unit, consultation, read_shape(AREA))
    first = a_comment(session, actor, consultation)
    for number in range(replies_before):
        a_comment(session, actor, consultation, f"Reply {number}", reply_to_ref=first.ref)
    body: dict[str, Any] = {
        "text": "A bench would do.",
        "kind": "idea",
        "stance": "support",
        "topics": ["noise", "design"],
        "place": HERE,
        "place_words": "By the bus stop",
        "display_name": "Ann",
    }
    for more in ({}, {"reply_to": first.ref}):
        with at_most(14):
            answer = client.post(
                "/api/v1/consultations/a-greener-high-street/comments",
                json=body | more,
                headers={"Idempotency-Key": str(uuid4())},
            )
        assert answer.status_code == 201
