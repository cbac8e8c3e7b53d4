"""Anybody reads the open contracting data of what is released, and of nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.eventlog import LoggedEvent
from foundation.base.outbox import deliver
from foundation.base.roles import Role
from programme.models.challenges import Challenge
from programme.models.kept_releases import KeptRelease
from programme.rules.gates import GateDecided
from programme.rules.ocds.validating import faults_of
from programme.web import ocds_kept
from tests.clock import NOW
from tests.programme.make import Crew, back, decide, release
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

from programme.rules.stages import GateCode

SLUG = "town-planning-consultation"
FEED = "/api/v1/ocds"


def test_a_challenge_is_in_the_feed_once_it_is_released(
    app: Flask, session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    client, officer = app.test_client(), as_crew(Role.PROCUREMENT_OFFICER)
    here = f"/programme/challenges/{SLUG}/open-data"
    assert "the first gate makes" in officer.get(here).get_data(as_text=True)
    assert client.get(f"{FEED}/{SLUG}/releases.json").status_code == 404
    back(session, crew, challenge)
    decide(session, crew, challenge, GateCode.G0)
    assert client.get(f"{FEED}/{SLUG}/record.json").status_code == 404
    assert client.get(f"{FEED}/releases.json").get_json()["releases"] == []
    assert "once the challenge is released" in officer.get(here).get_data(as_text=True)


def test_feed_record_and_command_tell_the_same_and_are_valid(
    app: Flask, session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    release(session, crew, challenge)
    client = app.test_client()
    package = client.get(f"{FEED}/{SLUG}/releases.json").get_json()
    assert faults_of(package) == ()
    assert [each["tag"] for each in package["releases"]] == [["planning"], ["planningUpdate"]]
    assert client.get(f"{FEED}/releases.json").get_json()["releases"] == package["releases"]
    (record,) = client.get(f"{FEED}/{SLUG}/record.json").get_json()["records"]
    assert record["compiledRelease"]["ocid"] == f"ocds-xxxxxx-{challenge}"
    page = as_crew(Role.PROCUREMENT_OFFICER).get(f"/programme/challenges/{SLUG}/open-data")
    words = page.get_data(as_text=True)
    assert "Valid: it follows the standard" in words
    assert "begins with a placeholder" in words
    printed = app.test_cli_runner().invoke(args=["programme", "ocds", SLUG])
    assert printed.exit_code == 0
    assert json.loads(printed.output)["releases"] == package["releases"]
    listed = app.test_cli_runner().invoke(args=["programme", "ocds", "--list"])
    assert listed.output.split() == [SLUG]


def test_the_command_says_what_is_wrong(app: Flask, challenge: UUID) -> None:
    run = app.test_cli_runner().invoke
    for args, words in (([], "name one"), (["nothing"], "no challenge has the slug")):
        found = run(args=["programme", "ocds", *args])
        assert found.exit_code != 0
        assert words in found.output


def test_each_gate_leaves_a_release_that_nothing_changes_and_no_other_id_follows(
    app: Flask, session: Session, crew: Crew, challenge: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(session, crew, challenge)
    settings = app.extensions["settings"]

    def keep(prefix: str) -> list[KeptRelease]:
        monkeypatch.setitem(app.extensions, "settings", replace(settings, ocid_prefix=prefix))
        deliver(session, ocds_kept.READER, ocds_kept.note, NOW)
        for event in session.scalars(
            select(LoggedEvent).where(LoggedEvent.kind == GateDecided.kind)
        ):
            ocds_kept.note(session, event, NOW)
        session.commit()
        return list(session.scalars(select(KeptRelease).order_by(KeptRelease.number)))

    first = keep("ocds-a1b2c3")
    assert [row.release["tag"] for row in first] == [["planning"], ["planningUpdate"]]
    session.get_one(Challenge, challenge).title = "Another title"
    session.commit()
    client = app.test_client()
    told = client.get(f"{FEED}/{SLUG}/releases.json").get_json()["releases"]
    assert told == [row.release for row in first]
    assert told[0]["tender"]["title"] == "Town planning consultation"
    assert [row.id for row in keep("ocds-d4e5f6")] == [row.id for row in first]
    printed = app.test_cli_runner().invoke(args=["programme", "ocds", SLUG])
    assert printed.exit_code == 0, "nothing is new"
