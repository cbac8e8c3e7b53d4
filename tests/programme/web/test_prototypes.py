"""A firm writes its prototype on its page, the council checks it and gives it a time."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from foundation.base.clock import LONDON
from foundation.base.roles import Role
from programme.models.prototypes import ClaimFile, DeploymentCost, Prototype, PrototypeClaim
from programme.rules.firm_files import FileKind
from programme.rules.prototypes import PrototypeState
from tests.clock import NOW, StandingClock
from tests.consultation.web.reading import text_of
from tests.foundation.uploads import a_pdf
from tests.programme.cohorts import Cohort, a_cohort
from tests.programme.make import Crew
from tests.programme.prototypes import a_measure, a_prototype, a_showcase
from tests.programme.web.browsers import As, as_crew, browser

__all__ = ["as_crew"]

WORDS = {"act": "write", "title": "Street cards", "summary": "A card with a code.", "level": "6"}
COST = {"act": "cost", "words": "Hosting", "low": "£18,000", "likely": "24000", "high": "30,000"}


@pytest.fixture
def cohort(session: Session, crew: Crew, challenge: UUID) -> Cohort:
    return a_cohort(session, crew, challenge)


def _of(session: Session, cohort: Cohort) -> Prototype:
    session.expire_all()
    return session.scalars(select(Prototype).where(Prototype.seat_id == cohort.seats[0])).one()


def test_a_firm_writes_its_prototype_and_is_told_what_is_missing(
    app: Flask, session: Session, cohort: Cohort
) -> None:
    measure = a_measure(session, cohort.challenge_id)
    firm, page = browser(app, cohort.firms[0].first), f"/firm/prototypes/{cohort.seats[0]}"
    assert "Your prototype: claims, tests and costs" in text_of(firm.get("/firm/cohort"))
    wrong = firm.post(page, data=WORDS | {"title": "", "level": "10"})
    assert wrong.status_code == 422
    assert "A card with a code." in wrong.get_data(as_text=True)
    assert firm.post(page, data=WORDS).status_code == 303
    assert "Say at least once what it does" in text_of(firm.get(page))
    claim = {"act": "claim", "measure": str(measure), "claim": "More people answer."}
    assert firm.post(page, data=claim | {"measure": "x"}).status_code == 422
    assert firm.post(page, data=claim).status_code == 303
    early = firm.post(page, data={"act": "hand_in"})
    assert early.status_code == 409
    assert "Each claim needs a test" in text_of(early)
    out = {
        "act": "remove",
        "part": firm.get(page).get_data(as_text=True).split('name="part" value="')[1][:36],
    }
    assert firm.post(page, data=out).status_code == 303
    assert firm.post(page, data=out).status_code == 404


def test_what_is_tested_and_costed_is_handed_in_and_stands(
    app: Flask, session: Session, cohort: Cohort
) -> None:
    measure = a_measure(session, cohort.challenge_id)
    firm, page = browser(app, cohort.firms[0].first), f"/firm/prototypes/{cohort.seats[0]}"
    assert firm.post(page, data=WORDS).status_code == 303
    claim = {"act": "claim", "measure": str(measure), "claim": "More people answer."}
    tested = {"test": "One street.", "result": "41, 12 before.", "evidence": "The report"}
    refused = firm.post(page, data=claim | tested | {"url": "javascript:alert(1)"})
    assert refused.status_code == 422
    assert "javascript:alert(1)" in refused.get_data(as_text=True)
    assert firm.post(page, data=claim | tested).status_code == 303
    backwards = firm.post(page, data=COST | {"kind": "yearly", "low": "40000"})
    assert "Low is at most likely" in text_of(backwards)
    for kind in ("one_off", "yearly"):
        assert firm.post(page, data=COST | {"kind": kind}).status_code == 303
    shown = text_of(firm.get(page))
    assert "Everything is there." in shown
    assert "£144,000" in shown
    assert {row.low_p for row in session.scalars(select(DeploymentCost))} == {1_800_000}
    assert firm.post(page, data={"act": "hand_in"}).status_code == 303
    late = firm.post(page, data=WORDS | {"title": "Something else"})
    assert late.status_code == 409
    assert firm.post(page, data={"act": "publish"}).status_code == 400
    assert _of(session, cohort).title == "Street cards"


def test_the_council_checks_it_gives_it_a_time_and_says_that_it_was_shown(
    app: Flask, session: Session, crew: Crew, cohort: Cohort, as_crew: As, clock: StandingClock
) -> None:
    made, day = a_prototype(session, cohort), a_showcase(session, crew, cohort, minutes=20)
    firm, manager = browser(app, cohort.firms[0].first), as_crew(Role.PROGRAMME_MANAGER)
    page, desk = f"/programme/prototypes/{made}", "/programme/cohort/showcase"
    assert manager.get(page).status_code == 404
    assert "Prototype 1" not in text_of(manager.get(desk))
    own = f"/firm/prototypes/{cohort.seats[0]}"
    assert firm.post(own, data={"act": "hand_in"}).status_code == 303
    assert "£38,000 to start, £24,000 a year" in text_of(manager.get(desk))
    assert manager.post(page, data={}).status_code == 422
    assert manager.post(page, data={"after": "building"}).status_code == 409
    typed = {"act": "give", "day": str(day), "time": "09:20", "minutes": "20"}
    assert manager.post(f"{page}/slot", data=typed).status_code == 409
    assert manager.post(page, data={"after": "verified"}).status_code == 303
    for wrong in ({"time": "tea"}, {"day": "x"}):
        assert manager.post(f"{page}/slot", data=typed | wrong).status_code == 422
    for wrong in ({"time": "04:00"}, {"minutes": "many"}):
        assert manager.post(f"{page}/slot", data=typed | wrong).status_code == 409
    start = (NOW + timedelta(minutes=20)).astimezone(LONDON).strftime("%H:%M")
    assert manager.post(f"{page}/slot", data=typed | {"time": start}).status_code == 303
    assert "You show it on" in text_of(firm.get(own))
    assert manager.post(page, data={"after": "showcased"}).status_code == 409
    clock.forward(timedelta(minutes=20))
    assert manager.post(page, data={"after": "showcased"}).status_code == 303
    assert manager.post(f"{page}/slot", data={"act": "take"}).status_code == 409
    assert _of(session, cohort).state is PrototypeState.SHOWCASED
    assert as_crew(Role.FACILITATOR).post(page, data={"after": "accepted"}).status_code == 403


def test_a_rival_opens_no_prototype_of_another_firm_by_any_address(
    app: Flask, session: Session, cohort: Cohort
) -> None:
    made = a_prototype(session, cohort)
    rival = browser(app, cohort.firms[1].first)
    theirs = f"/firm/prototypes/{cohort.seats[0]}"
    assert rival.get(theirs).status_code == 404
    for act in ("write", "claim", "cost", "remove", "hand_in"):
        assert rival.post(theirs, data=WORDS | {"act": act}).status_code == 404
    for path in (f"/programme/prototypes/{made}", "/programme/cohort/showcase"):
        assert rival.get(path).status_code == 403
    assert "Prototype 1" not in text_of(rival.get(f"/firm/prototypes/{cohort.seats[1]}"))
    assert _of(session, cohort).state is PrototypeState.BUILDING


Sends = Callable[..., TestResponse]


@pytest.fixture
def send(app: Flask, session: Session, cohort: Cohort) -> Sends:
    """Return how the first firm sends a file for the claim of its prototype."""
    a_prototype(session, cohort)
    claim = session.scalars(select(PrototypeClaim.id)).one()
    firm, page = browser(app, cohort.firms[0].first), f"/firm/prototypes/{cohort.seats[0]}"

    def sent(content: bytes, name: str, **more: str) -> TestResponse:
        file = (io.BytesIO(content), name)
        data = {"of_claim": str(claim), "file_title": "The log", "file": file, **more}
        return firm.post(f"{page}/files", data=data, content_type="multipart/form-data")

    return sent


def test_a_file_of_a_claim_is_made_anew_and_served_apart(
    app: Flask, session: Session, cohort: Cohort, send: Sends
) -> None:
    firm, page = browser(app, cohort.firms[0].first), f"/firm/prototypes/{cohort.seats[0]}"
    for refused in (send(b"MZ", "a.exe"), send(b'"', "a.csv"), send(b"%PDF-", "a.pdf")):
        assert refused.status_code == 422
        assert "The log" in refused.get_data(as_text=True)
    assert send(b"a,b", "a.csv", file_title="").status_code == 422
    assert send(b"a,b", "a.csv", of_claim=str(cohort.id)).status_code == 404
    assert send(b"a,=1+1", "a.csv").status_code == 303
    assert send(a_pdf(), "a.pdf").status_code == 303
    table, document = (
        session.scalars(select(ClaimFile.id).where(ClaimFile.kind == kind)).one()
        for kind in (FileKind.TABLE, FileKind.DOCUMENT)
    )
    opened = firm.get(f"{page}/files/{table}")
    assert opened.get_data(as_text=True).endswith("a,'=1+1\r\n")
    assert opened.headers["Content-Disposition"].startswith("attachment")
    assert opened.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    out = {"act": "remove_file", "part": str(document)}
    assert firm.post(page, data=out).status_code == 303
    assert firm.get(f"{page}/files/{document}").status_code == 404
    assert firm.post(page, data={"act": "hand_in"}).status_code == 303
    assert send(b"a,b", "a.csv").status_code == 409


def test_the_file_of_a_claim_is_for_its_firm_and_once_handed_in_for_the_council(
    app: Flask, session: Session, cohort: Cohort, as_crew: As, send: Sends
) -> None:
    assert send(b"a,b", "a.csv").status_code == 303
    file, made = session.scalars(select(ClaimFile.id)).one(), _of(session, cohort).id
    rival, council = browser(app, cohort.firms[1].first), as_crew(Role.EXECUTIVE_SPONSOR)
    there = f"/programme/prototypes/{made}/files/{file}"
    assert council.get(there).status_code == 404
    for seat in cohort.seats:
        assert rival.get(f"/firm/prototypes/{seat}/files/{file}").status_code == 404
        out = {"act": "remove_file", "part": str(file)}
        assert rival.post(f"/firm/prototypes/{seat}", data=out).status_code == 404
    firm = browser(app, cohort.firms[0].first)
    hand_in = firm.post(f"/firm/prototypes/{cohort.seats[0]}", data={"act": "hand_in"})
    assert hand_in.status_code == 303
    assert council.get(there).status_code == 200
    assert "The log" in text_of(council.get(f"/programme/prototypes/{made}"))
    assert rival.get(there).status_code == 403
