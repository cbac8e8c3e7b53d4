"""We asked, you said, we did; and what was done, written down at the desk and told by mail."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from consultation.jobs.telling import tell_the_rest
from foundation.base.actor import Actor
from foundation.base.roles import Role
from tests.conftest import NOW, at_most
from tests.consultation.issues import an_issue, disposed, reported
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient

Browsers = Callable[..., ReadingClient]
DESK = "/desk/a-greener-high-street/issues/1/done"
PAGE = "/what-changed"
DONE = {
    "delivery": "done",
    "day": "2026-11-02",
    "words": "The corner is built lower.",
    "url": "",
    "seen": "0",
}


@pytest.fixture
def told(session: Session, actor: Actor, consultation: UUID) -> UUID:
    issue = an_issue(session, actor, consultation)
    disposed(session, actor, issue)
    reported(session, actor, consultation)
    tell_the_rest(session, NOW)
    return issue


def test_what_was_said_is_shown_and_then_what_was_done(
    client: ReadingClient, client_for: Browsers, told: UUID
) -> None:
    assert told
    with at_most(9):
        page = text_of(client.get(PAGE))
    for words in ("We asked", "You said", "We did", "Changed the plan", "decided, no day yet"):
        assert words in page
    assert "Done, since" not in page
    planner = client_for(Role.PLANNER)
    assert "The corner is now three storeys." in text_of(planner.get(DESK))
    assert planner.post(DESK, data=DONE).status_code == 303
    page = text_of(client.get(f"{PAGE}?consultation=a-greener-high-street"))
    assert "Done, since 2 November 2026" in page
    assert "The corner is built lower." in page
    assert "There is nothing of this kind." in text_of(client.get(f"{PAGE}?show=others"))


@pytest.mark.parametrize(
    "more",
    [
        {"delivery": ""},
        {"delivery": "nonsense"},
        {"day": "31/12/2026"},
        {"day": ""},
        {"words": ""},
        {"url": "javascript:alert(1)"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    client_for: Browsers, told: UUID, more: dict[str, str]
) -> None:
    assert told
    answer = client_for(Role.PLANNER).post(DESK, data={**DONE, **more})
    assert answer.status_code == 422
    kept = {**DONE, **more}["words"]
    assert kept in text_of(answer)


def test_nothing_is_done_before_it_was_said(
    session: Session, actor: Actor, consultation: UUID, client_for: Browsers
) -> None:
    an_issue(session, actor, consultation)
    planner = client_for(Role.PLANNER)
    assert "People do not know yet" in text_of(planner.get(DESK))
    assert planner.post(DESK, data=DONE).status_code == 409
    assert planner.get(DESK.replace("/1/", "/9/")).status_code == 404
    assert client_for(Role.MODERATOR).post(DESK, data=DONE).status_code == 403


@pytest.mark.parametrize("broken", ["after=broken", "outcomes=broken"])
def test_an_address_that_was_made_up_is_refused(
    client: ReadingClient, told: UUID, broken: str
) -> None:
    assert told
    assert client.get(f"{PAGE}?{broken}").status_code == 400
