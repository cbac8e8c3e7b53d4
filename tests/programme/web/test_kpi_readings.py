"""A reading is noted on a page or by command, agreed to by a second person, and taken back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.clock import london_day
from foundation.base.roles import Role
from programme.models.kpis import KpiReading
from programme.models.programmes import Programme
from programme.queries.kpis import figures_at, programme_called
from programme.rules.kpis.figures import Missing
from tests.clock import NOW
from tests.html import ReadingClient
from tests.make import an_authority
from tests.programme.make import Crew, a_crew, a_programme
from tests.programme.web.browsers import As, as_crew, browser

__all__ = ["as_crew"]

HERE = "/programme/figures/readings"
TYPED = {"kind": "baseline", "words": "Firms that innovate", "value": "200", "source": "Survey"}


def _note(client: ReadingClient, **more: str) -> int:
    day = london_day(NOW) - timedelta(days=int(more.pop("ago", "400")))
    boxes = [str(day.day), str(day.month), str(day.year)]
    return client.post(HERE, data=TYPED | {"read_on": boxes} | more).status_code


def _growth(session: Session, crew: Crew) -> object:
    session.expire_all()
    programme = programme_called(session, crew.manager.authority_id, None)
    assert programme
    day = london_day(NOW)
    number = figures_at(session, crew.manager.authority_id, programme, day)[0].numbers[0]
    return number.missing or float(number.value or 0)


def test_a_reading_counts_from_a_second_persons_yes_until_it_is_taken_back(
    session: Session, crew: Crew, programme: UUID, as_crew: As
) -> None:
    finance, manager = as_crew(Role.FINANCE_OFFICER), as_crew(Role.PROGRAMME_MANAGER)
    assert _note(finance) == 303
    assert _note(finance, kind="activity", value="230", ago="3") == 303
    later, first = session.scalars(select(KpiReading).order_by(KpiReading.read_on.desc())).all()
    assert _growth(session, crew) is Missing.NO_BASELINE
    assert finance.post(f"{HERE}/{first.id}/agree").status_code == 409
    assert manager.post(f"{HERE}/{first.id}/agree").status_code == 403
    second = browser_of(session, crew, finance)
    assert second.post(f"{HERE}/{first.id}/agree").status_code == 303
    assert _growth(session, crew) is Missing.NOTHING_YET
    assert second.post(f"{HERE}/{later.id}/agree").status_code == 303
    assert _growth(session, crew) == 0.15
    page = second.get(HERE).get_data(as_text=True)
    assert "Agreed by" in page
    assert manager.post(f"{HERE}/{later.id}/withdraw", data={"reason": ""}).status_code == 422
    said = {"reason": "The survey was corrected."}
    assert manager.post(f"{HERE}/{later.id}/withdraw", data=said).status_code == 303
    assert manager.post(f"{HERE}/{later.id}/withdraw", data=said).status_code == 409
    assert _growth(session, crew) is Missing.NOTHING_YET
    assert "The survey was corrected." in manager.get(HERE).get_data(as_text=True)


def browser_of(session: Session, crew: Crew, one: ReadingClient) -> ReadingClient:
    """Return the browser of another finance officer."""
    other = a_crew(session, crew.manager.authority_id, (Role.FINANCE_OFFICER,))
    return browser(one.application, other[Role.FINANCE_OFFICER])


def test_bad_input_keeps_what_was_typed_and_nothing_crosses_councils(
    session: Session, crew: Crew, programme: UUID, as_crew: As
) -> None:
    finance = as_crew(Role.FINANCE_OFFICER)
    answer = finance.post(HERE, data=TYPED | {"value": "a lot", "read_on": ["1", "1", "2026"]})
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "whole number" in page, "a lot" in page) == (422, True, True)
    assert finance.post(HERE, data={"kind": "cake"}).status_code == 422
    assert finance.get(f"{HERE}?from=x").status_code == 200
    assert _note(as_crew(Role.CHALLENGE_OWNER)) == 403
    other = a_crew(session, an_authority(session, slug="leeds").id)
    theirs = a_programme(session, other.manager)
    row = KpiReading(
        programme_id=theirs,
        kind="partner_firm",
        read_on=london_day(NOW),
        words="Invented firm, Tartu",
        source="Visit",
        noted_by_id=other.id(Role.FINANCE_OFFICER),
        noted_at=NOW,
    )
    session.add(row)
    session.commit()
    assert finance.post(f"{HERE}/{row.id}/agree").status_code == 404
    assert "Tartu" not in finance.get(HERE).get_data(as_text=True)


def test_the_command_notes_a_reading_or_names_what_is_wrong(
    app: Flask, session: Session, crew: Crew, programme: UUID
) -> None:
    email = session.get_one(Person, crew.id(Role.FINANCE_OFFICER)).email
    slug = session.get_one(Programme, programme).slug
    run = ["programme", "note-reading", "Invented firm, Gävle", "--kind", "partner_firm"]
    run += ["--source", "Study visit", "--on", "2026-01-02", "--programme", slug]
    invoke = app.test_cli_runner().invoke
    assert invoke(args=[*run, "--by", email]).exit_code == 0
    assert session.scalars(select(KpiReading.words)).all() == ["Invented firm, Gävle"]
    wrong = invoke(args=[*run, "--by", email, "--value", "3"])
    assert (wrong.exit_code, "value: " in wrong.output) == (1, True)
    assert "--by" in invoke(args=[*run, "--by", "nobody@example.org"]).output
