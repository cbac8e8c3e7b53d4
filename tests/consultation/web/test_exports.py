"""What leaves the house: as everybody reads it, of one instant, with its dictionary and licence."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from flask import Flask
from jsonschema import Draft7Validator
from shapely.geometry import Point
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.applications import record_application
from consultation.commands.comments import post_comment
from consultation.commands.exports import ask_archive, drop_archives
from consultation.commands.moderation import set_moderation
from consultation.models.consultations import Consultation
from consultation.models.exports import RepresentationArchive
from consultation.queries.consultations import consultation_page
from consultation.queries.exports import (
    application_content,
    exported_comments,
    exported_representations,
)
from consultation.rules.application_files import read_file
from consultation.rules.applications import ApplicationSheet
from consultation.rules.comments import Contribution, Moderation, Place, PlaceWay, Stance
from consultation.rules.consultations import ConsultationKind
from consultation.rules.exports import COLUMNS
from consultation.rules.odp_export import odp_document
from consultation.web.exports_made import representation_files
from deploy.setup.system import PANGO
from foundation.accounts.queries.authorities import council_of
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.actor import Actor
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.eventlog import LoggedEvent
from foundation.base.files import StoredFile
from foundation.base.roles import Role
from foundation.base.snapshots import begin_snapshot
from foundation.base.work import work
from geo.rules.shapes import Shape
from tests.conftest import NOW
from tests.consultation.make import SECRET, a_comment, a_consultation
from tests.databases import KINDS
from tests.geo.data import open_data
from tests.html import ReadingClient
from tests.papers import words_of
from townhall.jobs import run_once

Browsers = Callable[..., ReadingClient]
SLUG = "a-greener-high-street"
DATA, DESK = f"/consultations/{SLUG}/data", f"/desk/consultations/{SLUG}/exports"
SPOT = Place(PlaceWay.MAP, shape=Shape(Point(-1.85, 52.47)))
SCHEMAS = ("planning", "odp_v0.7.7", "schemas")
NONE = "\u2013"
EXAMPLES = ("planning", "odp_v0.7.7", "examples")


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_table_holds_exactly_what_everybody_can_read_and_no_formula(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    shown = a_comment(session, actor, consultation, "=1+1 more trees", stance=Stance.SUPPORT)
    hidden = a_comment(session, actor, consultation, "Rude words.")
    with work(session, actor, NOW) as unit:
        set_moderation(unit, hidden.comment_id, Moderation.HIDDEN, "Rude.")
    answer = client.get(f"{DATA}/comments.csv")
    assert answer.mimetype == "text/csv"
    (row,) = rows_of(answer.get_data(as_text=True))
    assert list(row) == list(COLUMNS)
    assert (row["ref"], row["text"], row["stance"]) == (shown.ref, "'=1+1 more trees", "support")
    named = rows_of(client.get(f"{DATA}/dictionary.csv").get_data(as_text=True))
    assert [each["column"] for each in named] == list(COLUMNS)
    assert client.get(DATA).status_code == 200


def test_places_are_given_in_both_coordinate_systems(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    a_comment(session, actor, consultation, place=SPOT)
    (degrees,) = json.loads(client.get(f"{DATA}/comments.geojson").data)["features"]
    grid = json.loads(client.get(f"{DATA}/comments-27700.geojson").data)
    assert degrees["geometry"] == {"type": "Point", "coordinates": [-1.85, 52.47]}
    assert grid["crs"]["properties"]["name"].endswith("27700")
    assert grid["features"][0]["geometry"]["coordinates"] == pytest.approx([410287, 285795], abs=2)


def test_nothing_is_handed_out_of_what_is_not_public(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    for file in ("", "/comments.csv", "/comments.geojson", "/dictionary.csv"):
        assert client.get(f"/consultations/no-such/data{file}").status_code == 404


@pytest.mark.parametrize("format", ["csv", "geojson", "waysd"])
def test_an_officer_takes_an_archive_with_dictionary_and_licence_and_is_noted(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID, format: str
) -> None:
    a_comment(session, actor, consultation, place=SPOT)
    officer = client_for(Role.CONSULTATION_OFFICER)
    assert officer.get(DESK).status_code == 200
    answer = officer.post(f"{DESK}/{format}")
    packed = zipfile.ZipFile(io.BytesIO(answer.data))
    assert {"dictionary.csv", "LICENCE.txt"} < set(packed.namelist())
    assert "Open Government Licence" in packed.read("LICENCE.txt").decode()
    session.rollback()
    kinds = set(session.scalars(select(LoggedEvent.kind)))
    assert "consultation.export.taken" in kinds


def test_others_take_nothing_from_the_desk(client_for: Browsers, consultation: UUID) -> None:
    for role in (Role.RESIDENT, Role.APPLICANT, Role.MODERATOR, Role.COUNCILLOR):
        assert client_for(role).post(f"{DESK}/csv").status_code == 403
        assert client_for(role).post(f"{DESK}/archive").status_code == 403
    officer = client_for(Role.CONSULTATION_OFFICER)
    for format in ("representations", "odp", "xlsx"):
        assert officer.post(f"{DESK}/{format}").status_code in {400, 404}


def test_a_snapshot_does_not_see_what_comes_while_it_is_read(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    a_comment(session, actor, consultation)
    begin_snapshot(session)
    before = exported_comments(session, consultation)

    def come() -> None:
        with app.app_context():
            a_comment(db.session(), actor, consultation, "Later words.")
            db.session.remove()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(come).result()
    assert exported_comments(session, consultation) == before
    begin_snapshot(session)
    assert len(exported_comments(session, consultation)) == len(before) + 1


def test_an_imported_application_comes_out_valid_and_goes_in_again_unchanged(
    app: Flask, session: Session, actor: Actor
) -> None:
    name = "planningPermission/fullHouseholder-03-consultation.json"
    example = open_data(*EXAMPLES, "postSubmissionApplication", *name.split("/"))
    (sheet,) = read_file(example.read_bytes(), example.name)
    assert isinstance(sheet, ApplicationSheet)
    with work(session, actor, NOW) as unit:
        recorded = record_application(unit, sheet)
    found = application_content(session, _about(session, recorded.application_id))
    assert found is not None
    kept = a_consultation(session, actor, title="Words to export")
    for stance in (Stance.SUPPORT, Stance.SUPPORT_WITH_CHANGES, Stance.OBJECT, None):
        a_comment(session, actor, kept, f"I say {stance}.", stance=stance)
    document = odp_document(found, exported_comments(session, kept), "Planning team", NOW)
    session.rollback()  # to judge the document takes longer than a transaction may stand idle
    summary = document["comments"]["public"]["summary"]
    assert summary == {
        "totalComments": 4,
        "sentiment": {"objection": 1, "neutral": 2, "supportive": 1},
    }
    schema = json.loads(open_data(*SCHEMAS, "postSubmissionApplication.json").read_text())
    kind = "#/definitions/PostSubmissionPlanningPermissionFullHouseholder"
    assert {"$ref": kind} in schema["anyOf"]
    valid = Draft7Validator({"$ref": kind, "definitions": schema["definitions"]})
    assert next(valid.iter_errors(document), None) is None
    (again,) = read_file(json.dumps(document).encode(), "again.json")
    assert isinstance(again, ApplicationSheet)
    same: dict[str, Any] = {"content": {}, "digest": "", "source_name": "", "generated_at": None}
    assert replace(again, **same) == replace(sheet, **same)


def test_each_formal_comment_is_a_file_of_its_own_that_matches_its_row(
    app: Flask, session: Session, actor: Actor
) -> None:
    if not PANGO.present():
        pytest.skip("no Pango on this machine")
    kept = a_consultation(session, actor, kind=ConsultationKind.PLANNING_APPLICATION)
    made = [
        a_comment(session, actor, kept, "Too tall.", formal=Signatory(who, "1 Row", "B9 5QT"))
        for who in ("Ann O\u2019Example", "\u674e\u56db", "../Bob Etc/passwd")
    ]
    a_comment(session, actor, kept, "Informal words.")
    with work(session, actor, NOW) as unit:
        asked = ask_archive(unit, kept)
        assert ask_archive(unit, kept) == asked
    run_once(app)
    session.rollback()
    archive = session.get_one(RepresentationArchive, asked)
    assert archive.file_id is not None
    file_id = archive.file_id
    digest = session.get_one(StoredFile, file_id).digest
    with app.extensions["files"].open(digest) as content:
        packed = zipfile.ZipFile(io.BytesIO(content.read()))
    rows = rows_of(packed.read("representations.csv").decode())
    day = london_day(NOW).isoformat()
    surnames = ("oexample", "anon", "etcpasswd")
    pairs = zip(made, surnames, strict=True)
    names = {each.ref: f"{each.ref}_{day}_{surname}.pdf" for each, surname in pairs}
    assert {row["ref"]: row["file"] for row in rows} == names
    for row in rows:
        with pikepdf.open(io.BytesIO(packed.read(row["file"]))) as paper:
            assert row["ref"] in str(paper.docinfo["/Title"])
    with work(session, actor, NOW + timedelta(days=8)) as unit:
        assert drop_archives(unit) == 1
    assert session.get(StoredFile, file_id) is None


@pytest.mark.parametrize("migrated", KINDS[:1], indirect=True, scope="session")
def test_three_hundred_files_open_and_say_what_their_rows_say(
    app: Flask, session: Session, actor: Actor
) -> None:
    if not PANGO.present():
        pytest.skip("no Pango on this machine")
    kept = a_consultation(session, actor, kind=ConsultationKind.PLANNING_APPLICATION)
    stances = [*Stance, None]
    words: dict[str, str] = {}
    with work(session, actor, NOW) as unit:
        for at in range(300):
            said = Contribution(
                f"Reason {at}: it is {at + 3} metres too tall.\n\nÇa, c\u2019est £{at}.",
                stance=stances[at % len(stances)],
                topics=("light", "noise")[: at % 3],
                formal=Signatory(
                    f"Ann{at} O\u2019Example", f"{at} Invented Row\nOldtown", "B9 5QT"
                ),
            )
            posted = post_comment(unit, kept, said, voice_digest=f"voice {at}", secret=SECRET)
            words[posted.ref] = said.text
    council = council_of(session, actor.authority_id)
    page = consultation_page(session, actor.authority_id, SLUG, NOW)
    assert council is not None
    assert page is not None
    found = exported_representations(session, actor.authority_id, kept)
    with app.test_request_context():
        files = representation_files(page, council, found)
    rows = rows_of(files["representations.csv"].decode())
    assert {row["ref"] for row in rows} == words.keys()
    papers = {name for name in files if name.endswith(".pdf")}
    assert papers == {row["file"] for row in rows}
    assert len(papers) == 300
    for row in rows:
        paper = bare(words_of(files[row["file"]]))
        told = (row["ref"], row["name"], row["address"], row["postcode"], words[row["ref"]])
        assert [each for each in told if bare(each) not in paper] == []
        assert bare(f"View{row['stance'] or NONE}") in paper
        assert bare(f"Topics{row['topics'].replace(' ', ', ') or NONE}") in paper


def bare(text: str) -> str:
    return "".join(text.split())


def _about(session: Session, application_id: UUID) -> UUID:
    found = session.scalar(
        select(Consultation.id).where(Consultation.application_id == application_id)
    )
    assert found is not None
    return found
