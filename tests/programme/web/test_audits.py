"""An auditor checks a challenge's events from the extract alone, and finds a line that changed."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.audit import EventSeal, said_by, seal, verify
from foundation.base.chain_check import early_link_of, faults_in
from foundation.base.eventlog import SEAL, LoggedEvent
from foundation.base.outbox import drain
from foundation.base.roles import Role
from foundation.base.work import work
from tests.clock import NOW
from tests.foundation.test_work import DoorOpened
from tests.programme.make import Crew, a_challenge, release
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

SLUG = "town-planning-consultation"


def _extract(app: Flask, to: Path) -> Path:
    ran = app.test_cli_runner().invoke(
        args=["programme", "audit-extract", SLUG, "-o", str(to / "extract.zip")]
    )
    assert ran.exit_code == 0, ran.output
    with zipfile.ZipFile(to / "extract.zip") as archive:
        archive.extractall(to)
    return to / f"{SLUG}-audit"


def _checked(folder: Path) -> tuple[int, str]:
    ran = subprocess.run(  # noqa: S603  the file that was just written
        [sys.executable, "-I", str(folder / "audit-check.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout


@pytest.fixture
def folder(
    app: Flask, session: Session, crew: Crew, programme: UUID, challenge: UUID, tmp_path: Path
) -> Path:
    """The extract of a released challenge, beside which other things happened."""
    other = a_challenge(session, crew, programme, title="Food for schools")
    release(session, crew, challenge)
    with work(session, crew.manager, NOW) as unit:
        unit.record(DoorOpened(other))
        unit.record(DoorOpened(uuid4()))
    drain(session, {SEAL: seal}, NOW)
    first = session.scalars(select(EventSeal).where(EventSeal.position == 1)).one()
    said = said_by(session.get_one(LoggedEvent, first.event_id))
    assert first.digest != early_link_of("0" * 64, 1, said)
    return _extract(app, tmp_path)


def test_the_extract_proves_itself_names_nobody_and_shows_what_was_changed(
    folder: Path, session: Session
) -> None:
    assert _checked(folder) == (0, "every link holds\n")
    events = (folder / "audit-events.csv").read_text("utf-8-sig")
    assert "programme.challenge.made" in events
    assert "programme.gate.signed" in events
    assert "programme.brief" in events
    assert "door" not in events
    assert events.count("programme.challenge.made") == 1
    assert "@" not in events
    assert [each.broken_at for each in verify(session)] == [None]
    assert "audit verify --head" in (folder / "audit-read-me.txt").read_text("utf-8")

    whole = (folder / "audit-events.csv").read_bytes()
    line = next(each for each in whole.splitlines(keepends=True) if b"gate.decided" in each)
    place = line.split(b",")[0].decode()
    (folder / "audit-events.csv").write_bytes(whole.replace(line, line.replace(b"pass", b"stop")))
    assert _checked(folder) == (1, f"link {place} does not hold\n")
    (folder / "audit-events.csv").write_bytes(whole.replace(line, b""))
    assert faults_in(folder) == ["audit-events.csv: lines were added or taken out"]
    (folder / "audit-events.csv").write_bytes(whole)
    links = (folder / "audit-links.csv").read_bytes()
    lines = links.splitlines(keepends=True)
    (folder / "audit-links.csv").write_bytes(links.replace(lines[4], b""))
    assert faults_in(folder)
    (folder / "audit-links.csv").write_bytes(b"".join(lines[:-1]))
    assert faults_in(folder)
    (folder / "audit-about.json").write_text("{}")
    assert _checked(folder)[0] == 1


def test_links_made_in_the_older_form_still_hold(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    drain(session, {SEAL: seal}, NOW)
    before = "0" * 64
    for link in session.scalars(select(EventSeal).order_by(EventSeal.position)):
        said = said_by(session.get_one(LoggedEvent, link.event_id))
        link.content, link.digest = None, early_link_of(before, link.position, said)
        before = link.digest
    session.commit()
    with work(session, crew.manager, NOW) as unit:
        unit.record(DoorOpened(challenge))
    drain(session, {SEAL: seal}, NOW)
    assert [each.broken_at for each in verify(session)] == [None]


def test_an_auditor_fetches_it_and_a_sponsor_does_not(
    session: Session, challenge: UUID, as_crew: As
) -> None:
    where = f"/programme/challenges/{SLUG}/handover"
    officer, sponsor = as_crew(Role.PROCUREMENT_OFFICER), as_crew(Role.EXECUTIVE_SPONSOR)
    assert "Audit extract (ZIP)" in officer.get(where).get_data(as_text=True)
    with zipfile.ZipFile(io.BytesIO(officer.get(f"{where}/audit.zip").data)) as archive:
        assert f"{SLUG}-audit/audit-check.py" in archive.namelist()
    assert "Audit extract (ZIP)" not in sponsor.get(where).get_data(as_text=True)
    assert sponsor.get(f"{where}/audit.zip").status_code == 403
