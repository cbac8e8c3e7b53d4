"""Operators load applications and list consultations."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.models.applications import Application, ApplicationVersion
from foundation.accounts.models.authorities import Authority
from tests.consultation.rules.test_application_files import CSV, EXAMPLES, ODP
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.make import an_authority

IMPORT = ["consultation", "import-application"]


def run(app: Flask, *arguments: str) -> tuple[int, str, str]:
    result = app.test_cli_runner().invoke(args=list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_the_council_of_a_file_is_set_up_if_it_is_new(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps(ODP))
    assert run(app, *IMPORT, str(file))[0] == 0
    assert run(app, *IMPORT, str(file))[0] == 0
    council = session.scalars(select(Authority)).one()
    assert (council.slug, council.organisation) == ("bir", "BIR")
    code, out, _ = run(app, "consultation", "list")
    assert code == 0
    assert out.startswith("1-invented-road-birmingham\tbir\topen\t")


def test_what_a_file_says_was_decided_stands_on_the_page(
    app: Flask, session: Session, client: ReadingClient, tmp_path: Path
) -> None:
    an_authority(session)
    decided = copy.deepcopy(ODP)
    decided["data"]["application"] |= {"stage": "assessment", "status": "determined"}
    decided["data"]["assessment"] = {
        "planningOfficerDecision": "refused",
        "planningOfficerDecisionDate": "2026-11-19",
    }
    for name, content in (("begun", ODP), ("decided", decided)):
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(content))
        assert run(app, *IMPORT, str(file), "--authority", "birmingham")[0] == 0
        page = text_of(client.get("/consultations/1-invented-road-birmingham"))
        assert ("Permission was refused." in page) is (name == "decided")
    assert "What was decided" in page
    assert "19 November 2026" in page


def test_good_files_load_and_each_broken_one_is_named_on_a_line(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    an_authority(session)
    broken = copy.deepcopy(ODP)
    broken["data"]["application"]["stage"] = "cooking"
    for name, content in (("good", ODP), ("broken", broken)):
        (tmp_path / f"{name}.json").write_text(json.dumps(content))
    (tmp_path / "cut.json").write_text("{")
    (tmp_path / "rows.csv").write_text(CSV)
    files = [str(tmp_path / name) for name in
             ("cut.json", "broken.json", "missing.json", "rows.csv", "good.json")]  # fmt: skip
    code, _, err = run(app, *IMPORT, *files, "--authority", "birmingham")
    assert code != 0
    lines = [line for line in err.splitlines() if str(tmp_path) in line]
    assert len(lines) == 5
    assert f"{files[1]}: data.application.stage: " in err
    assert f"{files[3]}: line 5: start-date: " in err
    references = session.scalars(select(Application.reference).order_by(Application.reference))
    assert list(references) == ["2026/04512/PA", "A/1", "A/2"]


def test_a_council_that_nobody_knows_is_refused(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps(ODP))
    code, _, err = run(app, *IMPORT, str(file), "--authority", "nowhere")
    assert code != 0
    assert "nowhere" in err


def test_the_list_is_also_json(app: Flask, session: Session, tmp_path: Path) -> None:
    an_authority(session)
    file = tmp_path / "rows.csv"
    file.write_text("\n".join(CSV.splitlines()[:3]))
    assert run(app, *IMPORT, str(file), "--authority", "birmingham")[0] == 0
    (row,) = json.loads(run(app, "consultation", "list", "--json")[1])
    assert (row["slug"], row["status"], row["reference"]) == ("corner-shop", "draft", "A/1")


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the example files are not here")
def test_the_files_of_one_example_leave_one_application_with_four_versions(
    app: Flask, session: Session
) -> None:
    files = sorted((EXAMPLES / "postSubmissionApplication" / "planningPermission").glob("*.json"))
    others = [*EXAMPLES.glob("application/*/*.json"), *EXAMPLES.glob("*Published*/*/*.json")]
    for _twice in range(2):
        code, _, err = run(app, *IMPORT, *map(str, files))
        assert code == 0, err
    assert session.scalar(select(func.count()).select_from(Application)) == 1
    assert session.scalar(select(func.count()).select_from(ApplicationVersion)) == 4
    assert run(app, *IMPORT, *map(str, others))[0] == 0
    assert session.scalar(select(func.count()).select_from(Application)) == 2
    assert sorted(session.scalars(select(Authority.slug))) == ["bkm", "lbh"]
