"""A pack is made from what is recorded, says what is missing, and opens gate six when whole."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from foundation.base.clock import london_day
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.cases import write_case
from programme.commands.packs import check_chain, explain_item
from programme.commands.records import take_over_state
from programme.commands.routes import choose_route, date_step
from programme.models.packs import PackCheck
from programme.queries.packs import pack_facts, pack_page
from programme.queries.snapshots import look
from programme.rules.cases import CasePart
from programme.rules.challenges import ChallengeState
from programme.rules.lines import Line
from programme.rules.pack_seals import faults_of
from programme.rules.packs import LIGHT, Item, ItemState, is_complete, states_of
from programme.rules.routes import Route, RouteDraft
from programme.rules.stages import GateCode
from programme.rules.step_days import Clock
from programme.rules.steps import Step
from tests.clock import NOW
from tests.papers import words_of
from tests.programme.make import Crew, release
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

SLUG = "town-planning-consultation"
HERE = f"/programme/challenges/{SLUG}/handover"
SAID = (Item.FAIRNESS, Item.PROTOTYPE, Item.MANAGER)


def _whole(session: Session, crew: Crew, challenge: UUID) -> None:
    release(session, crew, challenge)
    officer = crew[Role.PROCUREMENT_OFFICER]
    with work(session, crew.manager, NOW) as unit:
        for part in CasePart:
            write_case(unit, challenge, part, "=1+1", seen_number=0)
    with work(session, officer, NOW) as unit:
        draft = RouteDraft(Route.BELOW_THRESHOLD, "It is small.", value_p=158_000_00)
        choose_route(unit, challenge, draft)
        date_step(unit, challenge, Step.CONFLICTS, Clock.DONE, london_day(NOW))
        for item in SAID:
            explain_item(unit, challenge, item, "Everybody was told the same.")
        check_chain(unit, challenge)


def test_each_item_is_made_explained_missing_or_not_needed() -> None:
    states = states_of({Item.BRIEF, Item.FAIRNESS}, {Item.RISKS: "None."}, is_light=True)
    assert states[Item.BRIEF] is ItemState.MADE
    assert states[Item.FAIRNESS] is ItemState.MISSING
    assert states[Item.RISKS] is ItemState.EXPLAINED
    assert states[Item.NOTICES] is ItemState.NOT_NEEDED
    full = states_of(set(), {}, is_light=False)
    assert set(full.values()) == {ItemState.MISSING}
    assert is_complete(states_of(LIGHT - {Item.FAIRNESS}, {Item.FAIRNESS: "So."}, is_light=True))


def test_gate_six_lists_what_is_missing_and_opens_for_a_whole_pack(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    assert pack_facts(session, challenge, NOW) is None
    _whole(session, crew, challenge)
    page = pack_page(session, challenge, NOW)
    assert [item for item, state in page.states.items() if state is ItemState.MISSING] == []
    results = look(session, challenge, GateCode.G6, NOW).results
    assert [each.line for each in results if not each.is_met] == []


def test_above_the_threshold_everything_is_asked_for(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    _whole(session, crew, challenge)
    with work(session, crew[Role.PROCUREMENT_OFFICER], NOW) as unit:
        draft = RouteDraft(Route.FLEXIBLE, "It grows.", value_p=300_000_00)
        choose_route(unit, challenge, draft)
    results = look(session, challenge, GateCode.G6, NOW).results
    assert [each.line for each in results if not each.is_met] == [Line.PACK_COMPLETE]


def test_the_folder_opens_and_its_manifest_holds(
    app: Flask, session: Session, crew: Crew, challenge: UUID, tmp_path: Path
) -> None:
    _whole(session, crew, challenge)
    ran = app.test_cli_runner().invoke(args=["programme", "handover", SLUG, "-o", str(tmp_path)])
    assert ran.exit_code == 0, ran.output
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert set(manifest["files"]) | {"manifest.json"} == {each.name for each in tmp_path.iterdir()}
    for name, said in manifest["files"].items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == said["sha256"]
    assert manifest["chain"]["holds"]
    front = (tmp_path / "index.html").read_text("utf-8")
    assert "Town planning consultation" in front
    assert "Everybody was told the same." in front
    assert json.loads((tmp_path / "record.json").read_text("utf-8"))["records"]
    missing = app.test_cli_runner().invoke(args=["programme", "handover", "none", "-o", "x"])
    assert missing.exit_code != 0


def test_the_pack_is_seen_filled_checked_and_fetched(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    officer = as_crew(Role.PROCUREMENT_OFFICER)
    assert "It is not checked yet." in officer.get(HERE).get_data(as_text=True)
    typed = {"item": "fairness", "words": "All were told."}
    assert officer.post(f"{HERE}/items", data=typed).status_code == 303
    assert officer.post(f"{HERE}/chain").status_code == 303
    page = officer.get(HERE).get_data(as_text=True)
    assert "All were told." in page
    assert "The chain holds" in page
    with zipfile.ZipFile(io.BytesIO(officer.get(f"{HERE}/pack.zip").data)) as archive:
        assert f"{SLUG}/manifest.json" in archive.namelist()
    sponsor = as_crew(Role.EXECUTIVE_SPONSOR)
    assert sponsor.get(HERE).status_code == 200
    assert sponsor.post(f"{HERE}/items", data=typed).status_code == 403


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"item": "cake", "words": "Nice."}, "Choose one of these"),
        ({"item": "case"}, "Write a few"),
    ],
    ids=["item", "words"],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    challenge: UUID, as_crew: As, typed: dict[str, str], sentence: str
) -> None:
    answer = as_crew(Role.PROCUREMENT_OFFICER).post(f"{HERE}/items", data=typed)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, sentence in page) == (422, True)
    assert typed.get("words", "") in page


def _opens(files: dict[str, bytes]) -> None:
    """Check that each file of a pack opens, and that no cell of it runs as a formula."""
    assert faults_of(files) == ()
    assert "Town planning consultation" in words_of(files["index.pdf"])
    assert "Everybody was told the same." in words_of(files["fairness-and-conflicts.pdf"])
    for name, held in files.items():
        if name.endswith(".csv"):
            lines = csv.reader(io.StringIO(held.decode("utf-8-sig")))
            cells = [cell for row in lines for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))], name


def test_a_pack_is_sealed_with_no_gate_open_returned_with_reasons_and_accepted_by_another(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    manager, officer = as_crew(Role.PROGRAMME_MANAGER), as_crew(Role.PROCUREMENT_OFFICER)
    shut = manager.post(f"{HERE}/seal")
    assert (shut.status_code, "A gate before the handover is open" in shut.text) == (409, True)
    _whole(session, crew, challenge)
    with work(session, crew.manager, NOW) as unit:
        take_over_state(unit, challenge, ChallengeState.HANDOVER, "All gates are passed.")
        unit.session.get_one(PackCheck, challenge).chain_holds = False
    shut = manager.post(f"{HERE}/seal")
    assert (shut.status_code, "Gate 6 is open" in shut.text) == (409, True)
    with work(session, crew.manager, NOW) as unit:
        unit.session.get_one(PackCheck, challenge).chain_holds = True
    assert manager.post(f"{HERE}/seal").status_code == 303
    assert manager.post(f"{HERE}/seal").status_code == 409
    assert manager.post(f"{HERE}/answer", data={"answer": "accepted"}).status_code == 403
    assert officer.post(f"{HERE}/answer", data={"answer": "sealed"}).status_code == 422
    back = officer.post(f"{HERE}/answer", data={"answer": "returned", "reasons": " "})
    assert (back.status_code, "Write a few" in back.text) == (422, True)
    said = {"answer": "returned", "reasons": "The costs are missing."}
    assert officer.post(f"{HERE}/answer", data=said).status_code == 303
    assert "The costs are missing." in officer.get(HERE).text
    assert officer.post(f"{HERE}/seal").status_code == 303
    own = officer.post(f"{HERE}/answer", data={"answer": "accepted"})
    assert (own.status_code, "Somebody else" in own.text) == (409, True)
    with zipfile.ZipFile(io.BytesIO(officer.get(f"{HERE}/sealed-2.zip").data)) as archive:
        files = {name.split("/")[1]: archive.read(name) for name in archive.namelist()}
    _opens(files)
    assert officer.get(f"{HERE}/sealed-3.zip").status_code == 404
