"""The evaluation record on its page, by command, in the pack and in a fork."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.authorities import Authority
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.evaluations import keep_finding
from programme.models.evaluations import Finding
from programme.queries.forks import fork_of
from programme.queries.kpis import programme_called
from programme.rules.evaluations import Fate, FindingDraft
from tests.clock import NOW
from tests.make import an_authority
from tests.programme.make import Crew, a_challenge, a_crew, a_programme
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/programme/learning/evaluation"
KEPT = "Every challenge begins with one."
TYPED = {
    "challenge": "",
    "pain": "",
    "showed": "Briefs had twelve parts.",
    "fate": "mainstreamed",
    "kept": KEPT,
    "by_whom": "Digital team",
    "from_on": ["1", "4", "2027"],
}


def test_a_line_is_written_read_everywhere_and_taken_back_with_a_reason(
    app: Flask, session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    typed = TYPED | {"challenge": str(challenge)}
    assert manager.post(HERE, data=typed).status_code == 303
    page = as_crew(Role.FINANCE_OFFICER).get(HERE).get_data(as_text=True)
    assert "Every challenge begins with one." in page
    assert "1 April 2027" in page
    slug = _authority_slug(session, crew)
    said = app.test_cli_runner().invoke(args=["programme", "evaluation", "--authority", slug])
    (line,) = json.loads(said.output)["record"]
    assert (line["by_whom"], line["from"]) == ("Digital team", "2027-04-01")
    assert line["challenge"] == "town-planning-consultation"
    assert _in_pack(manager.get(f"{_challenge()}/handover/pack.zip").data) == [line["showed"]]
    programme = programme_called(session, crew.manager.authority_id, None)
    assert programme
    (lesson,) = fork_of(session, crew.manager.authority_id, programme)["lessons"]
    assert lesson["words"] == "Briefs had twelve parts. Every challenge begins with one."
    assert "Digital team" not in json.dumps(lesson)

    row = session.scalars(select(Finding)).one()
    back = f"{HERE}/{row.id}/withdraw"
    assert manager.post(back, data={"reason": ""}).status_code == 422
    assert manager.post(back, data={"reason": "It was stopped."}).status_code == 303
    assert manager.post(back, data={"reason": "Again."}).status_code == 409
    assert "It was stopped." in manager.get(HERE).get_data(as_text=True)
    assert fork_of(session, crew.manager.authority_id, programme)["lessons"] == []


def test_bad_input_loses_nothing_and_no_line_crosses_councils(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    answer = manager.post(HERE, data=TYPED | {"by_whom": ""})
    page = answer.get_data(as_text=True)
    assert (answer.status_code, KEPT in page) == (422, True)
    other = a_crew(session, an_authority(session, slug="leeds").id)
    theirs = a_challenge(session, other, a_programme(session, other.manager))
    assert manager.post(HERE, data=TYPED | {"challenge": str(theirs)}).status_code == 422
    assert manager.post(HERE, data={"fate": "cake"}).status_code == 422
    assert as_crew(Role.FINANCE_OFFICER).post(HERE, data=TYPED).status_code == 403
    with work(session, other.manager, NOW) as unit:
        programme = programme_called(session, other.manager.authority_id, None)
        assert programme
        made = keep_finding(unit, programme.id, FindingDraft("Leeds saw it.", Fate.AGAIN))
    assert manager.post(f"{HERE}/{made}/withdraw", data={"reason": "No."}).status_code == 404
    assert "Leeds saw it." not in manager.get(HERE).get_data(as_text=True)


def _challenge() -> str:
    return "/programme/challenges/town-planning-consultation"


def _authority_slug(session: Session, crew: Crew) -> str:
    return session.get_one(Authority, crew.manager.authority_id).slug


def _in_pack(held: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        name = next(each for each in archive.namelist() if each.endswith("evaluation-record.csv"))
        text = archive.read(name).decode("utf-8-sig")
    return [row["showed"] for row in csv.DictReader(io.StringIO(text))]
