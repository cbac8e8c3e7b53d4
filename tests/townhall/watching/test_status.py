"""A page says to everybody how the service is, whatever is away."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.clock import NOW, StandingClock
from tests.conftest import opened, settings_for
from tests.html import ReadingClient
from townhall.watching.condition import condition
from townhall.watching.gathering import look
from townhall.watching.incidents import incidents
from townhall.watching.notes import BACKUP, CHAIN, FOLDER, SEEN, folder_of, note, write

WELL = {"at": NOW.timestamp(), "database": 1, "messages": {"mail": {"since": None}}}
LATE = {"mail": {"since": (NOW - timedelta(minutes=16)).timestamp()}}
WAITS = {"mail": {"since": (NOW - timedelta(minutes=14)).timestamp()}}


@pytest.mark.parametrize(
    ("seen", "backed_up", "holds", "amiss"),
    [
        ({}, 0, True, []),
        ({"messages": WAITS}, 0, True, []),
        ({"messages": LATE}, 0, True, ["mail waits since"]),
        ({"database": 0}, 0, True, ["the database does not answer"]),
        ({"at": NOW.timestamp() - 301}, 0, True, ["no job has looked"]),
        ({}, 27, True, ["no backup"]),
        ({}, 0, False, ["the event log has been changed"]),
        ({"database": 0, "messages": LATE}, 27, True, ["database", "mail", "no backup"]),
    ],
)
def test_what_is_amiss_follows_from_the_notes(
    seen: dict[str, Any], backed_up: int, holds: bool, amiss: list[str], tmp_path: Path
) -> None:
    write(tmp_path, SEEN, {**WELL, **seen})
    copied = NOW - timedelta(hours=backed_up)
    write(tmp_path, BACKUP, {"at": copied.isoformat(), "well": True})
    write(tmp_path, CHAIN, {"at": NOW.isoformat(), "well": holds})
    how = condition(tmp_path, NOW)
    found = how.amiss()
    assert len(found) == len(amiss)
    assert all(wanted in said for wanted, said in zip(amiss, found, strict=True))
    assert how.is_well is (not [each for each in found if "backup" not in each])


@pytest.fixture
def folder(app: Flask) -> Path:
    """The notes of the app, with nothing in them."""
    folder = folder_of(app)
    for each in folder.glob("*"):
        each.unlink()
    return folder


def page_of(client: FlaskClient) -> str:
    answer = client.get("/status")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_who_looks_reads_that_all_is_well_and_of_the_last_backup(
    app: Flask, client: ReadingClient, session: Session, folder: Path
) -> None:
    make.an_authority(session, name="Alphaton Council")
    assert "We cannot tell at the moment." in page_of(client)
    look(app)
    note(app, BACKUP)
    note(app, CHAIN)
    page = page_of(client)
    assert "Yes. Everything works." in page
    assert "Alphaton Council" in page
    assert "Unchanged when last checked" in page


def test_the_page_is_sent_once_as_long_as_nothing_changes(
    app: Flask, client: ReadingClient, session: Session, folder: Path
) -> None:
    make.an_authority(session)
    look(app)
    first = client.get("/status")
    assert "Set-Cookie" not in first.headers
    again = client.get("/status", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    runner = app.test_cli_runner()
    assert runner.invoke(args=["status", "say", "E-mails are late."]).exit_code == 0
    changed = client.get("/status", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_operators_tell_of_trouble_until_it_is_over(
    app: Flask, client: ReadingClient, session: Session, folder: Path, clock: StandingClock
) -> None:
    make.an_authority(session)
    look(app)
    runner = app.test_cli_runner()
    refused = runner.invoke(args=["status", "over", "It is over."])
    assert (refused.exit_code, "could be over" in refused.output) == (1, True)
    runner.invoke(args=["status", "say", "E-mails are late.\nNone is <b>lost</b>."])
    runner.invoke(args=["status", "say", "The mail server is back."])
    page = page_of(client)
    assert "Not everything works." in page
    assert "E-mails are late. None is &lt;b&gt;lost&lt;/b&gt;." in page
    assert page.index("The mail server is back.") < page.index("E-mails are late.")
    runner.invoke(args=["status", "over", "All waiting e-mails have gone out."])
    page = page_of(client)
    assert "Yes. Everything works." in page
    assert page.index("E-mails are late.") < page.index("All waiting e-mails have gone out.")
    assert len(incidents(folder, NOW)[0].notes) == 3
    clock.shows = NOW + timedelta(days=91)
    assert "E-mails are late." not in page_of(client)


def test_the_command_fails_while_something_is_amiss(app: Flask, folder: Path) -> None:
    runner = app.test_cli_runner()
    alone = runner.invoke(args=["status", "show"])
    assert alone.exit_code == 1
    assert "no job has looked" in alone.output
    for what in (BACKUP, CHAIN):
        note(app, what)
    look(app)
    assert runner.invoke(args=["status", "show"]).output == "Everything works.\n"


@pytest.mark.parametrize("is_noted", [True, False])
def test_the_page_is_there_while_the_database_is_not(is_noted: bool, tmp_path: Path) -> None:
    nowhere = f"sqlite:///{tmp_path}/gone/main.db"
    settings = settings_for("spatialite", tmp_path, database_url=nowhere)
    with opened(settings, StandingClock()) as app, app.app_context():
        if is_noted:
            look(app)
        client = app.test_client()
        page = page_of(client)
        home = client.get("/")
    assert ("Our database does not answer." in page) is is_noted
    assert home.status_code == 503
    assert 'href="/status"' in home.get_data(as_text=True)
    assert (tmp_path / FOLDER / "seen.json").is_file() is is_noted
